//! Elimination: which row and slot come next, and what is left when they are gone.

use super::{NOTHING, Sparse};
use crate::floats::real::Real;

/// A pivot is at least this share of the largest entry in its row.
const THRESHOLD: f64 = 0.1;

/// Pivots smaller than this are taken for 0.
const SINGULAR: f64 = 1e-9;

/// How many rows are looked at for a pivot.
const LOOKED_AT: usize = 4;

/// What is left to be eliminated.
pub(super) struct Active<T> {
    pub(super) rows: Vec<Sparse<T>>,
    /// By slot: rows that have an entry there, or had one.
    pub(super) holders: Vec<Vec<usize>>,
    /// By slot: how many rows have an entry there.
    pub(super) held: Vec<usize>,
    pub(super) row_open: Vec<bool>,
    pub(super) slot_open: Vec<bool>,
    /// Rows by how many entries they have, or had.
    by_length: Vec<Vec<usize>>,
    pub(super) single_slots: Vec<usize>,
    /// A place for each slot, empty between uses.
    place: Vec<usize>,
}

impl<T: Real> Active<T> {
    pub(super) fn new(columns: &[Sparse<T>]) -> Self {
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
    pub(super) fn pivot(&mut self) -> Option<(usize, usize)> {
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
    pub(super) fn subtract(&mut self, target: usize, factor: T, row: &[(usize, T)]) {
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
