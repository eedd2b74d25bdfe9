//! Definition 2: the optimal coupling.
//!
//! Keeping min(P, Q) in place and pairing the surplus of P with the surplus of Q in any way is a coupling that differs
//! with probability 1 - Σ min(P, Q) = d_TV(P, Q); no coupling differs less, since every coupling's diagonal is at most
//! min(P, Q) at each point. Optimal couplings aren't unique.

use crate::case::Case;
use crate::exact::Rational;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::TotalVariation;
use num_traits::{One, Zero};

/// An optimal coupling exists; the one constructed has the right marginals and attains the minimum.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "definition-2",
            title: "Optimal coupling",
            printed: Version::holds(
                None,
                "among couplings of P and Q there is one that minimises Pr[X != Y]",
            ),
            sharp: Version::holds(None, "the minimum is 1 minus the sum of min(P, Q)"),
            ratio_of: "Pr[X != Y] / (1 - sum of min(P, Q))",
            hypotheses: &[],
            conventions: &[],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let (p, q) = (case.prior.distribution(), case.prior_hat.distribution());
        let distance = TotalVariation::between(p, q);
        // Each side is 1 where the marginals are right and 0 otherwise.
        let marginals = if distance.is_coupling(p, q) { Rational::one() } else { Rational::zero() };
        let common: Rational = p.masses().zip(q.masses()).map(|(p, q)| p.min(q)).sum();
        vec![
            Comparison::equal("the coupling has marginals P and Q", marginals, Rational::one()),
            Comparison::equal("Pr[X != Y]", distance.probability_of_difference(), Rational::one() - common),
        ]
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("the coupling that draws independently", *self, independent)]
    }
}

fn independent(case: &Case) -> Vec<Comparison> {
    let (p, q) = (case.prior.distribution(), case.prior_hat.distribution());
    let meet: Rational = p.masses().zip(q.masses()).map(|(p, q)| p * q).sum();
    let distance = TotalVariation::between(p, q).value;
    vec![Comparison::equal("Pr[X != Y] of independent draws", Rational::one() - meet, distance)]
}
