//! Distributions on a finite set {0, …, n-1}: integer weights over one denominator.

use super::weights::{Narrow, Weights};
use crate::exact::scaled::{Integer, Integers, common_denominator, numerator, on_tier};
use crate::exact::{BigInt, Fractions, Rational, Tier};
use num_traits::{One, Signed, Zero};
use std::fmt;

/// A distribution on a finite set, exact.
///
/// ```
/// use tvmd::prior::{Distribution, DistributionError};
/// use tvmd::ratio;
///
/// let coin = Distribution::new(&[ratio!(1 / 3), ratio!(2 / 3)])?;
/// let two = Distribution::product(&[coin.clone(), coin]);
/// assert_eq!(two.masses().collect::<Vec<_>>(), [ratio!(1 / 9), ratio!(2 / 9), ratio!(2 / 9), ratio!(4 / 9)]);
/// assert_eq!(two.expectation(&[ratio!(0), ratio!(1), ratio!(1), ratio!(2)]), ratio!(4 / 3));
///
/// let error = Distribution::new(&[ratio!(1 / 2), ratio!(1 / 3)]).unwrap_err();
/// assert_eq!(error, DistributionError::Sum(ratio!(5 / 6)));
/// # Ok::<(), DistributionError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Distribution {
    /// The sum of the weights.
    total: BigInt,
    weights: Weights,
}

/// Why masses are no distribution.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DistributionError {
    /// The mass at this position is below 0.
    Negative(usize),
    /// The masses add up to this and not to 1.
    Sum(Rational),
}

impl fmt::Display for DistributionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Negative(position) => write!(f, "the mass at position {position} is negative"),
            Self::Sum(sum) => write!(f, "the masses add up to {sum}, not to 1"),
        }
    }
}

impl std::error::Error for DistributionError {}

impl Distribution {
    /// The distribution with these masses.
    ///
    /// # Errors
    /// If one is negative or they don't add up to exactly 1.
    pub fn new(masses: &[Rational]) -> Result<Self, DistributionError> {
        if let Some(position) = masses.iter().position(Signed::is_negative) {
            return Err(DistributionError::Negative(position));
        }
        let total = common_denominator(masses);
        let weights: Vec<BigInt> = masses.iter().map(|mass| numerator(mass, &total)).collect();
        let sum: BigInt = weights.iter().sum();
        if sum != total {
            return Err(DistributionError::Sum(Rational::new(sum, total)));
        }
        Ok(Self { total, weights: Integers::new(weights).into() })
    }

    /// The distribution on so many points with these masses at some of them; `None` if a point is listed twice, a mass is below 0, or
    /// they don't add up to exactly 1.
    pub(crate) fn listed(count: usize, points: &[usize], masses: &Fractions) -> Option<Self> {
        let Fractions { numerators, over } = masses;
        let (weights, sum): (Integers, BigInt) = match numerators {
            // Fewer than 2⁶³ of them.
            Integers::I64(numbers) => (
                spread(count, points, numbers)?.into(),
                numbers.iter().map(|number| i128::from(*number)).sum::<i128>().into(),
            ),
            Integers::I128(numbers) => (
                spread(count, points, numbers)?.into(),
                numbers.iter().map(|number| BigInt::from(*number)).sum(),
            ),
            Integers::Big(numbers) => (spread(count, points, numbers)?.into(), numbers.iter().sum()),
        };
        (sum == *over).then(|| Self { total: sum, weights: weights.into() })
    }

    /// The distribution proportional to whole weights.
    ///
    /// ```
    /// use tvmd::prior::Distribution;
    /// use tvmd::ratio;
    ///
    /// let die = Distribution::of_weights(vec![1, 2, 3]).ok_or("no weight above 0")?;
    /// assert_eq!(die.mass(2), ratio!(1 / 2));
    /// assert!(Distribution::of_weights(vec![1, -1]).is_none());
    /// # Ok::<(), &str>(())
    /// ```
    ///
    /// `None` if one is below 0, or all are 0.
    #[must_use]
    pub fn of_weights(weights: Vec<i64>) -> Option<Self> {
        let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        let negative = weights.iter().any(|weight| *weight < 0);
        (!negative && total > 0)
            .then(|| Self { total: total.into(), weights: Integers::from(weights).into() })
    }

