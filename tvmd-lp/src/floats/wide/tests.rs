//! Wide floats beside the exact numbers that they are near.

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
