//! Proposition 2, and the theorem on products that it rests on. One additive buyer.
//!
//! \[BILW20\]: max{SRev, BRev} ≥ Rev/6 on products. That theorem is cited, its proof isn't repeated here. Given it, at distance
//! δ from a product max{SRev, BRev} ≥ Rev/6 - (7/6)Hδ: this is `corollary-2-general` with a ≥ 1/6, since for a > 1/6 the bound
//! a(Rev - Hδ) - Hδ is larger, unless it is negative.

use super::buyer::{Revenues, grid, is_product, most, product};
use super::corollary_2::generate;
use super::{Comparison, Entry, Statement, Twin, Version};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};

/// Rev/6 ≤ max{SRev, BRev} + (7/6)·H·d_TV(D, D^p).
#[derive(Clone, Copy, Debug)]
pub struct Proposition2;

/// Rev ≤ 6·max{SRev, BRev} for a product.
#[derive(Clone, Copy, Debug)]
pub struct Bilw20;

impl Statement for Proposition2 {
    fn entry(&self) -> Entry {
        Entry {
            id: "proposition-2",
            title: "Simple mechanisms near products",
            printed: Version::holds(
                Some("7/6"),
                "max(SRev, BRev) >= Rev/6 - (7/6)*H*delta at distance delta from a product",
            ),
            sharp: Version::holds(
                Some("1 + a"),
                "with a = max(SRev, BRev)/Rev of the product for 1/6: a*(Rev - H*delta) - H*delta, see corollary-2-general",
            ),
            ratio_of: "(Rev/6)/(max(SRev, BRev) + (7/6)*H*TV)",
            hypotheses: &["D^ is a product"],
            conventions: &[
                "one additive buyer; products are over items; the second prior is the product",
                "H is the most that all items together are worth under either prior",
            ],
            explanation: "Given [BILW20]'s factor 6. Small priors come nowhere near it: already max(SRev, BRev) alone exceeds Rev/6.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        compare(case, &ratio(1, 6))
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        generate(generator)
    }

    fn grid(&self) -> Vec<Case> {
        thirds().into_iter().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("1 for 1/6", *self, |case| compare(case, &ratio(1, 1)))]
    }

    fn effort(&self) -> u64 {
        4
    }
}

/// share·Rev ≤ max + (1 + share)·H·d_TV.
fn compare(case: &Case, share: &Rational) -> Vec<Comparison> {
    if !is_product(&case.prior_hat) {
        return Vec::new();
    }
    let Ok(distance) = case.prior.total_variation(&case.prior_hat) else { return Vec::new() };
    let own = Revenues::of(&case.prior);
    let loss = (ratio(1, 1) + share) * most(&case.prior, &case.prior_hat) * distance.value;
    let what = "Rev/6 <= max(SRev, BRev) + (7/6)*H*TV";
    vec![Comparison::at_most(what, share * &own.rev, own.simple() + loss).not_sharp()]
}

impl Statement for Bilw20 {
    fn entry(&self) -> Entry {
        Entry {
            id: "bilw20",
            title: "Simple mechanisms on products",
            printed: Version::holds(
                Some("6"),
                "Rev <= 6*max(SRev, BRev) for one additive buyer and a product prior",
            ),
            sharp: Version::holds(Some("6"), "the same; nothing is known here about the best constant"),
            ratio_of: "Rev/max(SRev, BRev)",
            hypotheses: &["D is a product"],
            conventions: &["one additive buyer; products are over items"],
            explanation: "A theorem of the cited paper, whose proof isn't repeated here; the search looks for the worst small product.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        simple(case, 6)
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let prior = super::buyer::some_product(generator)?;
        Case::of_priors(prior.clone(), prior).ok()
    }

    fn grid(&self) -> Vec<Case> {
        thirds().into_iter().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("1 for 6", *self, |case| simple(case, 1))]
    }

    fn effort(&self) -> u64 {
        4
    }
}

fn simple(case: &Case, factor: i64) -> Vec<Comparison> {
    if !is_product(&case.prior) {
        return Vec::new();
    }
    let own = Revenues::of(&case.prior);
    let what = format!("Rev <= {factor}*max(SRev, BRev)");
    vec![Comparison::within(what, own.rev.clone(), ratio(factor, 1), &own.simple()).not_sharp()]
}

/// Two independent items worth 0, 1 or 2 with equal probability: Rev is 13/9, SRev and BRev are 4/3 (Hart and Nisan 2012).
fn thirds() -> Option<Case> {
    let values = vec![ratio(0, 1), ratio(1, 1), ratio(2, 1)];
    let masses = vec![ratio(1, 3); 3];
    let prior = product(&grid(&[values.clone(), values])?, &[masses.clone(), masses])?;
    Case::of_priors(prior.clone(), prior).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_simple_mechanism_is_optimal_on_three_values() {
        let own = Revenues::of(&thirds().unwrap().prior);
        assert_eq!((own.rev, own.brev, own.srev), (ratio(13, 9), ratio(4, 3), ratio(4, 3)));
    }
}
