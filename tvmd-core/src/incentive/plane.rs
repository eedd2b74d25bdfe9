//! What one agent can be given, laid out for sweeps.
//!
//! An *offer* is a lottery over bundles together with a payment. For a fixed profile of the others the agent's
//! reports lead her to offers, and only those matter to her (the taxation principle). So a plane keeps the position of
//! the offer for each report and each profile of the others, reports outermost, and the utility of each offer to
//! each type as an integer over one denominator.

use crate::exact::scaled::{Integer, common_denominator, numerator, on_tier};
use crate::exact::{BigInt, Rational, Tier};
use crate::mechanism::Table;
use crate::setting::{AgentId, Bundle};
use num_traits::{Signed, Zero};
use std::collections::HashMap;

/// One agent's side of a mechanism.
#[derive(Debug)]
pub(super) struct Plane {
    pub(super) agent: usize,
    /// How many types she has.
    pub(super) types: usize,
    /// How many profiles the others have.
    pub(super) others: usize,
    /// `offers[report * others + o]`: the position of her offer when she reports `report` and the others `o`.
    pub(super) offers: Vec<u32>,
    /// `utilities[type * width + offer]`, over `denominator`.
    utilities: Vec<BigInt>,
    /// The number of distinct offers.
    pub(super) width: usize,
    /// The common denominator of all utilities.
    pub(super) denominator: BigInt,
    /// The largest utility in absolute value, over `denominator`.
    pub(super) magnitude: BigInt,
}

/// A lottery over bundles, and a payment.
type Offer = (Vec<(Rational, Bundle)>, Rational);

impl Plane {
    pub(super) fn new(table: &Table, agent: usize) -> Self {
        let setting = table.setting();
        let numbering = &setting.numbering;
        let (types, others) = (setting.agents[agent].types.len(), numbering.others(agent));
        let (distinct, offer_of_outcome) = distinct_offers(table, agent);
        let mut offers = Vec::with_capacity(types * others);
        for report in 0..types {
            offers.extend((0..others).map(|others| {
                let position = table.positions()[numbering.join(agent, report, others)];
                offer_of_outcome[position as usize]
            }));
        }
        let (utilities, denominator) = utilities(table, agent, &distinct);
        let magnitude = utilities.iter().map(Signed::abs).max().unwrap_or_default();
        Self { agent, types, others, offers, utilities, width: distinct.len(), denominator, magnitude }
    }

    /// The offers for one report, by profile of the others.
    pub(super) fn row(&self, report: usize) -> &[u32] {
        &self.offers[report * self.others..(report + 1) * self.others]
    }

    /// The utilities in width `T`, which must hold [`magnitude`](Self::magnitude).
    pub(super) fn utilities<T: Integer>(&self) -> Vec<T> {
        self.utilities.iter().filter_map(T::narrow).collect()
    }

    /// A utility, or a difference of two, as a rational.
    pub(super) fn rational(&self, numerator: impl Into<BigInt>) -> Rational {
        Rational::new(numerator.into(), self.denominator.clone())
    }
}

/// The agent's distinct offers, and for each outcome of the table the position of its offer.
fn distinct_offers(table: &Table, agent: usize) -> (Vec<Offer>, Vec<u32>) {
    let mut positions: HashMap<Offer, u32> = HashMap::new();
    let mut distinct = Vec::new();
    let of_outcome = table.outcomes().iter().map(|outcome| {
        let offer = (outcome.bundles(AgentId(agent)), outcome.payment(AgentId(agent)));
        *positions.entry(offer).or_insert_with_key(|offer| {
            distinct.push(offer.clone());
            u32::try_from(distinct.len() - 1).expect("at most 2^24 outcomes")
        })
    });
    let of_outcome = of_outcome.collect();
    (distinct, of_outcome)
}

/// The utility of every offer to every type, type-major, over one denominator.
fn utilities(table: &Table, agent: usize, offers: &[Offer]) -> (Vec<BigInt>, BigInt) {
    let types = &table.setting().agents[agent].types;
    let mut bundles: Vec<Bundle> =
        offers.iter().flat_map(|(lottery, _)| lottery).map(|(_, bundle)| *bundle).collect();
    bundles.sort_unstable();
    bundles.dedup();
    let values: Vec<Rational> =
        types.iter().flat_map(|own| bundles.iter().map(|bundle| own.valuation.value(*bundle))).collect();
    let value_denominator = common_denominator(&values);
    let chance_denominator = common_denominator(
        offers.iter().flat_map(|(lottery, _)| lottery).map(|(probability, _)| probability),
    );
    let worth_denominator = &value_denominator * &chance_denominator;
    let payment_denominator = common_denominator(offers.iter().map(|(_, payment)| payment));
    let denominator = num_integer::lcm(worth_denominator.clone(), payment_denominator);

    // Σ probability · value - payment, each factor an integer; brought to one width that holds every sum.
    let unit = &denominator / &worth_denominator;
    let values: Vec<BigInt> =
        values.iter().map(|value| numerator(value, &value_denominator) * &unit).collect();
    let payments: Vec<BigInt> = offers.iter().map(|(_, payment)| numerator(payment, &denominator)).collect();
    let lotteries: Vec<Vec<(BigInt, usize)>> = offers
        .iter()
        .map(|(lottery, _)| {
            lottery
                .iter()
                .map(|(probability, bundle)| {
                    let position = bundles.binary_search(bundle).unwrap_or_default();
                    (numerator(probability, &chance_denominator), position)
                })
                .collect()
        })
        .collect();
    let most_paid = payments.iter().map(Signed::abs).max().unwrap_or_default();
    let most_worth = values.iter().max().cloned().unwrap_or_default() * &chance_denominator;
    let tier = Tier::holding(&(most_paid + most_worth));
    let utilities = on_tier!(tier, T => {
        let values: Vec<T> = values.iter().filter_map(T::narrow).collect();
        let payments: Vec<T> = payments.iter().filter_map(T::narrow).collect();
        let lotteries: Vec<Vec<(T, usize)>> = lotteries
            .iter()
            .map(|lottery| lottery.iter().filter_map(|(chance, bundle)| Some((T::narrow(chance)?, *bundle))).collect())
            .collect();
        let mut utilities: Vec<BigInt> = Vec::with_capacity(types.len() * offers.len());
        for own in values.chunks(bundles.len().max(1)) {
            utilities.extend(lotteries.iter().zip(&payments).map(|(lottery, payment)| {
                let worth = lottery.iter().fold(T::zero(), |sum, (chance, bundle)| {
                    sum + chance.clone() * own[*bundle].clone()
                });
                (worth - payment.clone()).into()
            }));
        }
        utilities
    });
    (utilities, denominator)
}

/// A bound on sums of utilities weighted by integers that add up to `weight`, twice over for differences.
pub(super) fn sweep_bound(plane: &Plane, weight: &BigInt) -> BigInt {
    &plane.magnitude * weight * BigInt::from(2) + BigInt::from(u8::from(weight.is_zero()))
}
