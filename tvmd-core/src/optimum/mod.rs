//! Optimal mechanisms and worst priors, by linear programs that are solved and certified exactly.
//!
//! A [`Program`] is plain data; [`Program::maximise`] answers it, and [`Solution::certifies`] checks an answer without regard
//! to where it came from. No answer leaves this module unchecked.
//!
//! A [`Design`] is a designer's problem, and [`Design::best`] its best mechanism with the multipliers that prove it. Where only marginals
//! are known the problem is [`maxmin`]; one item and independent agents need no program at all ([`myerson`]). [`couplings`] are the
//! worst joint distributions for given marginals, [`closest_product`] the nearest independent ones. [`simple`], [`posted`] and
//! [`sequential`] are prices, and what they make. [`file`](mod@file) writes what was found as a certificate that `tvmd-verify` checks.
//!
//! ```
//! use tvmd::optimum::{Design, Truthfulness};
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Gallery<First, Second> {
//!         items { Painting }
//!         bound 2;
//!         agent First:  additive { Low = 1, High = 2 }
//!         agent Second: additive { Low = 1, High = 2 }
//!         prior uniform;
//!     }
//!     mechanism Vickrey in Gallery { second_price; }
//! }
//!
//! let best = Design::revenue(&Gallery::prior(), Truthfulness::Dsic).best()?;
//! assert_eq!(best.value, ratio!(3 / 2));
//! // The mechanism is a table like any other, and can be asked the same questions.
//! let revenue = Performance::new(&Revenue, &best.table)?.expectation(&Gallery::prior())?;
//! assert_eq!(revenue, best.value);
//! let vickrey = Performance::new(&Revenue, &Table::of(&Vickrey)?)?.expectation(&Gallery::prior())?;
//! assert_eq!(vickrey, ratio!(5 / 4));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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
