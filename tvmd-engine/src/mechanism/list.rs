//! Outcomes as columns of whole numbers.

use super::{Allocation, Outcome, OutcomeError};
use crate::exact::scaled::{Integer, Integers, on_tier};
use crate::exact::{BigInt, Fractions, Rational, Tier};
use crate::setting::{AgentId, Bundle};
use num_integer::Integer as _;
use num_traits::{One as _, Zero as _};
use std::collections::HashMap;
use std::hash::Hash;

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
    /// The outcomes with these columns. Outcome o draws from `draws[starts[o]..starts[o + 1]]`, positions among the allocations, with the
    /// chances at the same positions; agent i pays `payments[o * agents + i]`.
    ///
    /// Whether they are outcomes of a setting is checked where a table is made of them.
    ///
    /// # Errors
    /// The first outcome with a negative chance, or whose chances don't add up to 1, and what is wrong with it.
    ///
    /// # Panics
    /// If the columns aren't as long as each other.
    pub fn new(
        agents: usize,
        allocations: Vec<Allocation>,
        starts: &[usize],
        draws: &[u32],
        chances: &Fractions,
        payments: Fractions,
    ) -> Result<Self, (usize, OutcomeError)> {
        let count = starts.len().saturating_sub(1);
        assert_eq!(draws.len(), chances.len(), "as many chances as draws");
        assert_eq!(starts.last().copied().unwrap_or(0), draws.len(), "draws end where the last outcome's do");
        assert_eq!(payments.len(), count * agents, "a payment of each agent at each outcome");
        let mut list = Self {
            agents,
            allocations,
            starts: vec![0],
            draws: Vec::new(),
            chances: chances.clone(),
            payments,
        };
        let longest = starts.windows(2).map(|bounds| bounds[1] - bounds[0]).max().unwrap_or(0);
        let sums = chances.numerators.most() * longest.max(1);
        on_tier!(Tier::holding(&sums.max(chances.over.clone())), T => {
            list.draw_from::<T>(starts, draws, &chances.numerators.times(&BigInt::one()))?;
        });
        Ok(list)
    }

    /// The draws in order, each allocation of an outcome once, with a positive chance; in a width that holds sums of a lottery's chances.
    fn draw_from<T: Integer>(
        &mut self,
        starts: &[usize],
        draws: &[u32],
        chances: &[T],
    ) -> Result<(), (usize, OutcomeError)> {
        let over = &self.chances.over;
        let whole = T::narrow(over).expect("the width was chosen to hold it");
        let known = self.ranks();
        let mut numerators: Vec<T> = Vec::with_capacity(chances.len());
        self.draws.reserve(draws.len());
        // By rank: the draws of an outcome with the first of equal allocations.
        let mut drawn: Vec<(u32, usize, u32)> = Vec::new();
        for (outcome, bounds) in starts.windows(2).enumerate() {
            drawn.clear();
            for at in bounds[0]..bounds[1] {
                if chances[at].is_negative() {
                    let chance = Rational::new(chances[at].clone().into(), over.clone());
                    return Err((outcome, OutcomeError::NegativeProbability(chance)));
                }
                let (first, rank) = known[draws[at] as usize];
                drawn.push((rank, at, first));
            }
            drawn.sort_unstable();
            let start = self.draws.len();
            for (_, at, allocation) in drawn.drain(..).filter(|(_, at, _)| !chances[*at].is_zero()) {
                let chance = chances[at].clone();
                match numerators.last_mut().filter(|_| self.draws[start..].last() == Some(&allocation)) {
                    Some(last) => *last += chance,
                    None => {
                        self.draws.push(allocation);
                        numerators.push(chance);
                    }
                }
            }
            let total = numerators[start..].iter().fold(T::zero(), |total, chance| total + chance.clone());
            if total != whole {
                return Err((
                    outcome,
                    OutcomeError::ProbabilitySum(Rational::new(total.into(), over.clone())),
                ));
            }
            self.starts.push(self.draws.len());
        }
        self.chances.numerators = numerators.into();
        Ok(())
    }

    /// By allocation: the position of the first that is equal, and its rank.
    fn ranks(&self) -> Vec<(u32, u32)> {
        let mut order: Vec<u32> = (0..).take(self.allocations.len()).collect();
        order.sort_by_key(|position| &self.allocations[*position as usize]);
        let mut known = vec![(0, 0); order.len()];
        let mut first: Option<(u32, u32)> = None;
        for (rank, position) in (0..).zip(&order) {
            let same = |(first, _): &(u32, u32)| {
                self.allocations[*first as usize] == self.allocations[*position as usize]
            };
            let own = first.filter(same).unwrap_or((*position, rank));
            (known[*position as usize], first) = (own, Some(own));
        }
        known
    }

    /// Outcomes, each distinct one once, and the position of each.
    pub(crate) fn of(agents: usize, outcomes: &[Outcome]) -> (Self, Vec<u32>) {
        let mut gatherer = Gatherer::default();
        let positions = outcomes.iter().map(|outcome| gatherer.position(outcome)).collect();
        (gatherer.list(agents), positions)
    }

    /// The same outcomes, each distinct one once, and the position of each.
    pub(crate) fn distinct(self) -> (Self, Vec<u32>) {
        let most = self.chances.numerators.most().max(self.payments.numerators.most());
        on_tier!(Tier::holding(&most), T => self.distinct_in::<T>())
    }

    fn distinct_in<T: Integer + Hash>(self) -> (Self, Vec<u32>) {
        let chances: Vec<T> = self.chances.numerators.times(&BigInt::one());
        let payments: Vec<T> = self.payments.numerators.times(&BigInt::one());
        // By draws, their chances, and payments.
        type Parts<'a, T> = (&'a [u32], &'a [T], &'a [T]);
        let mut known: HashMap<Parts<'_, T>, u32> = HashMap::with_capacity(self.len());
        let mut first = Vec::new();
        let positions = (0..self.len()).map(|outcome| {
            let (drawn, paid) = (self.starts[outcome]..self.starts[outcome + 1], outcome * self.agents);
            let own = (&self.draws[drawn.clone()], &chances[drawn], &payments[paid..paid + self.agents]);
            *known.entry(own).or_insert_with(|| {
                first.push(outcome);
                u32::try_from(first.len() - 1).expect("at most 2^22 outcomes")
            })
        });
        let positions = positions.collect();
        if first.len() == self.len() {
            return (self, positions);
        }
        let (mut starts, mut draws) = (vec![0], Vec::new());
        let (mut of_draws, mut paid) = (Vec::new(), Vec::new());
        for outcome in first {
            let drawn = self.starts[outcome]..self.starts[outcome + 1];
            draws.extend_from_slice(&self.draws[drawn.clone()]);
            of_draws.extend_from_slice(&chances[drawn]);
            paid.extend_from_slice(&payments[outcome * self.agents..(outcome + 1) * self.agents]);
            starts.push(draws.len());
        }
        let chances = Fractions { numerators: of_draws.into(), over: self.chances.over };
        let payments = Fractions { numerators: paid.into(), over: self.payments.over };
        (Self { starts, draws, chances, payments, ..self }, positions)
    }

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

