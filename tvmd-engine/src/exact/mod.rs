//! Exact numbers: rationals in text, and many of them over one common denominator.
//!
//! At the edges every number is a [`Rational`]. Inside a sweep, numbers of one kind are brought over one
//! denominator and the sweep runs on integers whose range was bounded beforehand.
//! There are no floats here.
//!
//! A number that isn't rational, a root or an exponential, is held between two that are: [`enclosure`]. How rationals are
//! written is [`text`].
//!
//! ```
//! use tvmd::exact::parse;
//! use tvmd::{Rational, ratio};
//!
//! let price: Rational = ratio!(3 / 2);
//! assert_eq!(price - ratio!(1 / 3), ratio!(7 / 6));
//!
//! // The same in text: fractions and decimals in, reduced fractions out.
//! assert_eq!(parse("0.25")?, ratio!(1 / 4));
//! assert_eq!(ratio!(-6 / 4).to_string(), "-3/2");
//! # Ok::<(), tvmd::exact::ParseRationalError>(())
//! ```

pub(crate) mod dyadic;
pub mod enclosure;
mod fractions;
pub(crate) mod gathered;
mod number;
#[doc(hidden)]
pub mod scaled;
pub mod text;

pub use fractions::Fractions;
pub use num_bigint::BigInt;
pub use number::Number;
pub use scaled::Integers;
#[doc(hidden)]
pub use scaled::Tier;
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