    /// The distribution proportional to weights that are at least 0; `None` if all are 0.
    pub(crate) fn proportional(weights: Vec<BigInt>) -> Option<Self> {
        let total: BigInt = weights.iter().sum();
        (!total.is_zero()).then(|| Self { total, weights: Integers::new(weights).into() })
    }

    /// The product of distributions, numbered in mixed radix with the first factor most significant.
    pub fn product(factors: &[Self]) -> Self {
        let total: BigInt = factors.iter().map(|factor| &factor.total).product();
        // No weight of the product exceeds the product of the totals.
        let weights = on_tier!(Tier::holding(&total), T => product_in::<T>(factors)).into();
        Self { total, weights }
    }

    /// How many points the set has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether the set is empty; it never is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The mass of a point.
    #[must_use]
    pub fn mass(&self, point: usize) -> Rational {
        Rational::new(self.weight(point), self.total.clone())
    }

    /// The masses of all points.
    pub fn masses(&self) -> impl Iterator<Item = Rational> + '_ {
        (0..self.len()).map(|point| self.mass(point))
    }

    /// The points of positive mass.
    pub fn support(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter(|point| !self.weight(*point).is_zero())
    }

    /// E\[values\], one value per point.
    #[must_use]
    pub fn expectation(&self, values: &[Rational]) -> Rational {
        let denominator = common_denominator(values);
        let sum: BigInt = values
            .iter()
            .enumerate()
            .map(|(point, value)| (self.weight(point), value))
            .filter(|(weight, _)| !weight.is_zero())
            .map(|(weight, value)| weight * numerator(value, &denominator))
            .sum();
        Rational::new(sum, denominator * &self.total)
    }

    /// The mass of a point times [`total`](Self::total), which is whole.
    #[must_use]
    pub fn weight(&self, point: usize) -> BigInt {
        self.weights.get(point)
    }

    /// A common denominator of the masses.
    #[must_use]
    pub fn total(&self) -> &BigInt {
        &self.total
    }

    /// The weights, where they are of machine width.
    pub(super) fn narrow_weights(&self) -> Option<Narrow<'_>> {
        self.weights.narrow()
    }

    /// The same where their sum is, too.
    pub(super) fn short_weights(&self) -> Option<Narrow<'_>> {
        self.narrow_weights().filter(|_| self.total.bits() <= 63)
    }

    /// The weights times `factor` in a width bounded to hold them.
    pub(crate) fn weights_times<T: Integer>(&self, factor: &BigInt) -> Vec<T> {
        self.weights.times(factor)
    }
}

/// Weights at their points, and 0 at all others; `None` if a point is listed twice or a weight is below 0.
fn spread<T: Integer>(count: usize, points: &[usize], numerators: &[T]) -> Option<Vec<T>> {
    let (mut weights, mut met) = (vec![T::zero(); count], vec![false; count]);
    for (point, weight) in points.iter().zip(numerators) {
        if weight.is_negative() || std::mem::replace(met.get_mut(*point)?, true) {
            return None;
        }
        weights[*point] = weight.clone();
    }
    Some(weights)
}

fn product_in<T: Integer>(factors: &[Distribution]) -> Integers {
    let mut weights = vec![T::one()];
    for factor in factors {
        let of_factor = factor.weights_times::<T>(&BigInt::one());
        let mut products = Vec::with_capacity(weights.len() * of_factor.len());
        for weight in &weights {
            for factor in &of_factor {
                products.push(weight.clone() * factor.clone());
            }
        }
        weights = products;
    }
    T::wrap(weights)
}

impl PartialEq for Distribution {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && (0..self.len())
                .all(|point| self.weight(point) * &other.total == other.weight(point) * &self.total)
    }
}

impl Eq for Distribution {}
