//! Optimal mechanisms and worst priors, by linear programs that are solved and certified exactly.
//!
//! A [`Program`] is plain data; [`Program::maximise`] answers it, and [`Solution::certifies`] checks an answer without regard
//! to where it came from. They are those of the crate `tvmd-lp`, which knows no auctions. No answer leaves this module unchecked.
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

mod about;
mod agreement;
mod ball;
mod beforehand;
mod cell;
mod chains;
pub mod closest_product;
mod constraint;
pub mod couplings;
mod decision;
pub mod deterministic;
mod drawn;
mod error;
pub mod file;
mod form;
mod goal;
mod guarantee;
mod incentives;
pub mod maxmin;
pub mod mechanism;
pub mod myerson;
mod nearest;
mod noise;
mod payment_bound;
mod plan;
pub mod posted;
mod requirements;
#[cfg(feature = "lp")]
mod separation;
pub mod sequential;
pub mod simple;
mod situation;
mod so_far;
mod sought;
mod stage;
mod values;
pub mod within;
mod work;

pub use about::unlike;
pub use agreement::check_on;
pub use ball::Ball;
pub use constraint::Constraint;
pub use decision::Decision;
pub use deterministic::{Branches, Deterministic};
pub use error::{NotLinear, OptimumError};
pub(crate) use form::state;
pub use goal::{Goal, Linear};
pub use guarantee::{ForTheMarginals, Guarantee, GuaranteeSought};
pub use mechanism::{Best, Design};
pub use noise::Noise;
pub use payment_bound::PaymentBound;
pub use requirements::{Participation, Transfers, Truthfulness};
pub use so_far::SoFar;
pub use sought::{Certified, Criterion, NearPrior, Sought};
pub use stage::Stage;
pub use tvmd_lp::{Optimum, Program, ProgramError, Relation, RowId, Solution, VariableId};
pub use within::Within;
pub use work::Size;

#[cfg(test)]
mod tests;
