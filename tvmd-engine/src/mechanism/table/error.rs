//! What is impossible about what a mechanism does at a profile.

use crate::mechanism::OutcomeError;
use std::fmt;

/// A mechanism does something impossible at a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableError {
    /// The reports at which it does so, by name.
    pub reports: String,
    /// What is impossible about it, by position.
    pub error: OutcomeError,
    /// The same in words, with the names of the setting.
    pub reason: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at {}: {}", self.reports, self.reason)
    }
}

impl std::error::Error for TableError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}
