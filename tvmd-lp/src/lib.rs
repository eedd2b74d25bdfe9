#![doc = include_str!("../README.md")]

#[cfg(feature = "guess")]
mod basis;
mod certificate;
#[cfg(feature = "guess")]
mod elimination;
mod error;
#[cfg(feature = "guess")]
mod floats;
#[cfg(feature = "good_lp")]
pub mod good_lp;
#[cfg(feature = "guess")]
mod guided;
#[cfg(feature = "guess")]
mod lifting;
mod maximise;
#[cfg(feature = "guess")]
mod modular;
mod program;
mod progress;
#[cfg(feature = "guess")]
mod revised;
mod row;
mod scaling;
mod simplex;
mod tableau;
mod variable;
#[cfg(feature = "guess")]
mod vertex;

pub use certificate::{Optimum, Solution};
pub use error::ProgramError;
#[cfg(feature = "guess")]
pub use floats::Guess;
pub use num_bigint::BigInt;
pub use program::Program;
pub use progress::Progress;
pub use row::{Relation, Row, RowId};
pub use tvmd_rational::Rational;
pub use variable::{Variable, VariableId};

#[cfg(test)]
mod tests;
