//! What a mechanism can lose over all priors within a distance: against linear programs, random priors and the bounds of the
//! paper; and wrong versions of it, which the same checks refute.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure in a test is a failed test")]

mod best;
mod bounds;
mod curves;
mod extremes;
mod frontier;
/// The simplex method as a textbook has it, of the tests of the linear programs.
#[path = "../../../tvmd-lp/src/tests/naive.rs"]
mod naive;
mod noise;
mod products;
mod program;
mod promises;
mod regret;
mod textbook;
mod vertices;

use tvmd_core::Rational;
use tvmd_core::optimum::{Program, Relation};
