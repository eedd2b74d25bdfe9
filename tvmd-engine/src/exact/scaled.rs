//! Many rationals of one kind over one common denominator, as machine integers where they fit.
//!
//! A sum of products over a common denominator costs a thousandth of the same sum in rationals. Overflow is
//! excluded *before* a sweep: the largest number that the sweep can form is bounded from the largest inputs,
//! and the [`Tier`] is picked from that bound. Release builds keep overflow checks on all the same.

use super::{BigInt, Rational};
use num_traits::{NumAssign, Signed, Zero};
use std::ops::Range;
pub use tvmd_rational::{common_denominator, numerator, whole};

/// What a sweep computes with: `i64`, `i128` or [`BigInt`].
pub trait Integer: Clone + Ord + NumAssign + Signed + Into<BigInt> + From<i64> + TryFrom<i128> {
    /// The same number in this width, if it fits.
    fn narrow(number: &BigInt) -> Option<Self>;
    /// Wraps numbers of this width.
    fn wrap(numbers: Vec<Self>) -> Integers;
}

impl Integer for i64 {
    fn narrow(number: &BigInt) -> Option<Self> {
        number.try_into().ok()
    }
    fn wrap(numbers: Vec<Self>) -> Integers {
        Integers::I64(numbers)
    }
}

impl Integer for i128 {
    fn narrow(number: &BigInt) -> Option<Self> {
        number.try_into().ok()
    }
    fn wrap(numbers: Vec<Self>) -> Integers {
        Integers::I128(numbers)
    }
}

impl Integer for BigInt {
    fn narrow(number: &BigInt) -> Option<Self> {
        Some(number.clone())
    }
    fn wrap(numbers: Vec<Self>) -> Integers {
        Integers::Big(numbers)
    }
}

/// The width of integers that a bound allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
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

/// Runs an expression with the integer type of a tier.
macro_rules! on_tier {
    ($tier:expr, $integer:ident => $body:expr) => {
        match $tier {
            $crate::exact::Tier::I64 => {
                type $integer = i64;
                $body
            }
            $crate::exact::Tier::I128 => {
                type $integer = i128;
                $body
            }
            $crate::exact::Tier::Big => {
                type $integer = $crate::exact::BigInt;
                $body
            }
        }
    };
}
pub(crate) use on_tier;

/// A list of integers in the narrowest width that was safe to make them in; made from one of `i64`, `i128` or [`BigInt`].
#[derive(Clone, Debug)]
pub enum Integers {
    #[doc(hidden)]
    I64(Vec<i64>),
    #[doc(hidden)]
    I128(Vec<i128>),
    #[doc(hidden)]
    Big(Vec<BigInt>),
}

impl<T: Integer> From<Vec<T>> for Integers {
    fn from(numbers: Vec<T>) -> Self {
        T::wrap(numbers)
    }
}

