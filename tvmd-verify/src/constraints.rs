//! The first half: the mechanism satisfies every constraint and attains the value.

use super::read::{Outcome, Problem, profiles};
use num_rational::BigRational as Q;
use num_traits::{One, Signed, Zero};
use std::collections::BTreeMap;

impl Problem {
    /// The mechanism's objective, if it satisfies every constraint.
    pub(crate) fn attained(&self) -> Result<Q, String> {
        for (profile, outcome) in &self.outcomes {
            self.check_feasible(profile, outcome).map_err(|reason| format!("at {profile:?}: {reason}"))?;
        }
        for agent in 0..self.values.len() {
            self.check_agent(agent)?;
        }
        self.guaranteed()
    }

    fn check_feasible(&self, profile: &[usize], outcome: &Outcome) -> Result<(), String> {
        let probabilities = outcome.lottery.iter().map(|(probability, _)| probability);
        if probabilities.clone().any(Signed::is_negative) || !probabilities.sum::<Q>().is_one() {
            return Err("probabilities that are negative or don't add up to 1".to_owned());
        }
        for (_, bundles) in &outcome.lottery {
            let given = bundles.iter().try_fold(0, |given, own| (given & own == 0).then_some(given | own));
            if given.is_none() {
                return Err("an item is given twice".to_owned());
            }
        }
        if outcome.payments.iter().any(|payment| payment.abs() > self.limit) {
            return Err("a payment outside [-H, H]".to_owned());
        }
        let gets = |agent: usize| outcome.lottery.iter().any(|(_, bundles)| bundles[agent] != 0);
        let idle = |agent: usize| profile[agent] > 0 || !gets(agent) && outcome.payments[agent].is_zero();
        if (0..profile.len()).all(idle) {
            Ok(())
        } else {
            Err("who reports Bottom gets or pays something".to_owned())
        }
    }

    /// What `own` gains at this profile of reports.
    fn utility(&self, agent: usize, own: usize, reports: &[usize]) -> Q {
        let outcome = &self.outcomes[reports];
        self.worth(agent, own, outcome) - &outcome.payments[agent]
    }

    fn worth(&self, agent: usize, own: usize, outcome: &Outcome) -> Q {
        let values = &self.values[agent][own];
        outcome.lottery.iter().map(|(probability, bundles)| probability * &values[bundles[agent]]).sum()
    }

    fn check_agent(&self, agent: usize) -> Result<(), String> {
        let types = self.values[agent].len();
        for own in 0..types {
            let told = self.by_others(agent, own, own);
            let weights = self.weights(agent, own);
            let total: Q = weights.values().sum();
            let expected = |utilities: &BTreeMap<Vec<usize>, Q>| -> Q {
                weights.iter().map(|(others, weight)| weight * &utilities[others]).sum()
            };
            let taking_part = if self.interim {
                !expected(&told).is_negative()
            } else {
                told.values().all(|own| !own.is_negative())
            };
            if !taking_part {
                return Err(format!("type {own} of agent {agent} loses by taking part"));
            }
            for report in 0..types {
                let lied = self.by_others(agent, own, report);
                let truthful = if self.dominant {
                    told.iter().all(|(others, truth)| lied[others] <= truth + &self.epsilon)
                } else {
                    expected(&lied) <= expected(&told) + &total * &self.epsilon
                };
                if !truthful {
                    return Err(format!("type {own} of agent {agent} gains by reporting {report}"));
                }
            }
        }
        Ok(())
    }

    /// The utility of `own` who reports `report`, by the profile in which she tells the truth.
    fn by_others(&self, agent: usize, own: usize, report: usize) -> BTreeMap<Vec<usize>, Q> {
        let truths = self.outcomes.keys().filter(|profile| profile[agent] == own);
        truths
            .map(|truth| (truth.clone(), self.utility(agent, own, &replaced(truth, agent, report))))
            .collect()
    }

    /// The masses of the profiles in which the agent is of type `own`.
    pub(crate) fn weights(&self, agent: usize, own: usize) -> BTreeMap<Vec<usize>, Q> {
        let atoms = self.prior.iter().filter(|(profile, _)| profile[agent] == own);
        atoms.map(|(profile, mass)| (profile.clone(), mass.clone())).collect()
    }

    /// The objective at a profile of true types.
    fn objective(&self, profile: &[usize]) -> Q {
        let outcome = &self.outcomes[profile];
        if self.welfare {
            (0..profile.len()).map(|agent| self.worth(agent, profile[agent], outcome)).sum()
        } else {
            outcome.payments.iter().sum()
        }
    }

    /// The expected objective; with potentials, what they guarantee under every prior with these marginals.
    fn guaranteed(&self) -> Result<Q, String> {
        let Some(potentials) = &self.potentials else {
            return Ok(self.prior.iter().map(|(profile, mass)| mass * self.objective(profile)).sum());
        };
        let sum = |profile: &[usize]| -> Q {
            profile.iter().zip(potentials).map(|(own, of)| of[*own].clone()).sum()
        };
        let sizes: Vec<usize> = self.values.iter().map(Vec::len).collect();
        // Profiles with a type of no mass have none under any prior with these marginals.
        let possible = |profile: &Vec<usize>| {
            (0..sizes.len()).all(|agent| !self.weights(agent, profile[agent]).values().sum::<Q>().is_zero())
        };
        if profiles(&sizes)
            .iter()
            .filter(|own| possible(own))
            .any(|profile| sum(profile) > self.objective(profile))
        {
            return Err("potentials that add up to more than the objective".to_owned());
        }
        Ok(self.prior.iter().map(|(profile, mass)| mass * sum(profile)).sum())
    }
}

/// The profile with one agent's type replaced.
pub(crate) fn replaced(profile: &[usize], agent: usize, own: usize) -> Vec<usize> {
    let mut changed = profile.to_vec();
    changed[agent] = own;
    changed
}