/// Collects outcomes, each distinct one once.
#[derive(Default)]
pub(super) struct Gatherer {
    numbers: Interned<Rational>,
    allocations: Interned<Allocation>,
    known: HashMap<ByPosition, u32>,
    starts: Vec<usize>,
    draws: Vec<u32>,
    chances: Vec<u32>,
    payments: Vec<u32>,
}

/// An outcome: allocations and their chances, and payments, by position.
type ByPosition = (Vec<(u32, u32)>, Vec<u32>);

/// Distinct things, with their positions.
struct Interned<T> {
    positions: HashMap<T, u32>,
}

impl<T> Default for Interned<T> {
    fn default() -> Self {
        Self { positions: HashMap::new() }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Interned<T> {
    fn position(&mut self, one: &T) -> u32 {
        if let Some(position) = self.positions.get(one) {
            return *position;
        }
        let next = u32::try_from(self.positions.len()).expect("fewer numbers than memory holds");
        self.positions.insert(one.clone(), next);
        next
    }

    fn in_order(self) -> Vec<T> {
        let mut all: Vec<Option<T>> = vec![None; self.positions.len()];
        for (one, position) in self.positions {
            all[position as usize] = Some(one);
        }
        all.into_iter().flatten().collect()
    }
}

impl Gatherer {
    /// The position of an outcome in the list.
    pub(super) fn position(&mut self, outcome: &Outcome) -> u32 {
        let drawn = outcome.allocations().iter();
        let lottery: Vec<(u32, u32)> = drawn
            .map(|(chance, own)| (self.allocations.position(own), self.numbers.position(chance)))
            .collect();
        let paid: Vec<u32> =
            outcome.payments().iter().map(|payment| self.numbers.position(payment)).collect();
        let next = u32::try_from(self.known.len()).expect("at most 2^22 profiles");
        *self.known.entry((lottery, paid)).or_insert_with_key(|(lottery, paid)| {
            self.starts.push(self.draws.len());
            self.draws.extend(lottery.iter().map(|(allocation, _)| allocation));
            self.chances.extend(lottery.iter().map(|(_, chance)| chance));
            self.payments.extend(paid);
            next
        })
    }

    /// The list of `agents` agents' outcomes.
    pub(super) fn list(mut self, agents: usize) -> OutcomeList {
        self.starts.push(self.draws.len());
        let numbers = self.numbers.in_order();
        let [chances, payments] = [self.chances, self.payments].map(|positions| column(&numbers, &positions));
        let allocations = self.allocations.in_order();
        OutcomeList { agents, allocations, starts: self.starts, draws: self.draws, chances, payments }
    }
}

/// The numbers at these positions over their common denominator.
fn column(numbers: &[Rational], positions: &[u32]) -> Fractions {
    let mut used = vec![false; numbers.len()];
    for position in positions {
        used[*position as usize] = true;
    }
    let used: Vec<Rational> = numbers
        .iter()
        .zip(used)
        .map(|(number, used)| if used { number.clone() } else { Rational::zero() })
        .collect();
    let Fractions { numerators, over } = Fractions::of(&used);
    let at = positions.iter().map(|position| *position as usize);
    let numerators = match numerators {
        Integers::I64(numbers) => at.map(|at| numbers[at]).collect::<Vec<_>>().into(),
        Integers::I128(numbers) => at.map(|at| numbers[at]).collect::<Vec<_>>().into(),
        Integers::Big(numbers) => at.map(|at| numbers[at].clone()).collect::<Vec<_>>().into(),
    };
    Fractions { numerators, over }
}
