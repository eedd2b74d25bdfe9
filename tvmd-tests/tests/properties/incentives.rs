//! The engine's incentive report is the naive one: verdicts, regrets, worst witnesses and interim gains.

use super::{mechanism, resolved};
use num_traits::{Signed, Zero};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use tvmd_core::incentive::{IncentiveReport, Verdict, Witness};
use tvmd_core::{AgentId, Rational, model};
use tvmd_tests::generate::{self, Limits};
use tvmd_tests::naive::{Deviation, Naive, bottom_last, masses};
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// The deviation that a witness against known reports of the others tells of.
fn deviation(witness: &Witness) -> Deviation {
    let AgentId(agent) = witness.agent;
    let mut others = witness.profile.as_ref().unwrap().types().to_vec();
    assert_eq!(others.remove(agent), witness.own, "the witness's profile is the truthful one");
    let report = witness.misreport.unwrap_or(witness.own);
    Deviation { agent, own: witness.own, report, others, gain: witness.gain.clone() }
}

fn same_verdict(verdict: &Verdict, expected: Option<Deviation>, naive: &Naive) -> TestCaseResult {
    prop_assert_eq!(verdict.holds, expected.is_none());
    prop_assert_eq!(verdict.witness.as_ref().map(deviation), expected.clone());
    let Some(expected) = expected else {
        prop_assert!(verdict.regret.is_zero());
        return Ok(());
    };
    prop_assert_eq!(&verdict.regret, &expected.gain);
    let witness = verdict.witness.as_ref().unwrap();
    let Deviation { agent, own, report, others, gain } = &expected;
    let truth = naive.utility(*agent, *own, *own, others);
    prop_assert_eq!(&witness.truth.utility, truth);
    match &witness.lie {
        Some(lie) => {
            prop_assert_eq!(&lie.utility, naive.utility(*agent, *own, *report, others));
            prop_assert_eq!(&lie.utility - truth, gain.clone());
        }
        None => prop_assert_eq!(-truth, gain.clone()),
    }
    Ok(())
}

/// BIC: interim gains of every misreport, and as witness the first of the largest.
fn same_bayes(report: &IncentiveReport, naive: &Naive, instance: &tvmd_core::Instance) -> TestCaseResult {
    let bic = report.bic.as_ref().unwrap();
    let masses = masses(instance.prior().unwrap());
    let gains = naive.interim_gains(&masses);
    let mut first = None;
    let regret = naive.bic_regret(&masses);
    for (agent, own_gains) in gains.iter().enumerate() {
        for own in bottom_last(own_gains.len()) {
            let of_type = &own_gains[own];
            prop_assert_eq!(&bic.interim[agent].masses[own], &naive.type_mass(&masses, agent, own));
            let expected: Option<Vec<_>> = of_type.iter().cloned().collect();
            // ⊥ gets nothing, so staying away gains what the truth loses.
            let utility = expected.as_ref().map(|gains| -&gains[0]);
            prop_assert_eq!(bic.interim[agent].utility(own), utility.as_ref());
            let best = expected.map(|gains| {
                let most = gains.iter().max().unwrap().clone();
                let first = bottom_last(gains.len()).find(|report| gains[*report] == most).unwrap();
                if most.is_positive() { (most, first) } else { (Rational::zero(), own) }
            });
            prop_assert_eq!(bic.interim[agent].best(own), best);
            let worst = bottom_last(of_type.len()).find(|report| of_type[*report].as_ref() == Some(&regret));
            first = first.or_else(|| Some((agent, own, worst?)));
        }
    }
    prop_assert_eq!(&bic.verdict.regret, &regret);
    prop_assert_eq!(bic.verdict.holds, regret.is_zero());
    let witness = bic.verdict.witness.as_ref();
    let told = witness.map(|witness| (witness.agent.0, witness.own, witness.misreport.unwrap()));
    prop_assert_eq!(told, first.filter(|_| regret.is_positive()));
    if let Some(witness) = witness {
        let lie = witness.lie.as_ref().unwrap();
        prop_assert_eq!(&lie.utility - &witness.truth.utility, regret);
        prop_assert!(witness.profile.is_none());
    }
    Ok(())
}

