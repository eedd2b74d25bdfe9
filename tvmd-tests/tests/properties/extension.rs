//! Definition 3 and Lemma 6: the extension of a DSIC and ex-post IR mechanism is both, checked exhaustively; of another
//! mechanism it need not be.

use super::{mechanism, regrets, resolved};
use num_traits::Zero;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestCaseResult};
use tvmd_core::incentive::IncentiveReport;
use tvmd_core::kernel::{Dsic, ExPostIr, Kept, Proof, lemma6};
use tvmd_core::model::{Entries, InstanceDecl, MechanismDecl as Written, RuleDecl};
use tvmd_core::{AgentId, Mechanism, Table};
use tvmd_tests::generate::{self, Limits, MECHANISM};
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// Of each agent, the types that are kept: every other one, the first of them by the agent's parity.
fn kept(agent: usize, types: usize) -> Vec<usize> {
    (1..types).filter(|her_type| (her_type + agent).is_multiple_of(2)).collect()
}

/// The instance with the extension of its mechanism as the only one that is looked at.
fn extended(instance: &InstanceDecl) -> Result<InstanceDecl, TestCaseError> {
    let resolved = resolved(instance)?;
    let keeping = resolved.setting().agents().iter().enumerate().map(|(position, agent)| {
        let types = kept(position, agent.types().len());
        (
            agent.name().to_owned(),
            types.into_iter().map(|her_type| agent.type_name(her_type).to_owned()).collect(),
        )
    });
    let base = instance.mechanisms.0[0].1.clone();
    let rule = RuleDecl::DsicExtension { of: "Base".to_owned(), keeping: keeping.collect() };
    let mechanisms =
        vec![("Base".to_owned(), base), (MECHANISM.to_owned(), Written { rule, claims: Vec::new() })];
    Ok(InstanceDecl { mechanisms: Entries(mechanisms), ..instance.clone() })
}

#[test]
fn extensions_of_truthful_mechanisms_are_truthful() {
    let tally = Tally::default();
    check("extension", 300, &generate::instances(Limits::ALL, generate::posted_prices()), |instance| {
        let resolved = resolved(&extended(instance)?)?;
        let (loss, gain) = regrets(&resolved)?;
        prop_assert!(loss.is_zero() && gain.is_zero());
        let (base, extension) = (&resolved.mechanisms()[0], mechanism(&resolved));
        tally.case();
        tally.kind("differs from the mechanism", !base.table().same_outcomes(extension.table()));
        lemma(base, extension.table())
    });
    tally.require("extension", &[("differs from the mechanism", 5)]);
}

/// Lemma 6 in the kernel makes the same extension, and what it proves is so.
fn lemma(base: &tvmd_core::Declared, expected: &Table) -> TestCaseResult {
    let setting = base.setting();
    let keep = |keep: Kept, position: usize| {
        keep.only(AgentId(position), kept(position, setting.agents()[position].types().len()))
    };
    let keep = (0..setting.agents().len()).fold(Kept::all(setting), keep);
    let dsic = Proof::<Dsic, _>::check(base).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let ex_post_ir =
        Proof::<ExPostIr, _>::check(base).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let extension = lemma6(dsic, ex_post_ir, keep).map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert!(extension.dsic.table().same_outcomes(expected));
    let report = IncentiveReport::of(extension.ex_post_ir.table(), None).unwrap();
    prop_assert!(report.dsic.holds && report.ex_post_ir.holds);
    Ok(())
}

/// The twin: without the hypothesis the conclusion fails.
#[test]
fn extensions_of_other_mechanisms_are_often_not() {
    let tally = Tally::default();
    check("extension-twin", 200, &generate::instances(Limits::SMALL, generate::tables()), |instance| {
        let (_, gain) = regrets(&resolved(&extended(instance)?)?)?;
        tally.case();
        tally.kind("not DSIC", !gain.is_zero());
        Ok(())
    });
    tally.require("extension-twin", &[("not DSIC", 5)]);
}
