//! What a mechanism can lose over all priors within a distance: against linear programs, random priors and the bounds of the
//! paper; and wrong versions of it, which the same checks refute.
#![allow(clippy::unwrap_used, reason = "a failure in a test is a failed test")]

mod bounds;
mod extremes;
mod program;
mod promises;
mod regret;
