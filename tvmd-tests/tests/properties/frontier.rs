//! The (ε, q) frontier is what brute force over all candidates finds, in both readings of the quantifier.

use super::{mechanism, resolved};
use num_traits::{One, Signed, Zero};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use std::collections::BTreeSet;
use tvmd_core::incentive::{Frontier, IncentiveReport};
use tvmd_core::{Rational, model};
use tvmd_tests::generate::{self, Limits};
use tvmd_tests::naive::{Naive, Reading, masses};
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// The values, those halfway between neighbours, and one beyond.
fn with_gaps(values: BTreeSet<Rational>) -> Vec<Rational> {
    let two = Rational::from_integer(2.into());
    let sorted: Vec<Rational> = values.into_iter().collect();
    let halfway = sorted.windows(2).map(|pair| (&pair[0] + &pair[1]) / &two);
    let beyond = sorted.last().map(|last| last + Rational::one());
    let mut all: Vec<Rational> = halfway.chain(beyond).chain(sorted.iter().cloned()).collect();
    all.sort();
    all
}

/// Every ε at which anything can change, with the smallest q for it by definition.
fn brute_force(naive: &Naive, prior: &tvmd_core::Prior, reading: Reading) -> Vec<(Rational, Rational)> {
    let masses = masses(prior);
    let gains = naive.interim_gains(&masses);
    let positive = gains.iter().flatten().flatten().flatten().filter(|gain| gain.is_positive()).cloned();
    let candidates = positive.chain([Rational::zero()]).collect();
    with_gaps(candidates)
        .into_iter()
        .map(|epsilon| (epsilon.clone(), naive.smallest_q(&masses, &gains, &epsilon, reading)))
        .collect()
}

fn same_frontier(
    frontier: &Frontier,
    expected: &[(Rational, Rational)],
    regret: &Rational,
) -> TestCaseResult {
    for (epsilon, q) in expected {
        prop_assert_eq!(&frontier.smallest_q(epsilon), q);
    }
    let corners: Vec<(Rational, Rational)> =
        frontier.steps().iter().map(|step| (step.epsilon.clone(), step.q.clone())).collect();
    prop_assert!(corners[0].0.is_zero(), "it starts at ε = 0");
    prop_assert_eq!(corners.last(), Some(&(regret.clone(), Rational::zero())), "it ends at (regret, 0)");
    prop_assert!(corners.is_sorted_by(|one, next| one.0 < next.0 && one.1 > next.1), "{:?}", corners);
    for (epsilon, q) in &corners {
        prop_assert!(expected.contains(&(epsilon.clone(), q.clone())), "a corner is a candidate");
        let smaller = expected.iter().filter(|(candidate, _)| candidate < epsilon);
        prop_assert!(smaller.clone().all(|(_, larger)| larger > q), "no smaller ε will do with this q");
    }
    let qs = expected.iter().map(|(_, q)| q.clone()).chain([Rational::zero(), Rational::one()]).collect();
    for q in with_gaps(qs) {
        let least = expected.iter().find(|(_, needed)| *needed <= q).map(|(epsilon, _)| epsilon);
        prop_assert_eq!(Some(&frontier.smallest_epsilon(&q)), least, "q = {}", q);
    }
    Ok(())
}

#[test]
fn frontiers_are_those_of_brute_force() {
    let tally = Tally::default();
    let property = |instance: &model::InstanceDecl| {
        let instance = resolved(instance)?;
        let (mechanism, prior) = (mechanism(&instance), instance.prior().unwrap());
        let bic = IncentiveReport::of(mechanism.table(), Some(prior)).unwrap().bic.unwrap();
        let naive = Naive::new(mechanism);
        let per_type = brute_force(&naive, prior, Reading::PerType);
        let as_printed = brute_force(&naive, prior, Reading::PerMisreport);
        same_frontier(&bic.frontier, &per_type, &bic.verdict.regret)?;
        let printed = bic.frontier_as_printed.as_ref().unwrap();
        same_frontier(printed, &as_printed, &bic.verdict.regret)?;
        for ((epsilon, strong), (_, weak)) in per_type.iter().zip(&as_printed) {
            prop_assert!(weak <= strong, "the printed reading asks for less at ε = {}", epsilon);
        }
        tally.case();
        tally.kind("at least three corners", bic.frontier.steps().len() > 2);
        tally.kind("the readings differ", bic.frontier != *printed);
        tally.kind("truthful", bic.verdict.holds);
        Ok(())
    };
    let limits = Limits { agents: 2, ..Limits::ALL };
    check("frontier", 1_200, &generate::instances(limits, generate::tables()), property);
    tally
        .require("frontier", &[("at least three corners", 15), ("the readings differ", 1), ("truthful", 10)]);
}
