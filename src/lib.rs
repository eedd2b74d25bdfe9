//! tvmd: auctions that are checked while they compile, and a theory of their robustness that runs as tests.

pub use tvmd_core::*;
pub use tvmd_macros::mechanism;

pub mod prelude;
pub mod theorems;
