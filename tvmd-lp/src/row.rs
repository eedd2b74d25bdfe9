//! Rows of a program.
//!
//! A row is kept as whole numbers over one unit, so that sums along rows and columns, over one denominator of what they are
//! multiplied with, need no fractions until they are done.

use crate::{BigInt, Rational, VariableId};
use num_traits::Zero;

/// One constraint: a sparse linear form against a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// By variable, each listed once: the coefficients times the unit, none of them 0.
    pub(crate) entries: Vec<(usize, BigInt)>,
    /// Positive.
    pub(crate) unit: BigInt,
    pub(crate) relation: Relation,
    pub(crate) right: Rational,
}

/// A row of a program, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub usize);

/// How a row's linear form compares with its right side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// At most the right side.
    AtMost,
    /// Equal to the right side.
    Equal,
    /// At least the right side.
    AtLeast,
}

impl Row {
    /// The linear form: variables in ascending order, each once, with coefficients that aren't 0.
    pub fn coefficients(&self) -> impl Iterator<Item = (VariableId, Rational)> + '_ {
        let coefficient = |entry: &BigInt| Rational::new(entry.clone(), self.unit.clone());
        self.entries.iter().map(move |(variable, entry)| (VariableId(*variable), coefficient(entry)))
    }

    /// How the form compares with the right side.
    #[must_use]
    pub fn relation(&self) -> Relation {
        self.relation
    }

    /// The right side.
    #[must_use]
    pub fn right(&self) -> &Rational {
        &self.right
    }

    /// The form times the unit, at a point of whole numbers.
    pub(crate) fn sum(&self, point: &[BigInt]) -> BigInt {
        let parts = self.entries.iter().filter(|(variable, _)| !point[*variable].is_zero());
        parts.map(|(variable, entry)| entry * &point[*variable]).sum()
    }
}
