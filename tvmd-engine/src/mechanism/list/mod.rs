//! Outcomes as columns of whole numbers.

mod distinct;
mod draws;
mod gather;

pub(super) use gather::Gatherer;

use super::{Allocation, Outcome};
use crate::exact::{BigInt, Fractions};
use crate::setting::{AgentId, Bundle};
use num_integer::Integer as _;

/// Many outcomes of as many agents: their lotteries' chances over one denominator, their payments over another.
///
/// ```
/// use tvmd::exact::Fractions;
/// use tvmd::mechanism::OutcomeList;
/// use tvmd::{AgentId, Allocation, Bundle, ItemId, Outcome, ratio};
///
/// let tea = Bundle::from_iter([ItemId(0)]);
/// let allocations = vec![Allocation::nothing(1), Allocation::new(vec![tea])?];
/// // Nothing, for nothing; then the tea for 2/3 of the time, at 1/4.
/// let list = OutcomeList::new(
///     1,
///     allocations,
///     &[0, 1, 3],
///     &[0, 1, 0],
///     &Fractions::new(vec![3_i64, 2, 1], 3),
///     Fractions::new(vec![0_i64, 1], 4),
/// )
/// .map_err(|(_, error)| error)?;
/// assert_eq!(list.len(), 2);
/// assert_eq!(list.get(0), Outcome::nothing(1));
/// assert_eq!(list.get(1).probability(AgentId(0), tea), ratio!(2 / 3));
/// assert_eq!(list.get(1).revenue(), ratio!(1 / 4));
/// # Ok::<(), tvmd::mechanism::OutcomeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct OutcomeList {
    agents: usize,
    /// Each once.
    allocations: Vec<Allocation>,
    /// Where the draws of each outcome start, and where those of the last end.
    starts: Vec<usize>,
    /// Positions among the allocations; of one outcome, in the order of allocations.
    draws: Vec<u32>,
    /// By draw, above 0.
    pub(super) chances: Fractions,
    /// By outcome and agent.
    pub(super) payments: Fractions,
}

impl OutcomeList {
    /// The most draws of an outcome.
    pub(crate) fn most_draws(&self) -> usize {
        self.starts.windows(2).map(|bounds| bounds[1] - bounds[0]).max().unwrap_or(1)
    }

    /// The bits of the common denominator of all chances and payments.
    pub(crate) fn denominator_bits(&self) -> u64 {
        self.chances.over.lcm(&self.payments.over).bits()
    }

    /// Of how many agents they are.
    pub(super) fn agents(&self) -> usize {
        self.agents
    }

    /// How many outcomes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of them.
    ///
    /// # Panics
    /// If there are not so many.
    #[must_use]
    pub fn get(&self, outcome: usize) -> Outcome {
        let lottery = self.drawn(outcome).map(|(at, allocation)| (self.chances.get(at), allocation.clone()));
        let payments = (0..self.agents).map(|agent| self.payments.get(outcome * self.agents + agent));
        Outcome::of_parts(lottery.collect(), payments.collect())
    }

    /// What an outcome draws from: positions of chances, and allocations.
    fn drawn(&self, outcome: usize) -> impl Iterator<Item = (usize, &Allocation)> {
        (self.starts[outcome]..self.starts[outcome + 1])
            .map(|at| (at, &self.allocations[self.draws[at] as usize]))
    }

    /// What an agent gets of an outcome: positions of chances, and bundles.
    pub(crate) fn bundles(&self, outcome: usize, agent: usize) -> impl Iterator<Item = (usize, Bundle)> {
        self.drawn(outcome).map(move |(at, allocation)| (at, allocation.bundle(AgentId(agent))))
    }

    /// An agent's chances of bundles, each once, and her payment.
    pub(super) fn offer(&self, outcome: usize, agent: usize) -> (Vec<(BigInt, Bundle)>, BigInt) {
        let mut lottery: Vec<(BigInt, Bundle)> = Vec::new();
        for (at, bundle) in self.bundles(outcome, agent) {
            let chance = self.chances.numerators.get(at);
            match lottery.iter_mut().find(|(_, known)| *known == bundle) {
                Some((total, _)) => *total += chance,
                None => lottery.push((chance, bundle)),
            }
        }
        lottery.sort_unstable_by_key(|(_, bundle)| *bundle);
        (lottery, self.payments.numerators.get(outcome * self.agents + agent))
    }

    /// The chances of draws.
    pub(crate) fn chances(&self) -> &Fractions {
        &self.chances
    }

    /// Payments, by outcome and agent.
    pub(crate) fn payments(&self) -> &Fractions {
        &self.payments
    }

    /// Whether an agent gets or pays anything.
    pub(crate) fn concerns(&self, outcome: usize, agent: usize) -> bool {
        !self.payments.numerators.is_zero(outcome * self.agents + agent)
            || self.drawn(outcome).any(|(_, allocation)| !allocation.bundle(AgentId(agent)).is_empty())
    }

    /// All of its allocations, each of some outcome or none.
    pub(super) fn allocations(&self) -> &[Allocation] {
        &self.allocations
    }
}