impl Integers {
    pub(crate) fn new(numbers: Vec<BigInt>) -> Self {
        let most = numbers.iter().map(Signed::abs).max().unwrap_or_default();
        on_tier!(Tier::holding(&most), T => T::wrap(numbers.iter().filter_map(T::narrow).collect()))
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::I64(numbers) => numbers.len(),
            Self::I128(numbers) => numbers.len(),
            Self::Big(numbers) => numbers.len(),
        }
    }

    pub(crate) fn get(&self, index: usize) -> BigInt {
        match self {
            Self::I64(numbers) => numbers.get(index).copied().map(BigInt::from),
            Self::I128(numbers) => numbers.get(index).copied().map(BigInt::from),
            Self::Big(numbers) => numbers.get(index).cloned(),
        }
        .unwrap_or_default()
    }

    /// The largest in absolute value; 0 of none.
    pub(crate) fn most(&self) -> BigInt {
        match self {
            Self::I64(numbers) => {
                numbers.iter().map(|number| number.unsigned_abs()).max().unwrap_or(0).into()
            }
            Self::I128(numbers) => {
                numbers.iter().map(|number| number.unsigned_abs()).max().unwrap_or(0).into()
            }
            Self::Big(numbers) => numbers.iter().map(Signed::abs).max().unwrap_or_default(),
        }
    }

    /// Whether the number at a position is 0; beyond the last they are.
    pub(crate) fn is_zero(&self, index: usize) -> bool {
        match self {
            Self::I64(numbers) => numbers.get(index).is_none_or(Zero::is_zero),
            Self::I128(numbers) => numbers.get(index).is_none_or(Zero::is_zero),
            Self::Big(numbers) => numbers.get(index).is_none_or(Zero::is_zero),
        }
    }

    /// The first that is below 0.
    pub(crate) fn first_negative(&self) -> Option<usize> {
        match self {
            Self::I64(numbers) => numbers.iter().position(Signed::is_negative),
            Self::I128(numbers) => numbers.iter().position(Signed::is_negative),
            Self::Big(numbers) => numbers.iter().position(Signed::is_negative),
        }
    }

    /// The first that is larger than `most` in absolute value.
    pub(crate) fn first_beyond(&self, most: &BigInt) -> Option<usize> {
        if self.most() <= *most {
            return None;
        }
        (0..self.len()).find(|index| self.get(*index).abs() > *most)
    }

    /// Of numbers in so many layers, none of which is negative, the first place at which those of all layers add up to more than `most`.
    pub(crate) fn first_layered_sum_above(&self, layers: usize, most: &BigInt) -> Option<usize> {
        on_tier!(Tier::holding(&(self.most() * layers).max(most.clone())), T => {
            let mut sums = vec![T::zero(); self.len() / layers.max(1)];
            for layer in 0..layers {
                let own: Vec<T> = self.range(layer * sums.len()..(layer + 1) * sums.len());
                sums.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
            }
            let most = T::narrow(most).expect("the tier was chosen to hold it");
            sums.iter().position(|sum| *sum > most)
        })
    }

    /// Some of the numbers in width `T`, which must hold them.
    pub(crate) fn range<T: Integer>(&self, range: Range<usize>) -> Vec<T> {
        let in_range = "a tier holds what its bound was computed for";
        match self {
            Self::I64(numbers) => numbers[range].iter().copied().map(T::from).collect(),
            Self::I128(numbers) => {
                numbers[range].iter().map(|number| T::try_from(*number).ok().expect(in_range)).collect()
            }
            Self::Big(numbers) => {
                numbers[range].iter().map(|number| T::narrow(number).expect(in_range)).collect()
            }
        }
    }

    /// The numbers times `factor` in width `T`, whose range was bounded beforehand to hold them.
    pub(crate) fn times<T: Integer>(&self, factor: &BigInt) -> Vec<T> {
        let in_range = "a tier holds what its bound was computed for";
        if let (Self::I64(numbers), Some(factor)) = (self, T::narrow(factor)) {
            // The common case, without a detour through big integers.
            return numbers.iter().map(|number| T::from(*number) * factor.clone()).collect();
        }
        self.multiplied(factor).iter().map(|number| T::narrow(number).expect(in_range)).collect()
    }

    fn multiplied(&self, factor: &BigInt) -> Vec<BigInt> {
        (0..self.len()).map(|index| self.get(index) * factor).collect()
    }
}

/// The sum of values, reduced once and not at each of them.
pub(crate) fn sum<'a>(values: impl Iterator<Item = &'a Rational> + Clone) -> Rational {
    let common = common_denominator(values.clone());
    Rational::new(values.map(|value| numerator(value, &common)).sum(), common)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;
    use num_traits::One as _;

    #[test]
    fn scales_to_the_least_denominator() {
        let values = [ratio(1, 6), ratio(-3, 4), ratio(2, 1)];
        let denominator = common_denominator(&values);
        assert_eq!(denominator, BigInt::from(12));
        let numerators = Integers::new(values.iter().map(|value| numerator(value, &denominator)).collect());
        assert_eq!(numerators.times::<i64>(&BigInt::from(5)), [10, -45, 120]);
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
