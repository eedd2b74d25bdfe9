//! Why there is no optimum.

use crate::prior::PriorError;
use crate::work::OverBudget;
use std::error::Error;
use std::fmt;

/// Why there is no optimum.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OptimumError {
    /// No mechanism is as wanted: a gain of less than 0 is asked for, or posted prices for other than one item.
    NoMechanism,
    /// The marginals don't fit the setting.
    Prior(PriorError),
    /// It would be too much work.
    OverBudget(OverBudget),
}

impl fmt::Display for OptimumError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoMechanism => f.write_str("there is no such mechanism"),
            Self::Prior(error) => error.fmt(f),
            Self::OverBudget(error) => error.fmt(f),
        }
    }
}

impl Error for OptimumError {
    /// The error whose message it has.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NoMechanism => None,
            Self::Prior(error) => Some(error),
            Self::OverBudget(error) => Some(error),
        }
    }
}

impl From<PriorError> for OptimumError {
    fn from(error: PriorError) -> Self {
        Self::Prior(error)
    }
}

impl From<OverBudget> for OptimumError {
    fn from(error: OverBudget) -> Self {
        Self::OverBudget(error)
    }
}
