//! Roots, logarithms and exponentials of rationals, each to a number of bits.

use super::Enclosure;
use crate::exact::{BigInt, Rational};
use num_integer::Integer as _;
use num_traits::{One as _, Signed as _, ToPrimitive as _, Zero as _};

/// The largest |x| of which exp is computed: its value has some 100,000 bits then.
const MAX_EXPONENT: i64 = 1 << 16;

/// √x, no wider than 2^-bits; `None` for x below 0.
#[must_use]
pub fn sqrt(x: &Rational, bits: u32) -> Option<Enclosure> {
    if x.is_negative() {
        return None;
    }
    // With n = ⌊4^bits · x⌋ and r = ⌊√n⌋ the root lies between r and r + 1, and is r if nothing was cut off.
    let (n, rest) = (x.numer() << (2 * bits)).div_rem(x.denom());
    let root = n.sqrt();
    let whole = rest.is_zero() && &root * &root == n;
    let high = if whole { root.clone() } else { &root + 1 };
    Some(Enclosure::fixed(root, high, bits))
}

/// ln x, for x above 0; `None` for others.
///
/// With x = 2^k · m and m in [2/3, 4/3], ln x = k ln 2 + 2 artanh((m - 1)/(m + 1)), and ln 2 = 2 artanh(1/3).
#[must_use]
pub fn ln(x: &Rational, bits: u32) -> Option<Enclosure> {
    if !x.is_positive() {
        return None;
    }
    let (mut power, mut m) = (0_i64, x.clone());
    let length = |number: &BigInt| i64::try_from(number.bits()).ok();
    power += length(x.numer())? - length(x.denom())?;
    m *= two_to(-power);
    // The quotient of the lengths is off by less than a factor of two.
    while m > Rational::new(4.into(), 3.into()) {
        m /= BigInt::from(2);
        power += 1;
    }
    while m < Rational::new(2.into(), 3.into()) {
        m *= BigInt::from(2);
        power -= 1;
    }
    let two = Rational::from_integer(2.into());
    let of_m = artanh(&((&m - Rational::one()) / (&m + Rational::one())), bits).times(&two);
    let of_two = artanh(&Rational::new(1.into(), 3.into()), bits).times(&two);
    Some(of_two.times(&Rational::from_integer(power.into())).plus(&of_m))
}

/// e^x; `None` for |x| above 2^16.
///
/// x is halved until |x| ≤ 1/2, the series summed, and the result squared as often.
#[must_use]
pub fn exp(x: &Rational, bits: u32) -> Option<Enclosure> {
    if x.abs() > Rational::from_integer(MAX_EXPONENT.into()) {
        return None;
    }
    if x.is_negative() {
        let inverse = exp(&-x, bits)?;
        return Some(rounded(&Enclosure { low: inverse.high.recip(), high: inverse.low.recip() }, bits));
    }
    // |x| ≤ 2^halvings / 2.
    let halvings = (x.ceil().to_integer().bits() + 1).to_u32()?;
    // Each squaring doubles the relative error; the extra bits make up for it.
    let bits_inside = bits + 2 * halvings + 8;
    let small = x * two_to(-i64::from(halvings));
    let mut power = small_exp(&small, bits_inside);
    for _ in 0..halvings {
        power = rounded(
            &Enclosure { low: &power.low * &power.low, high: &power.high * &power.high },
            bits_inside,
        );
    }
    Some(power)
}

/// Σ x^j / j! for x in [0, 1/2]. What follows a term is less than the term.
fn small_exp(x: &Rational, bits: u32) -> Enclosure {
    let (mut low, mut high) = (BigInt::zero(), BigInt::zero());
    let unit = BigInt::one() << bits;
    let (mut term_low, mut term_high) = (unit.clone(), unit);
    let mut number = BigInt::zero();
    while term_high > BigInt::one() {
        low += &term_low;
        high += &term_high;
        number += 1;
        let under = x.denom() * &number;
        term_low = (term_low * x.numer()).div_floor(&under);
        term_high = (term_high * x.numer()).div_ceil(&under);
    }
    Enclosure::fixed(low, high + 2 * term_high, bits)
}

/// Σ z^(2j+1) / (2j+1) for |z| ≤ 1/3. What follows a term is less than the term.
fn artanh(z: &Rational, bits: u32) -> Enclosure {
    if z.is_negative() {
        return artanh(&-z, bits).times(&-Rational::one());
    }
    let square = z * z;
    let (mut low, mut high) = (BigInt::zero(), BigInt::zero());
    let mut power_low = (z.numer() << bits).div_floor(z.denom());
    let mut power_high = (z.numer() << bits).div_ceil(z.denom());
    let mut odd = BigInt::one();
    while power_high > BigInt::one() {
        low += power_low.div_floor(&odd);
        high += power_high.div_ceil(&odd);
        power_low = (power_low * square.numer()).div_floor(square.denom());
        power_high = (power_high * square.numer()).div_ceil(square.denom());
        odd += 2;
    }
    Enclosure::fixed(low, high + 2 * power_high, bits)
}

/// The interval with its ends moved out to units of 2^-bits.
fn rounded(interval: &Enclosure, bits: u32) -> Enclosure {
    let low = (interval.low.numer() << bits).div_floor(interval.low.denom());
    let high = (interval.high.numer() << bits).div_ceil(interval.high.denom());
    Enclosure::fixed(low, high, bits)
}

/// 2^power.
fn two_to(power: i64) -> Rational {
    let size = BigInt::one() << power.unsigned_abs();
    if power < 0 { Rational::new(BigInt::one(), size) } else { Rational::from_integer(size) }
}
