//! Instance files: writing and reading is the identity, and no text, however spoilt, makes reading panic.

use super::{mechanism, resolved};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use tvmd_core::incentive::IncentiveReport;
use tvmd_core::model::{self, InstanceDecl};
use tvmd_core::setting::Profile;
use tvmd_core::{Mechanism, Outcome};
use tvmd_tests::corrupt::{Corruption, corrupted, corruptions};
use tvmd_tests::generate::{self, Limits, MECHANISM};
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// An instance with every rule, a grid, claims, both priors and numbers.
const RICH: &str = include_str!("../../../tvmd-engine/src/files/rich.json");

/// Instances of all kinds: those of the generators, and the rich one.
pub(crate) fn anything() -> impl Strategy<Value = InstanceDecl> {
    let alone = Limits { agents: 1, ..Limits::ALL };
    prop_oneof![
        Just(InstanceDecl::from_json(RICH).unwrap()),
        generate::two_priors(Limits::SMALL),
        generate::instances(Limits::SMALL, generate::tables()),
        generate::instances(Limits::SMALL, generate::posted_prices()),
        generate::instances(Limits::SMALL, generate::bundle_sale()),
        generate::instances(alone, generate::single_menu()),
        generate::instances(Limits::ADDITIVE, generate::additive_menus()),
        generate::instances(Limits::ADDITIVE, generate::second_price()),
        generate::instances(Limits::SMALL, generate::vcg()),
        generate::instances(Limits { items: 1, ..Limits::SMALL }, generate::lookahead()),
    ]
}

#[test]
fn reading_undoes_writing() {
    let property = |instance: &InstanceDecl| {
        let read = InstanceDecl::from_json(&instance.to_json())
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&read, instance);
        let (one, other) = (resolved(instance)?, resolved(&read)?);
        prop_assert_eq!(one.setting(), other.setting());
        prop_assert_eq!((one.prior(), one.prior_hat()), (other.prior(), other.prior_hat()));
        for (one, other) in one.mechanisms().iter().zip(other.mechanisms()) {
            let outcomes = |outcome: &dyn Fn(&Profile) -> Outcome| {
                one.setting().profiles().map(|at| outcome(&at)).collect::<Vec<_>>()
            };
            prop_assert_eq!(outcomes(&|at| one.outcome(at)), outcomes(&|at| other.outcome(at)));
        }
        Ok(())
    };
    check("json-identity", 400, &anything(), property);
}

#[test]
fn what_was_resolved_can_be_written() {
    let property = |instance: &InstanceDecl| {
        let first = resolved(instance)?;
        let table = model::MechanismDecl { rule: mechanism(&first).table().to_model(), claims: Vec::new() };
        let written = InstanceDecl {
            setting: first.setting().to_model(),
            prior: first.prior().map(tvmd_core::Prior::to_model),
            mechanisms: [(MECHANISM.to_owned(), table)].into_iter().collect(),
            ..instance.clone()
        };
        let second = resolved(&written)?;
        prop_assert_eq!(first.setting(), second.setting());
        prop_assert_eq!(first.prior(), second.prior());
        for profile in first.setting().profiles() {
            prop_assert_eq!(mechanism(&first).outcome(&profile), mechanism(&second).outcome(&profile));
        }
        Ok(())
    };
    check("json-written", 300, &generate::instances(Limits::ALL, generate::tables()), property);
    check("json-written-rules", 100, &generate::instances(Limits::ALL, generate::bundle_sale()), property);
}

/// Reads a text as far as it goes. What resolves must run, too.
fn read(text: &str, tally: &Tally) -> TestCaseResult {
    let read = InstanceDecl::from_json(text);
    let resolved = read.as_ref().ok().map(InstanceDecl::resolve);
    tally.case();
    tally.kind("isn't of the format's shape", read.is_err());
    tally.kind("has the shape and doesn't resolve", matches!(resolved, Some(Err(_))));
    tally.kind("is still an instance", matches!(resolved, Some(Ok(_))));
    match (read, resolved) {
        (Err(error), _) => {
            prop_assert!(!error.mistakes.is_empty());
            prop_assert!(error.mistakes.iter().all(|mistake| !mistake.reason.is_empty()));
        }
        (_, Some(Err(errors))) => prop_assert!(errors.iter().all(|error| !error.message.is_empty())),
        (_, Some(Ok(instance))) if instance.setting().profile_count() <= 2_000 => {
            for mechanism in instance.mechanisms() {
                let report = IncentiveReport::of(mechanism.table(), mechanism.prior());
                prop_assert!(report.is_ok());
            }
        }
        _ => {}
    }
    Ok(())
}

#[test]
fn spoilt_files_never_panic() {
    let tally = Tally::default();
    let spoilt = (anything(), prop::collection::vec(corruptions(), 1..=2)).prop_map(|(instance, spoils)| {
        let spoil = |text: String, spoil: &Corruption| corrupted(&text, spoil);
        spoils.iter().fold(instance.to_json(), spoil)
    });
    check("json-spoilt", 4_000, &spoilt, |text: &String| read(text, &tally));
    tally.require(
        "json-spoilt",
        &[
            ("isn't of the format's shape", 30),
            ("has the shape and doesn't resolve", 10),
            ("is still an instance", 2),
        ],
    );
}
