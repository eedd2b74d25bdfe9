//! What an auction means that somebody described, exactly.
//!
//! Data flows one way: a [`model`] says what a user wrote (most of it is in the crate `tvmd-model`, which is re-exported); it is resolved ([`model::InstanceDecl::resolve`]) to a [`setting`], a
//! [`prior`] and [`mechanism`]s; those are checked exactly by [`incentive`], and what is claimed of them by [`claims`]. There is no
//! solver here and no theorem: this is what the macro needs to check a block. Users of the library depend on the crate `tvmd`,
//! which re-exports this one.

pub mod build;
pub mod claims;
pub mod declared;
mod error;
pub mod exact;
#[doc(hidden)]
pub mod expansion;
pub mod files;
pub mod incentive;
pub mod mechanism;
pub mod model;
pub mod objective;
pub mod prior;
mod resolve;
pub mod setting;
pub mod work;

pub use declared::{Declared, Instance};
pub use error::Error;
pub use exact::Rational;
pub use incentive::IncentiveReport;
pub use mechanism::{Allocation, Mechanism, Outcome, Table};
pub use prior::Prior;
pub use setting::{AgentId, Bundle, ItemId, Profile, Setting, TypeId};
#[doc(inline)]
pub use tvmd_model::{diagnostic, names, ratio};
