//! The first half: the mechanism satisfies every constraint, and what it makes.

use super::file::{Named, Number, Objective};
use super::problem::Problem;
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational as Q;
use num_traits::{One, Signed, Zero};

impl Problem<'_> {
    /// Whether there is a feasible outcome at each profile.
    pub(crate) fn check_outcomes(&self) -> Result<(), String> {
        for (profile, row) in self.at.iter().enumerate() {
            let (outcome, agents) = (&self.rows[*row], 0..self.values.len());
            let mut chances = outcome.lottery.iter().map(|(chance, _)| chance);
            let disjoint = |bundles: &[usize]| {
                bundles.iter().try_fold(0, |given, own| (given & own == 0).then_some(given | own)).is_some()
            };
            let idle = |agent: usize| {
                outcome.payments[agent].is_zero() && outcome.lottery.iter().all(|own| own.1[agent] == 0)
            };
            let wrong = if chances.any(Signed::is_negative)
                || !outcome.lottery.iter().map(|(chance, _)| chance).sum::<Q>().is_one()
            {
                "probabilities that are negative or don't add up to 1"
            } else if !outcome.lottery.iter().all(|(_, bundles)| disjoint(bundles)) {
                "an item is given twice"
            } else if outcome.payments.iter().any(|payment| payment.abs() > self.file.setting.bound.0) {
                "a payment outside [-H, H]"
            } else if agents.into_iter().any(|agent| self.type_of(profile, agent) == 0 && !idle(agent)) {
                "who reports Bottom gets or pays something"
            } else {
                continue;
            };
            return Err(format!("at {}: {wrong}", self.name(profile)));
        }
        Ok(())
    }

    /// Whether no outcome is a lottery.
    pub(crate) fn check_no_lotteries(&self) -> Result<(), String> {
        let chances = self.rows.iter().flat_map(|own| &own.lottery).map(|own| &own.0);
        let sure = chances.into_iter().all(|chance| chance.is_zero() || chance.is_one());
        if sure { Ok(()) } else { Err("the mechanism holds a lottery".to_owned()) }
    }

    /// Whether taking part costs no type anything, and no misreport gains her more than ε.
    pub(crate) fn check_constraints(&self) -> Result<(), String> {
        // There are many comparisons: between integers, over one denominator.
        let one = self.denominator();
        let whole = |number: &Q| number.numer() * (&one / number.denom());
        let masses: Vec<BigInt> = self.prior.iter().map(whole).collect();
        let epsilon = whole(&self.epsilon) * &one;
        for agent in 0..self.values.len() {
            let offer = |row: &super::problem::Outcome| {
                let lottery = row.lottery.iter().map(|(chance, bundles)| (whole(chance), bundles[agent]));
                (lottery.collect::<Vec<_>>(), whole(&row.payments[agent]) * &one)
            };
            let offers: Vec<_> = self.rows.iter().map(offer).collect();
            for (own, values) in self.values[agent].iter().enumerate() {
                let values: Vec<BigInt> = values.iter().map(whole).collect();
                let worth = |(chance, bundle): &(BigInt, usize)| chance * &values[*bundle];
                let utility =
                    |(lottery, pays): &(Vec<_>, BigInt)| lottery.iter().map(worth).sum::<BigInt>() - pays;
                let utilities: Vec<BigInt> = offers.iter().map(utility).collect();
                let utility = |profile: usize| &utilities[self.at[profile]];
                let truths: Vec<usize> = self.profiles(agent, own).collect();
                for misreport in [None].into_iter().chain((0..self.values[agent].len()).map(Some)) {
                    let slack = |truth: usize| match misreport {
                        None => utility(truth).clone(),
                        Some(report) => utility(truth) - utility(self.with(truth, agent, report)) + &epsilon,
                    };
                    let holds = if self.pointwise(misreport) {
                        truths.iter().all(|truth| !slack(*truth).is_negative())
                    } else {
                        let weighed = truths.iter().filter(|truth| !masses[**truth].is_zero());
                        !weighed.map(|truth| &masses[*truth] * slack(*truth)).sum::<BigInt>().is_negative()
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
        let agents = &self.file.setting.agents;
        let name = |own: usize| own.checked_sub(1).map_or("Bottom", |own| &agents[agent].types[own].name);
        let how = misreport.map_or("loses by taking part".to_owned(), |report| {
            format!("gains more than {} by reporting {}", self.epsilon, name(report))
        });
        format!("{} of type {} {how}", agents[agent].name, name(own))
    }

    /// A common denominator of the numbers in constraints.
    fn denominator(&self) -> BigInt {
        let values = self.values.iter().flatten().flatten();
        let chances = self.rows.iter().flat_map(|row| row.lottery.iter().map(|(chance, _)| chance));
        let payments = self.rows.iter().flat_map(|row| &row.payments);
        let all = values.chain(chances).chain(payments).chain(&self.prior).chain([&self.epsilon]);
        all.fold(BigInt::one(), |common, number| common.lcm(number.denom()))
    }

    /// The objective at a profile of true types.
    fn objective(&self, profile: usize) -> Q {
        let outcome = &self.rows[self.at[profile]];
        if self.file.objective == Objective::Revenue {
            return outcome.payments.iter().sum();
        }
        let worth = |bundles: &[usize]| -> Q {
            let own = |agent: usize| &self.values[agent][self.type_of(profile, agent)][bundles[agent]];
            (0..bundles.len()).map(own).sum()
        };
        outcome.lottery.iter().map(|(chance, bundles)| chance * worth(bundles)).sum()
    }

    /// The expected objective.
    pub(crate) fn expected(&self, prior: &[Q]) -> Q {
        let drawn = prior.iter().enumerate().filter(|(_, mass)| !mass.is_zero());
        drawn.map(|(profile, mass)| mass * self.objective(profile)).sum()
    }

    /// The probability of an agent's type.
    pub(crate) fn mass(&self, prior: &[Q], agent: usize, own: usize) -> Q {
        self.profiles(agent, own).map(|profile| &prior[profile]).sum()
    }

    /// What potentials show that the mechanism makes under every joint distribution with the prior's marginals.
    pub(crate) fn guaranteed(&self, named: &Named<Named<Number>>) -> Result<Q, String> {
        let mut sums = vec![Q::zero(); self.at.len()];
        let mut expected = Q::zero();
        for (agent, types) in named {
            let agent = self.file.setting.agent(agent)?;
            for (own, potential) in types {
                let own = self.file.setting.own(agent, own)?;
                expected += self.mass(&self.prior, agent, own) * &potential.0;
                self.profiles(agent, own).for_each(|profile| sums[profile] += &potential.0);
            }
        }
        // Profiles with a type of no mass have none under any prior with these marginals.
        let mut possible = vec![true; self.at.len()];
        for (agent, types) in self.values.iter().enumerate() {
            for own in (0..types.len()).filter(|own| self.mass(&self.prior, agent, *own).is_zero()) {
                self.profiles(agent, own).for_each(|profile| possible[profile] = false);
            }
        }
        let above = (0..sums.len()).find(|own| possible[*own] && sums[*own] > self.objective(*own));
        above.map_or(Ok(expected), |profile| {
            Err(format!("the potentials add up to more than the objective at {}", self.name(profile)))
        })
    }
}
