//! A step: who leaves, who enters, and what becomes of values, reduced costs and weights.

use super::{Dual, Stand};
use crate::floats::ratio::{self, Candidate};
use crate::floats::real::Real;

/// By how much a value may be outside its bounds.
const OUTSIDE: f64 = 1e-9;

/// The least weight.
const LIGHT: f64 = 1e-4;

impl<T: Real> Dual<'_, T> {
    /// How far a variable is below its bounds, as a negative number, or above them.
    fn outside(&self, variable: usize) -> T {
        let outside = T::rounding(OUTSIDE);
        let (value, lower, upper) =
            (self.values[variable], self.scaled.lower[variable], self.scaled.upper[variable]);
        if value < lower - outside * (T::ONE + lower.abs()) {
            value - lower
        } else if value > upper + outside * (T::ONE + upper.abs()) {
            value - upper
        } else {
            T::ZERO
        }
    }

    /// The slot that is outside its bounds by most, by its weight.
    pub(super) fn leaving(&self) -> Option<(usize, T)> {
        let mut best: Option<(T, usize, T)> = None;
        for (slot, variable) in self.basic.iter().enumerate() {
            let apart = self.outside(*variable);
            if apart != T::ZERO {
                let worth = apart * apart / self.weights[slot];
                if best.is_none_or(|(most, ..)| worth > most) {
                    best = Some((worth, slot, apart));
                }
            }
        }
        best.map(|(_, slot, apart)| (slot, apart))
    }

    /// Exchanges who is in a slot; false if nothing can bring it back, none if rounding has gone too far.
    pub(super) fn step(&mut self, slot: usize, apart: T) -> Option<bool> {
        let scaled = self.scaled;
        let n = scaled.structural();
        let mut unit = vec![T::ZERO; self.basic.len()];
        unit[slot] = T::ONE;
        let row = self.factors.solve_transposed(&mut unit);
        let (changes, touched) = self.price(&row);
        let candidates = touched
            .iter()
            .filter_map(|variable| self.candidate(*variable, changes[*variable], apart < T::ZERO));
        let Some((entering, passed)) = ratio::entering(candidates.collect(), apart.abs()) else {
            return Some(false);
        };

        let mut right = vec![T::ZERO; self.basic.len()];
        self.column(entering).iter().for_each(|(row, entry)| right[*row] += *entry);
        let column = self.factors.solve(&mut right);
        let pivot = column[slot];
        let expected = changes[entering];
        if (pivot - expected).abs() > T::rounding(1e-6) * (T::ONE + pivot.abs())
            || pivot.abs() < T::rounding(1e-11)
        {
            return None;
        }

        // Dual values.
        let length = self.reduced[entering] / expected;
        // A reduced cost on the wrong side is shifted to 0.
        let right_side = if apart < T::ZERO { length <= T::ZERO } else { length >= T::ZERO };
        let length = if right_side {
            length
        } else {
            self.costs[entering] -= self.reduced[entering];
            T::ZERO
        };
        let mut moved = vec![T::ZERO; if passed.is_empty() { 0 } else { self.basic.len() }];
        for variable in &passed {
            let (from, to, stand) = match self.stands[*variable] {
                Stand::Lower => (scaled.lower[*variable], scaled.upper[*variable], Stand::Upper),
                _ => (scaled.upper[*variable], scaled.lower[*variable], Stand::Lower),
            };
            self.stands[*variable] = stand;
            self.values[*variable] = to;
            match variable.checked_sub(n) {
                Some(row) => moved[row] -= to - from,
                None => scaled.columns[*variable]
                    .iter()
                    .for_each(|(row, entry)| moved[*row] += *entry * (to - from)),
            }
        }
        for variable in touched {
            self.reduced[variable] -= length * changes[variable];
            let wrong = match self.stands[variable] {
                Stand::Lower => self.reduced[variable] < T::ZERO,
                Stand::Upper => self.reduced[variable] > T::ZERO,
                Stand::Basic(_) => continue,
            };
            if wrong && !scaled.is_fixed(variable) {
                self.costs[variable] -= self.reduced[variable];
                self.reduced[variable] = T::ZERO;
            }
        }
        // Values.
        if !moved.is_empty() {
            let change = self.factors.solve(&mut moved);
            for (variable, change) in self.basic.iter().zip(&change) {
                self.values[*variable] -= *change;
            }
        }
        let leaving = self.basic[slot];
        let (bound, stand) = if apart < T::ZERO {
            (scaled.lower[leaving], Stand::Lower)
        } else {
            (scaled.upper[leaving], Stand::Upper)
        };
        let step = (self.values[leaving] - bound) / pivot;
        for (variable, factor) in self.basic.iter().zip(&column) {
            if *factor != T::ZERO {
                self.values[*variable] -= step * *factor;
            }
        }
        self.values[entering] += step;
        self.values[leaving] = bound;
        self.weigh(slot, &row, &column);

        self.reduced[entering] = T::ZERO;
        self.reduced[leaving] = -length;
        self.stands[leaving] = stand;
        self.stands[entering] = Stand::Basic(slot);
        self.basic[slot] = entering;
        self.factors.exchange(slot, &column);
        self.steps += 1;
        Some(true)
    }

    /// A row of the tableau, and where it may not be 0.
    fn price(&self, row: &[T]) -> (Vec<T>, Vec<usize>) {
        let n = self.scaled.structural();
        let mut changes = vec![T::ZERO; self.stands.len()];
        let mut touched = Vec::new();
        for (position, factor) in
            row.iter().enumerate().filter(|(_, factor)| factor.abs() > T::rounding(1e-13))
        {
            for (column, entry) in &self.scaled.rows[position] {
                if changes[*column] == T::ZERO {
                    touched.push(*column);
                }
                changes[*column] += *factor * *entry;
            }
            changes[n + position] = -*factor;
            touched.push(n + position);
        }
        touched.sort_unstable();
        touched.dedup();
        touched.retain(|variable| !matches!(self.stands[*variable], Stand::Basic(_)));
        (changes, touched)
    }

    /// A variable that may enter.
    fn candidate(&self, variable: usize, change: T, from_below: bool) -> Option<Candidate<T>> {
        if change.abs() < T::rounding(1e-9) || self.scaled.is_fixed(variable) {
            return None;
        }
        let towards = if from_below { -change } else { change };
        let fits = match self.stands[variable] {
            Stand::Lower => towards > T::ZERO,
            Stand::Upper => towards < T::ZERO,
            Stand::Basic(_) => false,
        };
        let range = self.scaled.upper[variable] - self.scaled.lower[variable];
        fits.then(|| Candidate { variable, change: change.abs(), cost: self.reduced[variable].abs(), range })
    }

    /// Brings the weights up to date.
    fn weigh(&mut self, slot: usize, row: &[T], column: &[T]) {
        let mut right = row.to_vec();
        let square: T = row.iter().map(|number| *number * *number).sum();
        let turned = self.factors.solve(&mut right);
        let pivot = column[slot];
        for ((weight, factor), turned) in self.weights.iter_mut().zip(column).zip(&turned) {
            if *factor != T::ZERO {
                let ratio = *factor / pivot;
                *weight = (*weight - (ratio + ratio) * *turned + ratio * ratio * square).larger(T::of(LIGHT));
            }
        }
        self.weights[slot] = (square / (pivot * pivot)).larger(T::of(LIGHT));
    }
}
