//! The exact engine behind `tvmd`.
//!
//! Data flows one way: a [`model`] says what a user wrote; it is resolved ([`model::Instance::resolve`]) to a
//! [`setting`], a [`prior`] and [`mechanism`]s; those are checked exactly by [`incentive`]. Users of the library
//! depend on the crate `tvmd`, which re-exports this one.

pub mod case;
pub mod declared;
pub mod diagnostic;
pub mod exact;
pub mod incentive;
pub mod kernel;
pub mod mechanism;
pub mod model;
pub mod names;
pub mod objective;
pub mod optimum;
pub mod paper;
pub mod prior;
mod resolve;
pub mod robust;
pub mod search;
pub mod setting;
pub mod transform;
pub mod verify;
pub mod work;

pub use declared::{Declared, Instance};
pub use exact::Rational;
pub use incentive::IncentiveReport;
pub use mechanism::{Allocation, Mechanism, Outcome, Table};
pub use prior::Prior;
pub use setting::{AgentId, Bundle, ItemId, Profile, Setting};
