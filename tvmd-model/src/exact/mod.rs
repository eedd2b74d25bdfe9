//! Exact numbers, in Rust and in text.
//!
//! ```
//! use tvmd::exact::parse;
//! use tvmd::{Rational, ratio};
//!
//! let price: Rational = ratio!(3 / 2);
//! assert_eq!(price, parse("1.5")?);
//! # Ok::<(), tvmd::exact::ParseRationalError>(())
//! ```

#[doc(hidden)]
pub mod pair;
pub mod text;

pub use num_bigint::BigInt;
pub use text::{ParseRationalError, parse};
pub use tvmd_rational::Rational;

/// The rational `numerator / denominator`.
///
/// Prefer the macro `ratio!(3/2)`, which rejects a zero denominator while compiling.
///
/// # Panics
/// If `denominator` is 0.
///
/// ```
/// use tvmd::exact::ratio;
///
/// let halves = (0..4).map(|k| ratio(k, 2));
/// assert_eq!(halves.sum::<tvmd::Rational>(), ratio(3, 1));
/// ```
#[must_use]
pub fn ratio(numerator: i64, denominator: i64) -> Rational {
    Rational::new(numerator.into(), denominator.into())
}

/// An exact rational: `ratio!(3/2)`, `ratio!(-7)`.
///
/// A zero denominator does not compile.
///
/// ```
/// assert_eq!(tvmd::ratio!(3 / 2) * tvmd::ratio!(2), tvmd::ratio!(3));
/// ```
///
/// ```compile_fail
/// tvmd::ratio!(1 / 0);
/// ```
#[macro_export]
macro_rules! ratio {
    (- $($rest:tt)+) => { -$crate::ratio!($($rest)+) };
    ($numerator:literal / $denominator:literal) => {{
        const { assert!($denominator != 0_i64, "the denominator of a ratio is not 0") };
        $crate::exact::ratio($numerator, $denominator)
    }};
    ($whole:literal) => { $crate::exact::ratio($whole, 1) };
}
