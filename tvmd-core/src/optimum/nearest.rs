//! Which types are near each other: a guess at the misreports that matter.
#![allow(clippy::float_arithmetic, reason = "floats guess here, and decide nothing")]

use crate::exact::Rational;
use crate::setting::{Bundle, ItemId, Setting};
use num_traits::ToPrimitive as _;

/// By agent and type: the types nearest to hers in what single items and all of them are worth; with one item, the next up
/// and the next down.
pub(super) fn nearest(setting: &Setting) -> Vec<Vec<Vec<usize>>> {
    let items = setting.items().len();
    let bundles = (0..items).map(|item| Bundle::from_iter([ItemId(item)])).chain([Bundle::all(items)]);
    let bundles: Vec<Bundle> = bundles.collect();
    let agents = setting.agents().iter().map(|agent| {
        let values: Vec<Vec<f64>> = agent
            .types()
            .iter()
            .map(|spec| bundles.iter().map(|bundle| float(&spec.valuation().value(*bundle))).collect())
            .collect();
        let near = values.iter().enumerate().map(|(truth, worths)| {
            let others = values.iter().enumerate().filter(|(other, _)| *other != truth);
            let mut others: Vec<(f64, bool, usize)> = others
                .map(|(other, of_other)| {
                    let apart = worths.iter().zip(of_other).map(|(one, other)| (one - other).abs());
                    (apart.sum(), of_other < worths, other)
                })
                .collect();
            others.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.2.cmp(&other.2)));
            if items == 1 {
                let side = |below: bool| others.iter().find(move |other| other.1 == below);
                side(true).into_iter().chain(side(false)).map(|other| other.2).collect()
            } else {
                others.into_iter().take(2 * items + 1).map(|other| other.2).collect()
            }
        });
        near.collect()
    });
    agents.collect()
}

/// The float nearest to a rational.
pub(super) fn float(number: &Rational) -> f64 {
    number.to_f64().unwrap_or(0.0)
}
