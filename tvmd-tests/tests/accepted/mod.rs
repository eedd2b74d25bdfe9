//! What `mechanism!` accepts: each file compiles without a warning that it denies, and runs.
#![allow(clippy::unwrap_used, clippy::allow_attributes_without_reason, reason = "as users write")]
#![allow(
    clippy::upper_case_acronyms,
    clippy::self_named_constructors,
    reason = "names that might be in the way"
)]

pub mod attributes;
pub mod by_hand;
pub mod constants;
pub mod counterexamples;
pub mod grids;
pub mod in_a_function;
pub mod includes;
pub mod lotteries;
pub mod mrf;
pub mod names;
pub mod rules;
pub mod shared;
pub mod single_agent;
pub mod typed;
pub mod visibility;
