//! The first half: the mechanism satisfies every constraint, and what it makes.

use super::Checked;
use super::file::{Named, Number, Objective};
use super::problem::{Masses, Outcome, Problem};
use num_bigint::BigInt;
use num_traits::Signed as _;

impl Problem<'_> {
    /// Whether taking part costs no type anything, and no misreport gains her more than ε.
    pub(crate) fn check_constraints(&self) -> Checked<()> {
        let epsilon = self.file.epsilon.as_ref().map(|own| self.whole(own) * &self.unit).unwrap_or_default();
        for (agent, types) in self.values.iter().enumerate() {
            let mut by_type = vec![(Vec::new(), Vec::new()); types.len()];
            (0..self.at.len()).for_each(|profile| by_type[self.own(agent, profile)].0.push(profile));
            self.prior.iter().for_each(|atom| by_type[self.own(agent, *atom.0)].1.push(atom));
            for (own, ((all, drawn), valuation)) in by_type.iter().zip(types).enumerate() {
                let worth = |(chance, bundles): &(BigInt, Vec<u64>)| chance * valuation.value(bundles[agent]);
                let gets = |outcome: &Outcome| outcome.lottery.iter().map(worth).sum::<BigInt>();
                let utility = |outcome| gets(outcome) - &outcome.payments[agent] * &self.unit;
                let utilities: Vec<BigInt> = self.outcomes.iter().map(utility).collect();
                let asked = [None].into_iter().chain((0..types.len()).map(Some));
                for misreport in asked.filter(|misreport| self.is_asked(own, *misreport)) {
                    let lie = |truth: &usize| {
                        let report = misreport.map(|lie| self.at[self.with(*truth, agent, own, lie)]);
                        report.map_or(&BigInt::ZERO, |row| &utilities[row])
                    };
                    let allowed = if misreport.is_some() { &epsilon } else { &BigInt::ZERO };
                    let slack = |truth: &usize| &utilities[self.at[*truth]] - lie(truth) + allowed;
                    // What is asked at every profile comes with no ε.
                    let holds = match self.is_pointwise(misreport) {
                        true => all.iter().all(|truth| utilities[self.at[*truth]] >= *lie(truth)),
                        false => !drawn.iter().map(|own| own.1 * slack(own.0)).sum::<BigInt>().is_negative(),
                    };
                    if !holds {
                        let (who, names) = (self.agents.listed[agent], &self.types[agent].listed);
                        let lie = misreport.map_or("by taking part", |lie| names[lie]);
                        let what = misreport.map_or("loses", |_| "gains more than is allowed by reporting");
                        return Err(format!("{who} of type {} {what} {lie}", names[own]));
                    }
                }
            }
        }
        Ok(())
    }

    /// The objective at a profile of true types, over unit².
    fn objective(&self, profile: usize) -> BigInt {
        let Outcome { lottery, payments } = &self.outcomes[self.at[profile]];
        let values = |agent: usize| &self.values[agent][self.own(agent, profile)];
        let welfare =
            |bundles: &[u64]| (0..bundles.len()).map(|own| values(own).value(bundles[own])).sum::<BigInt>();
        match self.file.objective {
            Objective::Revenue => payments.iter().sum::<BigInt>() * &self.unit,
            Objective::Welfare => lottery.iter().map(|(chance, own)| chance * welfare(own)).sum(),
        }
    }

    /// The expected objective, over unit³.
    pub(crate) fn expected(&self, prior: &Masses) -> BigInt {
        prior.iter().map(|(profile, mass)| mass * self.objective(*profile)).sum()
    }

    /// What potentials show that the mechanism makes under every joint distribution with the prior's marginals, over unit³. Profiles
    /// with a type of no mass have none under any of them.
    pub(crate) fn guaranteed(&self, named: &Named<Named<Number>>) -> Checked<BigInt> {
        let (marginals, mut expected) = (self.marginals(&self.prior), BigInt::ZERO);
        let mut potentials: Vec<_> = marginals.iter().map(|own| vec![BigInt::ZERO; own.len()]).collect();
        for (agent, types) in self.agents.each(Some(named))? {
            for (own, potential) in self.types[agent].each(Some(types))? {
                potentials[agent][own] = self.whole(potential) * &self.unit;
                expected += &marginals[agent][own] * &potentials[agent][own];
            }
        }
        for profile in 0..self.at.len() {
            let own = || (0..potentials.len()).map(|agent| (agent, self.own(agent, profile)));
            let possible = own().all(|(agent, own)| marginals[agent][own].is_positive());
            let sum: BigInt = own().map(|(agent, own)| &potentials[agent][own]).sum();
            if possible && sum > self.objective(profile) {
                let at = self.name(profile);
                return Err(format!("the potentials add up to more than the objective at {at}"));
            }
        }
        Ok(expected)
    }
}
