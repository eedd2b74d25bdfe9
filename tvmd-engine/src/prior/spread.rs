//! How a function of the profile is spread on an event: its values with their probabilities.

use super::Prior;
use crate::exact::{BigInt, Rational};
use num_traits::Zero;
use std::collections::HashMap;

/// A function on an event, under a prior: what it is there, how often.
///
/// ```
/// use tvmd::prelude::*;
/// use tvmd::prior::Spread;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior independent { Buyer { Low: 1/4, High: 3/4 } } }
/// #     mechanism Posted in Shop { posted_prices { Tea: 3/2 } }
/// # }
///
/// let revenue = Performance::new(&Revenue, &Posted.table())?;
/// let spread = Spread::of_all(revenue.values(), &Shop::prior());
/// assert_eq!(spread.atoms(), [(ratio!(0), ratio!(1 / 4)), (ratio!(3 / 2), ratio!(3 / 4))]);
/// assert_eq!(spread.expectation(), Some(ratio!(9 / 8)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The values of positive probability, ascending, each with its probability.
    atoms: Vec<(Rational, Rational)>,
    /// The largest value on the event, be it of probability 0.
    most: Rational,
}

impl Spread {
    /// The function with one value per profile, on the event of all profiles.
    pub fn of_all(values: &[Rational], prior: &Prior) -> Self {
        let mut weights: HashMap<&Rational, BigInt> = HashMap::new();
        for profile in prior.distribution().support() {
            *weights.entry(&values[profile]).or_default() += prior.distribution().weight(profile);
        }
        let weights = weights.into_iter().map(|(value, weight)| (value.clone(), weight));
        let most = values.iter().max().cloned().unwrap_or_default();
        Self::from_weights(weights, prior, most)
    }

    /// Values, each listed once, with their weights over the prior's total, and the largest value.
    pub(crate) fn from_weights(
        weights: impl IntoIterator<Item = (Rational, BigInt)>,
        prior: &Prior,
        most: Rational,
    ) -> Self {
        let total = prior.distribution().total();
        let mut atoms = Vec::new();
        for (value, weight) in weights {
            if !weight.is_zero() {
                atoms.push((value, Rational::new(weight, total.clone())));
            }
        }
        atoms.sort();
        Self { atoms, most }
    }

    /// The same on what has positive probability only; `None` if nothing has.
    #[must_use]
    pub fn on_support(self) -> Option<Self> {
        let most = self.atoms.last()?.0.clone();
        Some(Self { most, ..self })
    }

    /// The values of positive probability, ascending, each with its probability.
    #[must_use]
    pub fn atoms(&self) -> &[(Rational, Rational)] {
        &self.atoms
    }

    /// The largest value on the event, be it of probability 0.
    #[must_use]
    pub fn most(&self) -> &Rational {
        &self.most
    }

    /// The probability of the event.
    #[must_use]
    pub fn mass(&self) -> Rational {
        self.atoms.iter().map(|(_, mass)| mass).sum()
    }

    /// The expectation given the event; `None` if that has probability 0.
    #[must_use]
    pub fn expectation(&self) -> Option<Rational> {
        let mass = self.mass();
        (!mass.is_zero())
            .then(|| self.atoms.iter().map(|(value, mass)| value * mass).sum::<Rational>() / mass)
    }
}
