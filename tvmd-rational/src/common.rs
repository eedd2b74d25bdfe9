//! Many rationals over one common denominator, so that sums of products need no fractions until they are done.

use crate::{BigInt, Rational};
use num_integer::Integer as _;
use num_traits::{One as _, Zero as _};

/// The least common multiple of the denominators; 1 for no values.
pub fn common_denominator<'a>(values: impl IntoIterator<Item = &'a Rational>) -> BigInt {
    let mut lcm = BigInt::one();
    for value in values {
        let under = value.denom();
        // Most values are whole, or over what all are over.
        if !under.is_one() && *under != lcm && !(&lcm % under).is_zero() {
            lcm = lcm.lcm(under);
        }
    }
    lcm
}

/// The numerators of values over their least common denominator, and that.
///
/// ```
/// use tvmd_rational::{BigInt, Rational, whole};
///
/// let values = [(1, 6), (-3, 4), (2, 1)].map(|(above, below)| Rational::new(above.into(), below.into()));
/// assert_eq!(whole(&values), ([2, -9, 24].map(BigInt::from).to_vec(), BigInt::from(12)));
/// ```
#[must_use]
pub fn whole(values: &[Rational]) -> (Vec<BigInt>, BigInt) {
    let common = common_denominator(values);
    (values.iter().map(|value| numerator(value, &common)).collect(), common)
}

/// The numerator of `value` over `denominator`, a multiple of its own.
#[must_use]
pub fn numerator(value: &Rational, denominator: &BigInt) -> BigInt {
    if value.denom() == denominator {
        return value.numer().clone();
    }
    value.numer() * (denominator / value.denom())
}
