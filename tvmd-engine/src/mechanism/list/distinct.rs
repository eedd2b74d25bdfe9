//! Each distinct outcome of a list once.

use super::OutcomeList;
use super::gather::Gatherer;
use crate::exact::scaled::{Integer, on_tier};
use crate::exact::{BigInt, Fractions, Tier};
use crate::mechanism::Outcome;
use num_traits::One as _;
use std::collections::HashMap;
use std::hash::Hash;

impl OutcomeList {
    /// Outcomes, each distinct one once, and the position of each.
    pub(crate) fn of(agents: usize, outcomes: &[Outcome]) -> (Self, Vec<u32>) {
        let mut gatherer = Gatherer::default();
        let positions = outcomes.iter().map(|outcome| gatherer.position(outcome)).collect();
        (gatherer.list(agents), positions)
    }

    /// The same outcomes, each distinct one once, and the position of each.
    pub(crate) fn distinct(self) -> (Self, Vec<u32>) {
        let most = self.chances.numerators.most().max(self.payments.numerators.most());
        on_tier!(Tier::holding(&most), T => self.distinct_in::<T>())
    }

    fn distinct_in<T: Integer + Hash>(self) -> (Self, Vec<u32>) {
        let chances: Vec<T> = self.chances.numerators.times(&BigInt::one());
        let payments: Vec<T> = self.payments.numerators.times(&BigInt::one());
        // By draws, their chances, and payments.
        type Parts<'a, T> = (&'a [u32], &'a [T], &'a [T]);
        let mut known: HashMap<Parts<'_, T>, u32> = HashMap::with_capacity(self.len());
        let mut first = Vec::new();
        let positions = (0..self.len()).map(|outcome| {
            let (drawn, paid) = (self.starts[outcome]..self.starts[outcome + 1], outcome * self.agents);
            let parts = (&self.draws[drawn.clone()], &chances[drawn], &payments[paid..paid + self.agents]);
            *known.entry(parts).or_insert_with(|| {
                first.push(outcome);
                u32::try_from(first.len() - 1).expect("at most 2^22 outcomes")
            })
        });
        let positions = positions.collect();
        if first.len() == self.len() {
            return (self, positions);
        }
        let (mut starts, mut draws) = (vec![0], Vec::new());
        let (mut of_draws, mut paid) = (Vec::new(), Vec::new());
        for outcome in first {
            let drawn = self.starts[outcome]..self.starts[outcome + 1];
            draws.extend_from_slice(&self.draws[drawn.clone()]);
            of_draws.extend_from_slice(&chances[drawn]);
            paid.extend_from_slice(&payments[outcome * self.agents..(outcome + 1) * self.agents]);
            starts.push(draws.len());
        }
        let chances = Fractions { numerators: of_draws.into(), over: self.chances.over };
        let payments = Fractions { numerators: paid.into(), over: self.payments.over };
        (Self { starts, draws, chances, payments, ..self }, positions)
    }
}
