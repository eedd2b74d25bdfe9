//! Who gets the item and pays what, drawn over the values of two agents.
#![allow(clippy::float_arithmetic, reason = "floats place cells on a picture, and decide nothing")]

use super::axis::share;
use super::drawing::Drawing;
use super::type_space::{Reach, ends, reaches, ticks};
use crate::sheet::number;
use maud::{Markup, html};
use num_traits::{One as _, Signed as _, ToPrimitive as _, Zero as _};
use tvmd_core::mechanism::{Outcome, Table};
use tvmd_core::setting::Valuation;
use tvmd_core::{AgentId, Bundle, ItemId, Prior, Profile, Rational, ratio};

/// The picture's size in its own units, and the two squares in it, one for each agent.
const SIZE: (usize, usize) = (400, 226);
const LEFT: [f64; 2] = [44.0, 248.0];
const TOP: f64 = 42.0;
const SIDE: f64 = 146.0;
/// Cells of at least this size have a payment in them, if it is short; smaller ones, if they are as high and wide as its digits.
const LEGIBLE: f64 = 24.0;
const SHORT: usize = 5;
const HIGH: f64 = 14.0;
const WIDE: f64 = 7.5;
/// Of longer names the beginning is written.
const MOST_LETTERS: usize = 12;
/// With more cells, there is nothing to see.
const MOST_CELLS: usize = 2500;

/// A profile in the picture.
struct Cell {
    values: [Rational; 2],
    /// Each agent's chance of the item, and what she pays.
    gets: [(Rational, Rational); 2],
}

/// Where two agents want one item, and their values say all that happens.
pub(super) fn chances(table: &Table, prior: Option<&Prior>) -> Option<Drawing> {
    let setting = table.setting();
    let ([first, second], [item]) = (setting.agents(), setting.items()) else { return None };
    let values = |agent: usize| {
        let types = setting.agents()[agent].types().iter().enumerate().skip(1);
        let possible = types.filter(|(own, _)| {
            prior.is_none_or(|prior| !prior.marginal(AgentId(agent)).mass(*own).is_zero())
        });
        let of = |(own, named): (usize, &tvmd_core::setting::Type)| match named.valuation() {
            Valuation::Additive(values) | Valuation::UnitDemand(values) => {
                Some((own, values.first()?.clone()))
            }
            Valuation::Bundles(_) => None,
        };
        possible.map(of).collect::<Option<Vec<_>>>()
    };
    let (across, up) = (values(0)?, values(1)?);
    if across.len() * up.len() > MOST_CELLS || across.len() < 2 || up.len() < 2 {
        return None;
    }
    let mut cells: Vec<Cell> = Vec::new();
    for (own, value) in &across {
        for (other, rival) in &up {
            let outcome = table.outcome_at(setting.index_of(&Profile::new(vec![*own, *other]))?);
            let gets = [0, 1].map(|agent| (chance(outcome, agent), outcome.payment(AgentId(agent)).clone()));
            let values = [value.clone(), rival.clone()];
            match cells.iter().find(|known| known.values == values) {
                Some(known) if known.gets != gets => return None,
                Some(_) => {}
                None => cells.push(Cell { values, gets }),
            }
        }
    }
    let names = [first.name(), second.name()];
    let axes = [0, 1].map(|agent| reaches(cells.iter().map(|cell| &cell.values[agent])));
    let described =
        names.iter().enumerate().map(|(agent, name)| told(name, agent, &cells)).collect::<Vec<_>>();
    let placed = [0, 1].map(|agent| placed(agent, &axes, &cells));
    let numbers = Numbers::of(placed.iter().flatten());
    let written = match numbers {
        Numbers::None => "",
        _ if cells.iter().flat_map(|cell| &cell.gets).any(|(_, paid)| is_long(paid)) => {
            "; a number is what is paid, rounded where it is long"
        }
        _ => "; a number is what is paid",
    };
    let squares = [0, 1].map(|agent| square(agent, names, &axes, &placed[agent]));
    Some(Drawing {
        title: format!("Who gets {item}, and pays what"),
        described: format!(
            "{}. The values of {} are across, those of {} up{written}.",
            described.join("; "),
            names[0],
            names[1]
        ),
        size: SIZE,
        parts: html! { @for square in squares { (square) } },
        key: key(&cells, numbers),
    })
}

