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
use tvmd_lanes::{Long, Multiple};

/// A short factor: `i128` where a bound allows, or a big integer.
pub(super) trait Factor: Integer + Hash + for<'a> AddAssign<&'a Self> {
    /// Appends what `number` times this, which is at least 0, is the sum of.
    fn multiples<'a>(&self, number: &'a Long, multiples: &mut Vec<Multiple<'a>>);
}

impl Factor for i128 {
    fn multiples<'a>(&self, number: &'a Long, multiples: &mut Vec<Multiple<'a>>) {
        digits(u128::try_from(*self).expect(AT_LEAST_0), 0, number, multiples);
    }
}

impl Factor for BigInt {
    fn multiples<'a>(&self, number: &'a Long, multiples: &mut Vec<Multiple<'a>>) {
        assert!(!self.is_negative(), "{AT_LEAST_0}");
        // As many digits at once as are 128 bits at most.
        let (count, bits) = (4, 4 * Long::BITS);
        let (mut rest, mut shift) = (self.magnitude().clone(), 0);
        while rest.bits() > 0 {
            let above = &rest >> bits;
            let low = u128::try_from(rest - (&above << bits)).expect("so many bits");
            digits(low, shift, number, multiples);
            (rest, shift) = (above, shift + count);
        }
    }
}

const AT_LEAST_0: &str = "masses, prices and values are at least 0";

/// Appends the multiples by the digits of a factor, the lowest of which counts so many digits further up.
fn digits<'a>(mut factor: u128, mut shift: usize, number: &'a Long, multiples: &mut Vec<Multiple<'a>>) {
    const DIGIT: u128 = (1 << Long::BITS) - 1;
    while factor > 0 {
        let digit = u32::try_from(factor & DIGIT).expect("a digit");
        multiples.push(Multiple { number, shift, factor: digit });
        (factor, shift) = (factor >> Long::BITS, shift + 1);
    }
}

/// A sum of products that has at most so many bits.
pub(super) fn sum<'a, T: Factor + 'a>(
    bits: u64,
    products: impl IntoIterator<Item = (&'a Long, &'a T)>,
) -> Long {
    let mut multiples = Vec::new();
    for (number, factor) in products {
        factor.multiples(number, &mut multiples);
    }
    Long::sum(usize::try_from(bits).expect(ROOM), &multiples)
}

/// Numbers have fewer bits than there are addresses.
pub(super) const ROOM: &str = "numbers fit in memory";

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
            let (mut numbers, mut expected) = (Vec::new(), BigInt::default());
            // Short sums, and those whose products have to be split.
            for _ in 0..=round % 7 {
                let (number, factor) = (bits(8), bits(1 + round % 5));
                let long = sum(number.bits(), [(&Long::from(1), &number)]);
                assert_eq!(whole(&long), number);
                expected += number * (&factor + i128::MAX + 7);
                numbers.push((long, factor));
            }
            let short: Vec<i128> = vec![i128::MAX, 7];
            let mut multiples = Vec::new();
            for (long, factor) in &numbers {
                factor.multiples(long, &mut multiples);
                short.iter().for_each(|factor| factor.multiples(long, &mut multiples));
            }
            assert_eq!(whole(&Long::sum(32 * 13 + 10, &multiples)), expected);
        }
    }

    #[test]
    #[should_panic(expected = "bounded beforehand")]
    fn what_has_no_room_is_not_cut() {
        let long = sum(2000, [(&Long::from(1), &(BigInt::from(1) << 1999))]);
        let _ = sum(1999 - 31, [(&long, &1_i128)]);
    }

    #[test]
    #[should_panic(expected = "bounded beforehand")]
    fn what_is_passed_on_is_not_cut() {
        let long = sum(62, [(&Long::from(1), &(BigInt::from(1) << 61))]);
        let _ = sum(61, [(&long, &2_i128)]);
    }
}
