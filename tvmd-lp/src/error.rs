//! What can be wrong with what a program is told or asked.

use crate::{BigInt, RowId, VariableId};
use std::fmt;

/// What is wrong with what a program was told or asked. The program is as it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProgramError {
    /// The program has no such variable; the id is that of another program.
    Variable {
        /// The variable.
        variable: VariableId,
        /// How many variables the program has.
        variables: usize,
    },
    /// The program has no such row; the id is that of another program.
    Row {
        /// The row.
        row: RowId,
        /// How many rows the program has.
        rows: usize,
    },
    /// A point isn't one number per variable.
    Point {
        /// How many numbers were given.
        given: usize,
        /// How many variables the program has.
        variables: usize,
    },
    /// There isn't one multiplier per row.
    Multipliers {
        /// How many were given.
        given: usize,
        /// How many rows the program has.
        rows: usize,
    },
    /// A row's coefficients are over a denominator that isn't positive.
    Denominator(BigInt),
}

impl fmt::Display for ProgramError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable { variable, variables } => write!(
                f,
                "variable {} isn't one of the program, which has {variables}; use ids that this program's \
                 `variable` gave",
                variable.0
            ),
            Self::Row { row, rows } => write!(
                f,
                "row {} isn't one of the program, which has {rows}; use ids that this program's `row` gave",
                row.0
            ),
            Self::Point { given, variables } => write!(
                f,
                "the point has {given} numbers where the program has {variables} variables; give one for each"
            ),
            Self::Multipliers { given, rows } => {
                write!(f, "there are {given} multipliers for {rows} rows; give one for each")
            }
            Self::Denominator(number) => {
                write!(f, "a row's coefficients are over {number}; their denominator has to be positive")
            }
        }
    }
}

impl std::error::Error for ProgramError {}
