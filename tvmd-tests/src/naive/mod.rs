//! The paper's definitions once more, as literally and as slowly as they read: loops over all profiles and plain
//! rationals. Nothing is shared with the engine but the data that both start from, a mechanism's outcomes, the
//! listed values of the types and the masses of the prior.

mod bayes;
pub mod distance;
mod dominance;
mod value;

pub use bayes::{Gains, Reading};
pub use dominance::Deviation;
pub use value::value;

use std::collections::BTreeMap;
use tvmd_core::setting::{AgentId, Profile, Setting};
use tvmd_core::{Mechanism, Outcome, Prior, Rational};

/// A type for each agent, by position; 0 is ⊥.
pub type Types = Vec<usize>;

/// All choices of one number below each size, in lexicographic order.
#[must_use]
pub fn product(sizes: &[usize]) -> Vec<Types> {
    let Some((first, rest)) = sizes.split_first() else { return vec![Vec::new()] };
    let rest = product(rest);
    (0..*first).flat_map(|head| rest.iter().map(move |rest| [&[head], rest.as_slice()].concat())).collect()
}

/// The types of an agent who has `size` of them, in the order in which witnesses are preferred.
pub fn bottom_last(size: usize) -> impl Iterator<Item = usize> {
    (1..size).chain([0])
}

/// The number of types of each agent, ⊥ included.
#[must_use]
pub fn sizes(setting: &Setting) -> Vec<usize> {
    setting.agents().iter().map(|agent| agent.types().len()).collect()
}

/// The mass of every profile under a prior.
#[must_use]
pub fn masses(prior: &Prior) -> BTreeMap<Types, Rational> {
    let profiles = product(&sizes(prior.setting()));
    profiles.into_iter().map(|types| (types.clone(), prior.mass(&Profile::new(types)))).collect()
}

/// A mechanism with everything that its definition determines written out.
#[derive(Debug)]
pub struct Naive {
    sizes: Vec<usize>,
    /// What the mechanism does when these types are reported.
    outcomes: BTreeMap<Types, Outcome>,
    /// `utilities[agent][type]`: her utility, by the place of the reported profile in lexicographic order.
    utilities: Vec<Vec<Vec<Rational>>>,
}

impl Naive {
    /// Asks the mechanism for its outcome at every profile.
    #[must_use]
    pub fn new(mechanism: &impl Mechanism) -> Self {
        let setting = mechanism.setting();
        let sizes = sizes(setting);
        let outcomes: BTreeMap<Types, Outcome> = product(&sizes)
            .into_iter()
            .map(|types| (types.clone(), mechanism.outcome(&Profile::new(types))))
            .collect();
        let utility = |agent: usize, own: usize, outcome: &Outcome| {
            value::of_outcome(setting, agent, own, outcome) - outcome.payment(AgentId(agent))
        };
        let at_all = |agent, own| outcomes.values().map(|outcome| utility(agent, own, outcome)).collect();
        let utilities = sizes.iter().enumerate();
        let utilities = utilities.map(|(agent, size)| (0..*size).map(|own| at_all(agent, own)).collect());
        Self { utilities: utilities.collect(), sizes, outcomes }
    }

    /// How many agents there are.
    #[must_use]
    pub fn agents(&self) -> usize {
        self.sizes.len()
    }

    /// How many types an agent has, ⊥ included.
    #[must_use]
    pub fn types(&self, agent: usize) -> usize {
        self.sizes[agent]
    }

    /// The profiles of the others, in lexicographic order.
    #[must_use]
    pub fn others(&self, agent: usize) -> Vec<Types> {
        let mut sizes = self.sizes.clone();
        sizes.remove(agent);
        product(&sizes)
    }

    /// The utility of an agent with type `own` who reports `report` while the others report `others`.
    #[must_use]
    pub fn utility(&self, agent: usize, own: usize, report: usize, others: &[usize]) -> &Rational {
        let (before, after) = others.split_at(agent);
        &self.utilities[agent][own][self.place(before.iter().chain([&report]).chain(after))]
    }

    /// The place of a profile in lexicographic order.
    fn place<'a>(&self, types: impl IntoIterator<Item = &'a usize>) -> usize {
        types.into_iter().zip(&self.sizes).fold(0, |place, (report, size)| place * size + report)
    }

    /// E\[Σ payments\] under the masses.
    #[must_use]
    pub fn expected_revenue(&self, masses: &BTreeMap<Types, Rational>) -> Rational {
        let paid = |types: &Types| -> Rational {
            (0..self.agents()).map(|agent| self.outcomes[types].payment(AgentId(agent))).sum()
        };
        masses.iter().map(|(types, mass)| mass * paid(types)).sum()
    }

    /// E\[Σ values of what the agents get\] under the masses: payments are transfers.
    #[must_use]
    pub fn expected_welfare(&self, masses: &BTreeMap<Types, Rational>) -> Rational {
        let utilities = |types: &Types| -> Rational {
            let place = self.place(types);
            types.iter().enumerate().map(|(agent, own)| &self.utilities[agent][*own][place]).sum()
        };
        let transfers = self.expected_revenue(masses);
        masses.iter().map(|(types, mass)| mass * utilities(types)).sum::<Rational>() + transfers
    }
}

/// The profile in which `agent` has type `own` and the others are as listed.
#[must_use]
pub fn joined(agent: usize, own: usize, others: &[usize]) -> Types {
    let (before, after) = others.split_at(agent);
    [before, &[own], after].concat()
}
