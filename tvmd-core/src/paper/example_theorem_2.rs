//! The two-bidder example after Theorem 2, sentence by sentence.
//!
//! One painting, values 1 or 2 with probability 1/2 each. The first bidder has first refusal at 3/2; when only the
//! second is high, he pays 2; otherwise the first pays 1. The mechanism is ex-post IR and BIC but not DSIC, and when
//! mass ε of the second bidder moves from high to low, at distance exactly ε, it is ε-BIC and for no smaller ε.

use super::{Case, Comparison, Entry, Statement, holds};
use crate::exact::{Rational, ratio};
use crate::incentive::IncentiveReport;
use crate::model;
use crate::prior::Prior;
use num_traits::{One, Zero};
use std::sync::Arc;

/// The instance as the paper describes it.
const INSTANCE: &str = include_str!("example_theorem_2.json");

/// The moves of mass that are checked.
const EPSILONS: [(i64, i64); 5] = [(1, 10), (1, 100), (1, 3), (49, 100), (1, 2)];

/// The example's five sentences, at several ε.
#[derive(Clone, Copy, Debug)]
pub struct ExampleTheorem2;

impl Statement for ExampleTheorem2 {
    fn entry(&self) -> Entry {
        let statement = "the two-bidder mechanism is ex-post IR and BIC, not DSIC, and exactly epsilon-BIC after mass \
                         epsilon of the second bidder moved, at TV distance exactly epsilon";
        Entry {
            id: "example-theorem-2",
            title: "The two-bidder example",
            printed: holds(Some("1"), statement),
            sharp: holds(Some("1"), statement),
            ratio_of: "BIC regret / epsilon",
            conventions: &["Bottom is in every type space", "epsilon in (0, 1/2]"],
        }
    }

    fn examples(&self) -> Vec<Case> {
        EPSILONS.iter().filter_map(|(top, bottom)| example(&ratio(*top, *bottom))).collect()
    }

    fn is_general(&self) -> bool {
        false
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let reports =
            [&case.prior, &case.prior_hat].map(|prior| IncentiveReport::of(&case.table, Some(prior)));
        let ([Ok(before), Ok(after)], Ok(distance)) = (reports, case.prior.total_variation(&case.prior_hat))
        else {
            return Vec::new();
        };
        let regret = |report: &IncentiveReport| {
            report.bic.as_ref().map(|bic| bic.verdict.regret.clone()).unwrap_or_default()
        };
        let one_if = |truth| if truth { Rational::one() } else { Rational::zero() };
        vec![
            Comparison::equal("BIC regret after the move = TV", regret(&after), distance.value),
            Comparison::equal("BIC regret before the move", regret(&before), Rational::zero()),
            Comparison::equal("loss by taking part", before.ex_post_ir.regret, Rational::zero()),
            Comparison::equal("not DSIC", one_if(!before.dsic.holds), Rational::one()),
            Comparison::equal("gain against a known report", before.dsic.regret, ratio(1, 2)),
        ]
    }
}

/// The example with mass `epsilon`, in [0, 1/2], moved.
fn example(epsilon: &Rational) -> Option<Case> {
    let instance = model::Instance::from_json(INSTANCE).ok()?.resolve().ok()?;
    let prior = instance.prior()?.clone();
    let setting: &Arc<_> = instance.setting();
    let half = ratio(1, 2);
    let first = vec![Rational::zero(), half.clone(), half.clone()];
    let second = vec![Rational::zero(), &half + epsilon, half - epsilon];
    let prior_hat = Prior::independent(setting, &[first, second]).ok()?;
    Some(Case { table: instance.mechanism("FirstRefusal")?.outcomes().clone(), prior, prior_hat })
}
