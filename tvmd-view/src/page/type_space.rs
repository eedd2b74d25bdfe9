//! A menu drawn over the type space: one buyer, two items.
#![allow(clippy::float_arithmetic, reason = "floats place cells on a picture, and decide nothing")]

use super::axis::share;
use super::drawing::Drawing;
use crate::sheet::number;
use maud::html;
use num_traits::Zero as _;
use tvmd_core::mechanism::Table;
use tvmd_core::setting::Valuation;
use tvmd_core::{AgentId, Prior, Profile, Rational, ratio};

/// The picture's size in its own units, and the square with the types in it.
const SIZE: (usize, usize) = (400, 372);
const LEFT: f64 = 56.0;
const TOP: f64 = 26.0;
const SIDE: f64 = 300.0;
/// Cells of at least this size have the number of their offer in them.
const LEGIBLE: f64 = 15.0;
/// The most values that are written at an axis.
const MOST_TICKS: usize = 8;
/// With more offers, colours say nothing.
const MOST_OFFERS: usize = 36;

/// A type in the picture: her values of the two items, and which offer she takes.
struct Buyer {
    values: [Rational; 2],
    offer: usize,
}

/// From where to where a cell reaches, by value.
pub(super) type Reach = (Rational, Rational);

/// The types of a single buyer by their values of two items, each in the colour of what she takes. None where there is
/// something else to sell or somebody else to sell to, where values aren't by item, and where two types of the same values take different offers.
pub(super) fn menu(table: &Table, prior: Option<&Prior>) -> Option<Drawing> {
    let setting = table.setting();
    let ([agent], [first, second]) = (setting.agents(), setting.items()) else { return None };
    let mut offers: Vec<String> = Vec::new();
    let mut buyers: Vec<Buyer> = Vec::new();
    for (her_type, named) in agent.types().iter().enumerate().skip(1) {
        if prior.is_some_and(|prior| prior.marginal(AgentId(0)).mass(her_type).is_zero()) {
            continue;
        }
        let (Valuation::Additive(values) | Valuation::UnitDemand(values)) = named.valuation() else {
            return None;
        };
        let outcome = table.outcome_at(setting.index_of(&Profile::new(vec![her_type]))?);
        let offer =
            format!("{} for {}", outcome.describe(setting, AgentId(0)), number(&outcome.payment(AgentId(0))));
        let offer = offers.iter().position(|known| *known == offer).unwrap_or_else(|| {
            offers.push(offer);
            offers.len() - 1
        });
        let values = [values.first()?.clone(), values.get(1)?.clone()];
        match buyers.iter().find(|known| known.values == values) {
            Some(known) if known.offer != offer => return None,
            Some(_) => {}
            None => buyers.push(Buyer { values, offer }),
        }
    }
    (buyers.len() > 1 && offers.len() <= MOST_OFFERS).then(|| picture([first, second], &offers, &buyers))
}

