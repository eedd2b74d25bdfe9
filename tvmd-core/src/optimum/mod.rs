//! Optimal mechanisms and worst priors, by linear programs that are solved and certified exactly.
//!
//! A [`Program`] is plain data; [`Program::maximise`] answers it, and [`Solution::certifies`] checks an answer without regard
//! to where it came from. No answer leaves this module unchecked.

mod certificate;
pub mod closest_product;
mod constraint;
pub mod couplings;
pub mod deterministic;
mod error;
pub mod file;
#[cfg(feature = "lp")]
mod guess;
#[cfg(feature = "lp")]
mod guided;
mod incentives;
#[cfg(feature = "lp")]
mod lifting;
mod linear;
pub mod maxmin;
pub mod mechanism;
pub mod myerson;
mod payment_bound;
mod plan;
pub mod posted;
mod program;
#[cfg(feature = "lp")]
mod revised;
#[cfg(feature = "lp")]
mod separation;
pub mod sequential;
pub mod simple;
mod simplex;
mod stage;
mod tableau;
mod work;

pub use certificate::{Optimum, Solution};
pub use constraint::Constraint;
pub use deterministic::{Branches, Deterministic};
pub use error::OptimumError;
pub use linear::Linear;
pub(crate) use linear::private;
pub use mechanism::{Best, Design, Goal, Participation, Transfers, Truthfulness};
pub use payment_bound::PaymentBound;
pub use plan::Decision;
pub use program::{Program, Relation, RowId, VariableId};
pub use stage::Stage;
pub use work::Size;

#[cfg(test)]
mod tests;
