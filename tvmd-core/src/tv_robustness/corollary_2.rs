//! Corollary 2: priors with large gaps between simple and optimal revenue are far from products. One additive buyer, m items.
//!
//! **First half.** If Rev(D) ≥ 2m·BRev(D), then d_TV(D, D^p) ≥ Rev(D)/(4V) for every product D^p: see [`corollary_2a`](super::corollary_2a).
//!
//! **Second half.** If Rev(D)/SRev(D) ∈ Ω(log m), then the same. Refuted: D can be a product itself. Let m = 4^k items be independent
//! with values 1, 2, …, 2^k and Pr\[v ≥ 2^j\] = 2^-j, so that SRev = m. The mean of one is μ = 1 + k/2 and E\[v²\] ≤ (3/2)2^k. By
//! Chebyshev the sum is below mμ/2 with probability at most 6·2^k/(mμ²) ≤ 1/2 (for k ≥ 2), so BRev ≥ mμ/4 ≥ m·log2(m)/16, and
//! Rev/SRev ≥ log2(m)/16 at distance 0 from a product.
//!
//! With a large enough constant in Ω it is true: Rev(D) ≥ 12·log2(m)·SRev(D) implies it for m ≥ 2. The proof is in
//! [`corollary_2_steps`](super::corollary_2_steps).
//!
//! **What holds in general** ([`General`]). For f = BRev, SRev or their maximum and a = f(D^p)/Rev(D^p), f(D) ≥ a(Rev(D) - Vδ) - Vδ. Proof: the prices
//! that make f(D^p) make at least f(D^p) - Vδ under D (Lemma 2), f(D^p) = a·Rev(D^p), and the best mechanism for D makes at least
//! Rev(D) - Vδ under D^p. So if f(D) ≤ a·Rev(D)/2, then δ ≥ a·Rev(D)/(2(1 + a)V). No product is needed.

use super::buyer::{Revenues, grid, is_product, most, product, some_product};
use super::single_item::whole;
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::optimum::closest_product::{ClosestProduct, Patience};
use crate::optimum::simple::best_price;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Prior;
use num_traits::{One, Zero};
use std::collections::BTreeMap;

const CONVENTIONS: &[&str] = &[
    "one additive buyer; products are over items; the second prior is the product",
    "V is the most that all items together are worth under either prior",
];

/// Rev(D)/SRev(D) ∈ Ω(log m) implies a distance of Rev(D)/(4V) from all products.
#[derive(Clone, Copy, Debug)]
pub struct Corollary2b;

/// a·Rev(D) - f(D) ≤ (1 + a)·V·δ for f = BRev, SRev and their maximum.
#[derive(Clone, Copy, Debug)]
pub struct General;

impl Statement for Corollary2b {
    fn entry(&self) -> Entry {
        Entry {
            id: "corollary-2b",
            title: "Gaps to separate sale need distance from products",
            printed: Version::refuted(
                Some("1/4"),
                "if Rev(D)/SRev(D) is in Omega(log m), then d_TV(D, D^p) >= Rev(D)/(4V) for every product D^p",
            ),
            sharp: Version::holds(
                None,
                "if SRev(D) <= a*Rev(D)/2 with a = SRev(D^p)/Rev(D^p), then d_TV(D, D^p) >= a*Rev(D)/(2(1 + a)V); see \
                 corollary-2-general",
            ),
            ratio_of: "Rev/(4V*TV)",
            hypotheses: &["Rev(D) > SRev(D) and Rev(D) >= log2(m)*SRev(D)", "D^ is a product"],
            conventions: &[
                "one additive buyer; products are over items; the second prior is the product",
                "V is the most that all items together are worth under either prior",
                "Omega(log m) with the constant 1 and base 2, for m a power of 2; every family of products with a constant 1/16 \
                 refutes it as well",
            ],
            explanation: "D may be a product itself, at distance 0. Two independent values, 1 or 2 equally likely: each sold alone \
                          makes 1, so SRev = 2; both at price 3 sell with probability 3/4, so Rev >= 9/4 >= log2(2)*SRev. And 4^k \
                          such items with values 1, 2, .., 2^k, Pr[v >= 2^j] = 2^-j, have Rev/SRev >= log2(m)/16.",
        }
    }

    fn meant(&self) -> Option<Version> {
        let statement =
            "if Rev(D) >= C*log2(m)*SRev(D) for a large enough constant C, and 12 is large enough for m >= 2";
        Some(Version::holds(Some("1/4"), statement))
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let items = case.setting().items().len();
        if items < 2 || !items.is_power_of_two() {
            return Vec::new();
        }
        let log = Rational::from_integer(items.ilog2().into());
        // For two items the logarithm is 1, and only a gap is worth showing.
        let gap = |own: &Revenues| own.rev > own.srev && own.rev >= &own.srev * log;
        far(
            case,
            || Some(Revenues::of(&case.prior)),
            "Rev/(4V) <= TV, if Rev > SRev and Rev >= log2(m)*SRev",
            gap,
        )
    }

    fn grid(&self) -> Vec<Case> {
        let one_or_two = vec![ratio(1, 1), ratio(2, 1)];
        let half = vec![ratio(1, 2), ratio(1, 2)];
        let prior = grid(&[one_or_two.clone(), one_or_two])
            .and_then(|setting| product(&setting, &[half.clone(), half]));
        let case = prior.and_then(|prior| Case::of_priors(prior.clone(), prior).ok());
        case.into_iter().collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        generate(generator)
    }

