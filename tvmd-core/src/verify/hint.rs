//! The way out of a false claim: a payment that would make it true, or the claim that is true.

use crate::diagnostic::{Place, Step};
use crate::exact::Rational;
use crate::incentive::{IncentiveReport, Witness};
use crate::model::{self, Claim, Property, Rule};
use num_traits::Zero;

/// What would make the claim true, or what is true instead; each checked exactly before it is said.
pub(super) fn hint(
    model: &model::Instance,
    index: usize,
    claim: &Claim,
    report: &IncentiveReport,
    witness: &Witness,
    blamed: &Place,
) -> Option<String> {
    let payment = better_payment(model, index, claim, witness, blamed);
    let payment = payment.map(|payment| format!("with a payment of {payment} here it would be"));
    let instead = instead(&claim.property, report);
    let instead = instead.map(|property| format!("as it stands, `{property}` holds"));
    match (payment, instead) {
        (Some(payment), Some(instead)) => Some(format!("{payment}; {instead}")),
        (payment, instead) => payment.or(instead),
    }
}

/// A weaker property that holds.
fn instead(property: &Property, report: &IncentiveReport) -> Option<String> {
    let bic = report.bic.as_ref()?;
    match property {
        Property::ExPostIr => None,
        Property::Dsic | Property::Bic | Property::EpsBic(_) if bic.verdict.holds => {
            Some(Property::Bic.to_string())
        }
        Property::Dsic | Property::Bic | Property::EpsBic(_) => {
            Some(Property::EpsBic(bic.verdict.regret.clone()).to_string())
        }
        Property::EpsQBic(epsilon, q) => {
            let more = Property::EpsQBic(bic.frontier.smallest_epsilon(q), q.clone());
            let oftener = Property::EpsQBic(epsilon.clone(), bic.frontier.smallest_q(epsilon));
            Some(format!("{more}` or `{oftener}"))
        }
    }
}

/// The blamed payment lowered by the gain, if that makes the claim true.
fn better_payment(
    model: &model::Instance,
    index: usize,
    claim: &Claim,
    witness: &Witness,
    blamed: &Place,
) -> Option<Rational> {
    let [.., Step::Index(row), Step::Field("pays"), Step::Entry(entry, _)] = blamed.0.as_slice() else {
        return None;
    };
    let mut changed = model.clone();
    let Rule::Outcomes(rows) = &mut changed.mechanisms.0.get_mut(index)?.1.rule else { return None };
    let payment = &mut rows.get_mut(*row)?.pays.0.get_mut(*entry)?.1.0;
    *payment -= &witness.gain;
    let payment = payment.clone();
    let instance = changed.resolve().ok()?;
    let mechanism = instance.mechanisms().get(index)?;
    let report = IncentiveReport::of(mechanism.outcomes(), instance.prior()).ok()?;
    (report.decides(claim) == Some(true) && payment >= Rational::zero()).then_some(payment)
}
