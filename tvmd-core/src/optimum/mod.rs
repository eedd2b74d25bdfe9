//! Optimal mechanisms and worst priors, by linear programs that are solved and certified exactly.
//!
//! A [`Program`] is plain data; [`Program::maximise`] answers it, and [`Solution::certifies`] checks an answer without regard
//! to where it came from. They are those of the crate `tvmd-lp`, which knows no auctions. No answer leaves this module unchecked.

mod agreement;
pub mod closest_product;
mod constraint;
pub mod couplings;
pub mod deterministic;
mod error;
pub mod file;
mod goal;
mod incentives;
pub mod maxmin;
pub mod mechanism;
pub mod myerson;
mod payment_bound;
mod plan;
pub mod posted;
mod requirements;
#[cfg(feature = "lp")]
mod separation;
pub mod sequential;
pub mod simple;
mod stage;
mod work;

pub use agreement::check_on;
pub use constraint::Constraint;
pub use deterministic::{Branches, Deterministic};
pub use error::{NotLinear, OptimumError};
pub use goal::{Goal, Linear};
pub use mechanism::{Best, Design};
pub use payment_bound::PaymentBound;
pub use plan::Decision;
pub(crate) use plan::state;
pub use requirements::{Participation, Transfers, Truthfulness};
pub use stage::Stage;
pub use tvmd_lp::{Optimum, Program, ProgramError, Relation, RowId, Solution, VariableId};
pub use work::Size;

#[cfg(test)]
mod tests;
