//! The dual simplex method with bounded variables, on floats.
//!
//! Bounds of single variables are kept by the ratio test, which lets variables with two bounds pass from one to the other (I. Maros, "A
//! generalized dual phase-2 simplex algorithm", 2003). Who leaves is the steepest by reference weights (J. J. Forrest and D. Goldfarb, "Steepest-edge simplex algorithms for linear
//! programming", 1992). Costs are changed at random by a little, so that ties are rare, and shifted where rounding would have them
//! infeasible.

use super::factors::{Factors, Sparse};
use super::ratio::{self, Candidate};
use super::real::Real;
use super::scaled::Scaled;
use crate::basis::{Basis, Side};

/// By how much a value may be outside its bounds.
const OUTSIDE: f64 = 1e-9;

/// By how much a reduced cost may be wrong by rounding.
const ROUNDED: f64 = 1e-9;

/// By how much costs are changed, as a share of their size and 1.
const CHANGED: f64 = 1e-6;

/// By how much costs are shifted at most where nothing is wrong but what was changed and rounded, as a share of their size and 1.
const SHIFTED: f64 = 1e-3;

/// How many columns are exchanged before the matrix is factored anew.
const EXCHANGES: usize = 64;

/// After how many steps it is asked whether to go on.
const ASKED: usize = 16;

/// A run that gets anywhere takes fewer steps than this, and so many more for each variable and row.
const STEPS: usize = 500;
const STEPS_EACH: usize = 5;

/// The least weight.
const LIGHT: f64 = 1e-4;

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

    /// Changes the costs at random.
    fn unsettle(&mut self) {
        let mut random = oorandom::Rand64::new(11);
        for variable in 0..self.scaled.structural() {
            let share = T::of(0.5 + random.rand_float() / 2.0) * T::rounding(CHANGED);
            let change = share * (T::ONE + self.costs[variable].abs());
            self.costs[variable] += change;
        }
    }

    fn column(&self, variable: usize) -> Sparse<T> {
        match variable.checked_sub(self.scaled.structural()) {
            Some(row) => vec![(row, -T::ONE)],
            None => self.scaled.columns[variable].clone(),
        }
    }

    /// Factors the basis, and computes from it what follows from it.
    fn refresh(&mut self) {
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
    fn leaving(&self) -> Option<(usize, T)> {
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

    /// Exchanges who is in a slot; false if nothing can bring it back, none if rounding has gone too far.
    fn step(&mut self, slot: usize, apart: T) -> Option<bool> {
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

    /// Takes the costs as they were said to be.
    pub(super) fn calm(&mut self) {
        self.costs.fill(T::ZERO);
        self.costs[..self.scaled.structural()].copy_from_slice(&self.scaled.costs);
        self.refresh();
    }

    /// The values of the structural variables.
    pub(super) fn point(&self) -> Vec<f64> {
        let values = self.values.iter().zip(&self.scaled.of_columns);
        values.map(|(value, scale)| value.float() * scale).collect()
    }

    /// What each row's right side is worth.
    pub(super) fn multipliers(&self) -> Vec<f64> {
        let n = self.scaled.structural();
        self.reduced[n..]
            .iter()
            .zip(&self.scaled.of_rows)
            .map(|(reduced, scale)| -reduced.float() * scale)
            .collect()
    }

    /// Whether a variable stands at a bound that it hasn't, far out.
    pub(super) fn is_far(&self) -> bool {
        let far = self.scaled.far;
        self.values[..self.scaled.structural()].iter().any(|value| value.abs() >= far)
    }

    /// The basis: tight rows, the structural variables that they determine, and where the others stand, by which of their bounds they have.
    pub(super) fn basis(&self, has: impl Iterator<Item = (bool, bool)>) -> Basis {
        let n = self.scaled.structural();
        let is_basic = |variable: &usize| matches!(self.stands[*variable], Stand::Basic(_));
        let at = self.stands.iter().zip(has).map(|(stand, has)| match (has, stand) {
            ((false, false), _) => Side::Zero,
            ((false, true), _) | ((true, true), Stand::Upper) => Side::Upper,
            ((true, _), _) => Side::Lower,
        });
        Basis {
            rows: (0..self.basic.len()).filter(|row| !is_basic(&(n + row))).collect(),
            columns: (0..n).filter(is_basic).collect(),
            at: at.collect(),
        }
    }
}
