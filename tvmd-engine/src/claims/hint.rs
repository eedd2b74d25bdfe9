//! The way out of a false claim: a payment that would make it true, or the claim that is true; each checked exactly.

use crate::diagnostic::{PathStep, Place};
use crate::exact::Rational;
use crate::incentive::{IncentiveReport, Witness};
use crate::model::{self, Claim, Property, RuleDecl};
use crate::resolve::Parts;
use num_traits::Zero;

/// Weaker properties that hold.
pub(super) fn instead(property: &Property, report: &IncentiveReport) -> Vec<Property> {
    let first =
        |of: &[Property]| of.iter().find(|own| report.verdict(own).is_some_and(|own| own.holds)).cloned();
    let bic = report.bic.as_ref();
    let relaxed =
        bic.filter(|bic| !bic.verdict.holds).map(|bic| Property::EpsBic(bic.verdict.regret.clone()));
    let found = match (property, bic) {
        (Property::ExPostIr, _) => vec![first(&[Property::InterimIr])],
        (Property::InterimIr | Property::BicParticipating, _) => Vec::new(),
        (Property::DsicParticipating, _) => vec![first(&[Property::Bic, Property::BicParticipating])],
        (Property::Dsic, _) => {
            let participating = match &relaxed {
                None => first(&[Property::DsicParticipating]),
                Some(_) => first(&[Property::DsicParticipating, Property::BicParticipating]),
            };
            vec![first(&[Property::Bic]).or(relaxed), participating]
        }
        (Property::Bic | Property::EpsBic(_), _) => {
            vec![first(&[Property::Bic]).or(relaxed), first(&[Property::BicParticipating])]
        }
        (Property::EpsQBic(epsilon, q), Some(bic)) => vec![
            Some(Property::EpsQBic(bic.frontier.smallest_epsilon(q), q.clone())),
            Some(Property::EpsQBic(epsilon.clone(), bic.frontier.smallest_q(epsilon))),
        ],
        (Property::EpsQBic(..), None) => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

/// The blamed payment lowered by the gain, if that makes the claim true.
pub(super) fn payment(
    model: &model::InstanceDecl,
    wrong: &[Place],
    index: usize,
    claim: &Claim,
    witness: &Witness,
    blamed: &Place,
) -> Option<Rational> {
    let [.., PathStep::Index(row), PathStep::Field("pays"), PathStep::Entry(entry, _)] = blamed.0.as_slice()
    else {
        return None;
    };
    let mut changed = model.clone();
    let RuleDecl::Outcomes(rows) = &mut changed.mechanisms.0.get_mut(index)?.1.rule else { return None };
    let payment = &mut rows.get_mut(*row)?.pays.0.get_mut(*entry)?.1.0;
    *payment -= &witness.gain;
    let payment = payment.clone();
    let Parts { instance: Some(instance), positions, .. } = changed.resolve_parts(wrong) else { return None };
    let mechanism = instance.mechanisms().get(positions.iter().position(|own| *own == index)?)?;
    let report = IncentiveReport::of(mechanism.table(), instance.prior()).ok()?;
    (report.decides(claim) == Some(true) && payment >= Rational::zero()).then_some(payment)
}
