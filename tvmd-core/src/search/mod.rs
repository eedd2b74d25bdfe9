//! The search for the worst instance of a statement, and the rows of the ledger that come of it.
//!
//! Random cases hardly ever come near a bound, so each is first made harder by what is known of the statement's
//! structure ([`Statement::sharpen`](crate::paper::Statement::sharpen)). All is reproducible from a seed.

pub mod hunt;
pub mod ledger;
mod near;
pub mod random;

pub use hunt::{Found, Options, hunt};
pub use ledger::{Row, audit};
pub use near::{NEAR, check_near};
