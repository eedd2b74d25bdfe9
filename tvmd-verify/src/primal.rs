//! The first half: the mechanism satisfies every constraint, and what it makes.

use super::Checked;
use super::file::Objective;
use super::problem::{Masses, Outcome, Problem};
use num_bigint::BigInt;
use num_traits::Signed as _;

impl Problem<'_> {
    /// Whether taking part costs no type anything, and no misreport gains her more than ε.
    pub(crate) fn check_constraints(&self) -> Checked<()> {
        let epsilon =
            self.file.epsilon.as_ref().map(|epsilon| self.whole(epsilon) * &self.unit).unwrap_or_default();
        for (agent, types) in self.values.iter().enumerate() {
            let mut by_type = vec![(Vec::new(), Vec::new()); types.len()];
            (0..self.at.len()).for_each(|profile| by_type[self.type_at(agent, profile)].0.push(profile));
            self.prior.iter().for_each(|atom| by_type[self.type_at(agent, *atom.0)].1.push(atom));
            for (her_type, ((all, drawn), valuation)) in by_type.iter().zip(types).enumerate() {
                let worth = |(chance, bundles): &(BigInt, Vec<u64>)| chance * valuation.value(bundles[agent]);
                let gets = |outcome: &Outcome| outcome.lottery.iter().map(worth).sum::<BigInt>();
                let utility = |outcome| gets(outcome) - &outcome.payments[agent] * &self.unit;
                let utilities: Vec<BigInt> = self.outcomes.iter().map(utility).collect();
                let asked = [None].into_iter().chain((0..types.len()).map(Some));
                for misreport in asked.filter(|misreport| self.is_asked(her_type, *misreport)) {
                    let lie = |truth: &usize| {
                        let report = misreport.map(|lie| self.at[self.with(*truth, agent, her_type, lie)]);
                        report.map_or(&BigInt::ZERO, |row| &utilities[row])
                    };
                    let allowed = if misreport.is_some() { &epsilon } else { &BigInt::ZERO };
                    let slack = |truth: &usize| &utilities[self.at[*truth]] - lie(truth) + allowed;
                    // What is asked at every profile comes with no ε; in expectation the profile counts most at which most is missing.
                    let broken = match self.is_pointwise(misreport) {
                        true => all.iter().find(|truth| utilities[self.at[**truth]] < *lie(truth)).copied(),
                        false => {
                            let weighed =
                                drawn.iter().map(|(profile, mass)| (*mass * slack(profile), **profile));
                            let weighed: Vec<(BigInt, usize)> = weighed.collect();
                            let sum: BigInt = weighed.iter().map(|(slack, _)| slack).sum();
                            weighed
                                .into_iter()
                                .min()
                                .filter(|_| sum.is_negative())
                                .map(|(_, profile)| profile)
                        }
                    };
                    if let Some(profile) = broken {
                        let (who, names) = (self.agents.listed[agent], &self.types[agent].listed);
                        let lie = misreport.map_or("by taking part", |lie| names[lie]);
                        let what = misreport.map_or("loses", |_| "gains more than is allowed by reporting");
                        let reason = format!("{who} of type {} {what} {lie}", names[her_type]);
                        let row = self.at[profile];
                        let wrong =
                            self.behind_payment(reason.into(), &self.file.primal.outcomes[row], agent);
                        return Err(wrong.behind(row));
                    }
                }
            }
        }
        Ok(())
    }

    /// The objective at a profile of true types, over unit².
    pub(crate) fn objective(&self, profile: usize) -> BigInt {
        let Outcome { lottery, payments } = &self.outcomes[self.at[profile]];
        let values = |agent: usize| &self.values[agent][self.type_at(agent, profile)];
        let welfare = |bundles: &[u64]| {
            (0..bundles.len()).map(|agent| values(agent).value(bundles[agent])).sum::<BigInt>()
        };
        match self.file.objective {
            Objective::Revenue => payments.iter().sum::<BigInt>() * &self.unit,
            Objective::Welfare => lottery.iter().map(|(chance, bundles)| chance * welfare(bundles)).sum(),
        }
    }

    /// The expected objective, over unit³.
    pub(crate) fn expected(&self, prior: &Masses) -> BigInt {
        prior.iter().map(|(profile, mass)| mass * self.objective(*profile)).sum()
    }
}
