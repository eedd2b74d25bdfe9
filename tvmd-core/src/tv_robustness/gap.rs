//! Corollary 2's kind of claim: a gap between simple and optimal revenue needs a distance from products. One additive buyer, m items.

use super::buyer::{Revenues, is_product, most, some_product};
use crate::case::{Case, Generator};
use crate::exact::ratio;
use crate::optimum::closest_product::{ClosestProduct, Patience};
use crate::paper::Comparison;
use crate::prior::Prior;
use num_traits::Zero;

/// Rev(D)/(4V) ≤ d_TV(D, D̂), where the hypothesis holds and D̂ is a product.
pub(super) fn far(
    case: &Case,
    revenues: impl FnOnce() -> Option<Revenues>,
    what: &str,
    meets: impl FnOnce(&Revenues) -> bool,
) -> Vec<Comparison> {
    if case.setting().agents().len() != 1 || !is_product(&case.prior_hat) {
        return Vec::new();
    }
    let Some(made) = revenues() else { return Vec::new() };
    let width = most(&case.prior, &case.prior_hat);
    if made.rev.is_zero() || !meets(&made) {
        return Vec::new();
    }
    let Ok(distance) = case.prior.total_variation(&case.prior_hat) else { return Vec::new() };
    let left = made.rev / (ratio(4, 1) * width);
    vec![Comparison::at_most(what, left, distance.value).printed()]
}

/// A product, and a prior near it or not so near.
pub(super) fn generate(generator: &mut Generator) -> Option<Case> {
    let product = some_product(generator)?;
    let prior = match generator.below(3) {
        0 => generator.prior(product.setting()),
        1 => generator.near(&product),
        _ => product.clone(),
    };
    Case::of_priors(prior, product).ok()
}

/// The product is the closest one that can be found, if it is closer than what was drawn.
pub(super) fn nearest(case: Case) -> Case {
    let patience = Patience { tolerance: ratio(1, 20), work: 2_000 };
    let closest = ClosestProduct::to_prior(&case.prior, &patience);
    let distance = |other: &Prior| case.prior.total_variation(other).ok().map(|distance| distance.value);
    match closest.filter(|closest| distance(closest) < distance(&case.prior_hat)) {
        Some(prior_hat) => Case { prior_hat, ..case },
        None => case,
    }
}
