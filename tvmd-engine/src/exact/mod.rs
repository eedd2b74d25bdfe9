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

pub use fractions::Fractions;
pub use number::Number;
pub use scaled::Integers;
#[doc(hidden)]
pub use scaled::Tier;
#[doc(inline)]
pub use tvmd_model::exact::{BigInt, ParseRationalError, Rational, parse, ratio, text};
