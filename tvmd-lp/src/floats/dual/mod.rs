//! The dual simplex method with bounded variables, on floats.
//!
//! Bounds of single variables are kept by the ratio test, which lets variables with two bounds pass from one to the other (I. Maros, "A
//! generalized dual phase-2 simplex algorithm", 2003). Who leaves is the steepest by reference weights (J. J. Forrest and D. Goldfarb, "Steepest-edge simplex algorithms for linear
//! programming", 1992). Costs are changed at random by a little, so that ties are rare, and shifted where rounding would have them
//! infeasible.

mod ended;
mod refreshed;
mod step;

use super::factors::Factors;
use super::real::Real;
use super::scaled::Scaled;
use crate::basis::{Basis, Side};

/// How many columns are exchanged before the matrix is factored anew.
const EXCHANGES: usize = 64;

/// After how many steps it is asked whether to go on.
const ASKED: usize = 16;

/// A run that gets anywhere takes fewer steps than this, and so many more for each variable and row.
const STEPS: usize = 500;
const STEPS_EACH: usize = 5;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Optimal,
    Infeasible,
    /// There were more steps than a solver takes that gets anywhere.
    Lost,
    /// It was told to stop.
    Stopped,
}

/// Where a variable stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// In this slot of the basis.
    Basic(usize),
    Lower,
    Upper,
}

/// The state of a run.
pub(super) struct Dual<'a, T> {
    scaled: &'a Scaled<T>,
    costs: Vec<T>,
    stands: Vec<Stand>,
    /// By slot: the variable.
    basic: Vec<usize>,
    /// By variable.
    values: Vec<T>,
    reduced: Vec<T>,
    /// By slot.
    weights: Vec<T>,
    factors: Factors<T>,
    /// Whether a cost was shifted by more than that: the basis wasn't dual feasible.
    pub(super) is_shifted: bool,
    pub(super) steps: usize,
}

impl<'a, T: Real> Dual<'a, T> {
    /// From a basis, or from that in which no row is tight.
    pub(super) fn new(scaled: &'a Scaled<T>, start: Option<&Basis>) -> Self {
        let (n, all) = (scaled.structural(), scaled.lower.len());
        let mut stands = vec![Stand::Lower; all];
        let mut in_basis: Vec<bool> = (0..all).map(|variable| variable >= n).collect();
        if let Some(basis) = start {
            for (stand, side) in stands.iter_mut().zip(&basis.at) {
                *stand = if *side == Side::Upper { Stand::Upper } else { Stand::Lower };
            }
            basis.columns.iter().for_each(|column| in_basis[*column] = true);
            basis.rows.iter().for_each(|row| in_basis[n + row] = false);
        }
        let basic: Vec<usize> = (0..all).filter(|variable| in_basis[*variable]).collect();
        basic.iter().enumerate().for_each(|(slot, variable)| stands[*variable] = Stand::Basic(slot));
        let mut costs = scaled.costs.clone();
        costs.resize(all, T::ZERO);
        let mut dual = Self {
            scaled,
            costs,
            stands,
            weights: vec![T::ONE; basic.len()],
            basic,
            values: vec![T::ZERO; all],
            reduced: vec![T::ZERO; all],
            factors: Factors::new(&[]).0,
            is_shifted: false,
            steps: 0,
        };
        dual.unsettle();
        dual.refresh();
        dual
    }

    /// Goes on to the end, or until `go_on`, which is asked now and then and told how many steps were done, says no.
    pub(super) fn run(&mut self, go_on: &mut dyn FnMut(usize) -> bool) -> End {
        let last = self.steps + STEPS + STEPS_EACH * self.stands.len();
        let mut fresh = true;
        while self.steps < last {
            if self.steps % ASKED == ASKED - 1 && !go_on(self.steps) {
                return End::Stopped;
            }
            if self.factors.exchanged() >= EXCHANGES {
                self.refresh();
                fresh = true;
            }
            let Some((slot, apart)) = self.leaving() else {
                if fresh {
                    return End::Optimal;
                }
                self.refresh();
                fresh = true;
                continue;
            };
            match self.step(slot, apart) {
                Some(true) => fresh = false,
                Some(false) if fresh => return End::Infeasible,
                None if fresh => return End::Lost,
                Some(false) | None => {
                    self.refresh();
                    fresh = true;
                }
            }
        }
        End::Lost
    }
}
