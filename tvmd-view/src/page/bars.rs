//! Bars side by side: how often what was seen, what each of some ways brings.
#![allow(clippy::float_arithmetic, reason = "floats place bars on a picture, and decide nothing")]

use super::axis::{Axis, share};
use super::plot::{HEIGHT, LEFT, SIZE, TOP, WIDTH};
use crate::sheet::number;
use maud::{Markup, html};
use tvmd_core::Rational;

/// So many names are all written below bars; of more, those that there is room for, at equal steps.
const FEW_NAMES: usize = 8;
/// About how wide a character is, and what is between names.
const LETTER: f64 = 6.5;
const BETWEEN: f64 = 6.0;
/// How much of the room of a name its bars take.
const TAKEN: f64 = 0.8;

/// Bars from 0, a group of them for each of some names, in which each kind has its colour. What they are exactly is for a table beside them.
///
/// ```
/// use tvmd_core::ratio;
/// use tvmd_view::page::{Bars, Page};
///
/// let mut bars = Bars::new("What was bid", "bid", "share of auctions", ["10", "20"]);
/// bars.of("Ann", [ratio!(1 / 4), ratio!(3 / 4)]);
/// let mut page = Page::new("Bids");
/// page.bars(&bars);
/// assert!(page.html().contains("Ann: most, 3/4, at 20; least, 1/4, at 10"));
/// ```
#[derive(Clone, Debug)]
pub struct Bars {
    title: String,
    across: String,
    up: String,
    names: Vec<String>,
    kinds: Vec<(String, Vec<Rational>)>,
}

impl Bars {
    /// None yet: a title, what is across and up, and the names below.
    pub fn new<N: Into<String>>(
        title: impl Into<String>,
        across: impl Into<String>,
        up: impl Into<String>,
        names: impl IntoIterator<Item = N>,
    ) -> Self {
        let (title, across, up) = (title.into(), across.into(), up.into());
        Self { title, across, up, names: names.into_iter().map(Into::into).collect(), kinds: Vec::new() }
    }

    /// Adds a bar for each name, all of one kind; none of them is below 0.
    pub fn of(&mut self, kind: impl Into<String>, heights: impl IntoIterator<Item = Rational>) {
        self.kinds.push((kind.into(), heights.into_iter().collect()));
    }

    /// What they show, in words.
    fn described(&self) -> String {
        let kind = |(kind, heights): &(String, Vec<Rational>)| {
            let named = || heights.iter().zip(&self.names);
            // Of equals the first.
            let most = named().rev().max_by_key(|(height, _)| *height);
            let least = named().min_by_key(|(height, _)| *height);
            most.zip(least).map_or_else(String::new, |((most, at), (least, low))| {
                format!("{kind}: most, {}, at {at}; least, {}, at {low}", number(most), number(least))
            })
        };
        let kinds: Vec<String> = self.kinds.iter().map(kind).collect();
        format!("{} by {}. {}.", self.up, self.across, kinds.join(". "))
    }

    /// Each of how many names is written, where one has so much room.
    fn every(&self, room: f64) -> usize {
        let longest = self.names.iter().map(|name| name.chars().count()).max().unwrap_or_default();
        let takes = LETTER * count_of(longest) + BETWEEN;
        let fits = |every: &usize| self.names.len() <= FEW_NAMES || room * count_of(*every) >= takes;
        (1..self.names.len()).find(fits).unwrap_or_else(|| self.names.len().max(1))
    }

    /// The picture with its key; `id` is one of the page that nothing else has.
    pub(super) fn markup(&self, id: usize) -> Markup {
        let zero = Rational::default();
        let axis = Axis::over(self.kinds.iter().flat_map(|(_, heights)| heights).chain([&zero]));
        let ends = axis.ends();
        let y = |at: &Rational| TOP + HEIGHT * (1.0 - share(at, &ends));
        let room = WIDTH / count(self.names.len());
        let wide = room * TAKEN / count(self.kinds.len());
        let left = |name: usize, kind: usize| {
            LEFT + room * (count_of(name) + (1.0 - TAKEN) / 2.0) + wide * count_of(kind)
        };
        let (right, bottom) = (LEFT + WIDTH, TOP + HEIGHT);
        let (title, description) = (format!("bars-{id}"), format!("bars-{id}-text"));
        let every = self.every(room);
        html! {
            figure.plot {
                figcaption { (self.title) }
                svg viewBox=(format!("0 0 {} {}", SIZE.0, SIZE.1)) role="img" aria-labelledby=(format!("{title} {description}")) {
                    title id=(title) { (self.title) }
                    desc id=(description) { (self.described()) }
                    @for (tick, label) in axis.ticks() {
                        path.grid d=(format!("M{} {:.1}H{right}", LEFT - 4.0, y(&tick))) {}
                        text x=(LEFT - 7.0) y=(format!("{:.1}", y(&tick) + 4.0)) text-anchor="end" { (label) }
                    }
                    @for (kind, (_, heights)) in self.kinds.iter().enumerate() {
                        @for (name, height) in heights.iter().enumerate() {
                            rect.(fill(kind)) x=(format!("{:.2}", left(name, kind))) y=(format!("{:.2}", y(height)))
                                width=(format!("{wide:.2}")) height=(format!("{:.2}", bottom - y(height))) {}
                        }
                    }
                    @for (position, name) in self.names.iter().enumerate().step_by(every) {
                        text x=(format!("{:.1}", LEFT + room * (count_of(position) + 0.5))) y=(bottom + 17.0) text-anchor="middle" { (name) }
                    }
                    path.axis d=(format!("M{LEFT} {TOP}V{bottom}H{right}")) {}
                    text x="4" y="14" { (self.up) }
                    text x=(LEFT + WIDTH / 2.0) y=(SIZE.1 - 8.0) text-anchor="middle" { (self.across) }
                }
                @if self.kinds.len() > 1 {
                    ul.key {
                        @for (position, (kind, _)) in self.kinds.iter().enumerate() {
                            li {
                                svg viewBox="0 0 16 16" aria-hidden="true" { rect.(fill(position)) x="1" y="1" width="14" height="14" {} }
                                (kind)
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A number of things as a part of a length, at least one.
fn count(things: usize) -> f64 {
    count_of(things.max(1))
}

fn count_of(things: usize) -> f64 {
    u32::try_from(things).map_or(f64::from(u32::MAX), f64::from)
}

fn fill(kind: usize) -> String {
    format!("bar-{}", kind % 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every(names: &[&str]) -> usize {
        Bars::new("", "", "", names.iter().copied()).every(WIDTH / count(names.len()))
    }

    #[test]
    fn names_are_written_where_there_is_room() {
        let short = ["⊥", "0", "15", "20", "25", "30", "35", "40", "50", "60"];
        assert_eq!(every(&short), 1);
        assert_eq!(every(&["123.4567"; 10]), 2);
        assert_eq!(every(&["The best mechanism of all that there are"; 3]), 1, "few are all written");
        assert_eq!((every(&[]), every(&["a"])), (1, 1));
    }
}
