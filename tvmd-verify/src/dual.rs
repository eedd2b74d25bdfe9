//! The second half: the multipliers bound the objective of every mechanism.

use super::Checked;
use super::file::{Multiplier, Node, Objective, Proves, Split};
use super::place::{At as _, Wrong};
use super::problem::{Masses, Problem};
use num_bigint::BigInt;
use num_traits::Signed as _;
use std::collections::HashMap;

/// A profile, an agent and an item, and whether she gets it there.
type Decision = ([usize; 3], bool);

/// What mechanisms are bounded by where they respect some decisions.
struct Leaf<'a> {
    /// What the objective is expected under; what is asked in expectation is asked under the prior itself.
    worst: &'a Masses,
    /// By agent, at a profile (`true`) or in expectation wherever she reports a type: her types, and what her utility there weighs.
    weights: HashMap<(usize, bool, usize), Vec<(usize, BigInt)>>,
    /// By profile.
    decisions: HashMap<usize, Vec<&'a Decision>>,
}

/// What a multiplier weighs: what an agent of a type gets by the truth, less what she gets by another report, where there is one.
struct Relaxed {
    agent: usize,
    truth: usize,
    /// Whether that is at a profile, or in expectation wherever she reports a type.
    known: bool,
    at: usize,
    reported: Option<usize>,
    weight: BigInt,
}

