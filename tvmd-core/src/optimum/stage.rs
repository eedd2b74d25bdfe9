//! What the search for an optimum tells of itself as it goes on.

use std::fmt;
use tvmd_lp::Progress;

/// How far the search for an optimum is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// Floats guess the optimum with so many incentive constraints listed.
    Guess {
        /// How many there are now.
        listed: usize,
        /// Of how many.
        all: usize,
        /// How many steps the guess took up to now.
        steps: usize,
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
    Programs {
        /// How many.
        solved: usize,
        /// How many decisions are still to be tried the other way.
        open: usize,
    },
}

impl Stage {
    /// What solving a linear program tells, with so many of all incentive constraints listed.
    pub(super) fn of(solving: Progress, listed: usize, all: usize) -> Option<Self> {
        match solving {
            Progress::Steps(steps) => Some(Self::Guess { listed, all, steps }),
            Progress::Pivots(done) => Some(Self::Pivots(done)),
            _ => None,
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Guess { listed, all, steps } => {
                write!(f, "a guess with {listed} of {all} incentive constraints, {steps} steps")
            }
            Self::Pivots(done) => write!(f, "{done} exact pivots"),
            Self::Choices { tried, all } => write!(f, "{tried} of {all} choices of posted prices"),
            Self::Programs { solved, open } => write!(f, "{solved} linear programs, {open} decisions open"),
        }
    }
}
