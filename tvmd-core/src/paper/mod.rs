//! What a paper is to the harness: statements, each a check and a way to make hard cases.
//!
//! A [`Paper`] is declared by [`statements!`](crate::statements), one line a statement. The [`search`](crate::search) hunts for the worst
//! instance of each and makes rows of the ledger; `theorems!` of the crate `tvmd` tests them on a user's mechanisms. The paper that comes
//! with the library is [`tv_robustness`](crate::tv_robustness); any other is a guest with the same rights.

mod comparison;
mod declare;
#[allow(clippy::module_inception, reason = "the room is named after its main concept")]
mod paper;
mod statement;
mod twin;

pub use comparison::{ClaimKind, Comparison, Term};
pub use paper::{Paper, qualified};
pub use statement::{Entry, Standing, Statement, Version};
pub use twin::{Flaw, Twin};
