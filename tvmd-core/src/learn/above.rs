//! Numbers that are rounded up: what a long sum of tiny probabilities comes to at most.

use crate::exact::{BigInt, Rational};
use num_traits::{Signed as _, ToPrimitive as _};
use std::cmp::Ordering;

/// A number above 0 as m·2^e. Every operation rounds up, so the result isn't below that of exact numbers.
///
/// A relative error of 2^-63 at each step is all that is lost, and numbers far below the least float keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Above {
    // First, so that the derived order is that of the numbers: the highest bit of the mantissa is set.
    exponent: i64,
    mantissa: u64,
}

impl Above {
    pub(super) const ONE: Self = Self { exponent: -63, mantissa: 1 << 63 };

    /// The number over its highest 64 bits, rounded up.
    fn rounded(number: u128, exponent: i64) -> Self {
        let surplus = 64 - i64::from(number.leading_zeros());
        if surplus <= 0 {
            let low = u64::try_from(number).expect("no more than 64 bits");
            return Self { exponent: exponent + surplus, mantissa: low << -surplus };
        }
        let kept = number >> surplus;
        let up = u128::from(kept << surplus != number);
        match u64::try_from(kept + up) {
            Ok(mantissa) => Self { exponent: exponent + surplus, mantissa },
            Err(_) => Self { exponent: exponent + surplus + 1, mantissa: 1 << 63 },
        }
    }

    /// A number above 0, rounded *down*: a limit that others are held against.
    pub(super) fn limit(number: &Rational) -> Self {
        debug_assert!(number.is_positive(), "a limit is above 0");
        let length = |number: &BigInt| i64::try_from(number.bits()).unwrap_or(i64::MAX);
        // The quotient then has 64 or 65 bits.
        let shift = 64 + length(number.denom()) - length(number.numer());
        let (top, bottom) = match shift.cmp(&0) {
            Ordering::Less => (number.numer().clone(), number.denom() << -shift),
            _ => (number.numer() << shift, number.denom().clone()),
        };
        let quotient = top / bottom;
        match quotient.to_u64() {
            Some(mantissa) => Self { exponent: -shift, mantissa },
            None => Self { exponent: 1 - shift, mantissa: (quotient >> 1_u8).to_u64().unwrap_or(u64::MAX) },
        }
    }

    /// Halved so many times, exactly.
    pub(super) fn halved(self, times: u64) -> Self {
        Self { exponent: self.exponent.saturating_sub_unsigned(times), ..self }
    }

    /// Times `top / bottom`, both above 0.
    pub(super) fn times(self, top: u64, bottom: u64) -> Self {
        let product = u128::from(self.mantissa) * u128::from(top);
        let shift = product.leading_zeros();
        Self::rounded((product << shift).div_ceil(u128::from(bottom)), self.exponent - i64::from(shift))
    }

    pub(super) fn product(self, other: Self) -> Self {
        Self::rounded(u128::from(self.mantissa) * u128::from(other.mantissa), self.exponent + other.exponent)
    }

    pub(super) fn power(self, mut exponent: u64) -> Self {
        let (mut power, mut square) = (Self::ONE, self);
        while exponent > 0 {
            if exponent % 2 == 1 {
                power = power.product(square);
            }
            square = square.product(square);
            exponent /= 2;
        }
        power
    }

    pub(super) fn plus(self, other: Self) -> Self {
        let (large, small) = if self < other { (other, self) } else { (self, other) };
        let shifted = u128::from(small.mantissa) << 63;
        let rest = match u32::try_from(large.exponent - small.exponent) {
            Ok(down) if down < 127 => shifted.div_ceil(1 << down),
            _ => 1,
        };
        Self::rounded((u128::from(large.mantissa) << 63) + rest, large.exponent - 63)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;
    use num_traits::{One as _, Pow};

    fn exactly(number: Above) -> Rational {
        let power = Rational::from_integer(BigInt::one() << number.exponent.unsigned_abs());
        let mantissa = Rational::from_integer(number.mantissa.into());
        if number.exponent < 0 { mantissa / power } else { mantissa * power }
    }

    /// Not below the exact number, and above it by less than 2^-50 of it.
    fn just_above(number: Above, exact: &Rational) {
        let number = exactly(number);
        assert!(
            number >= *exact && number <= exact + exact * Rational::new(1.into(), BigInt::one() << 50_u8)
        );
    }

    #[test]
    fn every_operation_rounds_up_and_by_little() {
        let of =
            |top: u64, bottom: u64| (Above::ONE.times(top, bottom), Rational::new(top.into(), bottom.into()));
        let numbers = [(1, 1), (2, 3), (999_999, 1_000_000), (1, u64::MAX), (u64::MAX, 7), (1 << 40, 3)];
        for (top, bottom) in numbers {
            let (one, exact) = of(top, bottom);
            just_above(one, &exact);
            just_above(one.power(1_001), &Pow::pow(&exact, 1_001_u32));
            for (top, bottom) in numbers {
                let (other, second) = of(top, bottom);
                just_above(one.product(other), &(&exact * &second));
                just_above(one.plus(other), &(&exact + &second));
                assert_eq!(one < other, exact < second);
            }
        }
        // What is far too small to be seen beside the other still counts.
        let tiny = Above::ONE.times(1, 2).power(500);
        assert!(Above::ONE.plus(tiny) > Above::ONE);
    }

    #[test]
    fn limits_are_rounded_down() {
        for number in
            [ratio(1, 1), ratio(1, 3), ratio(2, 3), ratio(5, 7), ratio(i64::MAX, 3), ratio(1, i64::MAX)]
        {
            let limit = exactly(Above::limit(&number));
            assert!(limit <= number && &number - &limit <= &number * ratio(1, 1 << 60), "{number}");
        }
        let tiny = Rational::new(1.into(), (BigInt::one() << 5_000_u16) + 1);
        assert!(exactly(Above::limit(&tiny)) <= tiny);
        assert_eq!(
            Above::limit(&ratio(3, 1)).halved(70),
            Above::limit(&(ratio(3, 1 << 40) / ratio(1 << 30, 1)))
        );
        // Which rounding up isn't.
        assert!(exactly(Above::ONE.times(1, 3)) > ratio(1, 3));
    }
}
