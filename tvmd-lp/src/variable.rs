//! Variables of a program.

use crate::Rational;

/// A variable of a program, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VariableId(pub usize);

/// A variable between two bounds, either of which may be absent.
///
/// Bounds that exclude each other are allowed: they make the program infeasible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The least value it may have.
    pub lower: Option<Rational>,
    /// The greatest value it may have.
    pub upper: Option<Rational>,
    /// Its coefficient in the objective.
    pub objective: Rational,
}
