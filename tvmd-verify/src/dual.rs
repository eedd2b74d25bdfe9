//! The second half: the multipliers bound the objective of every mechanism.

use super::claim::{Objective, Proves};
use super::file::{Joint, Multiplier, Node, Split};
use super::problem::{Masses, Problem};
use num_bigint::BigInt;
use num_traits::Signed as _;
use std::collections::HashMap;

/// A profile, an agent and an item, and whether she gets it there.
type Decision = ([usize; 3], bool);

/// By agent, at a profile (`true`) or in expectation wherever she reports a type: types of hers with what her utility there weighs.
type Weights = HashMap<(usize, bool, usize), Vec<(usize, BigInt)>>;

impl Problem<'_> {
    /// A joint distribution with the prior's marginals.
    pub(crate) fn worst(&self, named: &Joint) -> Result<Masses, String> {
        let worst = self.masses(named)?;
        let same = self.marginals(&worst) == self.marginals(&self.prior);
        if same { Ok(worst) } else { Err("the worst prior has other marginals".to_owned()) }
    }

    /// The most that mechanisms make, over unit³: at each leaf of the tree, those that respect the decisions on the way there. `None`
    /// if there are none.
    pub(crate) fn bound(&self, prior: &Masses, tree: &[Node]) -> Result<Option<BigInt>, String> {
        let (mut bound, mut open, mut path) = (None, true, Vec::<Decision>::new());
        for node in tree {
            match node {
                _ if !open => return Err("a branch too many".to_owned()),
                Node::Split(_) if self.file.proves != Proves::Deterministic => {
                    return Err("lotteries decide nothing".to_owned());
                }
                Node::Split(Split { profile, agent, item }) => {
                    let decided = [self.profile(profile)?, self.agents.find(agent)?, self.items.find(item)?];
                    path.push((decided, true));
                }
                Node::Bounded(leaf) => {
                    bound = bound.max(self.bound_leaf(prior, &leaf.multipliers, &path)?);
                    // On to the other side of the last decision of which only one was seen.
                    while path.pop_if(|own| !own.1).is_some() {}
                    path.last_mut().map_or_else(|| open = false, |own| own.1 = false);
                }
            }
        }
        if open { Err("a branch is missing".to_owned()) } else { Ok(bound) }
    }

    /// The most that the objective plus multipliers times slacks can be, profile by profile.
    fn bound_leaf(
        &self,
        prior: &Masses,
        priced: &[Multiplier],
        path: &[Decision],
    ) -> Result<Option<BigInt>, String> {
        let (marginals, mut weights, mut bound) = (self.marginals(&self.prior), Weights::new(), BigInt::ZERO);
        for own in priced {
            bound += self.weigh(own, &marginals, &mut weights)?;
        }
        let mut decided: HashMap<usize, Vec<&Decision>> = HashMap::new();
        path.iter().for_each(|own| decided.entry(own.0[0]).or_default().push(own));
        for profile in 0..self.at.len() {
            let decided = decided.get(&profile).map_or(&[][..], |own| own);
            let Some(most) = self.most(profile, prior, &weights, decided) else { return Ok(None) };
            bound += most;
        }
        Ok(Some(bound))
    }

    /// Adds a constraint's slack times its multiplier, and returns the part that is the same for all mechanisms, over unit³.
    fn weigh(
        &self,
        priced: &Multiplier,
        marginals: &[Vec<BigInt>],
        weights: &mut Weights,
    ) -> Result<BigInt, String> {
        let (agent, weight) = (self.agents.find(&priced.agent)?, self.whole(&priced.multiplier));
        let own = self.types[agent].find(&priced.own)?;
        let lie = priced.misreport.as_ref().map(|name| self.types[agent].find(name)).transpose()?;
        if weight.is_negative() || !self.is_asked(own, lie) {
            return Err("a multiplier that is negative, or of no constraint".to_owned());
        }
        let pointwise = self.is_pointwise(lie);
        let (truth, report) = match (&priced.others, pointwise) {
            (Some(others), true) => {
                let mut all = others.clone();
                all.insert(agent.min(all.len()), priced.own.clone());
                let truth = self.profile(&all)?;
                (truth, lie.map(|lie| self.with(truth, agent, lie)))
            }
            (None, false) => (own, lie),
            _ => return Err("`others` belong to a constraint at a profile, and only there".to_owned()),
        };
        let gain = lie.and(self.file.epsilon.as_ref()).map(|own| self.whole(own)).unwrap_or_default();
        let constant = gain * &weight * &marginals[agent][own];
        if let Some(report) = report {
            weights.entry((agent, pointwise, report)).or_default().push((own, -&weight));
        }
        weights.entry((agent, pointwise, truth)).or_default().push((own, weight));
        Ok(constant)
    }

    /// The most that outcomes at a profile add, over unit³: payments of H or -H, and the best allocation that decisions allow.
    fn most(
        &self,
        profile: usize,
        prior: &Masses,
        weights: &Weights,
        decided: &[&Decision],
    ) -> Option<BigInt> {
        let (agents, items) = (self.values.len(), self.items.listed.len());
        let given = |agent: usize, given: bool| {
            let own = decided.iter().filter(|own| own.0[1] == agent && own.1 == given);
            own.fold(0, |all, own| all | 1_u64 << own.0[2])
        };
        let sure: Vec<u64> = (0..agents).map(|agent| given(agent, true)).collect();
        let (bound, mut payments) = (self.whole(&self.file.setting.bound), BigInt::ZERO);
        // What an item adds that goes to an additive agent or to nobody; and what bundles add that go to one of the others.
        let nobody = |item: usize| sure.iter().all(|own| own >> item & 1 == 0).then_some(BigInt::ZERO);
        let mut alone: Vec<Option<BigInt>> = (0..items).map(nobody).collect();
        let mut bundles: Vec<Vec<Option<BigInt>>> = Vec::new();
        for agent in (0..agents).filter(|agent| self.own(*agent, profile) > 0) {
            let (own, values) = (self.own(agent, profile), &self.values[agent]);
            let find = |key| weights.get(&key).into_iter().flatten();
            let expected = find((agent, false, own)).filter_map(|(own, weight)| {
                Some((*own, weight * prior.get(&self.with(profile, agent, *own))?))
            });
            let known = find((agent, true, profile)).map(|(own, weight)| (*own, weight * &self.unit));
            let mut worth: Vec<(usize, BigInt)> = known.chain(expected).collect();
            let mut payment = -worth.iter().map(|own| &own.1).sum::<BigInt>();
            let mass = prior.get(&profile).map(|mass| mass * &self.unit);
            match self.file.objective {
                Objective::Revenue => payment += mass.unwrap_or_default(),
                Objective::Welfare => worth.extend(mass.map(|mass| (own, mass))),
            }
            payments += payment.abs() * &bound;
            let adds =
                |bundle: u64| worth.iter().map(|(own, weight)| weight * values[*own].value(bundle)).sum();
            let others = (0..agents).filter(|other| *other != agent).fold(0, |all, other| all | sure[other]);
            let barred = others | given(agent, false);
            if values[own].is_sum {
                for item in (0..items).filter(|item| barred >> item & 1 == 0) {
                    let best = alone[item].take().max(Some(adds(1 << item)));
                    alone[item] = best;
                }
            } else {
                let allowed = |bundle: u64| bundle & barred == 0 && bundle & sure[agent] == sure[agent];
                bundles.push((0..1 << items).map(|own| allowed(own).then(|| adds(own))).collect());
            }
        }
        let left = |set: usize| {
            let own = (0..items).filter(|item| set >> item & 1 == 1);
            own.map(|item| alone[item].clone()).sum::<Option<BigInt>>()
        };
        let most = |gains: &[Option<BigInt>], best: &[Option<BigInt>], set: usize| {
            let subsets = std::iter::successors(Some(set), |own| (*own > 0).then(|| (own - 1) & set));
            subsets.filter_map(|own| Some(gains[own].as_ref()? + best[set ^ own].as_ref()?)).max()
        };
        let all = usize::MAX >> (64 - items);
        let Some((last, others)) = bundles.split_last() else { return Some(payments + left(all)?) };
        let mut best: Vec<_> = (0..=all).map(left).collect();
        for gains in others {
            best = (0..=all).map(|set| most(gains, &best, set)).collect();
        }
        Some(payments + most(last, &best, all)?)
    }
}
