//! Certified enclosures: intervals with rational ends that contain a number, for exp, ln and roots.
//!
//! Each is computed to a number of bits; more bits give a narrower one. A verdict that an enclosure of some width can't
//! give is asked again with twice the bits ([`decide`]). All arithmetic is on integers in units of 2^-bits, rounded
//! outwards, so the ends are proved and not estimated.
//!
//! ```
//! use std::cmp::Ordering;
//! use tvmd::exact::enclosure::{decide, ln, sqrt};
//! use tvmd::ratio;
//!
//! // √2 between two rationals that differ by at most 2^-64.
//! let root = sqrt(&ratio!(2), 64).ok_or("negative")?;
//! assert!(root.low() * root.low() < ratio!(2) && ratio!(2) < root.high() * root.high());
//!
//! // Is ln 2 more than 0.693147? As many bits as it takes.
//! let order = decide(|bits| ln(&ratio!(2), bits)?.compare(&ratio!(693_147 / 1_000_000)));
//! assert_eq!(order, Some(Ordering::Greater));
//! # Ok::<(), &str>(())
//! ```

use super::{BigInt, Rational};
use num_integer::Integer as _;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// Where [`decide`] gives up.
pub const MAX_BITS: u32 = 1 << 13;

/// The largest |x| of which exp is computed: its value has some 100,000 bits then.
const MAX_EXPONENT: i64 = 1 << 16;

/// An interval that contains a number.
///
/// ```
/// use tvmd::exact::enclosure::{Enclosure, exp};
/// use tvmd::ratio;
///
/// // 1 + 2/e, between two rationals.
/// let number = Enclosure::exactly(ratio!(1)).plus(&exp(&ratio!(-1), 64).ok_or("too large")?.times(&ratio!(2)));
/// assert!(number.low() < number.high() && number.width() < ratio!(1 / 1_000_000_000));
/// // (1 + 2/e)·1000 is 1735.75….
/// assert!(*number.low() > ratio!(17_357 / 10_000) && *number.high() < ratio!(17_358 / 10_000));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    low: Rational,
    high: Rational,
}

impl Enclosure {
    /// A number that is known.
    #[must_use]
    pub fn exactly(number: Rational) -> Self {
        Self { low: number.clone(), high: number }
    }

    /// The interval of these integers in units of 2^-bits.
    fn fixed(low: BigInt, high: BigInt, bits: u32) -> Self {
        let unit = BigInt::one() << bits;
        Self { low: Rational::new(low, unit.clone()), high: Rational::new(high, unit) }
    }

    /// The lower end.
    #[must_use]
    pub fn low(&self) -> &Rational {
        &self.low
    }

    /// The upper end.
    #[must_use]
    pub fn high(&self) -> &Rational {
        &self.high
    }

    /// How far apart the ends are.
    #[must_use]
    pub fn width(&self) -> Rational {
        &self.high - &self.low
    }

    /// The sum of the two numbers.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self { low: &self.low + &other.low, high: &self.high + &other.high }
    }

    /// The number times a known one.
    #[must_use]
    pub fn times(&self, factor: &Rational) -> Self {
        let (one, other) = (&self.low * factor, &self.high * factor);
        if factor.is_negative() { Self { low: other, high: one } } else { Self { low: one, high: other } }
    }

    /// Its square root, of which [`sqrt`] computes one end at each; `None` if the number may be negative.
    #[must_use]
    pub fn sqrt(&self, bits: u32) -> Option<Self> {
        Some(Self { low: sqrt(&self.low, bits)?.low, high: sqrt(&self.high, bits)?.high })
    }

    /// Its exponential; `None` beyond what [`exp`] computes.
    #[must_use]
    pub fn exp(&self, bits: u32) -> Option<Self> {
        Some(Self { low: exp(&self.low, bits)?.low, high: exp(&self.high, bits)?.high })
    }

    /// The same number, which is known not to be below `least`.
    #[must_use]
    pub fn at_least(&self, least: &Rational) -> Self {
        Self { low: self.low.clone().max(least.clone()), high: self.high.clone().max(least.clone()) }
    }

    /// How the number compares to a known one; `None` if the interval is too wide to say.
    #[must_use]
    pub fn compare(&self, known: &Rational) -> Option<Ordering> {
        match (self.low.cmp(known), self.high.cmp(known)) {
            (Ordering::Greater, _) => Some(Ordering::Greater),
            (_, Ordering::Less) => Some(Ordering::Less),
            (Ordering::Equal, Ordering::Equal) => Some(Ordering::Equal),
            _ => None,
        }
    }
}

