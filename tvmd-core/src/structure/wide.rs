//! Sums of long integers times short ones, without an allocation for each.
//!
//! Expectations over many agents have one long denominator, the product of those of all agents. Their numerators are lists of digits of 64
//! bits, least first, as long as a bound known beforehand says; what they are multiplied by is short.

use crate::exact::BigInt;
use crate::exact::scaled::Integer;
use num_bigint::Sign;
use num_traits::Signed as _;
use std::ops::AddAssign;

/// How many digits numbers of so many bits have.
pub(super) fn digits(bits: u64) -> usize {
    usize::try_from(bits.div_ceil(64)).expect("numbers fit in memory")
}

/// A short factor: `i128` where a bound allows, or a big integer.
pub(super) trait Factor: Integer + for<'a> AddAssign<&'a Self> {
    /// Adds `number` times this, which is at least 0, to `sum`, which must have room for what it comes to.
    fn add_product(&self, number: &[u64], sum: &mut [u64]);
}

impl Factor for i128 {
    fn add_product(&self, number: &[u64], sum: &mut [u64]) {
        let [low, high] = halves(u128::try_from(*self).expect(AT_LEAST_0));
        if low > 0 {
            add_digit_product(sum, number, low);
        }
        if high > 0 {
            add_digit_product(&mut sum[1..], number, high);
        }
    }
}

impl Factor for BigInt {
    fn add_product(&self, number: &[u64], sum: &mut [u64]) {
        assert!(!self.is_negative(), "{AT_LEAST_0}");
        for (shift, digit) in self.magnitude().iter_u64_digits().enumerate() {
            add_digit_product(&mut sum[shift..], number, digit);
        }
    }
}

const AT_LEAST_0: &str = "masses, prices and values are at least 0";

const ROOM: &str = "sums have room for what was bounded beforehand";

/// The lower and the upper digit.
#[expect(clippy::cast_possible_truncation, reason = "the other half is returned beside it")]
fn halves(wide: u128) -> [u64; 2] {
    [wide as u64, (wide >> 64) as u64]
}

fn add_digit_product(sum: &mut [u64], number: &[u64], factor: u64) {
    // Leading zeros of the number may reach beyond the sum.
    let (low, high) = sum.split_at_mut(number.len().min(sum.len()));
    assert!(number[low.len()..].iter().all(|digit| *digit == 0), "{ROOM}");
    let mut carry = 0;
    for (sum, digit) in low.iter_mut().zip(number) {
        // (2⁶⁴ - 1)² + 2 (2⁶⁴ - 1) < 2¹²⁸.
        let wide = u128::from(*digit) * u128::from(factor) + u128::from(*sum) + u128::from(carry);
        [*sum, carry] = halves(wide);
    }
    for sum in high {
        if carry == 0 {
            return;
        }
        let (added, over) = sum.overflowing_add(carry);
        (*sum, carry) = (added, u64::from(over));
    }
    assert_eq!(carry, 0, "{ROOM}");
}

/// Without zeros before the first digit: sets that are seldom left have short numerators.
pub(super) fn trimmed(number: &[u64]) -> &[u64] {
    &number[..number.iter().rposition(|digit| *digit > 0).map_or(0, |last| last + 1)]
}

/// The number of these digits.
pub(super) fn whole(digits: &[u64]) -> BigInt {
    let bytes: Vec<u8> = digits.iter().flat_map(|digit| digit.to_le_bytes()).collect();
    BigInt::from_bytes_le(Sign::Plus, &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_products_are_those_of_big_integers() {
        let mut random = oorandom::Rand64::new(5);
        for _ in 0..500 {
            let mut number = |digits: u64| -> Vec<u64> {
                // Digits of only ones carry the furthest.
                (0..digits)
                    .map(|_| if random.rand_range(0..2) == 0 { u64::MAX } else { random.rand_u64() })
                    .collect()
            };
            let (sum, one, factor) = (number(5), number(3), number(2));
            let mut room = [sum.as_slice(), &[0]].concat();
            whole(&factor).add_product(&one, &mut room);
            assert_eq!(whole(&room), whole(&sum) + whole(&one) * whole(&factor));
            let mut room = [sum.as_slice(), &[0]].concat();
            i128::MAX.add_product(&one, &mut room);
            assert_eq!(whole(&room), whole(&sum) + whole(&one) * i128::MAX);
        }
    }

    #[test]
    #[should_panic(expected = "bounded beforehand")]
    fn what_has_no_room_is_not_cut() {
        1_i128.add_product(&[1], &mut [u64::MAX]);
    }
}
