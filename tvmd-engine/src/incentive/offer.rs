//! What an agent gets and pays, which is all that matters to her of an outcome.

use crate::exact::BigInt;
use crate::mechanism::Table;
use crate::setting::Bundle;
use num_integer::Integer as _;
use num_traits::One as _;
use std::collections::HashMap;

/// Chances of bundles, and a payment, each over a denominator.
pub(super) type Offer = (Vec<(BigInt, Bundle)>, BigInt);

/// An agent's distinct offers.
pub(super) struct Offers {
    pub(super) distinct: Vec<Offer>,
    pub(super) chances_over: BigInt,
    pub(super) payments_over: BigInt,
}

impl Offers {
    /// The agent's, and for each outcome of the table the position of its offer.
    pub(super) fn of(table: &Table, agent: usize) -> (Self, Vec<u32>) {
        let mut positions: HashMap<Offer, u32> = HashMap::new();
        let mut distinct = Vec::new();
        let of_outcome = (0..table.outcome_count()).map(|number| {
            *positions.entry(table.offer(number, agent)).or_insert_with_key(|offer| {
                distinct.push(offer.clone());
                u32::try_from(distinct.len() - 1).expect("at most 2^22 outcomes")
            })
        });
        let of_outcome = of_outcome.collect();
        let (chances_over, payments_over) = table.denominators(agent);
        let mut offers = Self { distinct, chances_over, payments_over };
        offers.reduce();
        (offers, of_outcome)
    }

    /// Her own numbers may have a smaller denominator than all agents'.
    fn reduce(&mut self) {
        let chances = self.distinct.iter_mut().flat_map(|(lottery, _)| lottery).map(|(chance, _)| chance);
        divide(&mut self.chances_over, chances.collect());
        divide(&mut self.payments_over, self.distinct.iter_mut().map(|(_, payment)| payment).collect());
    }
}

/// Numbers and their denominator by what divides them all.
fn divide(over: &mut BigInt, mut numbers: Vec<&mut BigInt>) {
    let mut divisor = over.clone();
    for number in &numbers {
        if divisor.is_one() {
            return;
        }
        divisor = divisor.gcd(number);
    }
    numbers.iter_mut().for_each(|number| **number /= &divisor);
    *over /= divisor;
}
