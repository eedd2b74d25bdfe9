//! Linear programs: rows, columns and numbers that aren't 0, before any of them is made.

use crate::exact::BigInt;
use crate::prior::Distribution;
use crate::setting::Setting;
use crate::work::{Count, RATIONAL, RATIONAL_BYTES, Work};
use num_traits::{One as _, Zero as _};
use std::collections::HashSet;
use std::fmt;

/// The size of a linear program as it is when solving begins; rows of constraints that turn out to matter are added to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Constraints, those on single variables apart.
    pub rows: BigInt,
    /// Variables.
    pub columns: BigInt,
    /// At most so many numbers in the rows aren't 0.
    pub nonzeros: BigInt,
}

/// Problems with at most so many incentive constraints list all of them.
pub(super) const FEW: usize = 20;

/// The bytes of a number in a row: in the program, and in those of the float solver.
const NONZERO_BYTES: u64 = 400;

/// The bytes of a row or a column, likewise.
const LINE_BYTES: u64 = 1_200;

/// The bytes of a number in the dense tableau of the simplex method.
const ENTRY_BYTES: u64 = 40;

/// The steps that solving takes for each number of the dense tableau: a pivot changes all, and most programs need few, once floats
/// have guessed. Solving can take longer, and says how far it is.
const ENTRY_STEPS: u64 = 600;

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rows, columns, nonzeros } = self;
        write!(f, "{} rows, {} columns and {} nonzeros", Count(rows), Count(columns), Count(nonzeros))
    }
}

impl Size {
    /// What it takes to solve a program of this size.
    pub(super) fn work(&self, what: &str) -> Work {
        let entries = &self.rows * &self.columns;
        Work {
            what: format!("{what}, a linear program of {self},"),
            steps: &self.nonzeros * (10 * RATIONAL) + &entries * ENTRY_STEPS,
            memory: &self.nonzeros * NONZERO_BYTES
                + (&self.rows + &self.columns) * LINE_BYTES
                + entries * ENTRY_BYTES,
        }
    }

    fn row(&mut self, times: &BigInt, nonzeros: &BigInt) {
        self.rows += times;
        self.nonzeros += times * nonzeros;
    }
}

/// What a program about mechanisms is made of.
pub(super) struct Parts<'a> {
    pub(super) setting: &'a Setting,
    /// Lotteries over whole allocations, and not each agent's chance of each item.
    pub(super) allocations: bool,
    /// Profiles in play by the number of agents who take part.
    pub(super) present: Vec<BigInt>,
    /// Whether participation is at each profile.
    pub(super) ex_post: bool,
    /// Whether truth is dominant, and not best in expectation.
    pub(super) dominant: bool,
    /// Whether a payment depends on the own report alone.
    pub(super) fixed: bool,
}

impl<'a> Parts<'a> {
    /// The numbers of all profiles of a setting, by how many agents take part.
    pub(super) fn all(setting: &Setting) -> Vec<BigInt> {
        let mut present = vec![BigInt::one()];
        for agent in setting.agents() {
            present.push(BigInt::zero());
            for taking in (1..present.len()).rev() {
                let joined = &present[taking - 1] * (agent.types().len() - 1);
                present[taking] += joined;
            }
        }
        present
    }

    /// The numbers of the profiles at which one of these sets of agents stays away.
    pub(super) fn of(setting: &'a Setting, absent: &HashSet<Vec<bool>>) -> Vec<BigInt> {
        let mut present = vec![BigInt::zero(); setting.agents().len() + 1];
        for absent in absent {
            let agents = setting.agents().iter().zip(absent).filter(|(_, absent)| !**absent);
            let types = agents.clone().map(|(agent, _)| BigInt::from(agent.types().len() - 1));
            present[agents.count()] += types.product::<BigInt>();
        }
        present
    }

    /// The variables of one agent, and of all, at a profile with so many agents.
    fn variables(&self, present: usize) -> (BigInt, BigInt) {
        let items = self.setting.items().len();
        if !self.allocations {
            return (items.into(), (items * present).into());
        }
        let power = |base: usize| BigInt::from(base).pow(items.try_into().unwrap_or(u32::MAX));
        (power(present + 1) - power(present), power(present + 1) - 1)
    }

    /// How many misreports of a type are looked at when solving begins: those nearest to it, or all where no floats can guess.
    fn near(&self, types: usize) -> usize {
        if !cfg!(feature = "lp") {
            return types;
        }
        let items = self.setting.items().len();
        if items == 1 { 2 } else { 2 * items + 1 }.min(types)
    }
}

