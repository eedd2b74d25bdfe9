//! Floats of many more digits than the machine's, for programs whose numbers are of very different sizes.

use super::real::Real;
use crate::{BigInt, Rational};
use num_bigint::Sign;
use num_traits::One as _;
use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, DivAssign, Mul, Neg, Sub, SubAssign};

/// How many words of 64 bits a number has.
const WORDS: usize = 4;

const BITS: i64 = 256;

/// The bits of a float.
const OF_FLOATS: i64 = 53;

/// Exponents from here on are those of numbers that are taken for infinite. What is computed from such a number has one still larger, or
/// smaller by far less than what is left above.
const INFINITE: i64 = 1 << 40;

/// ±0.words × 2^exponent, of which the first bit is 1; 0 has no words at all. What doesn't fit is cut off.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wide {
    is_negative: bool,
    exponent: i64,
    /// The last ones first.
    words: [u64; WORDS],
}

/// The low and the high word.
#[expect(clippy::cast_possible_truncation, reason = "the low word is what is left")]
fn split(number: u128) -> (u64, u64) {
    (number as u64, (number >> 64) as u64)
}

impl Wide {
    fn is_zero(self) -> bool {
        self.words[WORDS - 1] == 0
    }

    /// Words and what was before them, shifted until the first bit is 1.
    fn normal(is_negative: bool, exponent: i64, words: [u64; WORDS]) -> Self {
        if words[WORDS - 1] >> 63 == 1 {
            return Self { is_negative, exponent, words };
        }
        let Some(top) = words.iter().rposition(|word| *word != 0) else { return Self::ZERO };
        let (skipped, bits) = (WORDS - 1 - top, words[top].leading_zeros());
        let mut shifted = [0; WORDS];
        for (at, shifted) in shifted.iter_mut().enumerate().skip(skipped) {
            let from = at - skipped;
            let below = if bits == 0 || from == 0 { 0 } else { words[from - 1] >> (64 - bits) };
            *shifted = words[from] << bits | below;
        }
        let moved = i64::from(bits) + 64 * i64::try_from(skipped).unwrap_or(0);
        Self { is_negative, exponent: exponent - moved, words: shifted }
    }

    /// The words as those of a number with an exponent larger by so much.
    fn lowered(self, by: i64) -> [u64; WORDS] {
        let mut lowered = [0; WORDS];
        let (Ok(words), bits) = (usize::try_from(by / 64), by % 64) else { return lowered };
        for (at, lowered) in lowered.iter_mut().enumerate().take(WORDS.saturating_sub(words)) {
            let from = at + words;
            let above = if bits == 0 || from + 1 == WORDS { 0 } else { self.words[from + 1] << (64 - bits) };
            *lowered = self.words[from] >> bits | above;
        }
        lowered
    }

    /// How the numbers compare without their signs.
    fn size(&self, other: &Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (false, false) => self
                .exponent
                .cmp(&other.exponent)
                .then_with(|| self.words.iter().rev().cmp(other.words.iter().rev())),
            (mine, others) => others.cmp(&mine),
        }
    }

    /// The number nearest to an integer, or the one next to that.
    fn whole(number: &BigInt) -> Self {
        let left_out = i64::try_from(number.bits()).unwrap_or(INFINITE) - BITS;
        let mut words = [0; WORDS];
        let left = number.magnitude() >> left_out.max(0);
        words.iter_mut().zip(left.iter_u64_digits()).for_each(|(word, digit)| *word = digit);
        Self::normal(number.sign() == Sign::Minus, BITS + left_out.max(0), words)
    }

    /// 1 / this, by Newton's method from the float.
    fn reciprocal(self) -> Self {
        // The words as a number in [1/2, 1).
        let share = Self { is_negative: false, exponent: 0, ..self };
        let mut found = Self::of(1.0 / share.float());
        let mut bits = 50;
        while bits < BITS {
            found += found * (Self::ONE - share * found);
            bits *= 2;
        }
        Self { is_negative: self.is_negative, exponent: found.exponent - self.exponent, ..found }
    }
}

impl Real for Wide {
    const ZERO: Self = Self { is_negative: false, exponent: 0, words: [0; WORDS] };
    const ONE: Self = Self { is_negative: false, exponent: 1, words: [0, 0, 0, 1 << 63] };
    const INFINITY: Self = Self { is_negative: false, exponent: 4 * INFINITE, words: [0, 0, 0, 1 << 63] };

    fn of(number: f64) -> Self {
        if number.is_infinite() {
            return if number > 0.0 { Self::INFINITY } else { -Self::INFINITY };
        }
        let bits = number.to_bits();
        let (fraction, exponent) = (bits & ((1 << 52) - 1), (bits >> 52 & 0x7ff).cast_signed());
        // A number without an exponent is at most 2^-1022.
        let (fraction, exponent) =
            if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
        Self::normal(number.is_sign_negative(), exponent + BITS, [fraction, 0, 0, 0])
    }

    fn near(number: &Rational) -> Self {
        Self::ratio(number.numer(), number.denom())
    }

    fn ratio(above: &BigInt, below: &BigInt) -> Self {
        let whole = Self::whole(above);
        if below.is_one() { whole } else { whole / Self::whole(below) }
    }

