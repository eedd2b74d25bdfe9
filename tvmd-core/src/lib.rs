//! What is proved and hunted on mechanisms: optima with certificates, robustness, proofs, and the statements of the paper.
//!
//! What a mechanism is and whether truth pays in it is the engine's, which this crate re-exports. Users of the library depend
//! on the crate `tvmd`, which re-exports both.

pub mod case;
mod error;
pub mod gambit;
pub mod kernel;
pub mod learn;
pub mod optimum;
pub mod paper;
pub mod paper_tests;
pub mod quantities;
pub mod robustness;
pub mod search;
pub mod structure;
pub mod sweep;
pub mod theorems;
pub mod transform;
pub mod tv_robustness;

pub use error::Error;
pub use tvmd_engine::*;
