//! Sums of long integers times short ones, without an allocation for each.
//!
//! Expectations over many agents have one long denominator, the product of those of all agents. Their numerators are as long as a bound
//! known beforehand says; what they are multiplied by is short.

use crate::exact::BigInt;
use crate::exact::scaled::Integer;
use num_bigint::{BigUint, Sign};
use num_traits::Signed as _;
use std::hash::Hash;
use std::ops::AddAssign;
use tvmd_lanes::{Long, LongSum};

/// Room for numbers of so many bits.
pub(super) fn room(bits: u64) -> LongSum {
    LongSum::with_room(usize::try_from(bits).expect("numbers fit in memory"))
}

/// A short factor: `i128` where a bound allows, or a big integer.
pub(super) trait Factor: Integer + Hash + for<'a> AddAssign<&'a Self> {
    /// Adds `number` times this, which is at least 0, to `sum`, which must have room for what it comes to.
    fn add_product(&self, number: &Long, sum: &mut LongSum);
}

impl Factor for i128 {
    fn add_product(&self, number: &Long, sum: &mut LongSum) {
        sum.add(number, 0, u128::try_from(*self).expect(AT_LEAST_0));
    }
}

impl Factor for BigInt {
    fn add_product(&self, number: &Long, sum: &mut LongSum) {
        assert!(!self.is_negative(), "{AT_LEAST_0}");
        // As many digits at once as are 128 bits at most.
        let (digits, bits) = (4, 4 * Long::BITS);
        let (mut rest, mut shift) = (self.magnitude().clone(), 0);
        while rest.bits() > 0 {
            let above = &rest >> bits;
            let low = u128::try_from(rest - (&above << bits)).expect("so many bits");
            sum.add(number, shift, low);
            (rest, shift) = (above, shift + digits);
        }
    }
}

const AT_LEAST_0: &str = "masses, prices and values are at least 0";

/// The number as a big integer.
pub(super) fn whole(number: &Long) -> BigInt {
    BigInt::from_biguint(Sign::Plus, BigUint::new(number.words()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_products_are_those_of_big_integers() {
        let mut random = oorandom::Rand64::new(5);
        for round in 0..500 {
            // Digits of only ones carry the furthest.
            let mut bits = |most: u64| -> BigInt {
                let words = (0..most).map(|_| match random.rand_range(0..2) {
                    0 => u32::MAX,
                    _ => u32::try_from(random.rand_u64() >> 32).unwrap(),
                });
                BigInt::from_biguint(Sign::Plus, BigUint::new(words.collect()))
            };
            let (mut sum, mut expected) = (room(32 * 13 + 10), BigInt::default());
            // Enough for what has gathered to be passed on in between.
            for _ in 0..=round % 7 {
                let (number, factor) = (bits(8), bits(1 + round % 5));
                let mut long = room(number.bits());
                number.add_product(&Long::from(1), &mut long);
                let long = long.carried();
                assert_eq!(whole(&long), number);
                factor.add_product(&long, &mut sum);
                i128::MAX.add_product(&long, &mut sum);
                7_i128.add_product(&long, &mut sum);
                expected += number * (factor + i128::MAX + 7);
            }
            assert_eq!(whole(&sum.carried()), expected);
        }
    }

    #[test]
    #[should_panic(expected = "bounded beforehand")]
    fn what_has_no_room_is_not_cut() {
        let mut long = room(64);
        i128::from(u64::MAX).add_product(&Long::from(1), &mut long);
        let mut sum = room(61);
        1_i128.add_product(&long.carried(), &mut sum);
    }

    #[test]
    #[should_panic(expected = "bounded beforehand")]
    fn what_is_passed_on_is_not_cut() {
        let mut sum = room(61);
        i128::from(1_i64 << 61).add_product(&Long::from(2), &mut sum);
        whole(&sum.carried());
    }
}
