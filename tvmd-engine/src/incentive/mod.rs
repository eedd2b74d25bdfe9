//! Incentives, exactly: ex-post IR, DSIC, BIC, ε-BIC and (ε, q)-BIC, each with its worst witness.
//!
//! All checks look at a mechanism's [`Table`](crate::Table) agent by agent. What an agent can be given at all are her *offers*
//! (`offer.rs`, `plane.rs`); utilities are integers over one denominator in the narrowest safe width, and a check is a sweep over
//! (type, misreport, profile of the others). Definitions are those of section 2 of the paper: ⊥, not taking part, is a
//! report and a type like any other, so DSIC and BIC contain participation; and conditionals on a type of probability 0
//! are vacuous. The other convention, misreports among types that take part only and participation apart, is
//! `participants.rs`.
//!
//! ```
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
//!     mechanism FirstRefusal in Gallery {
//!         outcomes {
//!             (High, _)   => First gets { Painting } pays 3/2,
//!             (Low, High) => Second gets { Painting } pays 2,
//!             (Low, _)    => First gets { Painting } pays 1,
//!             _           => nothing,
//!         }
//!     }
//! }
//!
//! let report = IncentiveReport::of(&Table::of(&FirstRefusal)?, Some(&Gallery::prior()))?;
//! assert!(report.ex_post_ir.holds);
//! // The worst lie: who tells it, at which types of the others, and what it gains.
//! let witness = report.dsic.witness.as_ref().ok_or("DSIC")?;
//! assert_eq!((witness.agent_name(), witness.type_name(), witness.misreport_name()), ("First", "High", Some("Low")));
//! assert_eq!(witness.gain, ratio!(1 / 2));
//! assert_eq!(witness.others(), Some(vec![("Second", "Low")]));
//! // In expectation it gains nothing.
//! let bic = report.bic.as_ref().ok_or("no prior")?;
//! assert!(bic.verdict.holds);
//! assert_eq!(bic.frontier.smallest_epsilon(&ratio!(0)), ratio!(0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! One property at a time is a [`Verdict`]; what lies gain at which probability, for those that gain anywhere, is a [`Temptation`].

mod bayesian;
mod difference;
mod dominant;
mod expectations;
mod frontier;
mod kernel_name;
mod offer;
mod participants;
mod plane;
mod report;
mod side;
mod slice;
mod swept;
mod temptation;
#[cfg(test)]
mod tests;
mod utility;
mod verdict;
mod witness;
mod worst;
mod written;

pub use bayesian::Interim;
pub use difference::{differences, misreports};
pub use frontier::{Frontier, FrontierStep};
pub use kernel_name::kernel_name;
pub use report::{BayesianReport, IncentiveError, IncentiveReport};
pub use slice::{Slice, SliceError};
pub use temptation::Temptation;
pub use verdict::Verdict;
pub use witness::{Consequence, Witness};
