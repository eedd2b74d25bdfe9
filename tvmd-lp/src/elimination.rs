//! Sparse elimination modulo a prime: a square matrix in factors.

use crate::BigInt;
use crate::modular::{inverse, minus, modulo, times};
use std::collections::{BTreeMap, BTreeSet};

/// A sparse row of integers: positions and entries.
pub(crate) type Sparse = Vec<(usize, BigInt)>;

/// The matrix as a product of elementary steps, modulo p.
pub(crate) struct Factors {
    /// Pivot after pivot: its row, its column, the inverse of its entry, and the rest of its row.
    pivots: Vec<Pivot>,
}

struct Pivot {
    row: usize,
    column: usize,
    inverse: u64,
    rest: Vec<(usize, u64)>,
    /// Rows from which a multiple of this one was taken, and the multiple.
    taken: Vec<(usize, u64)>,
}

impl Factors {
    /// Eliminates, each time by the row with fewest entries left, at its column with fewest (after H. M. Markowitz, "The
    /// elimination form of the inverse", 1957).
    pub(crate) fn new(rows: &[Sparse]) -> Self {
        let modular = |row: &Sparse| -> BTreeMap<usize, u64> {
            row.iter()
                .map(|(column, entry)| (*column, modulo(entry)))
                .filter(|(_, residue)| *residue != 0)
                .collect()
        };
        let mut active: Vec<_> = rows.iter().map(|row| Some(modular(row))).collect();
        let mut holders: Vec<BTreeSet<usize>> = vec![Default::default(); rows.len()];
        for (position, row) in active.iter().enumerate() {
            for column in row.iter().flat_map(BTreeMap::keys) {
                holders[*column].insert(position);
            }
        }
        let mut by_size: BTreeSet<(usize, usize)> =
            active.iter().enumerate().map(|(at, row)| (row.as_ref().map_or(0, BTreeMap::len), at)).collect();
        let mut pivots = Vec::new();
        while let Some((size, position)) = by_size.pop_first() {
            let Some(mut row) = active[position].take().filter(|_| size > 0) else { continue };
            let Some(column) = row.keys().copied().min_by_key(|column| holders[*column].len()) else {
                continue;
            };
            let inverse = inverse(row.remove(&column).unwrap_or(1));
            for held in row.keys().chain([&column]) {
                holders[*held].remove(&position);
            }
            let mut taken = Vec::new();
            for target in std::mem::take(&mut holders[column]) {
                let Some(other) = active[target].as_mut() else { continue };
                by_size.remove(&(other.len(), target));
                let factor = times(other.remove(&column).unwrap_or(0), inverse);
                for (at, residue) in &row {
                    let changed = minus(other.get(at).copied().unwrap_or(0), times(factor, *residue));
                    if changed == 0 {
                        other.remove(at);
                        holders[*at].remove(&target);
                    } else {
                        other.insert(*at, changed);
                        holders[*at].insert(target);
                    }
                }
                by_size.insert((other.len(), target));
                taken.push((target, factor));
            }
            pivots.push(Pivot { row: position, column, inverse, rest: row.into_iter().collect(), taken });
        }
        Self { pivots }
    }

    /// How many rows were eliminated by.
    pub(crate) fn rank(&self) -> usize {
        self.pivots.len()
    }

    /// The solution modulo p.
    pub(crate) fn solve(&self, mut right: Vec<u64>) -> Vec<u64> {
        for pivot in &self.pivots {
            let value = right[pivot.row];
            for (target, factor) in &pivot.taken {
                right[*target] = minus(right[*target], times(*factor, value));
            }
        }
        let mut solution = vec![0; right.len()];
        for pivot in self.pivots.iter().rev() {
            let known = pivot.rest.iter().fold(right[pivot.row], |left, (column, entry)| {
                minus(left, times(*entry, solution[*column]))
            });
            solution[pivot.column] = times(known, pivot.inverse);
        }
        solution
    }

    /// The solution of the transposed system modulo p: the same steps, transposed, in the opposite order.
    pub(crate) fn solve_transposed(&self, mut right: Vec<u64>) -> Vec<u64> {
        let mut solution = vec![0; right.len()];
        for pivot in &self.pivots {
            let value = times(right[pivot.column], pivot.inverse);
            for (column, entry) in &pivot.rest {
                right[*column] = minus(right[*column], times(*entry, value));
            }
            solution[pivot.row] = value;
        }
        for pivot in self.pivots.iter().rev() {
            solution[pivot.row] = pivot.taken.iter().fold(solution[pivot.row], |left, (target, factor)| {
                minus(left, times(*factor, solution[*target]))
            });
        }
        solution
    }
}

/// The sparse rows of a matrix.
#[cfg(test)]
pub(crate) fn sparse(rows: &[&[i64]]) -> Vec<Sparse> {
    let entries = |row: &&[i64]| {
        row.iter()
            .enumerate()
            .filter(|(_, entry)| **entry != 0)
            .map(|(at, entry)| (at, BigInt::from(*entry)))
            .collect()
    };
    rows.iter().map(entries).collect()
}
