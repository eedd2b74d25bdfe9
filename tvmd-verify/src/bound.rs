//! The second half: the multipliers bound the objective of every mechanism by the value.

use super::constraints::replaced;
use super::read::{Priced, Problem};
use num_rational::BigRational as Q;
use num_traits::{Signed, Zero};
use std::collections::BTreeMap;

/// What the objective and the priced constraints weigh at one profile of reports.
struct Weights {
    /// `values[agent][type]`: the weight on the worth to that type of what the agent gets.
    values: Vec<Vec<Q>>,
    /// The weight on each agent's payment.
    payments: Vec<Q>,
}

impl Problem {
    /// The largest that the objective plus multipliers times slacks can be.
    pub(crate) fn bound(&self) -> Result<Q, String> {
        let prior = match (&self.worst, &self.potentials) {
            (None, None) => &self.prior,
            (Some(worst), Some(_)) => {
                self.check_marginals(worst)?;
                worst
            }
            _ => return Err("potentials and a worst prior go together".to_owned()),
        };
        let mut weights = self.objective_weights(prior);
        let mut bound = Q::zero();
        for priced in &self.priced {
            bound += self.add(priced, &mut weights)?;
        }
        for (profile, weights) in &weights {
            let present = |agent: &usize| profile[*agent] > 0;
            bound += self.best_allocation(profile, weights);
            bound += (0..profile.len())
                .filter(present)
                .map(|agent| weights.payments[agent].abs() * &self.limit)
                .sum::<Q>();
        }
        Ok(bound)
    }

    fn check_marginals(&self, worst: &BTreeMap<Vec<usize>, Q>) -> Result<(), String> {
        let mass = |prior: &BTreeMap<Vec<usize>, Q>, agent: usize, own: usize| -> Q {
            prior.iter().filter(|(profile, _)| profile[agent] == own).map(|(_, mass)| mass).sum()
        };
        let mut types = (0..self.values.len())
            .flat_map(|agent| (0..self.values[agent].len()).map(move |own| (agent, own)));
        let same = types.all(|(agent, own)| mass(worst, agent, own) == mass(&self.prior, agent, own));
        if same { Ok(()) } else { Err("the worst prior has other marginals".to_owned()) }
    }

    fn objective_weights(&self, prior: &BTreeMap<Vec<usize>, Q>) -> BTreeMap<Vec<usize>, Weights> {
        let weights = |profile: &Vec<usize>| {
            let mass = prior.get(profile).cloned().unwrap_or_default();
            let mut values: Vec<Vec<Q>> =
                self.values.iter().map(|types| vec![Q::zero(); types.len()]).collect();
            let mut payments = vec![Q::zero(); profile.len()];
            for agent in 0..profile.len() {
                let weight =
                    if self.welfare { &mut values[agent][profile[agent]] } else { &mut payments[agent] };
                weight.clone_from(&mass);
            }
            Weights { values, payments }
        };
        self.outcomes.keys().map(|profile| (profile.clone(), weights(profile))).collect()
    }

    /// Adds the multiplier times the slack of a constraint, and returns the constant part of that.
    fn add(&self, priced: &Priced, weights: &mut BTreeMap<Vec<usize>, Weights>) -> Result<Q, String> {
        let Priced { agent, own, misreport, others, multiplier } = priced;
        if multiplier.is_negative() {
            return Err("a negative multiplier".to_owned());
        }
        let pointwise = if misreport.is_some() { self.dominant } else { !self.interim };
        let terms =
            match (others, pointwise) {
                (Some(truth), true) => BTreeMap::from([(truth.clone(), multiplier.clone())]),
                (None, false) => self
                    .weights(*agent, *own)
                    .into_iter()
                    .map(|(truth, mass)| (truth, mass * multiplier))
                    .collect(),
                _ => return Err(
                    "a multiplier names the others' types where its constraint is about them, and only there"
                        .to_owned(),
                ),
            };
        let mut add = |at: Vec<usize>, weight: &Q| {
            if let Some(weights) = weights.get_mut(&at) {
                weights.values[*agent][*own] += weight;
                weights.payments[*agent] -= weight;
            }
        };
        let mut constant = Q::zero();
        for (truth, weight) in terms {
            if let Some(report) = misreport {
                add(replaced(&truth, *agent, *report), &-weight.clone());
                constant += &weight * &self.epsilon;
            }
            add(truth, &weight);
        }
        Ok(constant)
    }

    /// The best that any allocation among those present makes of the weights.
    fn best_allocation(&self, profile: &[usize], weights: &Weights) -> Q {
        let gain = |agent: usize, bundle: usize| -> Q {
            let types = self.values[agent].iter().zip(&weights.values[agent]);
            types
                .filter(|(_, weight)| !weight.is_zero())
                .map(|(values, weight)| weight * &values[bundle])
                .sum()
        };
        let present: Vec<usize> = (0..profile.len()).filter(|agent| profile[*agent] > 0).collect();
        if self.additive {
            let best =
                |item: usize| present.iter().map(|agent| gain(*agent, 1 << item)).max().unwrap_or_default();
            return (0..self.items).map(|item| best(item).max(Q::zero())).sum();
        }
        // best[left]: the best with the agents so far and the items in `left`.
        let all = 1_usize << self.items;
        let mut best = vec![Q::zero(); all];
        for agent in present {
            let gains: Vec<Q> = (0..all).map(|bundle| gain(agent, bundle)).collect();
            let with = |left: usize| {
                let bundles = (0..all).filter(|bundle| bundle & left == *bundle);
                bundles.map(|bundle| &gains[bundle] + &best[left & !bundle]).max().unwrap_or_default()
            };
            best = (0..all).map(with).collect();
        }
        best.pop().unwrap_or_default()
    }
}
