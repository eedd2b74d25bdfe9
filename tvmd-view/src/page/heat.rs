//! Who gains by pretending to be whom, in colours.

use super::table::matrix;
use crate::sheet::{Cell, Sheet};
use maud::Markup;
use num_traits::{Signed as _, ToPrimitive as _};
use tvmd_core::{Rational, ratio};

/// How many shades there are of gains, and of losses, which are those of other sizes, too.
const GAINS: [&str; 4] = ["gain g1", "gain g2", "gain g3", "gain g4"];
const LOSSES: [&str; 4] = ["l1", "l2", "l3", "l4"];

/// A table of what reports gain, as [`deviations`](crate::deviations) makes it: gains in one colour and with a sign, losses in another, the
/// deeper the larger.
pub(super) fn heat(sheet: &Sheet) -> Markup {
    let numbers = || sheet.rows.iter().flatten().filter_map(Cell::exact);
    let largest = numbers().map(Rational::abs).max().unwrap_or_default();
    let shade = |cell: &Cell| match cell.exact() {
        Some(gain) if gain.is_positive() => depth(gain, &largest, &GAINS),
        Some(gain) if gain.is_negative() => depth(&gain.abs(), &largest, &LOSSES),
        _ => None,
    };
    let mut words = match numbers().filter(|gain| gain.is_positive()).count() {
        0 => "No report gains over the truth.".to_owned(),
        1 => "One lie gains: the cell with a +.".to_owned(),
        lies => format!("{lies} lies gain: the cells with a +."),
    };
    if numbers().any(Rational::is_negative) {
        words += " In blue is what a lie loses, the deeper the more.";
    }
    let mut noted = sheet.clone();
    noted.note(words);
    matrix(&noted, shade)
}

/// A table of numbers none of which is below 0, the deeper in colour the larger.
pub(super) fn shaded(sheet: &Sheet) -> Markup {
    let numbers = sheet.rows.iter().flatten().filter_map(Cell::exact);
    let largest = numbers.max().cloned().unwrap_or_default();
    let shade = |cell: &Cell| match cell.exact() {
        Some(size) if size.is_positive() => depth(size, &largest, &LOSSES),
        _ => None,
    };
    let mut noted = sheet.clone();
    noted.note("The deeper the blue, the likelier.");
    matrix(&noted, shade)
}

/// The shade of a size, of which one is the largest.
fn depth(size: &Rational, largest: &Rational, shades: &[&'static str; 4]) -> Option<&'static str> {
    let quarters = (size / largest * ratio!(4)).ceil().to_usize()?;
    shades.get(quarters.checked_sub(1)?).copied()
}
