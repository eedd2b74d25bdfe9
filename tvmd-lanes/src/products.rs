//! Sums over lanes, weighted.

use crate::kernel::Kernel;
use crate::threads::in_parts;
use crate::{Grid, Whole};

impl<T: Whole> Grid<T> {
    /// The sums over all lanes of weights times each column of each row, `sums[(of * rows + row) * (coordinates + 1) + column]` for the
    /// weights `weights[of * lanes..]`.
    ///
    /// `None` if sums could leave an `i128`, as bounded from the largest number of each column and the sum of the absolute weights.
    ///
    /// ```
    /// use tvmd_lanes::Grid;
    ///
    /// let points = [[1, 2, 3], [10, 20, 30]];
    /// let grid = Grid::new(1, 1, 3, |_, column, lanes, out: &mut [i64]| out.copy_from_slice(&points[column][lanes]));
    /// assert_eq!(grid.products(&[1, 1, 1, 1, 0, -1]).unwrap(), [6, 60, -2, -20]);
    /// ```
    ///
    /// # Panics
    /// If the number of weights is no multiple of that of lanes.
    #[must_use]
    pub fn products(&self, weights: &[i64]) -> Option<Vec<i128>> {
        Some(self.products_by(Kernel::fastest(self.product_bound(weights)?, T::NARROW)?, weights))
    }

    /// All that would be exact on this machine.
    #[doc(hidden)]
    pub fn product_kernels(&self, weights: &[i64]) -> Vec<Kernel> {
        self.product_bound(weights)
            .map_or_else(Vec::new, |bound| Kernel::exact_to(bound, T::NARROW).collect())
    }

    fn product_bound(&self, weights: &[i64]) -> Option<u128> {
        assert!(self.lanes() == 0 || weights.len() % self.lanes() == 0, "a weight for each lane");
        let total = |weights: &[i64]| weights.iter().map(|weight| u128::from(weight.unsigned_abs())).sum();
        let most: u128 = weights.chunks_exact(self.lanes().max(1)).map(total).max().unwrap_or(0);
        let number = (0..self.columns()).map(|column| self.most(column)).max().unwrap_or(0);
        most.max(1).checked_mul(number.max(1))
    }

    /// The same by one of [`product_kernels`](Self::product_kernels).
    #[doc(hidden)]
    pub fn products_by(&self, kernel: Kernel, weights: &[i64]) -> Vec<i128> {
        let numbers = self.rows() * self.columns();
        let of = weights.len() / self.lanes().max(1);
        let products = of * numbers * self.lanes();
        let parts = in_parts(self.blocks(), products, kernel.at_once(), |blocks| {
            let mut sums = vec![0; of * numbers];
            T::products(kernel, self, blocks, weights, &mut sums);
            sums
        });
        let mut sums = vec![0; of * numbers];
        for part in parts {
            sums.iter_mut().zip(part).for_each(|(sum, own)| *sum += own);
        }
        sums
    }
}