fn chance(outcome: &Outcome, agent: usize) -> Rational {
    outcome.probability(AgentId(agent), [ItemId(0)].into_iter().collect::<Bundle>())
}

/// What an agent gets, in words.
fn told(name: &str, agent: usize, cells: &[Cell]) -> String {
    let gets = |cell: &&Cell| cell.gets[agent].0.is_positive();
    let (sure, some) = cells.iter().filter(gets).partition::<Vec<_>, _>(|cell| cell.gets[agent].0.is_one());
    let paid = cells.iter().map(|cell| &cell.gets[agent].1);
    let (least, most) = (paid.clone().filter(|paid| !paid.is_zero()).min(), paid.max());
    let mut told = format!("{name} gets it in {} of {} profiles", sure.len(), cells.len());
    if !some.is_empty() {
        told += &format!(", and with a chance below 1 in {}", some.len());
    }
    match (least, most) {
        (Some(least), Some(most)) if least == most => told + &format!(", and pays {}", number(most)),
        (Some(least), Some(most)) => told + &format!(", and pays {} to {}", number(least), number(most)),
        _ => told + ", and never pays",
    }
}

/// A profile as one agent's square has it.
struct Placed<'a> {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    chance: &'a Rational,
    paid: &'a Rational,
    /// What is written into it.
    label: Option<String>,
}

/// How many of the payments are written into the picture.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    All,
    Some,
    None,
}

impl Numbers {
    fn of<'a>(placed: impl Iterator<Item = &'a Placed<'a>>) -> Self {
        let mut written = placed.filter(|cell| !cell.paid.is_zero()).map(|cell| cell.label.is_some());
        match written.next() {
            Some(true) if written.all(|is| is) => Self::All,
            Some(false) | None if written.all(|is| !is) => Self::None,
            _ => Self::Some,
        }
    }

    /// What is said of them behind what a colour means.
    fn behind(self, meaning: &str) -> String {
        match self {
            Self::All => format!("{meaning}; a number is what is paid"),
            Self::Some => format!("{meaning}; a number is what is paid, where there is room for it"),
            Self::None => meaning.to_owned(),
        }
    }
}

/// Where a value of one of the agents is along its axis.
fn along(axes: &[Vec<(Rational, Reach)>; 2], axis: usize, value: &Rational) -> Reach {
    let found = axes[axis].iter().find(|(own, _)| own == value);
    found.map_or_else(|| (value.clone(), value.clone()), |(_, reach)| reach.clone())
}

/// The profiles in one agent's square.
fn placed<'a>(agent: usize, axes: &[Vec<(Rational, Reach)>; 2], cells: &'a [Cell]) -> Vec<Placed<'a>> {
    let [wide, tall] = [0, 1].map(|axis: usize| ends(&axes[axis]));
    let x = |at: &Rational| LEFT[agent] + SIDE * share(at, &wide);
    let y = |at: &Rational| TOP + SIDE * (1.0 - share(at, &tall));
    let place = |Cell { values, gets }: &'a Cell| {
        let (across, up) = (along(axes, 0, &values[0]), along(axes, 1, &values[1]));
        let (left, top) = (x(&across.0), y(&up.1));
        let (width, height) = (x(&across.1) - left, y(&up.0) - top);
        let (chance, paid) = &gets[agent];
        let fits = |label: &String| {
            let letters = u8::try_from(label.chars().count()).map_or(f64::INFINITY, f64::from);
            width.min(height) >= LEGIBLE || height >= HIGH && width >= WIDE * letters
        };
        Placed { left, top, width, height, chance, paid, label: label(paid).filter(fits) }
    };
    cells.iter().map(place).collect()
}