    fn sharpen(&self, case: Case) -> Case {
        nearest(case)
    }

    fn effort(&self) -> u64 {
        4
    }
}

impl Statement for General {
    fn entry(&self) -> Entry {
        Entry {
            id: "corollary-2-general",
            title: "Simple and optimal revenue at a distance",
            printed: Version::holds(
                Some("1 + a"),
                "not in the paper; what the argument of its Observation 1 gives for one buyer: f(D) >= a*(Rev(D) - V*TV) - V*TV with a = f(D^)/Rev(D^), for f = BRev, SRev or \
                 their maximum",
            ),
            sharp: Version::holds(
                Some("1 + a"),
                "the same; no product is needed, and nothing is known about the constant",
            ),
            ratio_of: "(a*Rev(D) - f(D))/((1 + a)*V*TV)",
            hypotheses: &[],
            conventions: CONVENTIONS,
            explanation: "It says something about every prior, while the hypotheses of Corollary 2 are met by few.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        general(case, true)
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        generate(generator)
    }

    fn sharpen(&self, case: Case) -> Case {
        nearest(case)
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("without the loss", *self, |case| general(case, false))]
    }

    fn effort(&self) -> u64 {
        8
    }
}

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
    let Some(own) = revenues() else { return Vec::new() };
    let width = most(&case.prior, &case.prior_hat);
    if own.rev.is_zero() || !meets(&own) {
        return Vec::new();
    }
    let Ok(distance) = case.prior.total_variation(&case.prior_hat) else { return Vec::new() };
    let left = own.rev / (ratio(4, 1) * width);
    vec![Comparison::at_most(what, left, distance.value).printed()]
}

fn general(case: &Case, loss: bool) -> Vec<Comparison> {
    let Ok(distance) = case.prior.total_variation(&case.prior_hat) else { return Vec::new() };
    let (own, other) = (Revenues::of(&case.prior), Revenues::of(&case.prior_hat));
    if case.setting().agents().len() != 1 || other.rev.is_zero() {
        return Vec::new();
    }
    let unit = most(&case.prior, &case.prior_hat) * distance.value;
    let compare = |name: &str, f: Rational, f_hat: Rational| {
        let share = f_hat / &other.rev;
        let bound = if loss { (Rational::one() + &share) * &unit } else { Rational::zero() };
        let what = format!("{name}: a*Rev(D) - f(D) <= (1 + a)*V*TV");
        Comparison::at_most(what, share * &own.rev - f, bound).not_sharp()
    };
    let most = (own.simple(), other.simple());
    vec![
        compare("BRev", own.brev.clone(), other.brev.clone()),
        compare("SRev", own.srev.clone(), other.srev.clone()),
        compare("max(SRev, BRev)", most.0, most.1),
    ]
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
    let distance = |other: &Prior| case.prior.total_variation(other).ok().map(|own| own.value);
    match closest.filter(|closest| distance(closest) < distance(&case.prior_hat)) {
        Some(prior_hat) => Case { prior_hat, ..case },
        None => case,
    }
}

/// SRev and BRev of independent items with values 1, 2, …, 2^levels and Pr\[v ≥ 2^j\] = 2^-j, exactly.
///
/// SRev is the number of items; BRev grows like items · log(items) if there are levels enough.
#[must_use]
pub fn equal_revenue(items: u32, levels: u32) -> (Rational, Rational) {
    let power = |exponent: u32| {
        Rational::from_integer(num_traits::pow(crate::exact::BigInt::from(2), exponent as usize))
    };
    let item: Vec<(Rational, Rational)> = (0..=levels)
        .map(|level| {
            let tail = power(level).recip();
            (power(level), if level == levels { tail } else { tail / ratio(2, 1) })
        })
        .collect();
    let mut sums = BTreeMap::from([(Rational::zero(), Rational::one())]);
    for _ in 0..items {
        let mut next = BTreeMap::new();
        for (sum, chance) in &sums {
            for (value, mass) in &item {
                *next.entry(sum + value).or_insert_with(Rational::zero) += chance * mass;
            }
        }
        sums = next;
    }
    let atoms: Vec<(Rational, Rational)> = sums.into_iter().collect();
    (best_price(&item).revenue * ratio(whole(items.into()), 1), best_price(&atoms).revenue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_have_gaps_that_grow_with_the_logarithm() {
        let mut last = Rational::zero();
        for levels in 1..=3 {
            let items = 4_u32.pow(levels);
            let (srev, brev) = equal_revenue(items, levels);
            assert_eq!(srev, ratio(i64::from(items), 1));
            let share = brev / srev;
            assert!(share >= ratio(i64::from(2 * levels), 16) && share > last, "{share}");
            last = share;
        }
    }

    #[test]
    fn two_coins() {
        let case = Corollary2b.grid().remove(0);
        let revenues = Revenues::of(&case.prior);
        assert_eq!((revenues.rev, revenues.srev), (ratio(9, 4), ratio(2, 1)));
        assert!(!Corollary2b.check(&case)[0].holds());
        assert!(is_product(&case.prior));
    }
}
