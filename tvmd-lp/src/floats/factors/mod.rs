//! A sparse basis matrix of floats in factors, and the columns that were exchanged since.
//!
//! Elimination goes by columns with one entry left, then by rows with one, then by the row with fewest entries, at the largest of its
//! entries whose column is short (after H. M. Markowitz, "The elimination form of the inverse", 1957). An exchange of a column is kept as a product (the product form
//! of the inverse; G. B. Dantzig and W. Orchard-Hays, 1954), until there are so many that the matrix is factored anew.

mod elimination;

use super::real::Real;
use elimination::Active;

/// Positions and entries.
pub(super) type Sparse<T> = Vec<(usize, T)>;

/// Entries smaller than this are taken for 0.
const NOTHING: f64 = 1e-13;

/// A square matrix, whose columns stand in slots, in factors.
pub(super) struct Factors<T> {
    pivots: Vec<Pivot<T>>,
    /// Pivot by pivot: the rest of its row, by slot.
    rests: Vec<Sparse<T>>,
    /// By slot: what the rows that were eliminated before its pivot have there, by row.
    above: Vec<Sparse<T>>,
    /// Pivot by pivot, where there are some: its row, the rows off which a multiple of it was taken, and the multiple.
    taken: Vec<(usize, Sparse<T>)>,
    /// Likewise: its row, the rows of which a multiple was taken off it before, and the multiple.
    given: Vec<(usize, Sparse<T>)>,
    exchanges: Vec<Exchange<T>>,
}

struct Pivot<T> {
    row: usize,
    slot: usize,
    entry: T,
}

/// A slot whose column was exchanged, with the new column in terms of the old ones.
struct Exchange<T> {
    slot: usize,
    entry: T,
    rest: Sparse<T>,
}

impl<T: Real> Factors<T> {
    /// Factors the matrix with these columns. Slots that the others determine are named, each with a row that none covers: they are to
    /// be given the unit column of that row, with entry -1, and are taken to have it.
    pub(super) fn new(columns: &[Sparse<T>]) -> (Self, Vec<(usize, usize)>) {
        let size = columns.len();
        let mut active = Active::new(columns);
        let mut factors = Self {
            pivots: Vec::with_capacity(size),
            rests: Vec::with_capacity(size),
            above: vec![Vec::new(); size],
            taken: Vec::new(),
            given: Vec::new(),
            exchanges: Vec::new(),
        };
        let mut given = vec![Sparse::new(); size];
        while let Some((row, slot)) = active.pivot() {
            factors.eliminate(&mut active, &mut given, row, slot);
        }
        let rows: Vec<usize> = (0..size).filter(|row| active.row_open[*row]).collect();
        let slots: Vec<usize> = (0..size).filter(|slot| active.slot_open[*slot]).collect();
        if slots.is_empty() {
            return (factors, Vec::new());
        }
        let repairs: Vec<(usize, usize)> = slots.into_iter().zip(rows).collect();
        let mut repaired = columns.to_vec();
        repairs.iter().for_each(|(slot, row)| repaired[*slot] = vec![(*row, -T::ONE)]);
        let (factors, _) = Self::new(&repaired);
        (factors, repairs)
    }

    /// `given` is by row.
    fn eliminate(&mut self, active: &mut Active<T>, given: &mut [Sparse<T>], row: usize, slot: usize) {
        let mut rest = std::mem::take(&mut active.rows[row]);
        let at = rest.iter().position(|(at, _)| *at == slot).unwrap_or_default();
        let entry = rest.swap_remove(at).1;
        active.row_open[row] = false;
        active.slot_open[slot] = false;
        for (held, _) in &rest {
            active.held[*held] -= 1;
            if active.held[*held] == 1 {
                active.single_slots.push(*held);
            }
        }
        let mut taken = Vec::new();
        for target in std::mem::take(&mut active.holders[slot]) {
            if !active.row_open[target] {
                continue;
            }
            let Some(at) = active.rows[target].iter().position(|(at, _)| *at == slot) else { continue };
            let factor = active.rows[target].swap_remove(at).1 / entry;
            active.subtract(target, factor, &rest);
            taken.push((target, factor));
            given[target].push((row, factor));
        }
        for (held, value) in &rest {
            self.above[*held].push((row, *value));
        }
        // Most rows are eliminated for nothing more than their own slot.
        if !taken.is_empty() {
            self.taken.push((row, taken));
        }
        if !given[row].is_empty() {
            self.given.push((row, std::mem::take(&mut given[row])));
        }
        self.rests.push(rest);
        self.pivots.push(Pivot { row, slot, entry });
    }

    /// Solves for a right side by row; the solution is by slot.
    pub(super) fn solve(&self, right: &mut [T]) -> Vec<T> {
        for (row, taken) in &self.taken {
            let value = right[*row];
            if value != T::ZERO {
                taken.iter().for_each(|(target, factor)| right[*target] -= *factor * value);
            }
        }
        let mut solution = vec![T::ZERO; right.len()];
        for pivot in self.pivots.iter().rev() {
            let value = right[pivot.row];
            if value.abs() > T::rounding(NOTHING) {
                let value = value / pivot.entry;
                solution[pivot.slot] = value;
                self.above[pivot.slot].iter().for_each(|(row, entry)| right[*row] -= *entry * value);
            }
        }
        for Exchange { slot, entry, rest } in &self.exchanges {
            let value = solution[*slot];
            if value != T::ZERO {
                let value = value / *entry;
                rest.iter().for_each(|(other, factor)| solution[*other] -= *factor * value);
                solution[*slot] = value;
            }
        }
        solution
    }

    /// Solves the transposed system for a right side by slot; the solution is by row.
    pub(super) fn solve_transposed(&self, right: &mut [T]) -> Vec<T> {
        for Exchange { slot, entry, rest } in self.exchanges.iter().rev() {
            let sum: T = rest.iter().map(|(other, factor)| *factor * right[*other]).sum();
            right[*slot] = (right[*slot] - sum) / *entry;
        }
        let mut solution = vec![T::ZERO; right.len()];
        for (pivot, rest) in self.pivots.iter().zip(&self.rests) {
            let value = right[pivot.slot];
            if value.abs() > T::rounding(NOTHING) {
                let value = value / pivot.entry;
                solution[pivot.row] = value;
                rest.iter().for_each(|(slot, entry)| right[*slot] -= *entry * value);
            }
        }
        for (row, given) in self.given.iter().rev() {
            let value = solution[*row];
            if value != T::ZERO {
                given.iter().for_each(|(row, factor)| solution[*row] -= *factor * value);
            }
        }
        solution
    }

    /// Exchanges the column in a slot for one that is this combination of the columns.
    pub(super) fn exchange(&mut self, slot: usize, combination: &[T]) {
        let others = combination.iter().enumerate();
        let rest = others.filter(|(other, factor)| *other != slot && factor.abs() > T::rounding(NOTHING));
        let rest = rest.map(|(other, factor)| (other, *factor)).collect();
        self.exchanges.push(Exchange { slot, entry: combination[slot], rest });
    }

    /// How many columns were exchanged.
    pub(super) fn exchanged(&self) -> usize {
        self.exchanges.len()
    }
}
