//! What solving tells of itself as it goes on.

use std::fmt;

/// How far solving is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// The optimum is guessed by so many steps on floats up to now.
    Steps(usize),
    /// A guess was repaired by so many exact pivots up to now.
    Pivots(usize),
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Steps(done) => write!(f, "a guess, {done} steps"),
            Self::Pivots(done) => write!(f, "{done} exact pivots"),
        }
    }
}
