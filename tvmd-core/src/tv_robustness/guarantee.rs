//! What a theorem promises about a mechanism.

use crate::exact::Rational;
use std::fmt;

/// A quantity that a theorem bounds from below, and what it is: `at_least <= actual`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guarantee {
    /// What the theorem promises.
    pub at_least: Rational,
    /// The quantity itself.
    pub actual: Rational,
}

impl fmt::Display for Guarantee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at_least, actual } = self;
        write!(f, "{actual} >= {at_least} (slack {})", actual - at_least)
    }
}