    #[expect(clippy::cast_precision_loss, reason = "a float is what is asked for")]
    fn float(self) -> f64 {
        // In two steps, neither of which is too large for a float if the result isn't.
        let exponent = i32::try_from(self.exponent.clamp(-4_000, 4_000)).unwrap_or(0);
        let (one, other) = (exponent / 2, exponent - exponent / 2);
        let share = self.words[WORDS - 1] as f64 * (-64_f64).exp2();
        let size = share * f64::from(one).exp2() * f64::from(other).exp2();
        if self.is_negative { -size } else { size }
    }

    fn rounding(of_floats: f64) -> Self {
        let exponent = Self::of(of_floats).exponent * BITS / OF_FLOATS;
        Self { exponent, ..Self::ONE }
    }

    fn is_finite(self) -> bool {
        self.is_zero() || self.exponent < INFINITE
    }

    fn abs(self) -> Self {
        Self { is_negative: false, ..self }
    }
}

impl PartialEq for Wide {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Wide {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let sign = |number: &Self| {
            if number.is_zero() {
                0
            } else if number.is_negative {
                -1
            } else {
                1
            }
        };
        let signs = sign(self).cmp(&sign(other));
        Some(signs.then_with(|| if self.is_negative { other.size(self) } else { self.size(other) }))
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use num_traits::{Signed as _, ToPrimitive as _, Zero as _};

    impl Wide {
        fn exactly(self) -> Rational {
            let halves = self.words.iter().flat_map(|word| [word & u64::from(u32::MAX), word >> 32]);
            let digits = halves.map(|half| u32::try_from(half).unwrap());
            let sign = if self.is_negative { Sign::Minus } else { Sign::Plus };
            let whole = Rational::from_integer(BigInt::new(sign, digits.collect()));
            let two = Rational::from_integer(2.into());
            whole * two.pow(i32::try_from(self.exponent - BITS).unwrap())
        }
    }

    /// An integer of up to so many words of 32 bits.
    fn integer(random: &mut oorandom::Rand64, words: u64) -> BigInt {
        let count = 1 + random.rand_range(0..words);
        let words: Vec<u32> = (0..count).map(|_| u32::try_from(random.rand_u64() >> 32).unwrap()).collect();
        let sign = if random.rand_range(0..2) == 0 { Sign::Minus } else { Sign::Plus };
        BigInt::from_slice(sign, &words)
    }

    /// Numbers of many sizes and lengths, some of them close to each other but for their signs.
    fn numbers(random: &mut oorandom::Rand64) -> [Rational; 2] {
        let below: BigInt = integer(random, 8).abs() + 1;
        let one = integer(random, 24);
        let other = match random.rand_range(0..3) {
            0 => integer(random, 24),
            1 => &one + integer(random, 16),
            _ => integer(random, 4) - &one,
        };
        [one, other].map(|above| Rational::new(above, below.clone()))
    }

    fn is_near(found: Wide, exact: &Rational, scale: &Rational) -> bool {
        let two = Rational::from_integer(2.into());
        (found.exactly() - exact).abs() <= scale.abs() * two.pow(-250)
    }

    #[test]
    fn results_are_right_but_for_the_last_bits() {
        let mut random = oorandom::Rand64::new(5);
        for _ in 0..2_000 {
            let [one, other] = numbers(&mut random);
            let [x, y] = [&one, &other].map(Wide::near);
            assert!(is_near(x, &one, &one) && is_near(y, &other, &other));
            let (a, b) = (x.exactly(), y.exactly());
            // A difference of close numbers keeps what they have.
            let largest = if a.abs() > b.abs() { a.clone() } else { b.clone() };
            assert!(is_near(x + y, &(&a + &b), &largest), "{a} + {b}");
            assert!(is_near(x - y, &(&a - &b), &largest), "{a} - {b}");
            assert!(is_near(x * y, &(&a * &b), &(&a * &b)), "{a} * {b}");
            if !b.is_zero() {
                assert!(is_near(x / y, &(&a / &b), &(&a / &b)), "{a} / {b}");
            }
            assert_eq!(x.partial_cmp(&y), Some(a.cmp(&b)), "{a}, {b}");
            assert_eq!((x - x).partial_cmp(&Wide::ZERO), Some(Ordering::Equal));
        }
    }

    #[test]
    fn floats_come_and_go() {
        for number in [0.0, 1.0, -1.0, 0.1, -3e300, 7e-300, 5e-324, f64::MAX, f64::MIN_POSITIVE] {
            let wide = Wide::of(number);
            assert_eq!(wide.float(), number);
            assert_eq!(wide.exactly().to_f64(), Some(number));
        }
        assert!(Wide::of(1e-9) > Wide::rounding(1e-9) && Wide::rounding(1e-9) > Wide::rounding(1e-13));
        assert!(Wide::ONE + Wide::rounding(1e-13) > Wide::ONE);
    }

    #[test]
    fn what_is_infinite_stays_so() {
        let infinite = [Wide::INFINITY, Wide::of(f64::INFINITY), Wide::INFINITY * Wide::rounding(1e-13)];
        for infinite in infinite {
            assert!(!infinite.is_finite() && !(infinite - Wide::of(1e300)).is_finite());
            assert!(infinite > Wide::of(f64::MAX) && -infinite < Wide::of(f64::MIN));
        }
        assert!(Wide::of(f64::MAX).is_finite() && Wide::ZERO.is_finite());
    }
}
