//! Outcomes as they come, gathered into a list that has each distinct one once.

use super::OutcomeList;
use crate::exact::scaled::Integers;
use crate::exact::{Fractions, Rational};
use crate::mechanism::{Allocation, Outcome};
use num_traits::Zero as _;
use std::collections::HashMap;

/// Collects outcomes, each distinct one once.
#[derive(Default)]
pub(in crate::mechanism) struct Gatherer {
    numbers: Interned<Rational>,
    allocations: Interned<Allocation>,
    known: HashMap<ByPosition, u32>,
    starts: Vec<usize>,
    draws: Vec<u32>,
    chances: Vec<u32>,
    payments: Vec<u32>,
}

/// An outcome: allocations and their chances, and payments, by position.
type ByPosition = (Vec<(u32, u32)>, Vec<u32>);

/// Distinct things, with their positions.
struct Interned<T> {
    positions: HashMap<T, u32>,
}

impl<T> Default for Interned<T> {
    fn default() -> Self {
        Self { positions: HashMap::new() }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Interned<T> {
    fn position(&mut self, one: &T) -> u32 {
        if let Some(position) = self.positions.get(one) {
            return *position;
        }
        let next = u32::try_from(self.positions.len()).expect("fewer numbers than memory holds");
        self.positions.insert(one.clone(), next);
        next
    }

    fn in_order(self) -> Vec<T> {
        let mut all: Vec<Option<T>> = vec![None; self.positions.len()];
        for (one, position) in self.positions {
            all[position as usize] = Some(one);
        }
        all.into_iter().flatten().collect()
    }
}

impl Gatherer {
    /// The position of an outcome in the list.
    pub(in crate::mechanism) fn position(&mut self, outcome: &Outcome) -> u32 {
        let drawn = outcome.allocations().iter();
        let lottery: Vec<(u32, u32)> = drawn
            .map(|(chance, allocation)| {
                (self.allocations.position(allocation), self.numbers.position(chance))
            })
            .collect();
        let paid: Vec<u32> =
            outcome.payments().iter().map(|payment| self.numbers.position(payment)).collect();
        let next = u32::try_from(self.known.len()).expect("at most 2^22 profiles");
        *self.known.entry((lottery, paid)).or_insert_with_key(|(lottery, paid)| {
            self.starts.push(self.draws.len());
            self.draws.extend(lottery.iter().map(|(allocation, _)| allocation));
            self.chances.extend(lottery.iter().map(|(_, chance)| chance));
            self.payments.extend(paid);
            next
        })
    }

    /// The list of `agents` agents' outcomes.
    pub(in crate::mechanism) fn list(mut self, agents: usize) -> OutcomeList {
        self.starts.push(self.draws.len());
        let numbers = self.numbers.in_order();
        let [chances, payments] = [self.chances, self.payments].map(|positions| column(&numbers, &positions));
        let allocations = self.allocations.in_order();
        OutcomeList { agents, allocations, starts: self.starts, draws: self.draws, chances, payments }
    }
}

/// The numbers at these positions over their common denominator.
fn column(numbers: &[Rational], positions: &[u32]) -> Fractions {
    let mut used = vec![false; numbers.len()];
    for position in positions {
        used[*position as usize] = true;
    }
    let used: Vec<Rational> = numbers
        .iter()
        .zip(used)
        .map(|(number, used)| if used { number.clone() } else { Rational::zero() })
        .collect();
    let Fractions { numerators, over } = Fractions::of(&used);
    let at = positions.iter().map(|position| *position as usize);
    let numerators = match numerators {
        Integers::I64(numbers) => at.map(|at| numbers[at]).collect::<Vec<_>>().into(),
        Integers::I128(numbers) => at.map(|at| numbers[at]).collect::<Vec<_>>().into(),
        Integers::Big(numbers) => at.map(|at| numbers[at].clone()).collect::<Vec<_>>().into(),
    };
    Fractions { numerators, over }
}
