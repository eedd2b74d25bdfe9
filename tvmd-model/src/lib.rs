//! What is said of an auction: a [`model`] of what a user wrote, in exact numbers, with every mistake in how it is written.
//!
//! What it means is for `tvmd-engine` to say, which is above this crate. The front end of the macro is, too, and knows nothing of the
//! engine: so both are compiled at the same time. What it asks of the engine it asks an [`Engine`](expansion::Engine). Users of the
//! library depend on the crate `tvmd`, which re-exports all this.

pub mod diagnostic;
pub mod exact;
#[doc(hidden)]
pub mod expansion;
pub mod files;
pub mod model;
pub mod names;
