#![doc = include_str!("../README.md")]

mod arithmetic;
mod common;
mod conversions;
mod order;
mod rational;
mod traits;

pub use common::{common_denominator, numerator, whole};
pub use num_bigint::BigInt;
pub use rational::Rational;
