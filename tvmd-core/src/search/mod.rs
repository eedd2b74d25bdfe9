//! The search for the worst instance of a statement, and the rows of the ledger that come of it.
//!
//! Random cases hardly ever come near a bound, so each is made by what is known of the statement's structure
//! ([`Statement::generate`](crate::paper::Statement::generate), [`Statement::sharpen`](crate::paper::Statement::sharpen)),
//! and the worst are then moved locally. All is reproducible from a seed.

pub mod catalogue;
mod error;
pub mod hunt;
pub mod ledger;
mod near;
mod page;
mod twins;

pub use catalogue::Catalogue;
pub use error::SearchError;
pub use hunt::{At, Found, Options, hunt};
pub use ledger::{Row, audit};
pub use near::{NEAR, SEED, check_near, keep_violation, still_violated};
pub use page::page;
pub use twins::{TwinRow, examine, twins};
