//! What the best row of a lane gains over a direction's own.

use crate::kernel::Kernel;
use crate::threads::in_parts;
use crate::{Grid, Whole};

/// Of one direction, over all lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regret {
    /// The most that a row is worth more than the direction's own; at least 0.
    pub gain: i128,
    /// The least that its own row is worth, or 0 if that is less.
    pub truth: i128,
}

impl<T: Whole> Grid<T> {
    /// The regret of each direction, of which there are as many as rows: direction t has the numbers `values[t * coordinates..]` and the
    /// row t is its own. With `nothing`, a point of zeros counts as a row of each lane, which is nobody's own.
    ///
    /// `None` if sums could leave an `i128`, as bounded from the largest number of each column.
    ///
    /// ```
    /// use tvmd_lanes::{Grid, Regret};
    ///
    /// // One lane; row 0 is a good for 2, row 1 two goods for 5.
    /// let points = [[1, 2], [2, 5]];
    /// let grid = Grid::new(2, 1, 1, |row, column, _, out: &mut [i64]| out[0] = points[row][column]);
    /// // At 4 a good, the second is as good: 4 - 2 = 2 and 8 - 5 = 3. At 1 a good, neither is worth it.
    /// let regrets = grid.regrets(&[4, 1], true).unwrap();
    /// assert_eq!(regrets[0], Regret { gain: 1, truth: 0 });
    /// assert_eq!(regrets[1], Regret { gain: 3, truth: -3 });
    /// ```
    ///
    /// # Panics
    /// If there are not so many values.
    #[must_use]
    pub fn regrets(&self, values: &[T], nothing: bool) -> Option<Vec<Regret>> {
        let bound = self.bound(values)?;
        if self.coordinates() == 1
            && bound < 1 << 63
            && let Some(settled) = T::settled(self, values, nothing)
        {
            return Some(settled);
        }
        Some(self.regrets_by(Kernel::fastest(bound, T::NARROW)?, values, nothing))
    }

    /// How [`regrets`](Self::regrets) runs for these values; `None` if no width is enough.
    #[must_use]
    pub fn kernel(&self, values: &[T]) -> Option<Kernel> {
        Kernel::fastest(self.bound(values)?, T::NARROW)
    }

    /// All that would be exact on this machine.
    #[doc(hidden)]
    pub fn kernels(&self, values: &[T]) -> Vec<Kernel> {
        self.bound(values).map_or_else(Vec::new, |bound| Kernel::exact_to(bound, T::NARROW).collect())
    }

    /// Twice what no sum of products exceeds, since sums are compared by differences, nor a number of the grid.
    fn bound(&self, values: &[T]) -> Option<u128> {
        assert_eq!(values.len(), self.rows() * self.coordinates(), "a direction for each row");
        let mut most = vec![0_u128; self.coordinates()];
        for direction in values.chunks_exact(self.coordinates().max(1)) {
            for (most, value) in most.iter_mut().zip(direction) {
                *most = (*most).max((*value).into().unsigned_abs());
            }
        }
        let charge = self.most(self.coordinates());
        let sum = most.iter().enumerate().try_fold(charge, |sum, (column, most)| {
            sum.checked_add(most.max(&1).checked_mul(self.most(column))?)
        });
        sum?.checked_mul(2)
    }

    /// The same by one of [`kernels`](Self::kernels).
    #[doc(hidden)]
    pub fn regrets_by(&self, kernel: Kernel, values: &[T], nothing: bool) -> Vec<Regret> {
        let products = self.rows() * self.rows() * self.columns() * self.lanes();
        let parts = in_parts(self.blocks(), products, kernel.at_once(), |parts| {
            let mut found = vec![(0, 0); self.rows()];
            for blocks in parts {
                T::regrets(kernel, self, blocks, values, nothing, &mut found);
            }
            found
        });
        let none = Regret { gain: 0, truth: 0 };
        let mut regrets = vec![none; self.rows()];
        for part in parts {
            for (regret, (gain, truth)) in regrets.iter_mut().zip(part) {
                *regret = Regret { gain: regret.gain.max(gain), truth: regret.truth.min(truth) };
            }
        }
        regrets
    }
}