fn picture(items: [&String; 2], offers: &[String], buyers: &[Buyer]) -> Drawing {
    let title = format!("What is bought, by the values of {} and {}", items[0], items[1]);
    let cells = [0, 1].map(|item| reaches(buyers.iter().map(|buyer| &buyer.values[item])));
    let [wide, tall] = [0, 1].map(|item| ends(&cells[item]));
    let x = |at: &Rational| LEFT + SIDE * share(at, &wide);
    let y = |at: &Rational| TOP + SIDE * (1.0 - share(at, &tall));
    let (right, bottom) = (LEFT + SIDE, TOP + SIDE);
    let reach = |item: usize, value: &Rational| {
        let found = cells[item].iter().find(|(known, _)| known == value);
        found.map_or_else(|| (value.clone(), value.clone()), |(_, reach)| reach.clone())
    };
    let placed: Vec<(f64, f64, f64, f64, usize)> = buyers
        .iter()
        .map(|buyer| {
            let (across, up) = (reach(0, &buyer.values[0]), reach(1, &buyer.values[1]));
            let (left, top) = (x(&across.0), y(&up.1));
            (left, top, x(&across.1) - left, y(&up.0) - top, buyer.offer)
        })
        .collect();
    let taken = |offer: usize| buyers.iter().filter(|buyer| buyer.offer == offer).count();
    let described: Vec<String> = offers
        .iter()
        .enumerate()
        .map(|(offer, words)| format!("{}: {words}, {}", offer + 1, types(taken(offer))))
        .collect();
    let parts = html! {
        @for (left, top, width, height, offer) in &placed {
            rect.cell.(fill(*offer)) x=(format!("{left:.2}")) y=(format!("{top:.2}")) width=(format!("{width:.2}")) height=(format!("{height:.2}")) {}
            @if width.min(*height) >= LEGIBLE {
                text.legible x=(format!("{:.1}", left + width / 2.0)) y=(format!("{:.1}", top + height / 2.0 + 4.0)) text-anchor="middle" { (offer + 1) }
            }
        }
        @for value in ticks(&cells[0]) {
            path.axis d=(format!("M{:.1} {bottom}v4", x(value))) {}
            text x=(format!("{:.1}", x(value))) y=(bottom + 17.0) text-anchor="middle" { (number(value)) }
        }
        @for value in ticks(&cells[1]) {
            path.axis d=(format!("M{LEFT} {:.1}h-4", y(value))) {}
            text x=(LEFT - 7.0) y=(format!("{:.1}", y(value) + 4.0)) text-anchor="end" { (number(value)) }
        }
        path.axis d=(format!("M{LEFT} {TOP}V{bottom}H{right}")) {}
        text x="4" y="14" { "value of " (items[1]) }
        text x=(LEFT + SIDE / 2.0) y=(bottom + 38.0) text-anchor="middle" { "value of " (items[0]) }
    };
    let key =
        described.iter().enumerate().map(|(offer, words)| (format!("cell {}", fill(offer)), words.clone()));
    Drawing {
        title,
        described: format!("A cell for each type. {}.", described.join("; ")),
        size: SIZE,
        parts,
        key: key.collect(),
    }
}

fn types(count: usize) -> String {
    if count == 1 { "1 type".to_owned() } else { format!("{count} types") }
}

fn fill(offer: usize) -> String {
    format!("f{}", offer % 6)
}

/// From where to where all cells reach.
pub(super) fn ends(cells: &[(Rational, Reach)]) -> Reach {
    let (first, last) = (cells.first(), cells.last());
    let from = first.map(|(_, (from, _))| from.clone()).unwrap_or_default();
    (from, last.map(|(_, (_, to))| to.clone()).unwrap_or_default())
}

/// The values that are written at an axis: all, or where there are many, some at equal steps in their order.
pub(super) fn ticks(cells: &[(Rational, Reach)]) -> impl Iterator<Item = &Rational> {
    cells.iter().step_by(cells.len().div_ceil(MOST_TICKS).max(1)).map(|(value, _)| value)
}

/// Each value with where its cell reaches: half the way to the next value on either side.
pub(super) fn reaches<'a>(values: impl Iterator<Item = &'a Rational>) -> Vec<(Rational, Reach)> {
    let mut values: Vec<&Rational> = values.collect();
    values.sort();
    values.dedup();
    let half = ratio!(1 / 2);
    let between = |one: usize| (values[one] + values[one + 1]) * &half;
    let reach = |(position, value): (usize, &&Rational)| {
        let before = position.checked_sub(1).map(&between);
        let after = (position + 1 < values.len()).then(|| between(position));
        // Cells at the ends are as wide as their inner halves say; a lonely one is of width 1.
        let inner = before.as_ref().map(|before| *value - before);
        let outer = after.as_ref().map(|after| after - *value);
        let from = before.unwrap_or_else(|| *value - outer.as_ref().unwrap_or(&half));
        let to = after.unwrap_or_else(|| *value + inner.as_ref().unwrap_or(&half));
        ((*value).clone(), (from, to))
    };
    values.iter().enumerate().map(reach).collect()
}
