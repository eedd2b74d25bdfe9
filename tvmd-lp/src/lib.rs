#![doc = include_str!("../README.md")]

mod certificate;
mod error;
#[cfg(feature = "guess")]
mod guess;
#[cfg(feature = "guess")]
mod guided;
#[cfg(feature = "guess")]
mod lifting;
mod program;
mod progress;
#[cfg(feature = "guess")]
mod revised;
mod simplex;
mod tableau;
mod whole;

pub use certificate::{Optimum, Solution};
pub use error::ProgramError;
#[cfg(feature = "guess")]
pub use guess::Guess;
pub use num_bigint::BigInt;
pub use num_rational::BigRational as Rational;
pub use program::{Program, Relation, Row, RowId, Variable, VariableId};
pub use progress::Progress;

#[cfg(test)]
mod tests;
