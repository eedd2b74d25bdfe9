//! Sweeps in integers, lane by lane, in loops that compilers turn into whatever vectors there are.

use crate::grid::BLOCK;
use crate::{Grid, Whole};
use std::ops::{Add, Mul, Range, Sub};

/// A width that sums are formed in.
pub(crate) trait Sum:
    Copy + Ord + Default + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Into<i128>
{
}

impl Sum for i64 {}
impl Sum for i128 {}

/// Adds the blocks of a grid to the gains and the truths of all directions.
#[inline(always)]
pub(crate) fn regrets<T: Whole + Into<A>, A: Sum>(
    grid: &Grid<T>,
    blocks: Range<usize>,
    values: &[T],
    nothing: bool,
    found: &mut [(i128, i128)],
) {
    let (columns, coordinates) = (grid.columns(), grid.coordinates());
    for block in blocks {
        let points = grid.block(block);
        let point = |row: usize| &points[row * columns * BLOCK..(row + 1) * columns * BLOCK];
        for (at, found) in found.iter_mut().enumerate() {
            let direction = &values[at * coordinates..(at + 1) * coordinates];
            let truth: [A; BLOCK] = worth(point(at), direction);
            let mut best = if nothing { truth.map(|truth| truth.max(A::default())) } else { truth };
            for row in (0..grid.rows()).filter(|row| *row != at) {
                for (best, worth) in best.iter_mut().zip(worth::<T, A>(point(row), direction)) {
                    *best = worth.max(*best);
                }
            }
            let gain = best.iter().zip(&truth).map(|(best, truth)| *best - *truth).max();
            found.0 = found.0.max(gain.unwrap_or_default().into());
            found.1 = found.1.min(truth.iter().min().copied().unwrap_or_default().into());
        }
    }
}

/// What the points of a row are worth to a direction, by lane.
#[inline(always)]
fn worth<T: Whole + Into<A>, A: Sum>(point: &[T], direction: &[T]) -> [A; BLOCK] {
    let mut worth = [A::default(); BLOCK];
    let (coordinates, charge) = point.split_at(direction.len() * BLOCK);
    for (numbers, value) in coordinates.chunks_exact(BLOCK).zip(direction) {
        let value: A = (*value).into();
        for (worth, number) in worth.iter_mut().zip(numbers) {
            *worth = *worth + value * (*number).into();
        }
    }
    for (worth, number) in worth.iter_mut().zip(charge) {
        *worth = *worth - (*number).into();
    }
    worth
}

/// Adds to `sums` what [`Grid::products`] says, of some parts of the blocks.
#[inline(always)]
pub(crate) fn products<T: Whole + Into<A>, A: Sum + From<i64>>(
    grid: &Grid<T>,
    weights: &Grid<i64>,
    parts: &mut dyn Iterator<Item = Range<usize>>,
    sums: &mut [i128],
) {
    for block in parts.flatten() {
        let weights = weights.block(block).chunks_exact(BLOCK);
        for (weights, sums) in weights.zip(sums.chunks_exact_mut(grid.numbers())) {
            for (cell, sum) in grid.block(block).chunks_exact(BLOCK).zip(sums) {
                let partial = cell.iter().zip(weights).fold(A::default(), |partial, (number, weight)| {
                    let number: A = (*number).into();
                    partial + number * A::from(*weight)
                });
                *sum += partial.into();
            }
        }
    }
}
