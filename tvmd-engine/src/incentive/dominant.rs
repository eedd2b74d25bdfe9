//! Ex-post IR and DSIC: sweeps over all profiles.
//!
//! A sweep keeps the largest loss or gain; where it happens is looked up afterwards. Among equals the first counts:
//! by type, then misreport, then the others' types, each in the order of the type space with ⊥ last, since a
//! witness in which everybody takes part is the easier to understand.

use super::plane::Plane;
use super::side::Side;
use super::swept;
use super::worst::Worst;
use crate::exact::scaled::{Integer, on_tier};
use crate::exact::{BigInt, Tier};
use num_traits::One;

/// The largest loss of a truthful agent: `None` if no type ever ends below 0.
pub(super) fn worst_loss(side: &Side<'_>) -> Option<Worst> {
    if let Some(columns) = side.columns() {
        return swept::loss(side, columns);
    }
    let plane = side.menus();
    on_tier!(Tier::holding(&plane.sweep_bound(&BigInt::one())), T => loss_in::<T>(plane))
}

/// The largest gain of a misreport over the truth, the others' reports known: `None` if the agent can't gain. ⊥ counts as a
/// report.
pub(super) fn worst_gain(side: &Side<'_>) -> Option<Worst> {
    gain_from(side, 0)
}

/// The same where ⊥ is neither a type nor a report of hers.
pub(super) fn worst_gain_taking_part(side: &Side<'_>) -> Option<Worst> {
    gain_from(side, 1)
}

fn gain_from(side: &Side<'_>, first: usize) -> Option<Worst> {
    if let Some(columns) = side.columns() {
        return swept::gain(side, columns, first);
    }
    let plane = side.menus();
    on_tier!(Tier::holding(&plane.sweep_bound(&BigInt::one())), T => gain_in::<T>(plane, first))
}

fn loss_in<T: Integer>(plane: &Plane) -> Option<Worst> {
    let utilities = plane.utilities::<T>();
    let (mut least, mut place) = (T::zero(), None);
    for own in plane.types_bottom_last() {
        let utility = utilities.of_type(own);
        let truth = plane.worth(own, &utility);
        let Some(lowest) = truth.min().filter(|lowest| **lowest < least) else { continue };
        least = lowest.clone();
        place = Some(own);
    }
    let own = place?;
    let utility = utilities.of_type(own);
    let others = plane.first_others(|menu| utility[plane.row(own)[menu] as usize] == least);
    Some(Worst { amount: plane.rational(-least), own, report: own, others })
}

/// Among types and reports from `first` on; ⊥ is 0.
fn gain_in<T: Integer>(plane: &Plane, first: usize) -> Option<Worst> {
    let utilities = plane.utilities::<T>();
    let (mut most, mut place) = (T::zero(), None);
    let types = || plane.types_bottom_last().filter(|own| *own >= first);
    for own in types() {
        let utility = utilities.of_type(own);
        let truth: Vec<T> = plane.row(own).iter().map(|offer| utility[*offer as usize].clone()).collect();
        for report in types().filter(|report| *report != own) {
            let gains = plane.row(report).iter().zip(&truth);
            let gain = gains.map(|(offer, truth)| utility[*offer as usize].clone() - truth.clone()).max();
            let Some(gain) = gain.filter(|gain| *gain > most) else { continue };
            most = gain;
            place = Some((own, report));
        }
    }
    let (own, report) = place?;
    let utility = utilities.of_type(own);
    let utility_at = |report: usize, menu: usize| utility[plane.row(report)[menu] as usize].clone();
    let others = plane.first_others(|menu| utility_at(report, menu) - utility_at(own, menu) == most);
    Some(Worst { amount: plane.rational(most), own, report, others })
}
