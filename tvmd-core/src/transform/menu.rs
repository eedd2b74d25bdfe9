//! What one agent is offered instead of a mechanism's outcomes: for each type a lottery over surrogates, at a price.

use super::Side;
use crate::exact::Rational;
use crate::optimum::{Program, Relation, VariableId, state};
use num_traits::{One, Zero};

/// A lottery over surrogates and an expected payment for each type.
#[derive(Clone, Debug)]
pub(super) struct Menu {
    /// y(t, s): the chance that type t becomes s; what is left until 1 is the chance of being dropped.
    pub(super) chances: Vec<Vec<Rational>>,
    /// π(t).
    pub(super) payments: Vec<Rational>,
}

/// The variables of a type's entry.
struct Entry {
    at: usize,
    chances: Vec<VariableId>,
    payment: VariableId,
}

impl Menu {
    /// The menu that earns most among those from which each type with mass picks its own entry, or would rather not stay away,
    /// and that use no surrogate beyond its mass: Σ_t D(t)·y(t, s) ≤ D(s). Its payments are at least 0, which costs nothing.
    ///
    /// The entries of ⊥ and of types without mass are empty.
    pub(super) fn best(side: &Side) -> Self {
        let surrogates: Vec<usize> = side.likely().filter(|at| *at > 0).collect();
        let mut program = Program::new();
        let entries: Vec<Entry> = surrogates
            .iter()
            .map(|at| Entry {
                at: *at,
                chances: surrogates
                    .iter()
                    .map(|_| program.variable(Some(Rational::zero()), None, Rational::zero()))
                    .collect(),
                payment: program.variable(Some(Rational::zero()), None, side.masses()[*at].clone()),
            })
            .collect();
        for entry in &entries {
            let chances = entry.chances.iter().map(|chance| (*chance, Rational::one()));
            state(&mut program, chances, Relation::AtMost, Rational::one());
            let worth = |to: usize, of: &Entry, sign: &Rational| {
                let values = surrogates.iter().zip(&of.chances);
                let values = values.map(|(surrogate, chance)| (*chance, sign * side.value(to, *surrogate)));
                values.chain([(of.payment, -sign)]).collect::<Vec<_>>()
            };
            let truth = worth(entry.at, entry, &Rational::one());
            state(&mut program, truth.clone(), Relation::AtLeast, Rational::zero());
            for other in entries.iter().filter(|other| other.at != entry.at) {
                let lie = worth(entry.at, other, &-Rational::one());
                let gain = truth.iter().cloned().chain(lie);
                state(&mut program, gain, Relation::AtLeast, Rational::zero());
            }
        }
        for (position, surrogate) in surrogates.iter().enumerate() {
            let used = entries.iter().map(|entry| (entry.chances[position], side.masses()[entry.at].clone()));
            state(&mut program, used, Relation::AtMost, side.masses()[*surrogate].clone());
        }
        let optimum = program.maximise().optimum();
        let optimum =
            optimum.expect("selling nothing is feasible, and nobody pays more than it is worth to her");
        let types = side.masses().len();
        let mut menu = Self {
            chances: vec![vec![Rational::zero(); types]; types],
            payments: vec![Rational::zero(); types],
        };
        for entry in &entries {
            for (surrogate, chance) in surrogates.iter().zip(&entry.chances) {
                menu.chances[entry.at][*surrogate] = optimum.primal[chance.0].clone();
            }
            menu.payments[entry.at] = optimum.primal[entry.payment.0].clone();
        }
        menu
    }

    /// What the agent pays in expectation.
    pub(super) fn revenue(&self, side: &Side) -> Rational {
        side.masses().iter().zip(&self.payments).map(|(mass, payment)| mass * payment).sum()
    }

    /// The type with mass whose entry a type likes best; ⊥ if none is worth its price.
    pub(super) fn favourite(&self, side: &Side, at: usize) -> usize {
        let mut best = (Rational::zero(), 0);
        for entry in side.likely().filter(|entry| *entry > 0) {
            let utility = side.worth(at, &self.chances[entry]) - &self.payments[entry];
            if utility > best.0 {
                best = (utility, entry);
            }
        }
        best.1
    }
}
