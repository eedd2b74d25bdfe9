//! The second half: the multipliers bound the objective of every mechanism.

use super::file::{Dual, Joint, Multiplier, Objective, Participation, Truthfulness};
use super::problem::Problem;
use num_rational::BigRational as Q;
use num_traits::{Signed, Zero};
use std::collections::BTreeMap;

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

    /// The most that the objective plus multipliers times slacks can be, profile by profile.
    pub(crate) fn bound(&self, prior: &[Q], dual: &Dual) -> Result<Q, String> {
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
            let gains: Vec<_> =
                (0..weights.len()).map(|agent| self.gains(profile, agent, &weights[agent])).collect();
            bound += best_allocation(&gains, (1 << self.file.setting.items.len()) - 1);
        }
        Ok(bound)
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

    /// What an agent adds at a profile by getting each bundle and the best payment; at Bottom she gets and pays nothing.
    fn gains(&self, profile: usize, agent: usize, weights: &Weights) -> Vec<Q> {
        if self.type_of(profile, agent) == 0 {
            return vec![Q::zero()];
        }
        let payment = weights.payment.abs() * &self.file.setting.bound.0;
        let worth = |bundle: usize| -> Q {
            weights.worth.iter().map(|(own, weight)| weight * &self.values[agent][*own][bundle]).sum()
        };
        (0..1 << self.file.setting.items.len()).map(|bundle| worth(bundle) + &payment).collect()
    }
}

/// The most that giving the items in `left` to agents adds, from what each bundle adds by agent.
fn best_allocation(gains: &[Vec<Q>], left: usize) -> Q {
    let Some((own, others)) = gains.split_first() else { return Q::zero() };
    let parts = (0..own.len()).filter(|bundle| bundle & left == *bundle);
    let made = |bundle: usize| &own[bundle] + best_allocation(others, left & !bundle);
    parts.map(made).max().unwrap_or_default()
}
