//! Proposition 2: near a product, simple mechanisms make a good part of the optimum. One additive buyer.
//!
//! It rests on a theorem on products, [`bilw20`](super::bilw20). Given its factor c, at distance δ from a product max{SRev, BRev} ≥
//! Rev/c - (1 + 1/c)Hδ: this is [`corollary_2_general`](super::corollary_2_general) with a ≥ 1/c, since for a > 1/c the bound a(Rev - Hδ) - Hδ is
//! larger, unless it is negative.

use super::bilw20::known;
use super::buyer::{Revenues, is_product, most};
use super::gap::generate;
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};

/// Rev/6 ≤ max{SRev, BRev} + (7/6)·H·d_TV(D, D^p).
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "proposition-2",
            title: "Simple mechanisms near products",
            printed: Version::holds(
                Some("7/6"),
                "max(SRev, BRev) >= Rev/6 - (7/6)*H*delta at distance delta from a product",
            ),
            sharp: Version::holds(
                Some("31/26"),
                "max(SRev, BRev) >= (5/26)*Rev - (31/26)*H*delta, by Ma and Simchi-Levi's 5.2 for 6; and with a = max(SRev, BRev)/Rev of the \
                 product for 5/26, see corollary-2-general",
            ),
            ratio_of: "(Rev/6)/(max(SRev, BRev) + (7/6)*H*TV)",
            hypotheses: &["D^ is a product"],
            conventions: &[
                "one additive buyer; products are over items; the second prior is the product",
                "H is the most that all items together are worth under either prior",
            ],
            explanation: "Given the factor of [BILW20], or the better one of Ma and Simchi-Levi. Small priors come nowhere near either: already \
                          max(SRev, BRev) alone exceeds such a share of Rev.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        [ratio(1, 6), ratio(5, 26)].iter().flat_map(|share| compare(case, share)).collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        generate(generator)
    }

    fn grid(&self) -> Vec<Case> {
        known()
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
    let revenues = Revenues::of(&case.prior);
    let loss = (ratio(1, 1) + share) * most(&case.prior, &case.prior_hat) * distance.value;
    let what = format!("({share})*Rev <= max(SRev, BRev) + ({})*H*TV", ratio(1, 1) + share);
    vec![Comparison::at_most(what, share * &revenues.rev, revenues.simple() + loss).not_sharp()]
}
