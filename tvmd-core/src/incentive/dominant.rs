//! Ex-post IR and DSIC: sweeps over all profiles.

use super::plane::{Plane, sweep_bound};
use crate::exact::scaled::{Integer, on_tier};
use crate::exact::{BigInt, Rational, Tier};
use num_traits::One;

/// The largest loss or gain that one agent can make, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Worst {
    /// In units of payments, above 0.
    pub(super) amount: Rational,
    pub(super) own: usize,
    pub(super) report: usize,
    pub(super) others: usize,
}

/// The largest loss of a truthful agent: `None` if no type ever ends below 0.
pub(super) fn worst_loss(plane: &Plane) -> Option<Worst> {
    on_tier!(Tier::holding(&sweep_bound(plane, &BigInt::one())), T => loss_in::<T>(plane))
}

fn loss_in<T: Integer>(plane: &Plane) -> Option<Worst> {
    let utilities = plane.utilities::<T>();
    let (mut least, mut place) = (T::zero(), None);
    for own in 0..plane.types {
        let utility = &utilities[own * plane.width..(own + 1) * plane.width];
        for (others, offer) in plane.row(own).iter().enumerate() {
            let truth = &utility[*offer as usize];
            if *truth < least {
                (least, place) = (truth.clone(), Some((own, others)));
            }
        }
    }
    place.map(|(own, others)| Worst { amount: plane.rational(-least), own, report: own, others })
}

/// The largest gain of a misreport over the truth, the others' reports known: `None` if the agent can't gain.
///
/// Among equal gains the first by type, misreport and others' profile is reported.
pub(super) fn worst_gain(plane: &Plane) -> Option<Worst> {
    on_tier!(Tier::holding(&sweep_bound(plane, &BigInt::one())), T => gain_in::<T>(plane))
}

fn gain_in<T: Integer>(plane: &Plane) -> Option<Worst> {
    let utilities = plane.utilities::<T>();
    let (mut most, mut place) = (T::zero(), None);
    for own in 0..plane.types {
        let utility = &utilities[own * plane.width..(own + 1) * plane.width];
        let truth: Vec<T> = plane.row(own).iter().map(|offer| utility[*offer as usize].clone()).collect();
        for report in (0..plane.types).filter(|report| *report != own) {
            // First the largest gain, then, if it is a new record, where: so the common case stays a plain reduction.
            let gains = plane.row(report).iter().zip(&truth);
            let gains = gains.map(|(offer, truth)| utility[*offer as usize].clone() - truth.clone());
            let Some(gain) = gains.clone().max().filter(|gain| *gain > most) else { continue };
            place = gains.clone().position(|own| own == gain).map(|others| (own, report, others));
            most = gain;
        }
    }
    place.map(|(own, report, others)| Worst { amount: plane.rational(most), own, report, others })
}
