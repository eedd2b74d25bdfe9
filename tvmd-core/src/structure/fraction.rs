//! Expectations over independent types as integers over one denominator, brought to lowest terms once at the end.

use crate::exact::{BigInt, Rational};
use crate::prior::Distribution;
use num_integer::Integer as _;
use num_traits::{One, Zero};

/// A sum of fractions. What probabilities are over is the product of the denominators of the agents who drew their types, and isn't
/// multiplied out; so it is brought to lowest terms by many short divisions in place of a long one.
#[derive(Clone, Debug)]
pub(super) struct Fraction {
    numerator: BigInt,
    /// What values and payments are over.
    unit: BigInt,
    /// How many agents drew their types.
    drawn: usize,
}

impl Fraction {
    pub(super) fn zero() -> Self {
        Self { numerator: BigInt::zero(), unit: BigInt::one(), drawn: 0 }
    }

    /// What is over `unit` and the probabilities' denominators of so many agents.
    pub(super) fn new(numerator: BigInt, unit: &BigInt, drawn: usize) -> Self {
        Self { numerator, unit: unit.clone(), drawn }
    }

    /// One more agent draws her type, over this denominator.
    pub(super) fn draw(&mut self, total: &BigInt) {
        self.numerator *= total;
        self.drawn += 1;
    }

    /// Adds what is over `unit` and the same probabilities' denominator.
    pub(super) fn add(&mut self, numerator: BigInt, unit: &BigInt) {
        let common = if self.unit == *unit { unit.clone() } else { self.unit.lcm(unit) };
        if common != self.unit {
            self.numerator *= &common / &self.unit;
        }
        self.numerator += if common == *unit { numerator } else { numerator * (&common / unit) };
        self.unit = common;
    }

    /// In lowest terms, where `totals` are the denominators of those who drew their types.
    pub(super) fn value(self, totals: &[BigInt]) -> Rational {
        let (mut numerator, mut denominator) = (self.numerator, BigInt::one());
        if numerator.is_zero() {
            return Rational::zero();
        }
        for factor in totals[..self.drawn].iter().chain([&self.unit]) {
            let common = factor.gcd(&(&numerator % factor));
            // What is left of both has no common factor any more, nor has what is left after later divisions.
            if !common.is_one() {
                numerator /= &common;
            }
            denominator *= factor / common;
        }
        Rational::in_lowest_terms(numerator, denominator)
    }
}

impl From<Rational> for Fraction {
    fn from(value: Rational) -> Self {
        let (numerator, unit) = value.into();
        Self { numerator, unit, drawn: 0 }
    }
}

/// The weights of an agent's types, ⊥ first, and their sum, without a common factor.
pub(super) fn weights(distribution: &Distribution) -> (Vec<BigInt>, BigInt) {
    let weights: Vec<BigInt> = (0..distribution.len()).map(|point| distribution.weight(point)).collect();
    let common = weights
        .iter()
        .fold(BigInt::zero(), |common, weight| if common.is_one() { common } else { common.gcd(weight) });
    if common.is_one() {
        return (weights, distribution.total().clone());
    }
    let total = distribution.total() / &common;
    (weights.into_iter().map(|weight| weight / &common).collect(), total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lowest_terms_are_found_factor_by_factor() {
        let mut random = oorandom::Rand32::new(3);
        for _ in 0..300 {
            let mut drawn = || BigInt::from(random.rand_range(1..40));
            let totals: Vec<BigInt> = (0..5).map(|_| drawn()).collect();
            let (unit, numerator) = (drawn(), drawn() * drawn() * drawn());
            let fraction = Fraction::new(numerator.clone(), &unit, 4);
            let value = Rational::new(numerator, unit * totals[..4].iter().product::<BigInt>());
            let found = fraction.value(&totals);
            assert_eq!((found.numer(), found.denom()), (value.numer(), value.denom()));
        }
    }
}
