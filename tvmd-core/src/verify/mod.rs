//! Claims, verified exactly, with the counterexample as the message.
//!
//! The macro calls this while it expands, on the same checks that run at run time. The work is counted before it is
//! done; a claim that is too much work for a build is refused with the count.

mod blame;
mod hint;

use crate::declared::{Declared, DeclaredMechanism, DeclaredSetting as _, Instance};
use crate::diagnostic::{Diagnostics, Place, catalogue};
use crate::incentive::{IncentiveReport, Verdict, Witness};
use crate::mechanism::Mechanism as _;
use crate::model::{self, Claim, Property};
use crate::work::Budget;

/// Verifies the claims of the mechanisms that are `chosen` by name.
///
/// # Errors
/// A message for each claim that is false, at the place in `model` that is to blame: the counterexample, and what would
/// be true instead. For a mechanism that takes more than [`Budget::BUILD`], a message with the count.
pub fn verify(
    model: &model::Instance,
    instance: &Instance,
    chosen: impl Fn(&str) -> bool,
) -> Result<(), Diagnostics> {
    let mut errors = Diagnostics::default();
    for (index, mechanism) in instance.mechanisms().iter().enumerate() {
        if mechanism.claims().is_empty() || !chosen(mechanism.name()) {
            continue;
        }
        let place = Place::default().field("mechanisms").entry(index, mechanism.name());
        if let Err(over) = Budget::BUILD.allows(mechanism.work()) {
            errors.report(place.field("claims"), catalogue::too_much_work(mechanism.name(), &over));
            continue;
        }
        claims(model, index, mechanism, &place, &mut errors);
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Fails unless every claim of a mechanism is true. Called by the test that `claims … at test` generates.
///
/// # Panics
/// With the counterexample, if one is false.
pub fn assert_claims<M: DeclaredMechanism>() {
    let mechanism = M::Setting::instance().mechanism(M::NAME).expect("`mechanism!` declares what it names");
    let report = mechanism.report();
    for claim in mechanism.claims() {
        let message = || catalogue::failed_at_test(M::NAME, claim, witness(report, claim));
        assert!(report.decides(claim) == Some(true), "{}", message());
    }
}

/// The claims of one mechanism.
fn claims(
    model: &model::Instance,
    index: usize,
    mechanism: &Declared,
    place: &Place,
    errors: &mut Diagnostics,
) {
    let report = mechanism.report();
    for (position, claim) in mechanism.claims().iter().enumerate() {
        if report.decides(claim) != Some(false) {
            continue;
        }
        let at_claim = place.field("claims").index(position);
        let property = claim.property.in_words();
        let (Some(witness), false) = (witness(report, claim), claim.negated) else {
            errors.report(at_claim, catalogue::denied(mechanism.name(), property, claim));
            continue;
        };
        let rule = &model.mechanisms.0[index].1.rule;
        let at = blame::place(rule, mechanism, &witness, place).unwrap_or(at_claim);
        let payment = hint::payment(model, index, claim, &witness, &at);
        let instead = hint::instead(&claim.property, report);
        let message = catalogue::refuted(mechanism.name(), property, witness, payment.as_ref(), &instead);
        errors.report(at, message);
    }
}

/// The verdict that a property is about.
fn verdict<'a>(report: &'a IncentiveReport, property: &Property) -> Option<&'a Verdict> {
    match property {
        Property::ExPostIr => Some(&report.ex_post_ir),
        Property::Dsic => Some(&report.dsic),
        Property::Bic | Property::EpsBic(_) | Property::EpsQBic(..) => {
            report.bic.as_ref().map(|bic| &bic.verdict)
        }
    }
}

fn witness(report: &IncentiveReport, claim: &Claim) -> Option<Witness> {
    verdict(report, &claim.property)?.witness.clone()
}
