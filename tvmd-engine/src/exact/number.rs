//! Numbers as they are written in Rust: whole, rational, or in text.

use super::text::{ParseRationalError, parse};
use super::{BigInt, Rational};

/// A number as a builder takes it: a whole number, a [`Rational`], or a text such as `"3/2"` or `"0.25"`. A text that is no
/// number is told, with its place, where what it is a part of is built.
///
/// ```
/// use tvmd::exact::{Number, ratio};
///
/// assert_eq!(Number::from("3/2"), Number::from(ratio(3, 2)));
/// assert!(Number::from("3/0").into_rational().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(Result<Rational, ParseRationalError>);

impl Number {
    /// The number itself.
    ///
    /// # Errors
    /// If it was given as a text that is no number.
    pub fn into_rational(self) -> Result<Rational, ParseRationalError> {
        self.0
    }
}

impl From<Rational> for Number {
    fn from(number: Rational) -> Self {
        Self(Ok(number))
    }
}

impl From<&Rational> for Number {
    fn from(number: &Rational) -> Self {
        Self(Ok(number.clone()))
    }
}

impl From<&str> for Number {
    fn from(text: &str) -> Self {
        Self(parse(text))
    }
}

impl From<String> for Number {
    fn from(text: String) -> Self {
        Self(parse(&text))
    }
}

macro_rules! whole {
    ($($whole:ty),+) => {$(
        impl From<$whole> for Number {
            fn from(number: $whole) -> Self {
                Self(Ok(Rational::from_integer(number.into())))
            }
        }
    )+};
}

whole!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize, BigInt);
