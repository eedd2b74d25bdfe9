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

mod functions;

pub use functions::{exp, ln, sqrt};

use super::{BigInt, Rational};
use num_traits::{One as _, Signed as _};
use std::cmp::Ordering;

/// Where [`decide`] gives up.
pub const MAX_BITS: u32 = 1 << 13;

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

#[cfg(test)]
mod tests;
