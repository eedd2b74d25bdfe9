//! Optimal mechanisms, and what is said about them, against other ways to the same numbers.

mod mechanisms;
/// The simplex method as a textbook has it, of the tests of the linear programs.
#[path = "../../../../tvmd-lp/src/tests/naive.rs"]
mod naive;
mod objectives;
mod participants;
mod payment_bound;
mod posted;
#[cfg(feature = "lp")]
mod separation;
mod size;
mod so_far;

use super::{Program, Relation};
use crate::exact::Rational;

struct Random(oorandom::Rand64);

impl Random {
    fn below(&mut self, end: i64) -> i64 {
        i64::try_from(self.0.rand_range(0..u64::try_from(end).unwrap())).unwrap()
    }
}
