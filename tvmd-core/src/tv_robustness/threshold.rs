//! A threshold for one item: what it is worth to the first of independent agents whose value reaches it, against the expected maximum.
//!
//! Agents come in some order; the first whose value reaches the threshold gets the item. Write max for the largest value, q
//! for the probability that somebody gets it, and S = E\[(max - T)⁺\]. Whatever happens to values equal to T, the welfare is
//! at least T·q + (1 - q)·S: whoever is served pays T, and agent i is reached with probability at least 1 - q,
//! independently of her value, which exceeds T by Σ_i E\[(v_i - T)⁺\] ≥ S in all. And E\[max\] ≤ T + S.

use super::single_item::{independent, orders, setting, value, whole};
use crate::case::{Case, Generator, build::additive};
use crate::exact::{Rational, ratio};
use crate::prior::{Distribution, Prior};
use crate::setting::AgentId;
use num_traits::{One, Zero};
use std::collections::BTreeMap;

/// What happens to values equal to the threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ties {
    Served,
    Passed,
}

/// Independent values: by agent, the values with their probabilities.
pub(super) struct Values(Vec<Vec<(Rational, Rational)>>);

impl Values {
    /// The values of a case's agents for all items together, drawn from the marginals of its prior.
    pub(super) fn of(case: &Case) -> Self {
        let setting = case.setting();
        let of_agent = |agent: usize| {
            let marginal: Distribution = case.prior.marginal(AgentId(agent));
            marginal.support().map(|at| (value(setting, agent, at), marginal.mass(at))).collect()
        };
        Self((0..setting.agents().len()).map(of_agent).collect())
    }

    /// The distribution of the largest value.
    pub(super) fn maximum(&self) -> BTreeMap<Rational, Rational> {
        let mut maximum = BTreeMap::from([(Rational::zero(), Rational::one())]);
        for atoms in &self.0 {
            let mut next = BTreeMap::new();
            for (most, chance) in &maximum {
                for (value, mass) in atoms {
                    *next.entry(most.max(value).clone()).or_insert_with(Rational::zero) += chance * mass;
                }
            }
            maximum = next;
        }
        maximum
    }

    /// The welfare of a threshold in an order, and the probability that somebody is served.
    pub(super) fn served(&self, order: &[usize], threshold: &Rational, ties: Ties) -> (Rational, Rational) {
        let (mut welfare, mut waiting) = (Rational::zero(), Rational::one());
        for agent in order {
            let enough = |value: &Rational| value > threshold || ties == Ties::Served && value == threshold;
            let chosen = self.0[*agent].iter().filter(|(value, _)| enough(value));
            let (worth, chance) = chosen
                .fold((Rational::zero(), Rational::zero()), |(worth, chance), (value, mass)| {
                    (worth + value * mass, chance + mass)
                });
            welfare += &waiting * worth;
            waiting *= Rational::one() - chance;
        }
        (welfare, Rational::one() - waiting)
    }

    /// The least welfare of a rule over all orders.
    pub(super) fn least(&self, welfare: impl Fn(&[usize]) -> Rational) -> Rational {
        orders(self.0.len()).iter().map(|order| welfare(order)).min().unwrap_or_default()
    }
}

/// The expectation of a distribution of values.
pub(super) fn expectation(maximum: &BTreeMap<Rational, Rational>) -> Rational {
    maximum.iter().map(|(value, mass)| value * mass).sum()
}

/// The factor of prophet inequalities.
pub(super) fn two() -> Rational {
    ratio(2, 1)
}

/// A first agent of value 1, and a second one of a value with some probability, if any.
pub(super) fn two_agents(second: &[(Rational, Rational)]) -> Option<Case> {
    let mut values = vec![vec![vec![Rational::one()]]];
    let mut masses = vec![vec![Rational::zero(), Rational::one()]];
    for (mass, value) in second {
        values.push(vec![vec![value.clone()]]);
        masses.push(vec![Rational::one() - mass, mass.clone()]);
    }
    let bound = second.iter().map(|(_, value)| value.clone()).fold(Rational::one(), Ord::max);
    let setting = additive(1, bound, &values)?;
    let prior = Prior::independent(&setting, &masses).ok()?;
    Case::of_priors(prior.clone(), prior).ok()
}

/// Random independent values, or the case in which 2 is approached.
pub(super) fn generate(generator: &mut Generator) -> Option<Case> {
    if generator.below(3) == 0 {
        let rare = ratio(1, 2 + whole(generator.below(150)));
        let value = rare.recip() * (Rational::one() + generator.fraction());
        return two_agents(&[(rare, value)]);
    }
    let agents = 1 + generator.position(3);
    let setting = setting(generator, agents, 3)?;
    let start = independent(generator, &setting)?;
    let prior = if generator.below(4) == 0 { generator.near(&start) } else { start };
    Case::of_priors(prior.clone(), prior).ok()
}
