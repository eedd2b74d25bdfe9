//! One buyer of a sale in sequence: what each of her types takes of what is left, and whether another report would do better.

mod choices;
mod items;
mod offers;
mod whole;

use super::Lie;
use super::fraction::weights;
use super::sale::Sale;
use super::visits::Visits;
use super::wide::Factor;
use crate::exact::scaled::{common_denominator, numerator};
use crate::exact::{BigInt, Rational};
use crate::prior::Distribution;
use crate::setting::{Agent, Bundle, Setting, Valuation};

/// A buyer.
pub(super) struct Buyer<'a, T> {
    sale: Sale<'a>,
    setting: &'a Setting,
    agent: usize,
    /// The weights of her types, ⊥ first, and their sum.
    weights: Option<(Vec<T>, BigInt)>,
    /// What values and prices are over.
    unit: BigInt,
}

impl<'a, T: Factor> Buyer<'a, T> {
    pub(super) fn new(
        sale: Sale<'a>,
        setting: &'a Setting,
        agent: usize,
        types: Option<&Distribution>,
    ) -> Self {
        let weights = types.map(|distribution| {
            let (weights, total) = weights(distribution);
            (weights.iter().map(narrow).collect(), total)
        });
        let unit = unit(sale, setting, agent);
        Self { sale, setting, agent, weights, unit }
    }

    /// What her probabilities are over, and what values and prices are.
    pub(super) fn denominators(&self) -> Option<(&BigInt, &BigInt)> {
        Some((&self.weights.as_ref()?.1, &self.unit))
    }

    fn her(&self) -> &'a Agent {
        &self.setting.agents()[self.agent]
    }

    /// An amount of a type times her weight.
    fn weighted(&self, her_type: usize, amount: T) -> T {
        self.weights.as_ref().map_or_else(T::zero, |(weights, _)| amount * weights[her_type].clone())
    }

    fn scaled(&self, amount: &Rational) -> T {
        if *amount.denom() == self.unit {
            narrow(amount.numer())
        } else {
            narrow(&numerator(amount, &self.unit))
        }
    }

    /// What becomes of each of these sets when she comes to it.
    ///
    /// # Errors
    /// A lie that pays.
    pub(super) fn visits(&self, sets: &[Bundle]) -> Result<Visits<T>, Lie> {
        let additive = self.her().types().iter().skip(1).map(|her_type| match her_type.valuation() {
            Valuation::Additive(values) => Some(values.as_slice()),
            Valuation::UnitDemand(_) | Valuation::Bundles(_) => None,
        });
        let values: Option<Vec<&[Rational]>> = additive.collect();
        match (self.sale, values) {
            (Sale::Items(rule), Some(values)) => self.item_by_item(rule, &values, sets),
            _ => self.as_a_whole(sets),
        }
    }
    /// Begins with what ⊥ and idle types do at a set, and says which step that is.
    fn stays_away(&self, visits: &mut Visits<T>, from: usize, idle: &[usize]) -> usize {
        let first = visits.add(None, from, Bundle::EMPTY, self.weight(0));
        for her_type in idle {
            visits.add(Some(first), from, Bundle::EMPTY, self.weight(*her_type));
        }
        first
    }

    /// How likely a type is, if somebody says.
    fn weight(&self, her_type: usize) -> Option<&T> {
        self.weights.as_ref().map(|(weights, _)| &weights[her_type])
    }

    fn lie(&self, her_type: usize, report: Option<usize>, left: Bundle, gain: T) -> Lie {
        let her = self.her();
        Lie {
            agent: her.name().to_owned(),
            own: her.type_name(her_type).to_owned(),
            report: report.map(|report| her.type_name(report).to_owned()),
            left: self.setting.bundle_name(left),
            gain: Rational::new(gain.into(), self.unit.clone()).into(),
        }
    }
}

/// A common denominator of an agent's values and prices.
pub(super) fn unit(sale: Sale<'_>, setting: &Setting, agent: usize) -> BigInt {
    let values = setting.agents()[agent].types().iter().flat_map(|her_type| her_type.valuation().numbers());
    match sale {
        Sale::Items(rule) => common_denominator(values.chain(rule.prices[agent].iter().flatten())),
        Sale::Bundles(rule) => common_denominator(values.chain(rule.offers.iter().map(|(_, price)| price))),
    }
}

fn narrow<T: Factor>(number: &BigInt) -> T {
    T::narrow(number).expect("the width was picked from a bound of all that is formed")
}

#[cfg(test)]
mod tests;