/// Asks with 32 bits, then with twice as many each time, until there is an answer.
///
/// `None` if [`MAX_BITS`] bits don't decide: the two sides are probably equal, and only algebra can show it.
pub fn decide<T>(mut answer: impl FnMut(u32) -> Option<T>) -> Option<T> {
    let bits = std::iter::successors(Some(32), |bits| Some(2 * bits)).take_while(|bits| *bits <= MAX_BITS);
    bits.into_iter().find_map(&mut answer)
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::{parse, ratio};

    /// Whether an interval lies within one unit of the last digit of `digits`, around it, and contains what it must.
    fn near(interval: &Enclosure, digits: &str) {
        let (about, unit) = (parse(digits).unwrap(), parse("0.00000000000000000001").unwrap());
        assert!(interval.low <= interval.high);
        assert!(
            (&interval.low - &about).abs() <= unit && (&interval.high - &about).abs() <= unit,
            "{digits}"
        );
    }

    #[test]
    fn known_digits() {
        near(&sqrt(&ratio(2, 1), 80).unwrap(), "1.41421356237309504880");
        near(&ln(&ratio(2, 1), 80).unwrap(), "0.69314718055994530941");
        near(&ln(&ratio(1, 10), 80).unwrap(), "-2.30258509299404568401");
        near(&ln(&ratio(1_000_003, 7), 90).unwrap(), "11.86960340890446080801");
        near(&exp(&ratio(1, 1), 80).unwrap(), "2.71828182845904523536");
        near(&exp(&ratio(-7, 2), 80).unwrap(), "0.03019738342231850074");
        near(&exp(&ratio(10, 1), 100).unwrap(), "22026.46579480671651695790");
    }

    #[test]
    fn what_is_rational_is_exact() {
        assert_eq!(sqrt(&ratio(9, 4), 8).unwrap(), Enclosure::exactly(ratio(3, 2)));
        assert_eq!(ln(&ratio(1, 1), 8).unwrap().compare(&ratio(0, 1)), Some(Ordering::Equal));
        assert!(ln(&ratio(0, 1), 8).is_none() && sqrt(&ratio(-1, 9), 8).is_none());
        assert!(exp(&ratio(100_000, 1), 8).is_none());
    }

    #[test]
    fn inverses_contain_each_other() {
        for (top, bottom) in [(1, 3), (5, 2), (1, 1_000), (77, 3), (999, 1_000)] {
            let x = ratio(top, bottom);
            let back = ln(&x, 100).unwrap().exp(100).unwrap();
            assert!(back.low <= x && x <= back.high && back.width() < ratio(1, 1 << 60));
            let root = sqrt(&x, 100).unwrap();
            assert!(&root.low * &root.low <= x && x <= &root.high * &root.high);
        }
    }

    #[test]
    fn refines_until_decided() {
        // ln 2 differs from this convergent by less than 2^-64.
        let near = ratio(6_847_196_937, 9_878_417_065);
        let steps = |wanted: &Rational| {
            let mut asked = Vec::new();
            let order = decide(|bits| {
                asked.push(bits);
                ln(&ratio(2, 1), bits)?.compare(wanted)
            });
            (order, asked)
        };
        let close = ln(&ratio(2, 1), 200).unwrap();
        let (order, asked) = steps(close.low());
        assert_eq!((order, asked), (Some(Ordering::Greater), vec![32, 64, 128, 256]));
        assert!(steps(&near).0.is_some());
        // Equal numbers are never told apart.
        let equal = decide(|bits| {
            sqrt(&ratio(2, 1), bits)?
                .times(&ratio(0, 1))
                .plus(&sqrt(&ratio(2, 1), bits)?)
                .compare(sqrt(&ratio(2, 1), MAX_BITS)?.low())
        });
        assert_eq!(equal, None);
    }
}
