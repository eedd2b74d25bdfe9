//! JSON Schemas of what is written in types of other crates, which know nothing of schemas: types that repeat it.
#![allow(
    dead_code,
    missing_docs,
    reason = "what repeats other types is never made, and described where it is made"
)]

pub mod found;
pub mod instance;
mod number;

pub use number::{Exact, Number};
