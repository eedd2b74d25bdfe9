//! The first half: the mechanism satisfies every constraint, and what it makes.

use super::file::{Named, Number, Objective, Proves};
use super::problem::Problem;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational as Q;
use num_traits::{One, Signed, Zero};

impl Problem<'_> {
    /// Whether there is a feasible outcome at each profile.
    pub(crate) fn check_outcomes(&self) -> Result<(), String> {
        let sure = self.file.proves == Proves::Deterministic;
        for (profile, types) in self.profiles.iter().enumerate() {
            let outcome = &self.outcomes[self.at[profile]];
            let (chances, bundles): (Vec<&Q>, Vec<&Vec<usize>>) =
                outcome.lottery.iter().map(|(chance, bundles)| (chance, bundles)).unzip();
            let twice = |bundles: &&Vec<usize>| {
                bundles.iter().try_fold(0, |given, own| (given & own == 0).then_some(given | own)).is_none()
            };
            let idle =
                |agent: usize| outcome.payments[agent].is_zero() && bundles.iter().all(|own| own[agent] == 0);
            let wrong = if chances.iter().any(|own| own.is_negative())
                || !chances.iter().copied().sum::<Q>().is_one()
            {
                "probabilities that are negative or don't add up to 1"
            } else if bundles.iter().any(twice) {
                "an item is given twice"
            } else if outcome.payments.iter().any(|own| own.abs() > self.file.setting.bound.0) {
                "a payment outside [-H, H]"
            } else if (0..types.len()).any(|agent| types[agent] == 0 && !idle(agent)) {
                "who reports Bottom gets or pays something"
            } else if sure && !chances.iter().all(|own| own.is_zero() || own.is_one()) {
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
        // There are many comparisons: between integers, over one denominator.
        let values = self.values.iter().flatten().flatten().chain(&self.prior).chain([&self.epsilon]);
        let chances = self.outcomes.iter().flat_map(|own| own.lottery.iter().map(|own| &own.0));
        let numbers = self.outcomes.iter().flat_map(|own| &own.payments).chain(chances).chain(values);
        let one = numbers.fold(BigInt::one(), |common, number| common.lcm(number.denom()));
        let whole = |number: &Q| number.numer() * (&one / number.denom());
        let masses: Vec<BigInt> = self.prior.iter().map(whole).collect();
        let epsilon = whole(&self.epsilon) * &one;
        for (agent, types) in self.values.iter().enumerate() {
            let offers = self.outcomes.iter().map(|own| {
                let lottery = own.lottery.iter().map(|(chance, bundles)| (whole(chance), bundles[agent]));
                (lottery.collect::<Vec<_>>(), whole(&own.payments[agent]) * &one)
            });
            let offers: Vec<_> = offers.collect();
            for (own, values) in types.iter().enumerate() {
                let values: Vec<BigInt> = values.iter().map(whole).collect();
                let utility = |(lottery, pays): &(Vec<(BigInt, usize)>, BigInt)| {
                    lottery.iter().map(|(chance, bundle)| chance * &values[*bundle]).sum::<BigInt>() - pays
                };
                let utilities: Vec<BigInt> = offers.iter().map(utility).collect();
                let truths: Vec<usize> = self.of_type(agent, own).collect();
                for misreport in [None].into_iter().chain((0..types.len()).map(Some)) {
                    let slack = |truth: &usize| match misreport {
                        None => utilities[self.at[*truth]].clone(),
                        Some(lie) => {
                            let lie = &utilities[self.at[self.with(*truth, agent, lie)]];
                            &utilities[self.at[*truth]] - lie + &epsilon
                        }
                    };
                    let expected =
                        || truths.iter().map(|truth| &masses[*truth] * slack(truth)).sum::<BigInt>();
                    let holds = match self.pointwise(misreport) {
                        true => truths.iter().all(|truth| !slack(truth).is_negative()),
                        false => !expected().is_negative(),
                    };
                    if !holds {
                        return Err(self.broken(agent, own, misreport));
                    }
                }
            }
        }
        Ok(())
    }

    fn broken(&self, agent: usize, own: usize, misreport: Option<usize>) -> String {
        let how = match misreport {
            None => "loses by taking part".to_owned(),
            Some(lie) => format!("gains more than {} by reporting {}", self.epsilon, self.names[agent][lie]),
        };
        format!("{} of type {} {how}", self.file.setting.agents[agent].name, self.names[agent][own])
    }

    /// The objective at a profile of true types.
    fn objective(&self, profile: usize) -> Q {
        let outcome = &self.outcomes[self.at[profile]];
        let worth = |agent: usize, bundle: usize| &self.values[agent][self.profiles[profile][agent]][bundle];
        let welfare =
            |bundles: &[usize]| bundles.iter().enumerate().map(|(agent, own)| worth(agent, *own)).sum::<Q>();
        match self.file.objective {
            Objective::Revenue => outcome.payments.iter().sum(),
            Objective::Welfare => outcome.lottery.iter().map(|(chance, own)| chance * welfare(own)).sum(),
        }
    }

    /// The expected objective.
    pub(crate) fn expected(&self, prior: &[Q]) -> Q {
        let drawn = prior.iter().enumerate().filter(|(_, mass)| !mass.is_zero());
        drawn.map(|(profile, mass)| mass * self.objective(profile)).sum()
    }

    /// What potentials show that the mechanism makes under every joint distribution with the prior's marginals. Profiles with a
    /// type of no mass have none under any of them.
    pub(crate) fn guaranteed(&self, named: &Named<Named<Number>>) -> Result<Q, String> {
        let (marginals, mut expected) = (self.marginals(&self.prior), Q::zero());
        let mut potentials: Vec<_> = marginals.iter().map(|own| vec![Q::zero(); own.len()]).collect();
        for (agent, types) in named.iter().map(|(agent, types)| (self.agent(agent), types)) {
            for (own, potential) in types {
                let (agent, own) = (agent.clone()?, self.own(agent.clone()?, own)?);
                expected += &marginals[agent][own] * &potential.0;
                potentials[agent][own].clone_from(&potential.0);
            }
        }
        for (profile, types) in self.profiles.iter().enumerate() {
            let own = || types.iter().enumerate();
            let possible = own().all(|(agent, own)| marginals[agent][*own].is_positive());
            let sum: Q = own().map(|(agent, own)| &potentials[agent][*own]).sum();
            if possible && sum > self.objective(profile) {
                return Err(format!(
                    "the potentials add up to more than the objective at {}",
                    self.name(profile)
                ));
            }
        }
        Ok(expected)
    }
}
