//! tvmd: auctions that are checked while they compile, and a theory of their robustness that runs as tests.

pub use tvmd_core::*;
#[doc(hidden)]
pub use tvmd_macros::mechanism as __mechanism;

mod block;
pub mod kernel;
pub mod prelude;
pub mod robustness;

/// The README's auction compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
