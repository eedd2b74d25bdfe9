//! What holds in general of simple and optimal revenue under two priors: what the argument of Observation 1 gives for Corollary 2. One
//! additive buyer.
//!
//! For f = BRev, SRev or their maximum and a = f(D^p)/Rev(D^p), f(D) ≥ a(Rev(D) - Vδ) - Vδ. Proof: the prices
//! that make f(D^p) make at least f(D^p) - Vδ under D (Lemma 2), f(D^p) = a·Rev(D^p), and the best mechanism for D makes at least
//! Rev(D) - Vδ under D^p. So if f(D) ≤ a·Rev(D)/2, then δ ≥ a·Rev(D)/(2(1 + a)V). No product is needed.

use super::buyer::{Revenues, most};
use super::gap::{generate, nearest};
use crate::case::{Case, Generator};
use crate::exact::Rational;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use num_traits::{One, Zero};

/// a·Rev(D) - f(D) ≤ (1 + a)·V·δ for f = BRev, SRev and their maximum.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
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
            conventions: &[
                "one additive buyer; products are over items; the second prior is the product",
                "V is the most that all items together are worth under either prior",
            ],
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

fn general(case: &Case, loss: bool) -> Vec<Comparison> {
    let Ok(distance) = case.prior.total_variation(&case.prior_hat) else { return Vec::new() };
    let (revenues, other) = (Revenues::of(&case.prior), Revenues::of(&case.prior_hat));
    if case.setting().agents().len() != 1 || other.rev.is_zero() {
        return Vec::new();
    }
    let unit = most(&case.prior, &case.prior_hat) * distance.value;
    let compare = |name: &str, f: Rational, f_hat: Rational| {
        let share = f_hat / &other.rev;
        let bound = if loss { (Rational::one() + &share) * &unit } else { Rational::zero() };
        let what = format!("{name}: a*Rev(D) - f(D) <= (1 + a)*V*TV");
        Comparison::at_most(what, share * &revenues.rev - f, bound).not_sharp()
    };
    let most = (revenues.simple(), other.simple());
    vec![
        compare("BRev", revenues.brev.clone(), other.brev.clone()),
        compare("SRev", revenues.srev.clone(), other.srev.clone()),
        compare("max(SRev, BRev)", most.0, most.1),
    ]
}
