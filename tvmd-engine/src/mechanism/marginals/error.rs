//! What chances of items and payments can't be.

use crate::mechanism::TableError;
use crate::setting::Setting;
use std::fmt;

/// Why chances of items and payments are no table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MarginalsError {
    /// Not one number for each agent, profile without ⊥ and item, or payment for each agent and profile: expected and found.
    Shape(usize, usize),
    /// This agent isn't additive, so chances of items don't say what they are worth to her.
    NotAdditive(String),
    /// These numbers, over their common denominator, are longer than those of arrays.
    TooLong(&'static str),
    /// What happens at a profile is impossible.
    Infeasible(TableError),
}

impl fmt::Display for MarginalsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(expected, found) => write!(f, "{found} numbers where there should be {expected}"),
            Self::NotAdditive(agent) => write!(
                f,
                "{agent} isn't additive: what bundles are worth to her doesn't follow from her chances of items"
            ),
            Self::TooLong(what) => write!(
                f,
                "{what} over their common denominator don't fit into 64 bits, and arrays hold no longer numbers"
            ),
            Self::Infeasible(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for MarginalsError {
    /// The error whose message it has.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Infeasible(error) => Some(error),
            _ => None,
        }
    }
}

/// Chances of items say what they are worth to additive agents, and one item is worth the same to all, alone as it is.
pub(super) fn check_additive(setting: &Setting) -> Result<(), MarginalsError> {
    let several = setting.items().len() > 1;
    match setting.agents().iter().find(|agent| several && !agent.is_additive()) {
        Some(agent) => Err(MarginalsError::NotAdditive(agent.name.clone())),
        None => Ok(()),
    }
}
