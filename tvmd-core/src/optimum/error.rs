//! Why there is no optimum.

use super::so_far::SoFar;
use crate::exact::Rational;
use crate::prior::PriorError;
use crate::work::OverBudget;
use std::fmt;

/// Why there is no optimum.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OptimumError {
    /// No mechanism is as wanted: a gain of less than 0 is asked for, or posted prices for other than one item.
    NoMechanism,
    /// Lookahead auctions and posted prices are asked for, and there isn't one item.
    SeveralItems,
    /// Simple mechanisms are compared, and there isn't one agent.
    SeveralAgents,
    /// Simple mechanisms are compared, and this agent isn't additive.
    NotAdditive,
    /// The marginals don't fit the setting.
    Prior(PriorError),
    /// It would be too much work.
    OverBudget(OverBudget),
    /// The objective isn't what its coefficients say.
    NotLinear(Box<NotLinear>),
    /// The budget's time was up, or its sign to stop was given, before the optimum was found.
    TimeIsUp(Box<SoFar>),
}

impl fmt::Display for OptimumError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoMechanism => f.write_str("there is no such mechanism"),
            Self::SeveralItems => f.write_str(
                "lookahead auctions and posted prices are compared for one item, and the setting has several",
            ),
            Self::SeveralAgents => {
                f.write_str("simple mechanisms are compared for one agent, and the setting has several")
            }
            Self::NotAdditive => {
                f.write_str("simple mechanisms are compared for an additive agent, and this one isn't")
            }
            Self::Prior(error) => error.fmt(f),
            Self::OverBudget(error) => error.fmt(f),
            Self::NotLinear(error) => error.fmt(f),
            Self::TimeIsUp(known) => write!(f, "time was up: {known}"),
        }
    }
}

impl std::error::Error for OptimumError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NoMechanism
            | Self::SeveralItems
            | Self::SeveralAgents
            | Self::NotAdditive
            | Self::TimeIsUp(_) => None,
            Self::Prior(error) => Some(error),
            Self::OverBudget(error) => Some(error),
            Self::NotLinear(error) => Some(error),
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

/// An objective's value isn't what its coefficients make of an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotLinear {
    /// The objective's name.
    pub objective: String,
    /// The types at which it isn't, by name.
    pub types: String,
    /// The outcome, in words.
    pub outcome: String,
    /// Its value there.
    pub value: Rational,
    /// What its coefficients make of the outcome.
    pub by_coefficients: Rational,
}

impl fmt::Display for NotLinear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { objective, types, outcome, value, by_coefficients } = self;
        write!(
            f,
            "{objective} isn't linear as it says: at {types}, where {outcome}, its value is {value}, and its coefficients make it \
             {by_coefficients}; mend its `value`, or its `allocation` and `payment`"
        )
    }
}

impl std::error::Error for NotLinear {}
