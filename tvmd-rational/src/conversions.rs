//! From and to the numbers of others.

use crate::Rational;
use num_bigint::BigInt;
use num_rational::BigRational;

impl From<BigInt> for Rational {
    fn from(number: BigInt) -> Self {
        Self::from_integer(number)
    }
}

/// Reduced, should it not be.
///
/// # Panics
/// If it was made with a denominator of 0.
impl From<BigRational> for Rational {
    fn from(number: BigRational) -> Self {
        let (numerator, denominator) = number.into();
        Self::new(numerator, denominator)
    }
}

/// The numerator and the denominator.
impl From<Rational> for (BigInt, BigInt) {
    fn from(number: Rational) -> Self {
        number.0.into()
    }
}

impl From<Rational> for BigRational {
    fn from(number: Rational) -> Self {
        number.0
    }
}
