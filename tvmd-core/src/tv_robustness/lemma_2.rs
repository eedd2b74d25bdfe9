//! Lemma 2: a mechanism's performance moves by at most V times the distance of the priors.
//!
//! For an objective with values in [a, b] and V = b - a, E_P\[O\] - E_Q\[O\] ≤ V · d_TV(P, Q): couple the two priors
//! optimally; where the draws agree the objective agrees, and elsewhere it differs by at most V. The dual form
//! shows the same: (O - (a + b)/2) / V is a function with values in [-1/2, 1/2].
//!
//! The constant 1 is sharp. Indeed the worst prior within δ is known exactly ([`Extremes`](crate::robustness::Extremes)), and it attains
//! V · δ as soon as P puts mass δ on profiles where the objective is greatest and some profile attains the least.

use crate::case::Case;
use crate::exact::Rational;
use crate::objective::{Objective, Performance, Revenue, Welfare};
use crate::paper::{Comparison, Entry, Statement, Version};
use crate::prior::{Prior, PriorError};
use crate::robustness::worst_within;
use num_traits::Zero;

/// E_P\[O\] - E_Q\[O\] ≤ V · d_TV(P, Q), for revenue and welfare, with the smallest V that contains the objective.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "lemma-2",
            title: "Performance is stable in TV distance",
            printed: Version::holds(
                Some("1"),
                "E_P[O] - E_Q[O] <= V * d_TV(P, Q) for every mechanism and objective",
            ),
            sharp: Version::holds(
                Some("1"),
                "the same, attained; V is the width of the objective's values in play",
            ),
            ratio_of: "(E_P - E_Q)/(V*TV)",
            hypotheses: &[],
            conventions: &[
                "truthful reports",
                "V is the width of any interval that contains the objective at every outcome in play",
            ],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let objectives: [&dyn Objective; 2] = [&Revenue, &Welfare];
        objectives.into_iter().filter_map(|objective| compare(objective, case)).collect()
    }

    fn sharpen(&self, case: Case) -> Case {
        let worst = || {
            let revenue = Performance::new(&Revenue, &case.table).ok()?;
            let delta = case.prior.total_variation(&case.prior_hat).ok()?.value;
            worst_within(revenue.values(), &case.prior, &delta).ok()
        };
        match worst() {
            Some(prior_hat) => Case { prior_hat, ..case },
            None => case,
        }
    }
}

/// Both sides for one objective; `None` if the right side is 0 and nothing is claimed, or the objective leaves its
/// range.
fn compare(objective: &dyn Objective, case: &Case) -> Option<Comparison> {
    let performance = Performance::new(objective, &case.table).ok()?;
    let bound = bound(&performance, &case.prior, &case.prior_hat).ok()?;
    let gap = performance.expectation(&case.prior).ok()? - performance.expectation(&case.prior_hat).ok()?;
    let what = format!("E_P - E_Q of {} <= V * TV", objective.name());
    (!bound.is_zero()).then(|| Comparison::at_most(what, gap, bound))
}

/// V · d_TV(P, Q), with V the width of the objective's values on the mechanism.
///
/// # Errors
/// If the priors belong to different settings.
pub fn bound(performance: &Performance, p: &Prior, q: &Prior) -> Result<Rational, PriorError> {
    Ok(performance.width_in_play() * p.total_variation(q)?.value)
}
