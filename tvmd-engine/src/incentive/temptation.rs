//! Misreports that gain at some profile, and what they gain at each, however unlikely.

use super::bayesian::weights_met;
use super::dominant::worst_gain;
use super::plane::Plane;
use super::side::Side;
use crate::exact::scaled::{Integer, on_tier};
use crate::exact::{BigInt, Rational, Tier};
use crate::mechanism::Table;
use crate::prior::{Prior, PriorError, Spread, same_setting};
use crate::setting::AgentId;
use num_traits::One;
use std::collections::BTreeMap;

/// A type and a misreport that is worth more to it than the truth at some profile of the others.
///
/// ```
/// use tvmd::incentive::Temptation;
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior independent { Buyer { Low: 3/4, High: 1/4 } } }
/// #     mechanism Bid in Shop { outcomes { High => Buyer gets { Tea } pays 2, Low => Buyer gets { Tea } pays 1, _ => nothing } }
/// # }
///
/// let all = Temptation::all(&Table::of(&Bid)?, &Shop::prior())?;
/// assert_eq!(all.len(), 1);
/// // A gain of 1, with probability 1/4.
/// assert_eq!(all[0].gains.atoms(), [(ratio!(1), ratio!(1 / 4))]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Temptation {
    /// The agent's position.
    pub agent: AgentId,
    /// Her type.
    pub own: usize,
    /// What she reports instead.
    pub report: usize,
    /// What she gains by it, in units of payments, on the event that she has this type; what is negative is lost.
    pub gains: Spread,
}

impl Temptation {
    /// All of a mechanism's: none if it is DSIC. By agent, type (⊥ last) and misreport (⊥ last).
    ///
    /// # Errors
    /// If the prior belongs to another setting than the table.
    pub fn all(table: &Table, prior: &Prior) -> Result<Vec<Self>, PriorError> {
        same_setting(table.setting(), prior.setting())?;
        let total = prior.distribution().total();
        let of_side = |side: &Side<'_>| {
            let plane = side.menus();
            on_tier!(Tier::holding(&plane.sweep_bound(total)), T => tempting::<T>(plane, prior))
        };
        Ok(Side::all(table, Some(prior)).iter().filter(|side| may_gain(side)).flat_map(of_side).collect())
    }
}

impl Temptation {
    /// How many gains [`all`](Self::all) of them have at most.
    pub fn count(table: &Table) -> u64 {
        let of_side = |side: &Side<'_>| {
            let plane = side.menus();
            let tier = Tier::holding(&plane.sweep_bound(&BigInt::one()));
            on_tier!(tier, T => tempting_pairs::<T>(plane)) * plane.menus as u64
        };
        Side::all(table, None).iter().filter(|side| may_gain(side)).map(of_side).sum()
    }
}

/// Whether any misreport of an agent gains anywhere, as far as that is cheap to tell.
fn may_gain(side: &Side<'_>) -> bool {
    side.columns().is_none() || worst_gain(side).is_some()
}

/// How many pairs of a type and a misreport there are of which the second is worth more to the first somewhere.
fn tempting_pairs<T: Integer>(plane: &Plane) -> u64 {
    let utilities = plane.utilities::<T>();
    let mut pairs = 0;
    for own in 0..plane.types {
        let utility = utilities.of_type(own);
        let truth: Vec<&T> = plane.worth(own, &utility).collect();
        let pays =
            |report: &usize| plane.worth(*report, &utility).zip(&truth).any(|(lie, truth)| lie > *truth);
        pairs += (0..plane.types).filter(pays).count() as u64;
    }
    pairs
}

fn tempting<T: Integer>(plane: &Plane, prior: &Prior) -> Vec<Temptation> {
    let utilities = plane.utilities::<T>();
    let weights = prior.distribution().weights_times::<T>(&BigInt::one());
    let mut found = Vec::new();
    for own in plane.types_bottom_last() {
        let utility = utilities.of_type(own);
        let met = weights_met(plane, prior, &weights, own);
        let truth: Vec<&T> = plane.worth(own, &utility).collect();
        for report in plane.types_bottom_last().filter(|report| *report != own) {
            let gains =
                plane.worth(report, &utility).zip(&truth).map(|(lie, truth)| lie.clone() - (*truth).clone());
            let mut spread: BTreeMap<T, T> = BTreeMap::new();
            for (gain, weight) in gains.zip(&met) {
                *spread.entry(gain).or_insert_with(T::zero) += weight.clone();
            }
            let Some((most, _)) = spread.last_key_value().filter(|(most, _)| most.is_positive()) else {
                continue;
            };
            let most: Rational = plane.rational(most.clone());
            let spread = spread.into_iter().map(|(gain, weight)| (plane.rational(gain), weight.into()));
            let gains = Spread::from_weights(spread, prior, most);
            found.push(Temptation { agent: AgentId(plane.agent), own, report, gains });
        }
    }
    found
}
