//! Grids of random numbers, of the sizes that `bench/compare.py` has.

use tvmd_lanes::{Grid, Weights};

/// Agents, types, items.
pub const SIZES: [(u32, usize, usize); 5] = [(2, 50, 2), (3, 30, 2), (4, 12, 3), (6, 6, 2), (3, 100, 2)];

/// A generator of numbers that look random enough (xorshift).
pub struct Numbers(pub u64);

impl Numbers {
    /// One below `most`.
    pub fn below(&mut self, most: u64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 % most).expect("less than most")
    }
}

/// One agent's side of a table, what her types want, and weights of all profiles.
pub fn grids((agents, types, items): (u32, usize, usize)) -> (Grid<i64>, Vec<i64>, Weights) {
    let lanes = types.pow(agents - 1);
    let mut numbers = Numbers(18);
    let grid = Grid::new(types, items, lanes, |_, column, _, out| {
        out.fill_with(|| numbers.below(if column == items { 36_000 } else { 61 }));
    });
    let values = (0..types * items).map(|_| numbers.below(201)).collect();
    let weights = Weights::new(types, lanes, |_, _, out| out.fill_with(|| numbers.below(1000)));
    (grid, values, weights)
}
