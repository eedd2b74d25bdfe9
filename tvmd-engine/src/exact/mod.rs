//! Exact numbers: rationals in text, and many of them over one common denominator.
//!
//! At the edges every number is a [`Rational`]. Inside a sweep, numbers of one kind are brought over one
//! denominator and the sweep runs on integers whose range was bounded beforehand.
//! There are no floats here.

pub mod enclosure;
mod number;
#[doc(hidden)]
pub mod scaled;
pub mod text;

pub use num_bigint::BigInt;
pub use num_rational::BigRational as Rational;
pub use number::Number;
pub use scaled::Tier;
pub use text::{ParseRationalError, parse};

/// The rational `numerator / denominator`.
///
/// Prefer the macro `ratio!(3/2)`, which rejects a zero denominator while compiling.
///
/// # Panics
/// If `denominator` is 0.
#[must_use]
pub fn ratio(numerator: i64, denominator: i64) -> Rational {
    Rational::new(numerator.into(), denominator.into())
}

/// An exact rational: `ratio!(3/2)`, `ratio!(-7)`.
///
/// A zero denominator does not compile.
#[macro_export]
macro_rules! ratio {
    (- $($rest:tt)+) => { -$crate::ratio!($($rest)+) };
    ($numerator:literal / $denominator:literal) => {{
        const { assert!($denominator != 0_i64, "the denominator of a ratio is not 0") };
        $crate::exact::ratio($numerator, $denominator)
    }};
    ($whole:literal) => { $crate::exact::ratio($whole, 1) };
}
