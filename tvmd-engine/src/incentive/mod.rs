//! Incentives, exactly: ex-post IR, DSIC, BIC, ε-BIC and (ε, q)-BIC, each with its worst witness.
//!
//! All checks look at a mechanism's [`Table`](crate::Table) agent by agent. What an agent can be given at all are her *offers*
//! (`offer.rs`, `plane.rs`); utilities are integers over one denominator in the narrowest safe width, and a check is a sweep over
//! (type, misreport, profile of the others). Definitions are those of section 2 of the paper: ⊥, not taking part, is a
//! report and a type like any other, so DSIC and BIC contain participation; and conditionals on a type of probability 0
//! are vacuous. The other convention, misreports among types that take part only and participation apart, is
//! `participants.rs`.

mod bayesian;
mod difference;
mod dominant;
mod frontier;
mod offer;
mod participants;
mod plane;
mod report;
mod temptation;
mod utility;
mod verdict;
mod witness;

pub use bayesian::Interim;
pub use difference::{differences, misreports};
pub use frontier::{Frontier, FrontierStep};
pub use report::{BayesianReport, IncentiveError, IncentiveReport};
pub use temptation::Temptation;
pub use verdict::Verdict;
pub use witness::{Consequence, Witness};
