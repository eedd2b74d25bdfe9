//! The values of a bidder, ascending, with how likely lower ones are.

use super::fraction::weights;
use super::wide::{Factor, sum};
use crate::exact::{BigInt, Rational};
use crate::prior::Distribution;
use crate::setting::{Bundle, Setting};
use tvmd_lanes::Long;

/// What a bundle may be worth to a bidder who takes part, and how likely that is.
pub(super) struct Ladder<T> {
    /// Each once, ascending.
    pub(super) values: Vec<Rational>,
    /// The weight of ⊥ and of all values below the first, the second, …, and of all.
    pub(super) up_to: Vec<T>,
}

impl<T: Factor> Ladder<T> {
    pub(super) fn all(setting: &Setting, types: &[Distribution], bundle: Bundle) -> Vec<Self> {
        let agents = setting.agents().iter().zip(types);
        let ladder = agents.map(|(agent, distribution)| {
            let (weights, _) = weights(distribution);
            let narrow = |weight: &BigInt| T::narrow(weight).expect("masses were bounded beforehand");
            let taking_part = agent.types().iter().zip(&weights).skip(1);
            let mut worth: Vec<(Rational, T)> = taking_part
                .map(|(her_type, weight)| (her_type.valuation().value(bundle), narrow(weight)))
                .collect();
            worth.sort_by(|one, other| one.0.cmp(&other.0));
            let (mut values, mut up_to): (Vec<Rational>, Vec<T>) = (Vec::new(), Vec::new());
            let mut sum = narrow(&weights[0]);
            for (value, weight) in worth {
                if values.last() != Some(&value) {
                    values.push(value);
                    up_to.push(sum.clone());
                }
                sum += weight;
            }
            up_to.push(sum);
            Self { values, up_to }
        });
        ladder.collect()
    }

    /// The weight of ⊥ and of all values below this one, and that of the rest.
    pub(super) fn split(&self, value: &Rational) -> (T, T) {
        let below = self.below(value);
        (below.clone(), self.total() - below)
    }

    /// The weight of ⊥ and of all values below this one.
    pub(super) fn below(&self, value: &Rational) -> T {
        self.up_to[self.values.partition_point(|known| known < value)].clone()
    }

    /// The weight of ⊥ and of all values up to this one.
    pub(super) fn not_above(&self, value: &Rational) -> T {
        self.up_to[self.values.partition_point(|known| known <= value)].clone()
    }

    /// The weight of ⊥.
    pub(super) fn absent(&self) -> T {
        self.up_to[0].clone()
    }

    pub(super) fn total(&self) -> T {
        self.up_to[self.values.len()].clone()
    }

    pub(super) fn bits(&self) -> u64 {
        self.total().into().bits()
    }
}

/// A sum of products that has at most so many bits.
pub(super) fn times<T: Factor>(bits: u64, products: &[(&Long, &T)]) -> Long {
    sum(bits, products.iter().copied())
}
