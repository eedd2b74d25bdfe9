//! Many rationals over one common denominator, so that sums of products need no fractions until they are done.

use crate::{BigInt, Rational};
use num_integer::Integer as _;
use num_traits::{One, Zero};

/// The least common multiple of the denominators; 1 for no values.
pub(crate) fn common_denominator<'a>(values: impl IntoIterator<Item = &'a Rational>) -> BigInt {
    values.into_iter().fold(BigInt::one(), |lcm, value| {
        if (&lcm % value.denom()).is_zero() { lcm } else { lcm.lcm(value.denom()) }
    })
}

/// The numerators of values over their least common denominator, and that.
pub(crate) fn whole(values: &[Rational]) -> (Vec<BigInt>, BigInt) {
    let common = common_denominator(values);
    (values.iter().map(|value| numerator(value, &common)).collect(), common)
}

/// The numerator of `value` over `denominator`, a multiple of its own.
pub(crate) fn numerator(value: &Rational, denominator: &BigInt) -> BigInt {
    value.numer() * (denominator / value.denom())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_denominator_is_the_least_common_one() {
        let values =
            [(1, 6), (-3, 4), (2, 1)].map(|(above, below)| Rational::new(above.into(), below.into()));
        assert_eq!(whole(&values), ([2, -9, 24].map(BigInt::from).to_vec(), BigInt::from(12)));
        assert_eq!(whole(&[]), (vec![], BigInt::from(1)));
    }
}
