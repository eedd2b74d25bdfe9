//! Floats of many more digits than the machine's, for programs whose numbers are of very different sizes.

mod arithmetic;

use super::real::Real;
use crate::{BigInt, Rational};
use num_bigint::Sign;
use num_traits::One as _;
use std::cmp::Ordering;

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

#[cfg(test)]
mod tests;
