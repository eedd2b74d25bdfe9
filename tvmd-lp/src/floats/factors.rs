//! A sparse basis matrix of floats in factors, and the columns that were exchanged since.
//!
//! Elimination goes by columns with one entry left, then by rows with one, then by the row with fewest entries, at the largest of its
//! entries whose column is short (after H. M. Markowitz, "The elimination form of the inverse", 1957). An exchange of a column is kept as a product (the product form
//! of the inverse; G. B. Dantzig and W. Orchard-Hays, 1954), until there are so many that the matrix is factored anew.

use super::real::Real;

/// Positions and entries.
pub(super) type Sparse<T> = Vec<(usize, T)>;

/// A pivot is at least this share of the largest entry in its row.
const THRESHOLD: f64 = 0.1;

/// Entries smaller than this are taken for 0.
const NOTHING: f64 = 1e-13;

/// Pivots smaller than this are taken for 0.
const SINGULAR: f64 = 1e-9;

/// How many rows are looked at for a pivot.
const LOOKED_AT: usize = 4;

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

/// What is left to be eliminated.
struct Active<T> {
    rows: Vec<Sparse<T>>,
    /// By slot: rows that have an entry there, or had one.
    holders: Vec<Vec<usize>>,
    /// By slot: how many rows have an entry there.
    held: Vec<usize>,
    row_open: Vec<bool>,
    slot_open: Vec<bool>,
    /// Rows by how many entries they have, or had.
    by_length: Vec<Vec<usize>>,
    single_slots: Vec<usize>,
    /// A place for each slot, empty between uses.
    place: Vec<usize>,
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

impl<T: Real> Active<T> {
    fn new(columns: &[Sparse<T>]) -> Self {
        let size = columns.len();
        let mut rows = vec![Sparse::new(); size];
        let mut holders = vec![Vec::new(); size];
        for (slot, column) in columns.iter().enumerate() {
            for (row, entry) in column.iter().filter(|(_, entry)| entry.abs() > T::rounding(NOTHING)) {
                rows[*row].push((slot, *entry));
                holders[slot].push(*row);
            }
        }
        let held: Vec<usize> = holders.iter().map(Vec::len).collect();
        let single_slots = (0..size).filter(|slot| held[*slot] == 1).collect();
        let mut by_length = vec![Vec::new(); size + 1];
        rows.iter().enumerate().for_each(|(row, entries)| by_length[entries.len()].push(row));
        Self {
            rows,
            holders,
            held,
            row_open: vec![true; size],
            slot_open: vec![true; size],
            by_length,
            single_slots,
            place: vec![usize::MAX; size],
        }
    }

    /// The next row and slot to eliminate by.
    fn pivot(&mut self) -> Option<(usize, usize)> {
        while let Some(slot) = self.single_slots.pop() {
            if !self.slot_open[slot] || self.held[slot] != 1 {
                continue;
            }
            let entry = |row: &usize| {
                let entry = self.rows[*row].iter().find(|(at, _)| *at == slot)?;
                Some((*row, entry.1))
            };
            let holders = self.holders[slot].iter().filter(|row| self.row_open[**row]);
            let found = holders.filter_map(entry).next();
            if let Some((row, _)) = found.filter(|(_, entry)| entry.abs() > T::rounding(SINGULAR)) {
                return Some((row, slot));
            }
        }
        // The cheapest of the first few rows.
        let mut best: Option<(usize, usize, usize)> = None;
        let mut looked_at = Vec::new();
        'all: for length in 1..self.by_length.len() {
            if best.is_some_and(|(cost, ..)| cost <= (length - 1) * (length - 1)) {
                break;
            }
            while let Some(row) = self.by_length[length].pop() {
                if !self.row_open[row] || self.rows[row].len() != length {
                    continue;
                }
                let most = self.rows[row].iter().map(|(_, entry)| entry.abs()).fold(T::ZERO, T::larger);
                if most < T::rounding(SINGULAR) {
                    continue;
                }
                looked_at.push((length, row));
                let fits = self.rows[row].iter().filter(|(_, entry)| entry.abs() >= T::of(THRESHOLD) * most);
                let slot = fits.map(|(slot, _)| *slot).min_by_key(|slot| self.held[*slot]);
                if let Some(slot) = slot {
                    let cost = (length - 1) * (self.held[slot] - 1);
                    if best.is_none_or(|(least, ..)| cost < least) {
                        best = Some((cost, row, slot));
                    }
                }
                if looked_at.len() >= LOOKED_AT || best.is_some_and(|(cost, ..)| cost == 0) {
                    break 'all;
                }
            }
        }
        let chosen = best.map(|(_, row, slot)| (row, slot));
        for (length, row) in looked_at {
            if chosen.is_none_or(|(chosen, _)| chosen != row) {
                self.by_length[length].push(row);
            }
        }
        chosen
    }

    /// Takes a multiple of a row off another.
    fn subtract(&mut self, target: usize, factor: T, row: &[(usize, T)]) {
        let mut entries = std::mem::take(&mut self.rows[target]);
        for (place, (slot, _)) in entries.iter().enumerate() {
            self.place[*slot] = place;
        }
        for (slot, value) in row {
            let change = -factor * *value;
            match self.place[*slot] {
                usize::MAX => {
                    self.place[*slot] = entries.len();
                    entries.push((*slot, change));
                    self.holders[*slot].push(target);
                    self.held[*slot] += 1;
                }
                place => entries[place].1 += change,
            }
        }
        entries.iter().for_each(|(slot, _)| self.place[*slot] = usize::MAX);
        entries.retain(|(slot, entry)| {
            let stays = entry.abs() > T::rounding(NOTHING);
            if !stays {
                self.held[*slot] -= 1;
                if self.held[*slot] == 1 {
                    self.single_slots.push(*slot);
                }
                // A holder that comes back is listed once.
                self.holders[*slot].retain(|holder| *holder != target);
            }
            stays
        });
        self.by_length[entries.len()].push(target);
        self.rows[target] = entries;
    }
}
