//! What is built in Rust is what an instance file says, mistakes and all.

mod mistakes;

use super::json::anything;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use tvmd_core::declared::{Declared, Instance};
use tvmd_core::diagnostic::Diagnostics;
use tvmd_core::mechanism::Mechanism as _;
use tvmd_core::model::{Entries, InstanceDecl, MechanismDecl, RuleDecl};
use tvmd_core::{Outcome, Prior, Setting};
use tvmd_tests::built;
use tvmd_tests::corrupt::{Corruption, corrupted, corruptions};
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// What the parts of an instance are in Rust and in a file agree, or are wrong in the same words.
fn same<T: PartialEq + std::fmt::Debug>(
    built: &Result<T, Diagnostics>,
    read: &Result<T, Diagnostics>,
) -> TestCaseResult {
    let told = |errors: &Diagnostics| errors.iter().map(ToString::to_string).collect::<Vec<_>>();
    match (built, read) {
        (Err(built), Err(read)) => prop_assert_eq!(told(built), told(read)),
        (built, read) => prop_assert_eq!(built, read),
    }
    Ok(())
}

/// A part of an instance: its setting, perhaps its prior, and some of its mechanisms without their claims.
fn part(instance: &InstanceDecl, with_prior: bool, mechanisms: &[&(String, MechanismDecl)]) -> InstanceDecl {
    let mechanisms = mechanisms.iter().map(|(name, declared)| {
        (name.clone(), MechanismDecl { rule: declared.rule.clone(), claims: Vec::new() })
    });
    InstanceDecl {
        prior: instance.prior.clone().filter(|_| with_prior),
        prior_hat: None,
        mechanisms: mechanisms.collect(),
        numbers: Entries::default(),
        ..instance.clone()
    }
}

/// Compares all parts of an instance.
fn agrees(instance: &InstanceDecl, tally: &Tally) -> TestCaseResult {
    tally.case();
    if !built::is_sayable(&instance.setting) {
        return Ok(());
    }
    let read = part(instance, false, &[]).resolve().map(|instance| instance.setting().clone());
    let setting = built::setting(&instance.setting).build();
    same(&setting, &read)?;
    tally.kind("setting wrong", setting.is_err());
    let Ok(setting) = setting else { return Ok(()) };
    let mut prior = None;
    if let Some(law) = instance.prior.as_ref().and_then(built::law) {
        let read = part(instance, true, &[]).resolve().map(|instance| instance.prior().unwrap().clone());
        let built = setting.prior(law);
        same(&built, &read)?;
        tally.kind("prior wrong", built.is_err());
        prior = built.ok();
    }
    let mut declared: Vec<Declared> = Vec::new();
    for mechanism in instance.mechanisms.iter() {
        declared.extend(mechanism_agrees(instance, mechanism, &setting, prior.as_ref(), &declared, tally)?);
    }
    Ok(())
}

fn mechanism_agrees(
    instance: &InstanceDecl,
    mechanism: &(String, MechanismDecl),
    setting: &Setting,
    prior: Option<&Prior>,
    earlier: &[Declared],
    tally: &Tally,
) -> Result<Option<Declared>, TestCaseError> {
    let (name, MechanismDecl { rule, .. }) = mechanism;
    let base = match rule {
        RuleDecl::DsicExtension { of, .. } | RuleDecl::BicExtension { of, .. } if of != name => {
            let base = |(known, _): &&(String, MechanismDecl)| known == of;
            instance.mechanisms.iter().find(base).zip(earlier.iter().find(|earlier| earlier.name() == of))
        }
        _ => None,
    };
    let (base, declared) = base.unzip();
    let Some(built) = built::rule(rule, declared, prior) else { return Ok(None) };
    let with_prior = matches!(rule, RuleDecl::Lookahead | RuleDecl::BicExtension { .. });
    let mut parts: Vec<&(String, MechanismDecl)> = base.into_iter().collect();
    // What is extended may extend another.
    while let Some(RuleDecl::DsicExtension { of, .. } | RuleDecl::BicExtension { of, .. }) =
        parts.first().map(|(_, declared)| &declared.rule)
    {
        let Some(base) = instance.mechanisms.iter().find(|(known, _)| known == of) else { return Ok(None) };
        parts.insert(0, base);
    }
    let with_prior = with_prior
        || parts.iter().any(|(_, declared)| {
            matches!(declared.rule, RuleDecl::Lookahead | RuleDecl::BicExtension { .. })
        });
    parts.push(mechanism);
    let outcomes = |mechanism: &Declared| {
        mechanism.setting().profiles().map(|at| mechanism.outcome(&at)).collect::<Vec<Outcome>>()
    };
    let last = |instance: Instance| outcomes(instance.mechanisms().last().unwrap());
    let built = setting.mechanism(name, built);
    same(
        &built.as_ref().map(outcomes).map_err(Clone::clone),
        &part(instance, with_prior, &parts).resolve().map(last),
    )?;
    tally.kind("rule wrong", built.is_err());
    tally.kind("rule right", built.is_ok());
    Ok(built.ok())
}

#[test]
fn what_is_built_is_what_a_file_says() {
    let tally = Tally::default();
    check("built", 400, &anything(), |instance: &InstanceDecl| agrees(instance, &tally));
    tally.require("built", &[("rule right", 60)]);
}

#[test]
fn mistakes_are_those_of_a_file() {
    let tally = Tally::default();
    let confused =
        |corruption: &Corruption| matches!(corruption, Corruption::Swap(..) | Corruption::Confuse(..));
    let spoilt = (anything(), corruptions().prop_filter("keeps the shape", confused));
    let spoilt = spoilt.prop_filter_map("has the shape of an instance", |(instance, spoil)| {
        InstanceDecl::from_json(&corrupted(&instance.to_json(), &spoil)).ok()
    });
    check("built-spoilt", 1_500, &spoilt, |instance: &InstanceDecl| agrees(instance, &tally));
    tally.require("built-spoilt", &[("setting wrong", 5), ("prior wrong", 5), ("rule wrong", 5)]);
}
