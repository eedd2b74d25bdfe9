//! What an agent gets and pays, which is all that matters to her of an outcome.

use crate::exact::Rational;
use crate::mechanism::Table;
use crate::setting::{AgentId, Bundle};
use std::collections::HashMap;

/// A lottery over bundles, and a payment.
pub(super) type Offer = (Vec<(Rational, Bundle)>, Rational);

/// The agent's distinct offers, and for each outcome of the table the position of its offer.
pub(super) fn distinct_offers(table: &Table, agent: usize) -> (Vec<Offer>, Vec<u32>) {
    let mut positions: HashMap<Offer, u32> = HashMap::new();
    let mut distinct = Vec::new();
    let of_outcome = table.outcomes().map(|outcome| {
        let offer = (outcome.bundles(AgentId(agent)), outcome.payment(AgentId(agent)));
        *positions.entry(offer).or_insert_with_key(|offer| {
            distinct.push(offer.clone());
            u32::try_from(distinct.len() - 1).expect("at most 2^22 outcomes")
        })
    });
    let of_outcome = of_outcome.collect();
    (distinct, of_outcome)
}
