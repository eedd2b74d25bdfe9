//! Lemma 1: four forms of the total variation distance agree.
//!
//! A coupling γ and a function f with values in [-1/2, 1/2] satisfy E_P f - E_Q f = E_γ[f(X) - f(Y)] ≤ Pr_γ[X ≠ Y], so
//! every function is a lower and every coupling an upper bound. The two that are constructed agree; that certifies
//! both, and each is computed here independently of the value.

use crate::case::Case;
use crate::exact::Rational;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::{TotalVariation, distance};
use num_traits::Zero;

/// Half the L1 norm, the best coupling and the best dual function give one value.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        let statement = "d_TV(P, Q) is half the L1 norm of P - Q, the least Pr[X != Y] over couplings and the largest \
                         E_P f - E_Q f over functions with values in [-1/2, 1/2]";
        Entry {
            id: "lemma-1",
            title: "Equivalent characterisations of TV distance",
            printed: Version::holds(None, statement),
            sharp: Version::holds(None, statement),
            ratio_of: "dual gap / Pr[X != Y]",
            hypotheses: &[],
            conventions: &["optimal couplings aren't unique"],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let (p, q) = (case.prior.distribution(), case.prior_hat.distribution());
        let distance = TotalVariation::between(p, q);
        let coupling = distance.probability_of_difference();
        vec![
            Comparison::equal(
                "half L1 = Pr[X != Y] under the coupling",
                distance::half_l1(p, q),
                coupling.clone(),
            ),
            Comparison::equal("dual gap = Pr[X != Y] under the coupling", distance.dual_gap(p, q), coupling),
        ]
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("dual functions with values in [0, 1/2]", *self, half_the_dual)]
    }
}

fn half_the_dual(case: &Case) -> Vec<Comparison> {
    let (p, q) = (case.prior.distribution(), case.prior_hat.distribution());
    let distance = TotalVariation::between(p, q);
    let dual: Vec<Rational> = (0..p.len()).map(|point| distance.dual(point).max(Rational::zero())).collect();
    vec![Comparison::equal("dual gap", p.expectation(&dual) - q.expectation(&dual), distance.value)]
}
