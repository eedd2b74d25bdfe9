//! What solving tells of itself as it goes on.

use std::fmt;

/// How far solving is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// A float solver begins to guess the optimum.
    Guess,
    /// A guess was repaired by so many exact pivots up to now.
    Pivots(usize),
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Guess => f.write_str("a guess"),
            Self::Pivots(done) => write!(f, "{done} exact pivots"),
        }
    }
}
