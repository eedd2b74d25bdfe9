//! The second half: the multipliers bound the objective of every mechanism.

use super::file::{Branch, Dual, Joint, Multiplier, Objective, Participation, Split, Truthfulness};
use super::problem::Problem;
use num_rational::BigRational as Q;
use num_traits::{Signed, Zero};
use std::collections::BTreeMap;

/// A profile, an agent and an item by number, and whether she gets it there.
pub(crate) type Decision = ([usize; 3], bool);

/// What the objective plus multipliers times slacks weighs of an agent at a profile.
#[derive(Clone, Default)]
struct Weights {
    /// By type: the weight of what she gets is worth to that type.
    worth: BTreeMap<usize, Q>,
    payment: Q,
}

impl Problem<'_> {
    /// A joint distribution that has the prior's marginals, in a problem about all of those.
    pub(crate) fn worst(&self, named: &Joint) -> Result<Vec<Q>, String> {
        let worst = self.file.setting.joint(named)?;
        let same =
            |agent: usize, own: usize| self.mass(&worst, agent, own) == self.mass(&self.prior, agent, own);
        let mut agents = self.values.iter().enumerate();
        if !agents.all(|(agent, types)| (0..types.len()).all(|own| same(agent, own))) {
            return Err("the worst prior has other marginals".to_owned());
        }
        if self.file.truthfulness == Truthfulness::Bic || self.file.participation == Participation::Interim {
            return Err("constraints in expectation need one prior, not all with its marginals".to_owned());
        }
        Ok(worst)
    }

    /// The most that mechanisms without lotteries can make, by a tree of decisions; `None` if its decisions allow none.
    pub(crate) fn branched<'b>(
        &self,
        nodes: &mut impl Iterator<Item = &'b Branch>,
        made: &mut Vec<Decision>,
    ) -> Result<Option<Q>, String> {
        match nodes.next().ok_or("a branch is missing")? {
            Branch::Bounded(dual) => self.bound(&self.prior, dual, made),
            Branch::Split(Split { profile, agent, item }) => {
                let setting = &self.file.setting;
                let decision = [setting.profile(profile)?, setting.agent(agent)?, setting.item(item)?];
                let mut bounds = [None, None];
                for (bound, given) in bounds.iter_mut().zip([true, false]) {
                    made.push((decision, given));
                    *bound = self.branched(nodes, made)?;
                    made.pop();
                }
                Ok(bounds.into_iter().flatten().max())
            }
        }
    }

    /// The most that the objective plus multipliers times slacks can be, profile by profile, by allocations that respect decisions;
    /// `None` if none does.
    pub(crate) fn bound(&self, prior: &[Q], dual: &Dual, made: &[Decision]) -> Result<Option<Q>, String> {
        let mut weights = vec![vec![Weights::default(); self.values.len()]; self.at.len()];
        for (profile, (weights, mass)) in weights.iter_mut().zip(prior).enumerate() {
            for (agent, own) in weights.iter_mut().enumerate().filter(|_| !mass.is_zero()) {
                match self.file.objective {
                    Objective::Revenue => own.payment.clone_from(mass),
                    Objective::Welfare => {
                        own.worth.insert(self.type_of(profile, agent), mass.clone());
                    }
                }
            }
        }
        let mut bound = Q::zero();
        for multiplier in &dual.participation {
            bound += self.add(multiplier, false, &mut weights)?;
        }
        for multiplier in &dual.truthfulness {
            bound += self.add(multiplier, true, &mut weights)?;
        }
        for (profile, weights) in weights.iter().enumerate() {
            let here = || made.iter().filter(|own| own.0[0] == profile);
            let gains: Vec<_> =
                (0..weights.len()).map(|agent| self.gains(profile, agent, &weights[agent], here())).collect();
            let Some(best) = best_allocation(&gains, (1 << self.file.setting.items.len()) - 1) else {
                return Ok(None);
            };
            bound += best;
        }
        Ok(Some(bound))
    }

    /// Adds a constraint's slack times its multiplier, and returns the part that is the same for all mechanisms.
    fn add(&self, priced: &Multiplier, lying: bool, weights: &mut [Vec<Weights>]) -> Result<Q, String> {
        let setting = &self.file.setting;
        let agent = setting.agent(&priced.agent)?;
        let own = setting.own(agent, &priced.own)?;
        let misreport = priced.misreport.as_ref().map(|name| setting.own(agent, name)).transpose()?;
        if priced.multiplier.0.is_negative() || misreport.is_some() != lying {
            return Err("a negative multiplier, or a misreport where none belongs or is missing".to_owned());
        }
        let truths: Vec<(usize, Q)> = match &priced.others {
            Some(others) if self.pointwise(misreport) => {
                let mut all = others.clone();
                all.insert(agent.min(all.len()), priced.own.clone());
                vec![(setting.profile(&all)?, priced.multiplier.0.clone())]
            }
            None if !self.pointwise(misreport) => {
                let drawn = self.profiles(agent, own).filter(|truth| !self.prior[*truth].is_zero());
                drawn.map(|truth| (truth, &self.prior[truth] * &priced.multiplier.0)).collect()
            }
            _ => return Err("`others` belong to a constraint at a profile, and only there".to_owned()),
        };
        let mut constant = Q::zero();
        for (truth, weight) in truths {
            let mut add = |profile: usize, weight: &Q| {
                let weights = &mut weights[profile][agent];
                *weights.worth.entry(own).or_default() += weight;
                weights.payment -= weight;
            };
            add(truth, &weight);
            if let Some(report) = misreport {
                add(self.with(truth, agent, report), &-&weight);
                constant += weight * &self.epsilon;
            }
        }
        Ok(constant)
    }

    /// What an agent adds at a profile by getting each bundle that decisions allow, and the best payment; at Bottom she gets and
    /// pays nothing.
    fn gains<'d>(
        &self,
        profile: usize,
        agent: usize,
        weights: &Weights,
        made: impl Iterator<Item = &'d Decision>,
    ) -> Vec<Option<Q>> {
        let decided: Vec<_> = made.filter(|own| own.0[1] == agent).map(|own| (own.0[2], own.1)).collect();
        let allowed = |bundle: usize| decided.iter().all(|(item, given)| (bundle >> item & 1 == 1) == *given);
        if self.type_of(profile, agent) == 0 {
            return vec![allowed(0).then(Q::zero)];
        }
        let payment = weights.payment.abs() * &self.file.setting.bound.0;
        let worth = |bundle: usize| -> Q {
            weights.worth.iter().map(|(own, weight)| weight * &self.values[agent][*own][bundle]).sum()
        };
        let gain = |bundle: usize| allowed(bundle).then(|| worth(bundle) + &payment);
        (0..1 << self.file.setting.items.len()).map(gain).collect()
    }
}

/// The most that giving the items in `left` to agents adds, from what each allowed bundle adds by agent.
fn best_allocation(gains: &[Vec<Option<Q>>], left: usize) -> Option<Q> {
    let Some((own, others)) = gains.split_first() else { return Some(Q::zero()) };
    let parts = (0..own.len()).filter(|bundle| bundle & left == *bundle);
    let made = |bundle: usize| Some(own[bundle].as_ref()? + best_allocation(others, left & !bundle)?);
    parts.filter_map(made).max()
}
