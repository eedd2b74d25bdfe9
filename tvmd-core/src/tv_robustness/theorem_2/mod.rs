//! Theorem 2: BIC mechanisms are robust, in incentives and in what they achieve.
//!
//! It is Lemma 4 and Lemma 2 together: a mechanism that is ex-post IR and BIC under D is (c·H·δ/q, q)-BIC under D̂, with c = 5 for the
//! printed 8 (3, 4 and 2 as in Lemma 4), and loses at most V·δ of any objective of width V. Both bounds are attained, and
//! neither needs equal supports. Ex-post IR doesn't depend on the prior at all.

mod applied;

pub use applied::{Theorem2, theorem2};

use crate::case::{Case, Generator};
use crate::objective::{Objective, Performance, Revenue, Welfare};
use crate::paper::{Comparison, Entry, Statement, Version};
use crate::robustness::worst_within;
use crate::tv_robustness::{lemma_2, lemma_4};

/// Lemma 4's bound on incentives and Lemma 2's on objectives, for one mechanism.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "theorem-2",
            title: "Robustness of BIC mechanisms",
            printed: Version::holds(
                Some("8"),
                "an ex-post IR mechanism that is BIC under D is (8*H*delta/q, q)-BIC under D^, and E_D^[O] >= E_D[O] - V*delta",
            ),
            sharp: Version::holds(
                Some("5"),
                "it is (5*H*delta/q, q)-BIC (3 without positive transfers, 4 and 2 with a single item), and E_D^[O] >= E_D[O] - \
                 V*delta; all attained",
            ),
            ratio_of: "epsilon*q/(H*delta)",
            hypotheses: &["ex-post IR", "BIC under D"],
            conventions: &[
                "(epsilon, q)-BIC with misreports quantified per type",
                "V is the width of any interval that contains the objective at every outcome in play",
            ],
            explanation: "8 holds, though the printed proof of Lemma 4, on which it rests, doesn't show it.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let mut comparisons = lemma_4::STATEMENT.check(case);
        if !comparisons.is_empty() {
            comparisons.extend(lemma_2::STATEMENT.check(case));
        }
        comparisons
    }

    /// Mechanisms as for Lemma 4, with a second prior that is worst for incentives, for revenue or for welfare.
    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let case = lemma_4::STATEMENT.generate(generator)?;
        let objective: &dyn Objective = match generator.below(3) {
            0 => return Some(lemma_4::STATEMENT.sharpen(case)),
            1 => &Revenue,
            _ => &Welfare,
        };
        let performance = Performance::new(objective, &case.table).ok()?;
        let delta = case.prior.total_variation(&case.prior_hat).ok()?.value;
        let prior_hat = worst_within(performance.values(), &case.prior, &delta).ok()?;
        Some(Case { prior_hat, ..case })
    }

    fn examples(&self) -> Vec<Case> {
        lemma_4::STATEMENT.examples()
    }

    fn effort(&self) -> u64 {
        2
    }
}
