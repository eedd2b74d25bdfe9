//! The exact engine behind `tvmd`.
//!
//! Data flows one way: a [`model`] says what a user wrote; it resolves to a [`setting`], a [`prior`] and
//! [`mechanism`]s; those are checked exactly by [`incentive`] and [`objective`]; the statements of the paper in
//! [`paper`] compare both sides of an inequality over them.

pub mod diagnostic;
pub mod exact;
pub mod model;
