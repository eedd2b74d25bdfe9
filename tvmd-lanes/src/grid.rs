//! Points in rows and lanes.

use crate::Whole;
use std::ops::Range;

/// Lanes are stored so many at a time.
pub(crate) const BLOCK: usize = 64;

/// A point for each row and each lane: some coordinates, and a charge. All whole numbers.
///
/// What a point is worth to a *direction*, which has a number for each coordinate, is the sum of products less the charge. Rows of one
/// lane are alternatives; lanes have nothing to do with each other.
///
/// ```
/// use tvmd_lanes::Grid;
///
/// // Two rows, one coordinate, three lanes; column 1 is the charge.
/// let points = [[[1, 2, 3], [0, 0, 1]], [[4, 5, 6], [2, 2, 2]]];
/// let grid = Grid::new(2, 1, 3, |row, column, lanes, out: &mut [i64]| out.copy_from_slice(&points[row][column][lanes]));
/// assert_eq!(grid.get(1, 0, 2), 6);
/// assert_eq!(grid.get(0, 1, 2), 1);
/// assert_eq!(grid.most(0), 6);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid<T> {
    rows: usize,
    coordinates: usize,
    lanes: usize,
    /// By block of lanes, row and column; lanes beyond the last are 0.
    cells: Vec<T>,
    /// By column: its least number and its greatest, or 0.
    ranges: Vec<(T, T)>,
}

impl<T: Whole> Grid<T> {
    /// The grid of this shape that `fill` writes: for a row, a column and some lanes, their numbers. The charge is the column after the
    /// last coordinate.
    #[must_use]
    pub fn new(
        rows: usize,
        coordinates: usize,
        lanes: usize,
        mut fill: impl FnMut(usize, usize, Range<usize>, &mut [T]),
    ) -> Self {
        let columns = coordinates + 1;
        let mut cells = vec![T::default(); lanes.div_ceil(BLOCK) * rows * columns * BLOCK];
        let mut ranges = vec![(T::default(), T::default()); columns];
        let mut at = cells.chunks_exact_mut(BLOCK);
        for first in (0..lanes).step_by(BLOCK) {
            let some = first..lanes.min(first + BLOCK);
            for row in 0..rows {
                for (column, range) in ranges.iter_mut().enumerate() {
                    let Some(out) = at.next().map(|out| &mut out[..some.len()]) else { break };
                    fill(row, column, some.clone(), out);
                    *range = out
                        .iter()
                        .fold(*range, |(least, most), number| (*number.min(&least), *number.max(&most)));
                }
            }
        }
        Self { rows, coordinates, lanes, cells, ranges }
    }

    /// How many rows each lane has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many coordinates a point has.
    #[must_use]
    pub fn coordinates(&self) -> usize {
        self.coordinates
    }

    /// How many lanes there are.
    #[must_use]
    pub fn lanes(&self) -> usize {
        self.lanes
    }

    /// A coordinate of a point, or its charge.
    ///
    /// # Panics
    /// If there is no such point.
    #[must_use]
    pub fn get(&self, row: usize, column: usize, lane: usize) -> T {
        assert!(row < self.rows && column <= self.coordinates && lane < self.lanes, "a point of the grid");
        self.cells[(lane / BLOCK * self.rows + row) * (self.coordinates + 1) * BLOCK
            + column * BLOCK
            + lane % BLOCK]
    }

    /// The largest number of a column, in absolute value.
    ///
    /// # Panics
    /// If there is no such column.
    #[must_use]
    pub fn most(&self, column: usize) -> u128 {
        let (least, most) = self.ranges[column];
        least.into().unsigned_abs().max(most.into().unsigned_abs())
    }

    /// The least number of a column, or 0 if that is less.
    ///
    /// # Panics
    /// If there is no such column.
    #[must_use]
    pub fn least(&self, column: usize) -> T {
        self.ranges[column].0
    }

    pub(crate) fn columns(&self) -> usize {
        self.coordinates + 1
    }

    /// How many blocks of lanes.
    pub(crate) fn blocks(&self) -> usize {
        self.lanes.div_ceil(BLOCK)
    }

    /// A block of lanes, by row and column.
    pub(crate) fn block(&self, block: usize) -> &[T] {
        let size = self.rows * self.columns() * BLOCK;
        &self.cells[block * size..(block + 1) * size]
    }
}
