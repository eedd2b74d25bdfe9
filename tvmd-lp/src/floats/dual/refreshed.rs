//! What follows from a basis: its factors, reduced costs and values, with costs changed and shifted so that it is dual feasible.

use super::{Dual, Stand};
use crate::floats::factors::{Factors, Sparse};
use crate::floats::real::Real;

/// By how much a reduced cost may be wrong by rounding.
const ROUNDED: f64 = 1e-9;

/// By how much costs are changed, as a share of their size and 1.
const CHANGED: f64 = 1e-6;

/// By how much costs are shifted at most where nothing is wrong but what was changed and rounded, as a share of their size and 1.
const SHIFTED: f64 = 1e-3;

impl<T: Real> Dual<'_, T> {
    /// Changes the costs at random.
    pub(super) fn unsettle(&mut self) {
        let mut random = oorandom::Rand64::new(11);
        for variable in 0..self.scaled.structural() {
            let share = T::of(0.5 + random.rand_float() / 2.0) * T::rounding(CHANGED);
            let change = share * (T::ONE + self.costs[variable].abs());
            self.costs[variable] += change;
        }
    }

    pub(super) fn column(&self, variable: usize) -> Sparse<T> {
        match variable.checked_sub(self.scaled.structural()) {
            Some(row) => vec![(row, -T::ONE)],
            None => self.scaled.columns[variable].clone(),
        }
    }

    /// Factors the basis, and computes from it what follows from it.
    pub(super) fn refresh(&mut self) {
        let n = self.scaled.structural();
        let columns: Vec<Sparse<T>> = self.basic.iter().map(|variable| self.column(*variable)).collect();
        let (factors, repairs) = Factors::new(&columns);
        self.factors = factors;
        for (slot, row) in repairs {
            self.stands[self.basic[slot]] = Stand::Lower;
            self.basic[slot] = n + row;
            self.stands[n + row] = Stand::Basic(slot);
            self.weights[slot] = T::ONE;
        }
        let mut wanted: Vec<T> = self.basic.iter().map(|variable| self.costs[*variable]).collect();
        let prices = self.factors.solve_transposed(&mut wanted);
        for variable in 0..self.stands.len() {
            self.reduced[variable] = match variable.checked_sub(n) {
                Some(row) => self.costs[variable] + prices[row],
                None => {
                    self.costs[variable]
                        - self.scaled.columns[variable]
                            .iter()
                            .map(|(row, entry)| *entry * prices[*row])
                            .sum::<T>()
                }
            };
            if matches!(self.stands[variable], Stand::Basic(_)) {
                self.reduced[variable] = T::ZERO;
            } else {
                self.settle(variable);
            }
        }
        self.place();
    }

    /// Has a variable that isn't basic stand at a bound that it has, and that its reduced cost wants: what wants the other bound goes there if
    /// there is one, and else has its cost shifted. So has what is wrong by rounding alone.
    fn settle(&mut self, variable: usize) {
        let stand = self.stands[variable];
        let has = |stand| match stand {
            Stand::Upper => self.scaled.upper[variable].is_finite(),
            _ => self.scaled.lower[variable].is_finite(),
        };
        let opposite = |stand| if stand == Stand::Upper { Stand::Lower } else { Stand::Upper };
        let stand = if has(stand) { stand } else { opposite(stand) };
        let other = opposite(stand);
        self.stands[variable] = stand;
        let cost = self.reduced[variable];
        let is_wrong = if stand == Stand::Upper { cost > T::ZERO } else { cost < T::ZERO };
        if !is_wrong || self.scaled.is_fixed(variable) {
            return;
        }
        if cost.abs() > T::rounding(ROUNDED) && has(other) {
            self.stands[variable] = other;
        } else {
            self.is_shifted |= cost.abs() > T::rounding(SHIFTED) * (T::ONE + self.costs[variable].abs());
            self.costs[variable] -= cost;
            self.reduced[variable] = T::ZERO;
        }
    }

    /// Computes the values.
    fn place(&mut self) {
        let scaled = self.scaled;
        let n = scaled.structural();
        let mut right = vec![T::ZERO; self.basic.len()];
        for variable in 0..self.stands.len() {
            let value = match self.stands[variable] {
                Stand::Basic(_) => continue,
                Stand::Lower => scaled.lower[variable],
                Stand::Upper => scaled.upper[variable],
            };
            self.values[variable] = value;
            match variable.checked_sub(n) {
                _ if value == T::ZERO => {}
                Some(row) => right[row] += value,
                None => {
                    scaled.columns[variable].iter().for_each(|(row, entry)| right[*row] -= *entry * value);
                }
            }
        }
        for (variable, value) in self.basic.iter().zip(self.factors.solve(&mut right)) {
            self.values[*variable] = value;
        }
    }

    /// Takes the costs as they were said to be.
    pub(in crate::floats) fn calm(&mut self) {
        self.costs.fill(T::ZERO);
        self.costs[..self.scaled.structural()].copy_from_slice(&self.scaled.costs);
        self.refresh();
    }
}
