//! tvmd: auctions that are checked while they compile, and a theory of their robustness that runs as tests.

pub use tvmd_core::*;
pub use tvmd_macros::mechanism;

pub mod prelude;

/// What generated code calls. Nothing here is for users, and any of it may change.
#[doc(hidden)]
pub mod __private {
    pub use tvmd_core::claims::{assert_claims, assert_claims_by};
    pub use tvmd_core::declared::generated::*;
    pub use tvmd_core::kernel::claimed;
}

pub mod theorems;

/// The README's auction compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
