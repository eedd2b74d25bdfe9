//! Many rationals of one kind over one common denominator, as machine integers where they fit.
//!
//! A sum of products over a common denominator costs a thousandth of the same sum in rationals. Overflow is
//! excluded *before* a sweep: the largest number that the sweep can form is bounded from the largest inputs,
//! and the [`Tier`] is picked from that bound. Release builds keep overflow checks on all the same.

use super::{BigInt, Rational};
use num_integer::Integer as _;
use num_traits::{NumAssign, One, Signed, Zero};

/// What a sweep computes with: `i64`, `i128` or [`BigInt`].
pub(crate) trait Integer: Clone + Ord + NumAssign + Signed + Into<BigInt> {}
impl<T: Clone + Ord + NumAssign + Signed + Into<BigInt>> Integer for T {}

/// The width of integers that a bound allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tier {
    /// Everything formed stays below 2⁶³.
    I64,
    /// Everything formed stays below 2¹²⁷.
    I128,
    /// No bound.
    Big,
}

impl Tier {
    /// The narrowest tier in which numbers up to `bound` in absolute value are safe.
    pub(crate) fn holding(bound: &BigInt) -> Self {
        match bound.bits() {
            0..=63 => Self::I64,
            64..=127 => Self::I128,
            _ => Self::Big,
        }
    }
}

/// Rationals as integer numerators over one positive denominator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scaled {
    pub(crate) denominator: BigInt,
    pub(crate) numerators: Vec<BigInt>,
}

impl Scaled {
    /// Brings `values` over their least common denominator.
    pub(crate) fn new<'a>(values: impl Iterator<Item = &'a Rational> + Clone) -> Self {
        let denominator = common_denominator(values.clone());
        let numerators = values.map(|value| value.numer() * (&denominator / value.denom())).collect();
        Self { denominator, numerators }
    }

    /// The largest numerator in absolute value.
    pub(crate) fn magnitude(&self) -> BigInt {
        self.numerators.iter().map(Signed::abs).max().unwrap_or_else(BigInt::zero)
    }

    /// The numerators in a tier that was chosen to hold them.
    pub(crate) fn cast<T: Integer + TryFrom<BigInt>>(&self) -> Option<Vec<T>> {
        self.numerators.iter().map(|numerator| T::try_from(numerator.clone()).ok()).collect()
    }
}

/// The least common multiple of the denominators; 1 for no values.
pub(crate) fn common_denominator<'a>(values: impl Iterator<Item = &'a Rational>) -> BigInt {
    values.fold(
        BigInt::one(),
        |lcm, value| {
            if (&lcm % value.denom()).is_zero() { lcm } else { lcm.lcm(value.denom()) }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;

    #[test]
    fn scales_to_the_least_denominator() {
        let values = [ratio(1, 6), ratio(-3, 4), ratio(2, 1)];
        let scaled = Scaled::new(values.iter());
        assert_eq!(scaled.denominator, BigInt::from(12));
        assert_eq!(scaled.cast::<i64>(), Some(vec![2, -9, 24]));
        assert_eq!(scaled.magnitude(), BigInt::from(24));
    }

    #[test]
    fn tiers_are_safe_at_their_edges() {
        let edge = |bits: u32| (BigInt::one() << bits) - 1;
        assert_eq!(Tier::holding(&edge(63)), Tier::I64);
        assert_eq!(Tier::holding(&(edge(63) + 1)), Tier::I128);
        assert_eq!(Tier::holding(&edge(127)), Tier::I128);
        assert_eq!(Tier::holding(&(edge(127) + 1)), Tier::Big);
    }
}
