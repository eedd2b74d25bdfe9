//! The two-bidder example after Theorem 2, sentence by sentence.
//!
//! One painting, values 1 or 2 with probability 1/2 each. The first bidder has first refusal at 3/2; when only the
//! second is high, he pays 2; otherwise the first pays 1. The mechanism is ex-post IR and BIC but not DSIC, and when
//! mass ε of the second bidder moves from high to low, at distance exactly ε, it is ε-BIC and for no smaller ε.

use crate::case::Case;
use crate::exact::{Rational, ratio};
use crate::incentive::IncentiveReport;
use crate::mechanism::{Outcome, Table};
use crate::model;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Prior;
use crate::setting::AgentId;
use num_traits::{One, Zero};

/// The instance as the paper describes it.
const INSTANCE: &str = include_str!("example_theorem_2.json");

const BEFORE: &str = "BIC regret before the move";

/// The moves of mass that are checked.
const EPSILONS: [(i64, i64); 5] = [(1, 10), (1, 100), (1, 3), (49, 100), (1, 2)];

/// The example's five sentences, at several ε.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        let statement = "the two-bidder mechanism is ex-post IR and BIC, not DSIC, and exactly epsilon-BIC after mass \
                         epsilon of the second bidder moved, at TV distance exactly epsilon";
        Entry {
            id: "example-theorem-2",
            title: "The two-bidder example",
            printed: Version::holds(Some("1"), statement),
            sharp: Version::holds(Some("1"), statement),
            ratio_of: "BIC regret / epsilon",
            hypotheses: &[],
            conventions: &["Bottom is in every type space", "epsilon in (0, 1/2]"],
            explanation: "",
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
            Comparison::equal(BEFORE, regret(&before), Rational::zero()),
            Comparison::equal("loss by taking part", before.ex_post_ir.regret, Rational::zero()),
            Comparison::equal("not DSIC", one_if(!before.dsic.holds), Rational::one()),
            Comparison::equal("gain against a known report", before.dsic.regret, ratio(1, 2)),
        ]
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("first refusal at 7/4 instead of 3/2", *self, at_another_price)]
    }
}

/// At 7/4 the high first bidder prefers to lie even before the move.
fn at_another_price(case: &Case) -> Vec<Comparison> {
    let bidders = case.setting().agents().len();
    let outcomes = case.setting().profiles().map(|reports| {
        let outcome = case.table.outcome(&reports).cloned().unwrap_or_else(|| Outcome::nothing(bidders));
        let paid = |bidder| match outcome.payment(AgentId(bidder)) {
            price if price == ratio(3, 2) => ratio(7, 4),
            price => price,
        };
        Outcome::lottery(outcome.allocations().iter().cloned(), (0..bidders).map(paid).collect())
    });
    let table = outcomes.collect::<Result<Vec<_>, _>>().map(|outcomes| Table::new(case.setting(), outcomes));
    match table {
        Ok(Ok(table)) => {
            let regret = Stated.check(&Case { table, ..case.clone() });
            regret.into_iter().filter(|comparison| comparison.what == BEFORE).collect()
        }
        _ => Vec::new(),
    }
}

/// The example with mass `epsilon`, in [0, 1/2], moved.
fn example(epsilon: &Rational) -> Option<Case> {
    let instance = model::InstanceDecl::from_json(INSTANCE).ok()?.resolve().ok()?;
    let prior = instance.prior()?.clone();
    let setting = instance.setting();
    let half = ratio(1, 2);
    let first = vec![Rational::zero(), half.clone(), half.clone()];
    let second = vec![Rational::zero(), &half + epsilon, half - epsilon];
    let prior_hat = Prior::independent(setting, &[first, second]).ok()?;
    Some(Case::new(instance.mechanism("FirstRefusal")?.table().clone(), prior, prior_hat))
}
