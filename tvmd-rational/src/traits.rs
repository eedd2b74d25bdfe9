//! The traits of num-traits, so that what is generic over numbers takes these.

use crate::Rational;
use num_bigint::BigInt;
use num_rational::{BigRational, ParseRatioError};
use num_traits::{FromPrimitive, Num, One, Pow, Signed, ToPrimitive, Zero};
use std::str::FromStr;

impl Zero for Rational {
    fn zero() -> Self {
        Self::default()
    }

    fn is_zero(&self) -> bool {
        self.0.is_zero()
    }
}

impl One for Rational {
    fn one() -> Self {
        Self(BigRational::one())
    }

    fn is_one(&self) -> bool {
        self.is_integer() && self.numer().is_one()
    }
}

impl Num for Rational {
    type FromStrRadixErr = ParseRatioError;

    fn from_str_radix(text: &str, radix: u32) -> Result<Self, ParseRatioError> {
        BigRational::from_str_radix(text, radix).map(Self)
    }
}

impl Signed for Rational {
    fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    fn abs_sub(&self, other: &Self) -> Self {
        if self > other { self - other } else { Self::zero() }
    }

    fn signum(&self) -> Self {
        Self(self.0.signum())
    }

    fn is_positive(&self) -> bool {
        self.0.is_positive()
    }

    fn is_negative(&self) -> bool {
        self.0.is_negative()
    }
}

macro_rules! power {
    ($($exponent:ty),+) => {$(
        impl Pow<$exponent> for Rational {
            type Output = Self;
            fn pow(self, exponent: $exponent) -> Self {
                Self(Pow::pow(self.0, exponent))
            }
        }
        impl Pow<$exponent> for &Rational {
            type Output = Rational;
            fn pow(self, exponent: $exponent) -> Rational {
                Rational(Pow::pow(&self.0, exponent))
            }
        }
    )+};
}

power!(u32, u64, usize, i32);

impl ToPrimitive for Rational {
    fn to_i64(&self) -> Option<i64> {
        self.0.to_i64()
    }

    fn to_u64(&self) -> Option<u64> {
        self.0.to_u64()
    }

    fn to_f64(&self) -> Option<f64> {
        self.0.to_f64()
    }
}

impl FromPrimitive for Rational {
    fn from_i64(number: i64) -> Option<Self> {
        Some(BigInt::from(number).into())
    }

    fn from_u64(number: u64) -> Option<Self> {
        Some(BigInt::from(number).into())
    }

    fn from_f64(number: f64) -> Option<Self> {
        Self::from_float(number)
    }
}

/// As num-rational reads it: `3/2`, `-7`.
impl FromStr for Rational {
    type Err = ParseRatioError;

    fn from_str(text: &str) -> Result<Self, ParseRatioError> {
        text.parse().map(Self)
    }
}
