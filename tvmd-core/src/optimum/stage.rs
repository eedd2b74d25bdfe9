//! What the search for an optimum tells of itself as it goes on.

use std::fmt;
use tvmd_lp::Progress;

/// How far the search for an optimum is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// A float solver guesses the optimum with so many incentive constraints listed.
    Guess {
        /// How many there are now.
        listed: usize,
        /// Of how many.
        all: usize,
    },
    /// A guess was repaired by so many exact pivots up to now.
    Pivots(usize),
    /// Posted prices: so many choices were tried up to now.
    Choices {
        /// How many.
        tried: usize,
        /// Of how many.
        all: usize,
    },
    /// Without lotteries: so many programs were solved up to now.
    Programs(usize),
}

impl Stage {
    /// What solving a linear program tells; of its guesses, who lists constraints tells more.
    pub(super) fn of(solving: Progress) -> Option<Self> {
        match solving {
            Progress::Pivots(done) => Some(Self::Pivots(done)),
            _ => None,
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Guess { listed, all } => write!(f, "a guess with {listed} of {all} incentive constraints"),
            Self::Pivots(done) => write!(f, "{done} exact pivots"),
            Self::Choices { tried, all } => write!(f, "{tried} of {all} choices of posted prices"),
            Self::Programs(solved) => write!(f, "{solved} linear programs"),
        }
    }
}