/// One agent's chances and payments.
fn square(
    agent: usize,
    names: [&str; 2],
    axes: &[Vec<(Rational, Reach)>; 2],
    placed: &[Placed<'_>],
) -> Markup {
    let (left, bottom) = (LEFT[agent], TOP + SIDE);
    let [wide, tall] = [0, 1].map(|axis: usize| ends(&axes[axis]));
    let x = |at: &Rational| left + SIDE * share(at, &wide);
    let y = |at: &Rational| TOP + SIDE * (1.0 - share(at, &tall));
    html! {
        @for Placed { left, top, width, height, chance, label, .. } in placed {
            rect.cell.(shade(chance)) x=(format!("{left:.2}")) y=(format!("{top:.2}")) width=(format!("{width:.2}")) height=(format!("{height:.2}")) {}
            @if let Some(label) = label {
                text.legible x=(format!("{:.1}", left + width / 2.0)) y=(format!("{:.1}", top + height / 2.0 + 4.0)) text-anchor="middle" { (label) }
            }
        }
        @for value in ticks(&axes[0]) {
            text x=(format!("{:.1}", x(value))) y=(bottom + 15.0) text-anchor="middle" { (number(value)) }
        }
        @for value in ticks(&axes[1]) {
            text x=(left - 5.0) y=(format!("{:.1}", y(value) + 4.0)) text-anchor="end" { (number(value)) }
        }
        path.axis d=(format!("M{left} {TOP}V{bottom}H{}", left + SIDE)) {}
        text x=(left - 16.0) y="14" { (short(names[agent])) " gets, and pays" }
        text x=(left - 16.0) y=(TOP - 8.0) { (short(names[1])) }
        text x=(left + SIDE) y=(bottom + 32.0) text-anchor="end" { (short(names[0])) }
    }
}

/// What is paid, if it is anything: exactly, or rounded if that is short enough to be written.
fn label(paid: &Rational) -> Option<String> {
    if paid.is_zero() {
        return None;
    }
    if !is_long(paid) {
        return Some(number(paid));
    }
    let rounded = match paid.to_f64()? {
        tiny if tiny.abs() < 0.005 => "~0".to_owned(),
        other => format!("{other:.2}"),
    };
    (rounded.chars().count() <= SHORT).then_some(rounded)
}

/// Whether a payment is too long to be written exactly.
fn is_long(paid: &Rational) -> bool {
    number(paid).chars().count() > SHORT
}

/// A name, or its beginning.
fn short(name: &str) -> String {
    if name.chars().count() <= MOST_LETTERS {
        return name.to_owned();
    }
    name.chars().take(MOST_LETTERS - 1).chain(['…']).collect()
}

/// The shade of a chance: a quarter of certainty for each.
fn shade(chance: &Rational) -> String {
    format!("h{}", (chance * ratio!(4)).ceil().to_usize().unwrap_or(4).min(4))
}

/// What the shades say that there are.
fn key(cells: &[Cell], numbers: Numbers) -> Vec<(String, String)> {
    let all = || cells.iter().flat_map(|cell| &cell.gets).map(|(chance, _)| chance);
    let certain = all().all(|chance| chance.is_zero() || chance.is_one());
    let shades: &[(usize, &str)] = if certain {
        &[(0, "doesn't get it"), (4, "gets it")]
    } else {
        &[
            (0, "doesn't get it"),
            (1, "with a chance of up to 1/4"),
            (2, "up to 1/2"),
            (3, "up to 3/4"),
            (4, "more"),
        ]
    };
    let said = |shade: usize, words: &str| match shade {
        4 => numbers.behind(words),
        _ => words.to_owned(),
    };
    shades.iter().map(|(shade, words)| (format!("cell h{shade}"), said(*shade, words))).collect()
}
