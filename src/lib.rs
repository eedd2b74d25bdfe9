//! tvmd
pub use tvmd_core::*;