impl Problem<'_> {
    /// The most that mechanisms make, over unit³: at each leaf of the tree, those that respect the decisions on the way there. `None`
    /// if there are none.
    pub(crate) fn bound(&self, worst: &Masses, tree: &[Node]) -> Checked<Option<BigInt>> {
        let (mut bound, mut open, mut path) = (None, true, Vec::<Decision>::new());
        for (number, node) in tree.iter().enumerate() {
            let wrong = |reason: &str| Err(Wrong::from(reason).behind(number));
            match node {
                _ if !open => return wrong("a branch too many"),
                Node::Split(_) if self.file.proves != Proves::Deterministic => {
                    return wrong("lotteries decide nothing");
                }
                Node::Split(split) => path.push((self.decision(split).at(number)?, true)),
                Node::Bounded(leaf) => {
                    let leaf = self.bound_leaf(worst, &leaf.multipliers, &path);
                    bound = bound.max(leaf.at("multipliers").at(number)?);
                    // On to the other side of the last decision of which only one was seen.
                    while path.pop_if(|decision| !decision.1).is_some() {}
                    path.last_mut().map_or_else(|| open = false, |decision| decision.1 = false);
                }
            }
        }
        if open { Err("a branch is missing".into()) } else { Ok(bound) }
    }

    fn decision(&self, Split { profile, agent, item }: &Split) -> Checked<[usize; 3]> {
        Ok([self.profile(profile)?, self.agents.find(agent)?, self.items.find(item)?])
    }

    /// The most that the objective plus multipliers times slacks can be.
    fn bound_leaf(
        &self,
        worst: &Masses,
        priced: &[Multiplier],
        path: &[Decision],
    ) -> Checked<Option<BigInt>> {
        let mut leaf = Leaf { worst, weights: HashMap::new(), decisions: HashMap::new() };
        path.iter().for_each(|decision| leaf.decisions.entry(decision.0[0]).or_default().push(decision));
        let (marginals, mut constant) = (self.marginals(&self.prior), BigInt::ZERO);
        // A constraint's slack times its multiplier; ε is the part of it that is the same for all mechanisms.
        for (number, multiplier) in priced.iter().enumerate() {
            let Relaxed { agent, truth, known, at, reported, weight } =
                self.relaxed(multiplier).at(number)?;
            if let Some(reported) = reported {
                let epsilon = self.file.epsilon.as_ref().map_or(BigInt::ZERO, |allowed| self.whole(allowed));
                constant += epsilon * &weight * &marginals[agent][truth];
                leaf.weights.entry((agent, known, reported)).or_default().push((truth, -&weight));
            }
            leaf.weights.entry((agent, known, at)).or_default().push((truth, weight));
        }
        Ok((0..self.at.len()).try_fold(constant, |sum, profile| Some(sum + self.most(profile, &leaf)?)))
    }

    /// The constraint that a multiplier is of.
    fn relaxed(&self, priced: &Multiplier) -> Checked<Relaxed> {
        let Multiplier { agent, r#type, misreport, others, multiplier } = priced;
        let (agent, weight) = (self.agents.find(agent).at("agent")?, self.whole(multiplier));
        let types = &self.types[agent];
        let (truth, lie) =
            (types.find(r#type).at("type")?, misreport.as_ref().map(|lie| types.find(lie)).transpose());
        let lie = lie.at("misreport")?;
        let known = self.is_pointwise(lie);
        if weight.is_negative() || !self.is_asked(truth, lie) || others.is_some() != known {
            let reason =
                "a multiplier that is negative, or of no constraint (`others` belong to those at a profile)";
            return Err(Wrong::from(reason).behind("multiplier"));
        }
        let (mut at, mut reported) = (truth, lie);
        if let Some(others) = others {
            let mut all = others.clone();
            all.insert(agent.min(all.len()), r#type.clone());
            at = self.profile(&all).at("others")?;
            reported = lie.map(|lie| self.with(at, agent, truth, lie));
        }
        Ok(Relaxed { agent, truth, known, at, reported, weight })
    }

    /// The most that outcomes at a profile add, over unit³: payments of H or -H, and the best allocation that decisions allow.
    fn most(&self, profile: usize, leaf: &Leaf<'_>) -> Option<BigInt> {
        let (agents, items) = (self.values.len(), self.items.listed.len());
        let given = |agent: usize, given: bool| {
            let decided = leaf.decisions.get(&profile).into_iter().flatten();
            decided
                .filter(|decision| decision.0[1] == agent && decision.1 == given)
                .fold(0, |all, decision| all | 1_u64 << decision.0[2])
        };
        let sure: Vec<u64> = (0..agents).map(|agent| given(agent, true)).collect();
        let (bound, mut payments) = (self.whole(&self.file.setting.bound), BigInt::ZERO);
        // What an item adds that goes to an additive agent or to nobody; and what bundles add that go to one of the others.
        let nobody = |item: usize| sure.iter().all(|set| set >> item & 1 == 0).then_some(BigInt::ZERO);
        let mut alone: Vec<Option<BigInt>> = (0..items).map(nobody).collect();
        let mut bundles: Vec<Vec<Option<BigInt>>> = Vec::new();
        for agent in (0..agents).filter(|agent| self.type_at(*agent, profile) > 0) {
            let (report, values) = (self.type_at(agent, profile), &self.values[agent]);
            let find = |key| leaf.weights.get(&key).into_iter().flatten();
            let known = find((agent, true, profile)).map(|(valued, weight)| (*valued, weight * &self.unit));
            let expected = find((agent, false, report)).filter_map(|(valued, weight)| {
                Some((*valued, weight * self.prior.get(&self.with(profile, agent, report, *valued))?))
            });
            let mut worth: Vec<(usize, BigInt)> = known.chain(expected).collect();
            let mut payment = -worth.iter().map(|(_, weight)| weight).sum::<BigInt>();
            let mass = leaf.worst.get(&profile).map(|mass| mass * &self.unit);
            match self.file.objective {
                Objective::Revenue => payment += mass.unwrap_or_default(),
                Objective::Welfare => worth.extend(mass.map(|mass| (report, mass))),
            }
            payments += payment.abs() * &bound;
            let add = |bundle: u64| {
                worth.iter().map(|(valued, weight)| weight * values[*valued].value(bundle)).sum()
            };
            let others = (0..agents).filter(|other| *other != agent).map(|other| sure[other]);
            let barred = others.fold(given(agent, false), |all, other| all | other);
            if values[report].is_sum {
                for item in (0..items).filter(|item| barred >> item & 1 == 0) {
                    alone[item] = alone[item].take().max(Some(add(1 << item)));
                }
            } else {
                let allowed = |bundle: u64| bundle & barred == 0 && bundle & sure[agent] == sure[agent];
                bundles.push((0..1 << items).map(|bundle| allowed(bundle).then(|| add(bundle))).collect());
            }
        }
        let left = |set: usize| {
            let within = (0..items).filter(|item| set >> item & 1 == 1);
            within.map(|item| alone[item].clone()).sum::<Option<BigInt>>()
        };
        Some(payments + best(&bundles, usize::MAX >> (64 - items), &left)?)
    }
}

/// The most that items add if agents get bundles of them, from what each bundle adds by agent, and what the rest of them adds.
fn best(
    gains: &[Vec<Option<BigInt>>],
    items: usize,
    rest: &dyn Fn(usize) -> Option<BigInt>,
) -> Option<BigInt> {
    let Some((first, others)) = gains.split_first() else { return rest(items) };
    let parts = std::iter::successors(Some(items), |part| (*part > 0).then(|| (part - 1) & items));
    parts.filter_map(|part| Some(first[part].as_ref()? + best(others, items ^ part, rest)?)).max()
}