/// Among types that take part: the naive regrets, and a witness that gains, or loses, as much as it says.
fn same_among_participants(
    report: &IncentiveReport,
    naive: &Naive,
    instance: &tvmd_core::Instance,
) -> TestCaseResult {
    same_verdict(&report.dsic_participating, naive.worst_gain_taking_part(), naive)?;
    let bic = report.bic.as_ref().unwrap();
    let masses = masses(instance.prior().unwrap());
    prop_assert_eq!(&bic.participating.regret, &naive.bic_participating_regret(&masses));
    prop_assert_eq!(&bic.interim_ir.regret, &naive.interim_ir_regret(&masses));
    let gains = naive.interim_gains(&masses);
    for verdict in [&bic.participating, &bic.interim_ir] {
        prop_assert_eq!(verdict.holds, verdict.regret.is_zero());
        prop_assert_eq!(verdict.holds, verdict.witness.is_none());
        let Some(witness) = &verdict.witness else { continue };
        prop_assert!(witness.own > 0 && witness.misreport != Some(0) && witness.profile.is_none());
        let instead = witness.lie.as_ref().map_or_else(Zero::zero, |lie| lie.utility.clone());
        prop_assert_eq!(instead - &witness.truth.utility, verdict.regret.clone());
        let gain = &gains[witness.agent.0][witness.own][witness.misreport.unwrap_or(0)];
        prop_assert_eq!(gain.as_ref(), Some(&verdict.regret));
    }
    // Truth that is best with ⊥ as a report is so among fewer reports, and costs nothing.
    prop_assert!(!report.dsic.holds || report.dsic_participating.holds && report.ex_post_ir.holds);
    prop_assert!(!bic.verdict.holds || bic.participating.holds && bic.interim_ir.holds);
    prop_assert!(!report.dsic_participating.holds || bic.participating.holds);
    prop_assert!(!report.ex_post_ir.holds || bic.interim_ir.holds);
    Ok(())
}

fn same_report(instance: &model::InstanceDecl, tally: &Tally) -> TestCaseResult {
    let instance = resolved(instance)?;
    let mechanism = mechanism(&instance);
    let report = IncentiveReport::of(mechanism.table(), instance.prior()).unwrap();
    let naive = Naive::new(mechanism);
    same_verdict(&report.ex_post_ir, naive.worst_loss(), &naive)?;
    same_verdict(&report.dsic, naive.worst_gain(), &naive)?;
    same_bayes(&report, &naive, &instance)?;
    same_among_participants(&report, &naive, &instance)?;
    let bic = report.bic.as_ref().unwrap();
    tally.case();
    tally.kind("ex-post IR violated", !report.ex_post_ir.holds);
    tally.kind("ex-post IR holds", report.ex_post_ir.holds);
    tally.kind("DSIC violated", !report.dsic.holds);
    tally.kind("DSIC holds", report.dsic.holds);
    tally.kind("BIC violated", !bic.verdict.holds);
    tally.kind("BIC holds and DSIC doesn't", bic.verdict.holds && !report.dsic.holds);
    tally.kind("some type impossible", bic.interim.iter().any(|hers| hers.masses.iter().any(Zero::is_zero)));
    let participating = &report.dsic_participating;
    tally.kind("DSIC among participants violated", !participating.holds);
    tally.kind("DSIC among participants only", participating.holds && !report.dsic.holds);
    tally.kind("another witness among participants", participating.witness != report.dsic.witness);
    tally.kind("BIC among participants violated", !bic.participating.holds);
    tally.kind("BIC among participants only", bic.participating.holds && !bic.verdict.holds);
    tally.kind("interim IR violated", !bic.interim_ir.holds);
    tally.kind("interim IR holds and ex-post IR doesn't", bic.interim_ir.holds && !report.ex_post_ir.holds);
    let wide = report.dsic.regret.denom().bits() > 63;
    tally.kind("regret beyond 64 bits", wide);
    Ok(())
}

#[test]
fn reports_of_tables_are_the_naive_ones() {
    let tally = Tally::default();
    let tables = generate::instances(Limits::ALL, generate::tables());
    check("incentives", 1_000, &tables, |instance| same_report(instance, &tally));
    tally.require(
        "incentives",
        &[
            ("ex-post IR violated", 30),
            ("ex-post IR holds", 10),
            ("DSIC violated", 50),
            ("DSIC holds", 2),
            ("BIC violated", 40),
            ("BIC holds and DSIC doesn't", 2),
            ("DSIC among participants violated", 30),
            ("DSIC among participants only", 2),
            ("another witness among participants", 5),
            ("BIC among participants violated", 20),
            ("BIC among participants only", 2),
            ("interim IR violated", 10),
            ("interim IR holds and ex-post IR doesn't", 5),
            ("some type impossible", 30),
            ("regret beyond 64 bits", 2),
        ],
    );
}

#[test]
fn reports_of_small_tables_are_the_naive_ones() {
    let tally = Tally::default();
    let tables = generate::instances(Limits::SMALL, generate::tables());
    check("incentives-small", 3_000, &tables, |instance| same_report(instance, &tally));
    tally.require(
        "incentives-small",
        &[("ex-post IR violated", 25), ("DSIC violated", 40), ("DSIC holds", 5), ("BIC violated", 25)],
    );
}
