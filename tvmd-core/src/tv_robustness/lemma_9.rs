//! Lemma 9: where marginals move little, some joint distribution with the new marginals is near the old one.
//!
//! Let ε_i = d_TV(D_i, D'_i) for each agent and ε the largest. For every D with marginals D_i there is D' with marginals D'_i and
//! d_TV(D, D') ≤ Σ_i ε_i ≤ nε.
//!
//! Proof. Agent after agent, move mass ε_i of D from her types that have too much to those that have too little, leaving the
//! others' types alone ([`move_masses`]). Each step moves mass ε_i and changes no other marginal; distances add up at most.
//!
//! The constant n is attained: D has mass ε at each profile in which one agent has her second type and the rest at the
//! profile of first types; D'_i is certain of the first type. So D' is the one profile of first types, at distance nε.
//! The least distance is a linear program ([`nearest_joint`]).

use super::single_item::{distances, independent, marginals, moved, setting, unit, whole};
use crate::case::{Case, Generator, build::additive};
use crate::exact::{Rational, ratio};
use crate::optimum::couplings::nearest_joint;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::{Distribution, Prior};
use crate::setting::{AgentId, Setting};
use num_traits::{One, Signed};

/// The least distance of a joint distribution with the marginals of D̂ from D, against nε.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "lemma-9",
            title: "Near marginals, near joint distributions",
            printed: Version::holds(
                Some("n"),
                "for every D with marginals D_i there is D' with marginals D'_i and d_TV(D, D') <= n*eps, if d_TV(D_i, D'_i) <= \
                 eps for all i",
            ),
            sharp: Version::holds(
                Some("n"),
                "d_TV(D, D') <= sum_i d_TV(D_i, D'_i); attained, and so is n*eps",
            ),
            ratio_of: "min d_TV(D, D')/(n*eps)",
            hypotheses: &[],
            conventions: &["D is the case's prior; the marginals D'_i are those of its second prior"],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let Some((least, moved, by_agent)) = compare(case) else { return Vec::new() };
        let sum: Rational = by_agent.iter().sum();
        vec![
            Comparison::at_most("min d_TV(D, D') <= n*eps", least.clone(), largest_times_n(&by_agent)),
            Comparison::at_most("min d_TV(D, D') <= sum of eps_i", least, sum.clone()),
            Comparison::at_most("d_TV(D, moved masses) <= sum of eps_i", moved, sum),
        ]
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        if generator.below(2) == 0 {
            return around_a_point(generator);
        }
        let agents = 1 + generator.position(3);
        let setting = setting(generator, agents, 2)?;
        let start = independent(generator, &setting)?;
        let prior_hat = moved(generator, &start)?;
        let prior = generator.near(&start);
        Case::of_priors(prior, prior_hat).ok()
    }

    fn twins(&self) -> Vec<Twin> {
        let one = |case: &Case| {
            let Some((least, _, by_agent)) = compare(case) else { return Vec::new() };
            let largest = by_agent.into_iter().max().unwrap_or_default();
            vec![Comparison::at_most("min d_TV(D, D') <= eps", least, largest)]
        };
        vec![Twin::wrong("eps for n*eps", *self, one)]
    }

    fn effort(&self) -> u64 {
        4
    }
}

/// The least distance, that of the moved masses, and ε_i by agent.
fn compare(case: &Case) -> Option<(Rational, Rational, Vec<Rational>)> {
    let target = marginals(&case.prior_hat);
    let nearest = nearest_joint(&case.prior, &target).ok()?;
    let moved = case.prior.total_variation(&move_masses(&case.prior, &target)?).ok()?.value;
    Some((nearest.distance, moved, distances(&case.prior, &case.prior_hat)))
}

/// n times the largest of n numbers.
pub(super) fn largest_times_n(by_agent: &[Rational]) -> Rational {
    let largest = by_agent.iter().max().cloned().unwrap_or_default();
    largest * Rational::from_integer(by_agent.len().into())
}

/// The paper's construction: agent after agent, mass moves from types that have too much to types that have too
/// little. `None` if there isn't one marginal per agent, over her types.
#[must_use]
pub fn move_masses(prior: &Prior, target: &[Distribution]) -> Option<Prior> {
    let setting: &Setting = prior.setting();
    if target.len() != setting.agents().len() {
        return None;
    }
    let mut masses: Vec<Rational> = prior.distribution().masses().collect();
    for (agent, target) in target.iter().enumerate() {
        let marginal = prior.marginal(AgentId(agent));
        if marginal.len() != target.len() {
            return None;
        }
        let mut missing: Vec<Rational> =
            marginal.masses().zip(target.masses()).map(|(mass, target)| target - mass).collect();
        for (index, profile) in setting.profiles().enumerate() {
            let from = profile.of(AgentId(agent));
            for to in 0..missing.len() {
                if !missing[from].is_negative() || !missing[to].is_positive() {
                    continue;
                }
                let step = masses[index].clone().min(-missing[from].clone()).min(missing[to].clone());
                let reached = setting.index_of(&profile.with(AgentId(agent), to))?;
                masses[index] -= &step;
                masses[reached] += &step;
                missing[from] += &step;
                missing[to] -= step;
            }
        }
    }
    Prior::from_masses(setting, &masses).ok()
}

/// D has some mass at each profile in which one agent differs from a common profile, D̂ none.
pub(super) fn around_a_point(generator: &mut Generator) -> Option<Case> {
    let agents = 1 + generator.position(3);
    let value = |value| vec![ratio(value, 1)];
    let setting = additive(1, ratio(2, 1), &vec![vec![value(1), value(2)]; agents])?;
    let each = ratio(1, 3 + whole(generator.below(20)));
    let mut atoms: Vec<_> = (0..agents).map(|agent| (unit(agents, Some(agent)), each.clone())).collect();
    let moved: Rational = atoms.iter().map(|(_, mass)| mass).sum();
    atoms.push((unit(agents, None), Rational::one() - moved));
    let prior = Prior::joint(&setting, atoms).ok()?;
    let prior_hat = Prior::joint(&setting, [(unit(agents, None), Rational::one())]).ok()?;
    Case::of_priors(prior, prior_hat).ok()
}
