//! Expectations over independent types as integers over one denominator, reduced once at the end.

use crate::exact::{BigInt, Rational};
use crate::prior::Distribution;
use num_integer::Integer as _;
use num_traits::{One, Zero};

/// A sum of fractions that is brought to lowest terms only when it is read.
#[derive(Clone, Debug)]
pub(super) struct Fraction {
    numerator: BigInt,
    /// What values and payments are over.
    unit: BigInt,
    /// What probabilities are over.
    mass: BigInt,
}

impl Fraction {
    pub(super) fn zero() -> Self {
        Self { numerator: BigInt::zero(), unit: BigInt::one(), mass: BigInt::one() }
    }

    /// One more agent draws her type: probabilities are over the product with her denominator.
    pub(super) fn draw(&mut self, total: &BigInt) {
        self.numerator *= total;
        self.mass *= total;
    }

    /// Adds what is over `unit` and the probabilities' denominator.
    pub(super) fn add(&mut self, numerator: BigInt, unit: &BigInt) {
        let common = self.unit.lcm(unit);
        if common != self.unit {
            self.numerator *= &common / &self.unit;
        }
        self.numerator += if common == *unit { numerator } else { numerator * (&common / unit) };
        self.unit = common;
    }

    pub(super) fn value(self) -> Rational {
        Rational::new(self.numerator, self.unit * self.mass)
    }
}

impl From<Rational> for Fraction {
    fn from(value: Rational) -> Self {
        let (numerator, unit) = value.into_raw();
        Self { numerator, unit, mass: BigInt::one() }
    }
}

/// The weights of an agent's types, ⊥ first, and their sum, without a common factor.
pub(super) fn weights(own: &Distribution) -> (Vec<BigInt>, BigInt) {
    let weights: Vec<BigInt> = (0..own.len()).map(|point| own.weight(point)).collect();
    let common = weights.iter().fold(BigInt::zero(), |common, weight| common.gcd(weight));
    let total = own.total() / &common;
    (weights.into_iter().map(|weight| weight / &common).collect(), total)
}
