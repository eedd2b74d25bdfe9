//! Sums over lanes, weighted.

use crate::grid::BLOCK;
use crate::kernel::Kernel;
use crate::threads::in_parts;
use crate::{Grid, Whole};
use std::ops::Range;

/// Weights of lanes, in rows, laid out once for the products of any number of grids.
#[derive(Clone, Debug)]
pub struct Weights {
    /// A row for each weighting, without coordinates.
    grid: Grid<i64>,
    /// The largest sum of the absolute weights of a row.
    most: u128,
}

impl Weights {
    /// The weights that `fill` writes: for a row and some lanes, theirs.
    #[must_use]
    pub fn new(rows: usize, lanes: usize, mut fill: impl FnMut(usize, Range<usize>, &mut [i64])) -> Self {
        let grid = Grid::new(rows, 0, lanes, |row, _, some, out| fill(row, some, out));
        let mut totals = vec![0_u128; rows];
        for block in 0..grid.blocks() {
            for (total, cell) in totals.iter_mut().zip(grid.block(block).chunks_exact(BLOCK)) {
                // Of so few, numbers of 57 bits add up in 64.
                let bits = cell.iter().fold(0, |bits, weight| bits | weight.unsigned_abs());
                *total += if bits >> 57 == 0 {
                    u128::from(cell.iter().map(|weight| weight.unsigned_abs()).sum::<u64>())
                } else {
                    cell.iter().map(|weight| u128::from(weight.unsigned_abs())).sum()
                };
            }
        }
        Self { grid, most: totals.into_iter().max().unwrap_or(0) }
    }
}

impl<T: Whole> Grid<T> {
    /// The sums over all lanes of a lane's weight in each row of `weights` times each number of the lane here. A lane's numbers are
    /// columns by row: with so many numbers, `sums[row of weights * numbers + number]`.
    ///
    /// `None` if sums could leave an `i128`, as bounded from the largest number here and the sums of the absolute weights.
    ///
    /// ```
    /// use tvmd_lanes::{Grid, Weights};
    ///
    /// let points = [[1, 2, 3], [10, 20, 30]];
    /// let grid = Grid::new(1, 1, 3, |_, column, lanes, out: &mut [i64]| out.copy_from_slice(&points[column][lanes]));
    /// let weights = [[1, 1, 1], [1, 0, -1]];
    /// let weights = Weights::new(2, 3, |row, lanes, out| out.copy_from_slice(&weights[row][lanes]));
    /// assert_eq!(grid.products(&weights).unwrap(), [6, 60, -2, -20]);
    /// ```
    ///
    /// # Panics
    /// If the weights have other lanes.
    #[must_use]
    pub fn products(&self, weights: &Weights) -> Option<Vec<i128>> {
        Some(self.products_by(Kernel::fastest(self.product_bound(weights)?, T::NARROW)?, weights))
    }

    /// All that would be exact on this machine.
    #[doc(hidden)]
    pub fn product_kernels(&self, weights: &Weights) -> Vec<Kernel> {
        self.product_bound(weights)
            .map_or_else(Vec::new, |bound| Kernel::exact_to(bound, T::NARROW).collect())
    }

    fn product_bound(&self, weights: &Weights) -> Option<u128> {
        assert_eq!(self.lanes(), weights.grid.lanes(), "a weight for each lane");
        let number = (0..self.columns()).map(|column| self.most(column)).max().unwrap_or(0);
        weights.most.max(1).checked_mul(number.max(1))
    }

    /// The same by one of [`product_kernels`](Self::product_kernels).
    #[doc(hidden)]
    pub fn products_by(&self, kernel: Kernel, weights: &Weights) -> Vec<i128> {
        let (numbers, weighted) = (self.numbers(), weights.grid.rows());
        let products = weighted * numbers * self.lanes();
        let mut parts = in_parts(self.blocks(), products, kernel.at_once(), |parts| {
            let mut sums = vec![0; weighted * numbers];
            T::products(kernel, self, &weights.grid, parts, &mut sums);
            sums
        });
        let mut sums = parts.pop().unwrap_or_else(|| vec![0; weighted * numbers]);
        for part in parts {
            sums.iter_mut().zip(part).for_each(|(sum, partial)| *sum += partial);
        }
        sums
    }
}
