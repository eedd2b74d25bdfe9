//! A fraction in lowest terms, and its parts.

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_rational::BigRational;
use num_traits::{One as _, Signed as _};
use std::fmt;

/// An exact rational: a fraction of two integers of any length, in lowest terms, its denominator above 0.
///
/// ```
/// use tvmd_rational::Rational;
///
/// let price = Rational::new(6.into(), (-4).into());
/// assert_eq!((price.numer(), price.denom()), (&(-3).into(), &2.into()));
/// assert_eq!(price.floor(), Rational::from_integer((-2).into()));
/// ```
#[derive(Clone, Default)]
pub struct Rational(pub(crate) BigRational);

impl Rational {
    /// `numerator / denominator`, reduced.
    ///
    /// # Panics
    /// If the denominator is 0.
    #[must_use]
    pub fn new(numerator: BigInt, denominator: BigInt) -> Self {
        match (i128::try_from(&numerator), i128::try_from(&denominator)) {
            // Most are short, and then machines divide.
            (Ok(above), Ok(below @ 1..)) => {
                let divisor = match (u64::try_from(above.unsigned_abs()), u64::try_from(below)) {
                    (Ok(above), Ok(below)) => above.gcd(&below).into(),
                    _ => above.gcd(&below),
                };
                if divisor == 1 {
                    return Self(BigRational::new_raw(numerator, denominator));
                }
                Self(BigRational::new_raw((above / divisor).into(), (below / divisor).into()))
            }
            _ => Self(BigRational::new(numerator, denominator)),
        }
    }

    /// The same of two numbers that have no factor in common, the second above 0; which is looked at in debug builds only.
    #[must_use]
    pub fn in_lowest_terms(numerator: BigInt, denominator: BigInt) -> Self {
        debug_assert!(
            denominator.is_positive() && numerator.gcd(&denominator).is_one(),
            "{numerator}/{denominator}"
        );
        Self(BigRational::new_raw(numerator, denominator))
    }

    /// A whole number.
    #[must_use]
    pub fn from_integer(number: BigInt) -> Self {
        Self(BigRational::from_integer(number))
    }

    /// Exactly what a float is; `None` of what isn't finite.
    ///
    /// ```
    /// use tvmd_rational::Rational;
    ///
    /// assert_eq!(Rational::from_float(0.75), Some(Rational::new(3.into(), 4.into())));
    /// assert_eq!(Rational::from_float(f64::NAN), None);
    /// ```
    #[must_use]
    pub fn from_float(float: f64) -> Option<Self> {
        BigRational::from_float(float).map(Self)
    }

    /// What is above the bar; below 0 if the number is.
    #[must_use]
    pub fn numer(&self) -> &BigInt {
        self.0.numer()
    }

    /// What is below the bar; above 0, and 1 of a whole number.
    #[must_use]
    pub fn denom(&self) -> &BigInt {
        self.0.denom()
    }

    /// Whether it is whole.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.0.is_integer()
    }

    /// The whole number that is next towards 0.
    #[must_use]
    pub fn to_integer(&self) -> BigInt {
        self.0.to_integer()
    }

    /// The largest whole number that isn't above it.
    #[must_use]
    pub fn floor(&self) -> Self {
        Self(self.0.floor())
    }

    /// The smallest whole number that isn't below it.
    #[must_use]
    pub fn ceil(&self) -> Self {
        Self(self.0.ceil())
    }

    /// The nearest whole number; of two, the one further from 0.
    #[must_use]
    pub fn round(&self) -> Self {
        Self(self.0.round())
    }

    /// 1 over it.
    ///
    /// # Panics
    /// If it is 0.
    #[must_use]
    pub fn recip(&self) -> Self {
        Self(self.0.recip())
    }

    /// Its power; a negative one is of 1 over it.
    ///
    /// # Panics
    /// If it is 0 and the exponent below 0.
    #[must_use]
    pub fn pow(&self, exponent: i32) -> Self {
        Self(self.0.pow(exponent))
    }
}

/// `3/2`, and `3` of a whole number.
impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// As it is displayed.
impl fmt::Debug for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
