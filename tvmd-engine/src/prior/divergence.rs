//! Kullback–Leibler divergence, and what it says about total variation (Pinsker; Bretagnolle and Huber).
//!
//! ```
//! use tvmd::prior::divergence::{kullback_leibler, pinsker};
//! use tvmd::prior::{Distribution, TotalVariation};
//! use tvmd::ratio;
//!
//! let p = Distribution::new(&[ratio!(1 / 2), ratio!(1 / 2)])?;
//! let q = Distribution::new(&[ratio!(1 / 3), ratio!(2 / 3)])?;
//! let divergence = kullback_leibler(&p, &q, 64).ok_or("infinite")?;
//! let bound = pinsker(&divergence, 64).ok_or("negative")?;
//! assert!(TotalVariation::between(&p, &q).value < *bound.low());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::Distribution;
use crate::exact::Rational;
use crate::exact::enclosure::{Enclosure, ln};
use num_traits::{One, Zero};

/// D_KL(P ‖ Q) = Σ P(x) ln(P(x)/Q(x)), in nats, enclosed to about so many bits; `None` if it is infinite, because P has
/// mass where Q has none.
///
/// # Panics
/// If the sets differ in size.
#[must_use]
pub fn kullback_leibler(p: &Distribution, q: &Distribution, bits: u32) -> Option<Enclosure> {
    assert_eq!(p.len(), q.len(), "distributions on one set have the same number of points");
    p.support().try_fold(Enclosure::exactly(Rational::zero()), |sum, point| {
        let (mass, other) = (p.mass(point), q.mass(point));
        if other.is_zero() {
            return None;
        }
        Some(sum.plus(&ln(&(&mass / other), bits)?.times(&mass)))
    })
}

/// Pinsker's bound √(D_KL/2) on total variation.
#[must_use]
pub fn pinsker(divergence: &Enclosure, bits: u32) -> Option<Enclosure> {
    at_least_zero(divergence).times(&Rational::new(1.into(), 2.into())).sqrt(bits)
}

/// The bound √(1 - e^{-D_KL}) of Bretagnolle and Huber on total variation.
#[must_use]
pub fn bretagnolle_huber(divergence: &Enclosure, bits: u32) -> Option<Enclosure> {
    let rest = at_least_zero(divergence).times(&-Rational::one()).exp(bits)?;
    at_least_zero(&Enclosure::exactly(Rational::one()).plus(&rest.times(&-Rational::one()))).sqrt(bits)
}

/// A number known not to be negative, where its enclosure is a little too wide to show it.
fn at_least_zero(number: &Enclosure) -> Enclosure {
    number.at_least(&Rational::zero())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;
    use crate::prior::TotalVariation;
    use std::cmp::Ordering;

    fn pair(heads: Rational) -> Distribution {
        Distribution::new(&[heads.clone(), Rational::one() - heads]).unwrap()
    }

    #[test]
    fn bounds_total_variation_from_above() {
        for (one, other) in [((1, 2), (1, 3)), ((1, 100), (99, 100)), ((0, 1), (1, 5)), ((1, 2), (1, 2))] {
            let (p, q) = (pair(ratio(one.0, one.1)), pair(ratio(other.0, other.1)));
            let distance = TotalVariation::between(&p, &q).value;
            let divergence = kullback_leibler(&p, &q, 100).unwrap();
            for bound in [pinsker(&divergence, 100).unwrap(), bretagnolle_huber(&divergence, 100).unwrap()] {
                assert!(*bound.high() >= distance);
                assert!(one == other || bound.compare(&distance) == Some(Ordering::Greater));
            }
        }
        // Pinsker without its half is no bound on either side: the check can fail.
        let (p, q) = (pair(ratio(1, 2)), pair(ratio(499, 1_000)));
        let divergence = kullback_leibler(&p, &q, 100).unwrap();
        let distance = TotalVariation::between(&p, &q).value;
        let lowered = divergence.times(&ratio(49, 100)).sqrt(100).unwrap();
        assert_eq!(lowered.compare(&distance), Some(Ordering::Less));
    }

    #[test]
    fn is_infinite_off_the_support() {
        assert!(kullback_leibler(&pair(ratio(1, 2)), &pair(ratio(0, 1)), 64).is_none());
    }
}
