//! Claims, verified exactly, with the counterexample as the message.
//!
//! The macro calls this while it expands, on the same checks that run at run time. The work is counted before it is
//! done; a claim that is too much work for a build is refused with the count.
//!
//! ```
//! use tvmd::claims;
//! use tvmd::model::{Claim, InstanceDecl};
//! # tvmd::mechanism! {
//! #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
//! #     mechanism Bid in Shop { outcomes { High => Buyer gets { Tea } pays 2, Low => Buyer gets { Tea } pays 1, _ => nothing } }
//! # }
//!
//! // What a block would say if `Bid` claimed `dsic`.
//! let mut said = InstanceDecl::from_json(Shop::JSON)?;
//! said.mechanisms.0[0].1.claims = Claim::list("ex_post_ir, dsic")?;
//! let mistakes = claims::verify(&said, &[], |_| true).unwrap_err();
//! let told: Vec<_> = mistakes.iter().collect();
//! assert_eq!(told.len(), 1);
//! assert!(told[0].message.starts_with("`Bid` is not DSIC"));
//! assert!(told[0].message.contains("High gains 1 by reporting Low"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod blame;
mod hint;

use crate::declared::{Declared, DeclaredMechanism, Instance};
use crate::diagnostic::{Diagnostics, Place, catalogue};
use crate::incentive::{IncentiveReport, Witness};
use crate::mechanism::Mechanism as _;
use crate::model::{self, Claim};
use crate::resolve::Parts;
use crate::work::Budget;

/// Resolves an instance of which some places are known to be `wrong`, as
/// [`resolve_knowing`](model::InstanceDecl::resolve_knowing) does, and verifies the claims of the mechanisms that are
/// `chosen` by name, as far as these, the setting and the prior they are about are whole.
///
/// # Errors
/// Every mistake; and a message for each claim that is false, at the place in `model` that is to blame: the
/// counterexample, and what would be true instead. For a mechanism that takes more than [`Budget::BUILD`], a message with the
/// count.
pub fn verify(
    model: &model::InstanceDecl,
    wrong: &[Place],
    chosen: impl Fn(&str) -> bool,
) -> Result<(), Diagnostics> {
    let Parts { instance, positions, mistakes: mut errors, .. } = model.resolve_parts(wrong);
    for (index, mechanism) in positions.into_iter().zip(instance.iter().flat_map(Instance::mechanisms)) {
        if mechanism.claims().is_empty() || !chosen(mechanism.name()) {
            continue;
        }
        if let Err(over) = Budget::BUILD.allows(mechanism.work()) {
            let at = Place::default().field("mechanisms").entry(index, mechanism.name());
            errors.report(at.field("claims"), catalogue::too_much_work(mechanism.name(), &over));
            continue;
        }
        claims(model, wrong, index, mechanism, &mut errors);
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Fails unless every claim of a mechanism is true. Called by the test that `claims … at test` generates.
///
/// # Panics
/// With the counterexample, if one is false.
#[doc(hidden)]
pub fn assert_claims<M: DeclaredMechanism>() {
    let mechanism = M::instance().mechanism(M::NAME).expect("`mechanism!` declares what it names");
    let report = mechanism.report();
    for claim in mechanism.claims() {
        let message = || catalogue::failed_at_test(M::NAME, claim, witness(report, claim));
        assert!(report.decides(claim) == Some(true), "{}", message());
    }
}

/// The claims of one mechanism.
fn claims(
    model: &model::InstanceDecl,
    wrong: &[Place],
    index: usize,
    mechanism: &Declared,
    errors: &mut Diagnostics,
) {
    let place = Place::default().field("mechanisms").entry(index, mechanism.name());
    let report = mechanism.report();
    for (position, claim) in mechanism.claims().iter().enumerate() {
        let at_claim = place.field("claims").index(position);
        // One that makes no sense was complained about.
        if report.decides(claim) != Some(false) || errors.iter().any(|error| error.place == at_claim) {
            continue;
        }
        let property = claim.property.in_words();
        let (Some(witness), false) = (witness(report, claim), claim.negated) else {
            errors.report(at_claim, catalogue::denied(mechanism.name(), property, claim));
            continue;
        };
        let rule = &model.mechanisms.0[index].1.rule;
        let at = blame::place(rule, mechanism, &witness, &place).unwrap_or(at_claim);
        let payment = hint::payment(model, wrong, index, claim, &witness, &at);
        let instead = hint::instead(&claim.property, report);
        let message = catalogue::refuted(mechanism.name(), property, witness, payment.as_ref(), &instead);
        errors.report(at, message);
    }
}

fn witness(report: &IncentiveReport, claim: &Claim) -> Option<Witness> {
    report.verdict(&claim.property)?.witness.clone()
}
