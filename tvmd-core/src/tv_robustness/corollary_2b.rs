//! Corollary 2, second half: if Rev(D)/SRev(D) ∈ Ω(log m), then d_TV(D, D^p) ≥ Rev(D)/(4V) for every product D^p. One additive
//! buyer, m items. The first half is [`corollary_2a`](super::corollary_2a).
//!
//! Refuted: D can be a product itself. Let m = 4^k items be independent with values 1, 2, …, 2^k and Pr\[v ≥ 2^j\] = 2^-j, so that
//! SRev = m. The mean of one is μ = 1 + k/2 and E\[v²\] ≤ (3/2)2^k. By Chebyshev the sum is below mμ/2 with probability at most 6·2^k/(mμ²) ≤ 1/2 (for k ≥ 2), so BRev ≥ mμ/4 ≥ m·log2(m)/16, and
//! Rev/SRev ≥ log2(m)/16 at distance 0 from a product.
//!
//! With a large enough constant in Ω it is true: Rev(D) ≥ 12·log2(m)·SRev(D) implies it for m ≥ 2. The proof is in
//! [`corollary_2a_many_items`](super::corollary_2a_many_items).

use super::buyer::{Revenues, grid, product};
use super::gap::{far, generate, nearest};
use super::single_item::whole;
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::optimum::simple::best_price;
use crate::paper::{Comparison, Entry, Statement, Version};
use num_traits::{One, Zero};
use std::collections::BTreeMap;

/// Rev(D)/SRev(D) ∈ Ω(log m) implies a distance of Rev(D)/(4V) from all products.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
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
        let gap = |revenues: &Revenues| revenues.rev > revenues.srev && revenues.rev >= &revenues.srev * log;
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
    use super::super::buyer::is_product;
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
        let case = Stated.grid().remove(0);
        let revenues = Revenues::of(&case.prior);
        assert_eq!((revenues.rev, revenues.srev), (ratio(9, 4), ratio(2, 1)));
        assert!(!Stated.check(&case)[0].holds());
        assert!(is_product(&case.prior));
    }
}
