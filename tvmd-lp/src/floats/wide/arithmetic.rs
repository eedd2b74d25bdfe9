//! Arithmetic of wide floats: what doesn't fit is cut off.

use super::{BITS, WORDS, Wide};
use crate::floats::real::Real as _;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, DivAssign, Mul, Neg, Sub, SubAssign};

/// The low and the high word.
#[expect(clippy::cast_possible_truncation, reason = "the low word is what is left")]
fn split(number: u128) -> (u64, u64) {
    (number as u64, (number >> 64) as u64)
}

impl Neg for Wide {
    type Output = Self;
    fn neg(self) -> Self {
        Self { is_negative: !self.is_negative, ..self }
    }
}

impl Add for Wide {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let (large, small) = if self.size(&other).is_lt() { (other, self) } else { (self, other) };
        let apart = large.exponent - small.exponent;
        if small.is_zero() || apart >= BITS {
            return large;
        }
        let (mut words, added) = (large.words, small.lowered(apart));
        let mut carry = false;
        if large.is_negative == small.is_negative {
            for (word, added) in words.iter_mut().zip(added) {
                let (sum, over) = word.overflowing_add(added);
                let (sum, once_more) = sum.overflowing_add(u64::from(carry));
                (*word, carry) = (sum, over || once_more);
            }
            if carry {
                let sum = Self { words, ..large };
                let mut words = sum.lowered(1);
                words[WORDS - 1] |= 1 << 63;
                return Self { words, exponent: large.exponent + 1, ..large };
            }
        } else {
            for (word, taken) in words.iter_mut().zip(added) {
                let (rest, under) = word.overflowing_sub(taken);
                let (rest, once_more) = rest.overflowing_sub(u64::from(carry));
                (*word, carry) = (rest, under || once_more);
            }
        }
        Self::normal(large.is_negative, large.exponent, words)
    }
}

impl Sub for Wide {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Wide {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        if self.is_zero() || other.is_zero() {
            return Self::ZERO;
        }
        let mut product = [0_u64; 2 * WORDS];
        for (at, one) in self.words.iter().enumerate() {
            let mut carry = 0;
            for (word, other) in product[at..].iter_mut().zip(other.words) {
                let sum = u128::from(*one) * u128::from(other) + u128::from(*word) + u128::from(carry);
                (*word, carry) = split(sum);
            }
            product[at + WORDS] = carry;
        }
        let is_negative = self.is_negative != other.is_negative;
        let exponent = self.exponent + other.exponent;
        let mut words = [0; WORDS];
        words.copy_from_slice(&product[WORDS..]);
        if words[WORDS - 1] >> 63 == 1 {
            return Self { is_negative, exponent, words };
        }
        // The factors' first bits are 1, so at most one bit is missing.
        let mut below = product[WORDS - 1] >> 63;
        for word in &mut words {
            let next = *word >> 63;
            *word = *word << 1 | below;
            below = next;
        }
        Self { is_negative, exponent: exponent - 1, words }
    }
}

impl Div for Wide {
    type Output = Self;
    #[expect(clippy::suspicious_arithmetic_impl, reason = "the reciprocal is what takes time")]
    fn div(self, other: Self) -> Self {
        self * other.reciprocal()
    }
}

impl AddAssign for Wide {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Wide {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl DivAssign for Wide {
    fn div_assign(&mut self, other: Self) {
        *self = *self / other;
    }
}

impl Sum for Wide {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Add::add)
    }
}
