//! Curves over distances as a table.

use crate::sheet::{Cell, Sheet};
use tvmd_core::Rational;
use tvmd_core::robustness::Curve;

/// A curve with its name, and what a value of it is: at least, or at most so much.
pub type Named<'a> = (&'a str, &'a Curve, fn(Rational) -> Cell);

/// The values of curves at every corner of any of them, and at the distance that is asked for.
#[must_use]
pub fn along(title: &str, curves: &[Named<'_>], asked: &Rational) -> Sheet {
    let names = curves.iter().map(|(name, ..)| (*name).to_owned());
    let mut sheet = Sheet::new("curves", title, ["δ".to_owned()].into_iter().chain(names));
    let corners = curves.iter().flat_map(|(_, curve, _)| curve.points().iter().map(|point| &point.delta));
    let mut deltas: Vec<&Rational> = corners.chain([asked]).collect();
    deltas.sort();
    deltas.dedup();
    for delta in deltas {
        let values = curves.iter().map(|(_, curve, cell)| cell(curve.at(delta)));
        sheet.row([delta.clone().into()].into_iter().chain(values));
    }
    sheet
}
