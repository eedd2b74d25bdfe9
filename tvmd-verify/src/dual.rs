//! The second half: the multipliers bound the objective of every mechanism.

use super::file::{Joint, Multiplier, Node, Objective, Participation, Proves, Split, Truthfulness};
use super::problem::Problem;
use num_rational::BigRational as Q;
use num_traits::{Signed, Zero};
use std::collections::BTreeMap;

/// A profile, an agent and an item, and whether she gets it there.
type Decision = ([usize; 3], bool);

/// What the objective plus multipliers times slacks weighs of an agent at a profile: by type, what her bundle is worth to that
/// type, and her payment.
type Weights = (BTreeMap<usize, Q>, Q);

impl Problem<'_> {
    /// A joint distribution with the prior's marginals, in a problem about all of those.
    pub(crate) fn worst(&self, named: &Joint) -> Result<Vec<Q>, String> {
        let worst = self.masses(named)?;
        if self.marginals(&worst) != self.marginals(&self.prior) {
            return Err("the worst prior has other marginals".to_owned());
        }
        if self.file.truthfulness == Truthfulness::Bic || self.file.participation == Participation::Interim {
            return Err("constraints in expectation need one prior, not all with its marginals".to_owned());
        }
        Ok(worst)
    }

    /// The most that mechanisms can make that respect the decisions, by the tree that `nodes` begin with; `None` if there are none.
    pub(crate) fn bound<'n>(
        &self,
        prior: &[Q],
        nodes: &mut impl Iterator<Item = &'n Node>,
        made: &mut Vec<Decision>,
    ) -> Result<Option<Q>, String> {
        match nodes.next().ok_or("a branch is missing")? {
            Node::Bounded(own) => self.bound_leaf(prior, &own.multipliers, made),
            Node::Split(_) if self.file.proves != Proves::Deterministic => {
                Err("lotteries decide nothing".to_owned())
            }
            Node::Split(Split { profile, agent, item }) => {
                let decision = [self.profile(profile)?, self.agent(agent)?, self.item(item)?];
                let mut bounds = [None, None];
                for (bound, given) in bounds.iter_mut().zip([true, false]) {
                    made.push((decision, given));
                    *bound = self.bound(prior, nodes, made)?;
                    made.pop();
                }
                Ok(bounds.into_iter().flatten().max())
            }
        }
    }

    /// The most that the objective plus multipliers times slacks can be, profile by profile.
    fn bound_leaf(
        &self,
        prior: &[Q],
        multipliers: &[Multiplier],
        made: &[Decision],
    ) -> Result<Option<Q>, String> {
        let mut weights: Vec<Vec<Weights>> =
            self.profiles.iter().map(|own| vec![Weights::default(); own.len()]).collect();
        for ((weights, types), mass) in weights.iter_mut().zip(&self.profiles).zip(prior) {
            for ((worth, payment), own) in weights.iter_mut().zip(types) {
                match self.file.objective {
                    Objective::Revenue => payment.clone_from(mass),
                    Objective::Welfare => *worth = BTreeMap::from([(*own, mass.clone())]),
                }
            }
        }
        let mut bound = Q::zero();
        for multiplier in multipliers {
            bound += self.add(multiplier, &mut weights)?;
        }
        let all = (1 << self.file.setting.items.len()) - 1;
        for (profile, weights) in weights.iter().enumerate() {
            let gains = |(agent, weights)| self.gains(profile, agent, weights, made);
            let gains: Vec<_> = weights.iter().enumerate().map(gains).collect();
            let Some(best) = best_allocation(&gains, all) else { return Ok(None) };
            bound += best;
        }
        Ok(Some(bound))
    }

    /// Adds a constraint's slack times its multiplier, and returns the part that is the same for all mechanisms.
    fn add(&self, priced: &Multiplier, weights: &mut [Vec<Weights>]) -> Result<Q, String> {
        let (agent, multiplier) = (self.agent(&priced.agent)?, &priced.multiplier.0);
        let own = self.own(agent, &priced.own)?;
        let misreport = priced.misreport.as_ref().map(|name| self.own(agent, name)).transpose()?;
        let truths: Vec<(usize, Q)> = match (&priced.others, self.pointwise(misreport)) {
            _ if multiplier.is_negative() => return Err("a multiplier is negative".to_owned()),
            (Some(others), true) => {
                let mut all = others.clone();
                all.insert(agent.min(all.len()), priced.own.clone());
                vec![(self.profile(&all)?, multiplier.clone())]
            }
            (None, false) => {
                self.of_type(agent, own).map(|truth| (truth, &self.prior[truth] * multiplier)).collect()
            }
            _ => return Err("`others` belong to a constraint at a profile, and only there".to_owned()),
        };
        let mut constant = Q::zero();
        for (truth, weight) in truths {
            let mut add = |profile: usize, weight: &Q| {
                let (worth, payment) = &mut weights[profile][agent];
                *worth.entry(own).or_default() += weight;
                *payment -= weight;
            };
            add(truth, &weight);
            if let Some(lie) = misreport {
                add(self.with(truth, agent, lie), &-&weight);
                constant += weight * &self.epsilon;
            }
        }
        Ok(constant)
    }

    /// What an agent adds at a profile by getting each bundle that decisions allow, and the best payment; at Bottom she gets and
    /// pays nothing.
    fn gains(&self, profile: usize, agent: usize, weights: &Weights, made: &[Decision]) -> Vec<Option<Q>> {
        let payment = weights.1.abs() * &self.file.setting.bound.0;
        let worth = |bundle: usize| -> Q {
            weights.0.iter().map(|(own, weight)| weight * &self.values[agent][*own][bundle]).sum()
        };
        let here: Vec<_> = made.iter().filter(|own| own.0[..2] == [profile, agent]).collect();
        let allowed = |bundle: usize| here.iter().all(|(at, given)| (bundle >> at[2] & 1 == 1) == *given);
        match self.profiles[profile][agent] {
            0 => vec![allowed(0).then(Q::zero)],
            _ => (0..1 << self.file.setting.items.len())
                .map(|bundle| allowed(bundle).then(|| worth(bundle) + &payment))
                .collect(),
        }
    }
}

/// The most that giving the items in `left` to agents adds, from what each allowed bundle adds by agent.
fn best_allocation(gains: &[Vec<Option<Q>>], left: usize) -> Option<Q> {
    let Some((own, others)) = gains.split_first() else { return Some(Q::zero()) };
    let parts = (0..own.len()).filter(|bundle| bundle & left == *bundle);
    parts.filter_map(|bundle| Some(own[bundle].as_ref()? + best_allocation(others, left & !bundle)?)).max()
}