/// The program of a best mechanism.
pub(super) fn designed(parts: &Parts<'_>) -> Size {
    let mut size = Size::default();
    let agents = parts.setting.agents();
    let types: usize = agents.iter().map(|agent| agent.types().len()).sum();
    let most = agents.iter().map(|agent| agent.types().len()).max().unwrap_or_default();
    let near = BigInt::from(parts.near(most));
    if parts.fixed {
        size.columns += types;
    }
    let mut widest = BigInt::zero();
    for (present, profiles) in parts.present.iter().enumerate().filter(|(_, profiles)| !profiles.is_zero()) {
        let (one, all) = parts.variables(present);
        let one = one + 1;
        size.columns += profiles * &all;
        if !parts.fixed {
            size.columns += profiles * present;
        }
        if parts.allocations {
            size.row(profiles, &all);
        } else if present > 1 {
            size.row(&(profiles * parts.setting.items().len()), &present.into());
        }
        let situations = profiles * present;
        if parts.dominant || parts.ex_post {
            size.row(&situations, &one);
        }
        if parts.dominant {
            size.row(&(situations * &near), &(&one * 2));
        }
        widest = widest.max(one);
    }
    // Where there are few constraints all are listed.
    let few = BigInt::from(FEW);
    if parts.dominant {
        size.row(&few, &(&widest * 2));
    } else {
        // By agent: her types, and a sum over the others' profiles.
        for agent in agents {
            let others = BigInt::from(parts.setting.profile_count() / agent.types().len());
            let types = agent.types().len();
            if !parts.ex_post {
                size.row(&types.into(), &(&others * &widest));
            }
            size.row(&(BigInt::from(types * parts.near(types)) + &few), &(others * &widest * 2));
        }
    }
    size
}

impl Size {
    /// With potentials, whose sums are at most an objective at profiles of possible types.
    pub(super) fn with_potentials(mut self, parts: &Parts<'_>, possible: &[Vec<bool>]) -> Self {
        let types = possible.iter().map(|types| types.iter().filter(|possible| **possible).count());
        self.columns += types.clone().sum::<usize>();
        let agents = possible.len();
        let made = parts.variables(agents).1 + 2 * agents;
        self.row(&types.map(BigInt::from).product(), &made);
        self
    }

    /// With a highest and a lowest potential of each agent, where marginals are noisy.
    pub(super) fn with_noise(mut self, possible: &[Vec<bool>]) -> Self {
        self.columns += 2 * possible.len();
        self.row(&possible.iter().map(|types| 2 * types.len()).sum::<usize>().into(), &2.into());
        self
    }

    /// With a cap on the objective at profiles of positive probability, and what it comes to at least at all that priors reach.
    pub(super) fn with_cap(mut self, parts: &Parts<'_>, drawn: usize, reached: usize) -> Self {
        self.columns += drawn + 2;
        let agents = parts.setting.agents().len();
        let made = parts.variables(agents).1 + agents;
        self.row(&drawn.into(), &(&made + 3));
        self.row(&reached.into(), &(made + 1));
        self
    }

    /// With a row at each profile that bars some agents.
    pub(super) fn with_bars(mut self, parts: &Parts<'_>) -> Self {
        let profiles: BigInt = parts.present.iter().sum();
        let all = parts.variables(parts.setting.agents().len()).1;
        self.row(&profiles, &all);
        self
    }
}

/// How many beginnings of chains of offers there are: an offer, and the agents before it.
pub(super) fn beginnings(agents: usize, offers: usize) -> BigInt {
    (BigInt::one() << agents) * offers
}

/// The best chain of offers, and a program over the joint distributions for it.
pub(super) fn chains(setting: &Setting, marginals: &[Distribution], offers: usize) -> Work {
    let beginnings = beginnings(marginals.len(), offers);
    let one = posted(setting, marginals, &BigInt::one());
    Work {
        what: format!("{} beginnings of posted prices", Count(&beginnings)),
        steps: &beginnings * offers * (3 * RATIONAL) + one.steps,
        memory: beginnings * (RATIONAL_BYTES * 2) + one.memory,
    }
}

/// All posted prices: each order of the agents, each agent's values and none as her price; for each choice a program over the joint
/// distributions.
pub(super) fn posted(setting: &Setting, marginals: &[Distribution], choices: &BigInt) -> Work {
    let profiles: BigInt =
        marginals.iter().map(|marginal| BigInt::from(marginal.support().count())).product();
    let types: usize = marginals.iter().map(Distribution::len).sum();
    let one = Size { nonzeros: &profiles * marginals.len(), rows: profiles, columns: types.into() }.work("");
    let table = BigInt::from(setting.profile_count()) * (marginals.len() as u64 * 10 * RATIONAL);
    Work {
        what: format!("{} choices of posted prices, a linear program for each,", Count(choices)),
        steps: (one.steps + table) * choices,
        memory: one.memory + BigInt::from(setting.profile_count()) * (RATIONAL_BYTES * 4),
    }
}
