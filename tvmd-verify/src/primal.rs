//! The first half: the mechanism satisfies every constraint, and what it makes.

use super::claim::{Objective, Proves};
use super::file::{Named, Number};
use super::problem::{Masses, Problem};
use num_bigint::BigInt;
use num_traits::{Signed as _, Zero as _};

impl Problem<'_> {
    /// Whether there is a feasible outcome at each profile.
    pub(crate) fn check_outcomes(&self) -> Result<(), String> {
        let sure = self.file.proves == Proves::Deterministic;
        let bound = self.whole(&self.file.setting.bound);
        let is_disjoint =
            |own: &[u64]| own.iter().try_fold(0, |all, own| (all & own == 0).then_some(all | own));
        for (profile, row) in self.at.iter().enumerate() {
            let (lottery, payments) = (&self.outcomes[*row].lottery, &self.outcomes[*row].payments);
            let chances = || lottery.iter().map(|(chance, _)| chance);
            let idle =
                |agent: usize| payments[agent].is_zero() && lottery.iter().all(|own| own.1[agent] == 0);
            let wrong = if chances().any(BigInt::is_negative) || chances().sum::<BigInt>() != self.unit {
                "probabilities that are negative or don't add up to 1"
            } else if lottery.iter().any(|(_, bundles)| is_disjoint(bundles).is_none()) {
                "an item is given twice"
            } else if payments.iter().any(|own| own.abs() > bound) {
                "a payment outside [-H, H]"
            } else if (0..payments.len()).any(|agent| self.own(agent, profile) == 0 && !idle(agent)) {
                "who reports Bottom gets or pays something"
            } else if sure && chances().any(|own| !own.is_zero() && *own != self.unit) {
                "a lottery"
            } else {
                continue;
            };
            return Err(format!("at {}: {wrong}", self.name(profile)));
        }
        Ok(())
    }

    /// Whether taking part costs no type anything, and no misreport gains her more than ε.
    pub(crate) fn check_constraints(&self) -> Result<(), String> {
        let epsilon = self.file.epsilon.as_ref().map(|own| self.whole(own) * &self.unit).unwrap_or_default();
        for (agent, types) in self.values.iter().enumerate() {
            let mut by_type = vec![(Vec::new(), Vec::new()); types.len()];
            (0..self.at.len()).for_each(|profile| by_type[self.own(agent, profile)].0.push(profile));
            self.prior.iter().for_each(|atom| by_type[self.own(agent, *atom.0)].1.push(atom));
            for (own, ((all, drawn), valuation)) in by_type.iter().zip(types).enumerate() {
                let utility = |outcome: &super::problem::Outcome| {
                    let worth =
                        outcome.lottery.iter().map(|(chance, own)| chance * valuation.value(own[agent]));
                    worth.sum::<BigInt>() - &outcome.payments[agent] * &self.unit
                };
                let utilities: Vec<BigInt> = self.outcomes.iter().map(utility).collect();
                let asked = [None].into_iter().chain((0..types.len()).map(Some));
                for misreport in asked.filter(|misreport| self.is_asked(own, *misreport)) {
                    let slack = |truth: usize| match misreport.map(|lie| self.with(truth, agent, lie)) {
                        None => utilities[self.at[truth]].clone(),
                        Some(lie) => &utilities[self.at[truth]] - &utilities[self.at[lie]] + &epsilon,
                    };
                    let holds = match self.is_pointwise(misreport) {
                        true => all.iter().all(|truth| !slack(*truth).is_negative()),
                        false => !drawn.iter().map(|own| own.1 * slack(*own.0)).sum::<BigInt>().is_negative(),
                    };
                    if !holds {
                        let (who, own) = (self.agents.listed[agent], self.types[agent].listed[own]);
                        let lie = misreport
                            .map(|lie| format!("gains by reporting {}", self.types[agent].listed[lie]));
                        let how = lie.unwrap_or_else(|| "loses by taking part".to_owned());
                        return Err(format!("{who} of type {own} {how}, by more than is allowed"));
                    }
                }
            }
        }
        Ok(())
    }

    /// The objective at a profile of true types, over unit².
    fn objective(&self, profile: usize) -> BigInt {
        let outcome = &self.outcomes[self.at[profile]];
        let worth =
            |(agent, bundle): (usize, &u64)| self.values[agent][self.own(agent, profile)].value(*bundle);
        let welfare = |bundles: &Vec<u64>| bundles.iter().enumerate().map(worth).sum::<BigInt>();
        match self.file.objective {
            Objective::Revenue => outcome.payments.iter().sum::<BigInt>() * &self.unit,
            Objective::Welfare => outcome.lottery.iter().map(|(chance, own)| chance * welfare(own)).sum(),
        }
    }

    /// The expected objective, over unit³.
    pub(crate) fn expected(&self, prior: &Masses) -> BigInt {
        prior.iter().map(|(profile, mass)| mass * self.objective(*profile)).sum()
    }

    /// What potentials show that the mechanism makes under every joint distribution with the prior's marginals, over unit³. Profiles
    /// with a type of no mass have none under any of them.
    pub(crate) fn guaranteed(&self, named: &Named<Named<Number>>) -> Result<BigInt, String> {
        let (marginals, mut expected) = (self.marginals(&self.prior), BigInt::ZERO);
        let mut potentials: Vec<_> = marginals.iter().map(|own| vec![BigInt::ZERO; own.len()]).collect();
        for (agent, types) in self.agents.each(named)? {
            for (own, potential) in self.types[agent].each(types)? {
                potentials[agent][own] = self.whole(potential) * &self.unit;
                expected += &marginals[agent][own] * &potentials[agent][own];
            }
        }
        for profile in 0..self.at.len() {
            let own = || (0..potentials.len()).map(|agent| (agent, self.own(agent, profile)));
            let sum: BigInt = own().map(|(agent, own)| &potentials[agent][own]).sum();
            if own().all(|(agent, own)| marginals[agent][own].is_positive()) && sum > self.objective(profile)
            {
                return Err(format!(
                    "the potentials add up to more than the objective at {}",
                    self.name(profile)
                ));
            }
        }
        Ok(expected)
    }
}
