//! What a mechanism does at a profile: a lottery over allocations, and payments.

use crate::exact::Rational;
use crate::setting::{AgentId, Bundle, ItemId, Setting, Valuation};
use num_traits::{One, Signed, Zero};
use std::fmt;

/// Who gets which items. No item is given twice.
///
/// ```
/// use tvmd::{AgentId, Allocation, Bundle, ItemId};
///
/// let tea = Bundle::from_iter([ItemId(0)]);
/// let allocation = Allocation::new(vec![Bundle::EMPTY, tea])?;
/// assert_eq!(allocation.bundle(AgentId(1)), tea);
/// assert!(Allocation::new(vec![tea, tea]).is_err(), "tea is given twice");
/// # Ok::<(), tvmd::mechanism::OutcomeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Allocation(Vec<Bundle>);

/// An outcome: a lottery over allocations and a payment of each agent.
///
/// Payments don't depend on what the lottery draws: agents are risk neutral, so nothing is lost.
///
/// ```
/// use tvmd::{AgentId, Allocation, Bundle, ItemId, Outcome, ratio};
///
/// let [first, second] = [AgentId(0), AgentId(1)];
/// let tea = Bundle::from_iter([ItemId(0)]);
/// // Heads: First gets the tea. Tails: nobody. She pays 1/4 whatever is drawn.
/// let outcome = Outcome::lottery(
///     [
///         (ratio!(1 / 2), Allocation::new(vec![tea, Bundle::EMPTY])?),
///         (ratio!(1 / 2), Allocation::nothing(2)),
///     ],
///     vec![ratio!(1 / 4), ratio!(0)],
/// )?;
/// assert_eq!(outcome.probability(first, tea), ratio!(1 / 2));
/// assert_eq!(outcome.payment(second), ratio!(0));
/// assert_eq!(outcome.revenue(), ratio!(1 / 4));
/// # Ok::<(), tvmd::mechanism::OutcomeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Outcome {
    /// Allocations with positive probabilities that add up to 1, each allocation once.
    lottery: Vec<(Rational, Allocation)>,
    payments: Vec<Rational>,
}

/// Why something is no outcome of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OutcomeError {
    /// An item is given to two agents.
    GivenTwice {
        /// The item's position.
        item: usize,
        /// The positions of two agents who get it, or of one who gets it twice.
        agents: (usize, usize),
    },
    /// A probability below 0.
    NegativeProbability(Rational),
    /// Probabilities that add up to this and not to 1.
    ProbabilitySum(Rational),
    /// Not one bundle, or not one payment, per agent: expected and found numbers.
    Agents(usize, usize),
    /// A bundle with items that the setting doesn't have, given to this agent.
    NoSuchItem(usize),
    /// A payment outside [-H, H] by this agent.
    PaymentOutOfRange(usize, Rational),
    /// This agent reports ⊥ and gets or pays something.
    BottomTakesPart(usize),
}

impl fmt::Display for OutcomeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(None))
    }
}

impl OutcomeError {
    /// With the names and numbers of the setting, where there is one; else agents and items are counted.
    pub(crate) fn in_words(&self, setting: Option<&Setting>) -> String {
        let agent = |position: usize| {
            let known = setting.and_then(|setting| setting.agents().get(position));
            known.map_or_else(|| format!("the {} agent", ordinal(position)), |agent| agent.name.clone())
        };
        match self {
            Self::GivenTwice { item, agents: (one, other) } => {
                let known = setting.and_then(|setting| setting.items().get(*item));
                let item =
                    known.map_or_else(|| format!("the {} item", ordinal(*item)), |item| format!("`{item}`"));
                match one == other {
                    true => format!("{item} is given to {} twice", agent(*one)),
                    false => format!("{item} is given to both {} and {}", agent(*one), agent(*other)),
                }
            }
            Self::NegativeProbability(probability) => format!("a probability of {probability} is negative"),
            Self::ProbabilitySum(sum) => format!("the probabilities add up to {sum}, not to 1"),
            Self::Agents(expected, found) => {
                format!("the outcome is for {found} agents, and the setting has {expected}")
            }
            Self::NoSuchItem(own) => format!("{} gets an item that the setting doesn't have", agent(*own)),
            Self::PaymentOutOfRange(own, payment) => {
                let range = setting.map_or_else(
                    || "[-H, H]".to_owned(),
                    |setting| {
                        let bound = setting.bound();
                        format!("[-{bound}, {bound}] (the bound H is {bound})")
                    },
                );
                format!("{} pays {payment}, outside {range}", agent(*own))
            }
            Self::BottomTakesPart(own) => {
                format!("{} reports Bottom, and gets or pays something without taking part", agent(*own))
            }
        }
    }
}

/// `1st` for the position 0.
fn ordinal(position: usize) -> String {
    let number = position + 1;
    let ending = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

impl std::error::Error for OutcomeError {}

impl Allocation {
    /// The allocation in which agent i gets `bundles[i]`.
    ///
    /// # Errors
    /// If an item is given twice.
    pub fn new(bundles: Vec<Bundle>) -> Result<Self, OutcomeError> {
        let mut given = Bundle::EMPTY;
        for (agent, bundle) in bundles.iter().enumerate() {
            if !bundle.is_disjoint(given) {
                let twice = |other: &Bundle| !other.is_disjoint(*bundle);
                let first = bundles.iter().position(twice).unwrap_or(agent);
                let item = bundle.items().find(|item| given.contains(*item)).map_or(0, |item| item.0);
                return Err(OutcomeError::GivenTwice { item, agents: (first, agent) });
            }
            given = given.union(*bundle);
        }
        Ok(Self(bundles))
    }

    /// Nobody gets anything.
    #[must_use]
    pub fn nothing(agents: usize) -> Self {
        Self(vec![Bundle::EMPTY; agents])
    }

    /// What an agent gets.
    #[must_use]
    pub fn bundle(&self, agent: impl Into<AgentId>) -> Bundle {
        self.0.get(agent.into().0).copied().unwrap_or(Bundle::EMPTY)
    }
}

impl Outcome {
    /// Nobody gets or pays anything.
    #[must_use]
    pub fn nothing(agents: usize) -> Self {
        Self::sure(Allocation::nothing(agents), vec![Rational::zero(); agents])
    }

    /// An allocation for certain, and one payment per agent.
    #[must_use]
    pub fn sure(allocation: Allocation, payments: Vec<Rational>) -> Self {
        Self { lottery: vec![(Rational::one(), allocation)], payments }
    }

    /// One of the `agents` gets an item, or a bundle, at a price; nobody else gets or pays anything.
    ///
    /// # Panics
    /// If there are not so many agents.
    #[must_use]
    pub fn sale(
        agents: usize,
        buyer: impl Into<AgentId>,
        bundle: impl Into<Bundle>,
        price: Rational,
    ) -> Self {
        let mut bundles = vec![Bundle::EMPTY; agents];
        let mut payments = vec![Rational::zero(); agents];
        let AgentId(buyer) = buyer.into();
        (bundles[buyer], payments[buyer]) = (bundle.into(), price);
        Self::sure(Allocation(bundles), payments)
    }

    /// Some of the `agents` get items, or bundles, at a price each; the others get and pay nothing.
    ///
    /// # Errors
    /// If an item is sold twice.
    ///
    /// # Panics
    /// If there are not so many agents.
    pub fn sales<A: Into<AgentId>, B: Into<Bundle>>(
        agents: usize,
        sales: impl IntoIterator<Item = (A, B, Rational)>,
    ) -> Result<Self, OutcomeError> {
        let mut bundles = vec![Bundle::EMPTY; agents];
        let mut payments = vec![Rational::zero(); agents];
        for (buyer, bundle, price) in sales {
            let (AgentId(buyer), bundle) = (buyer.into(), bundle.into());
            if let Some(ItemId(item)) = bundle.items().find(|item| bundles[buyer].contains(*item)) {
                return Err(OutcomeError::GivenTwice { item, agents: (buyer, buyer) });
            }
            bundles[buyer] = bundles[buyer].union(bundle);
            payments[buyer] += price;
        }
        Ok(Self::sure(Allocation::new(bundles)?, payments))
    }

    /// A lottery over allocations, and one payment per agent. Equal allocations are merged.
    ///
    /// # Errors
    /// If a probability is negative or they don't add up to 1.
    pub fn lottery(
        branches: impl IntoIterator<Item = (Rational, Allocation)>,
        payments: Vec<Rational>,
    ) -> Result<Self, OutcomeError> {
        let mut lottery: Vec<(Rational, Allocation)> = Vec::new();
        for (probability, allocation) in branches {
            if probability.is_negative() {
                return Err(OutcomeError::NegativeProbability(probability));
            }
            match lottery.iter_mut().find(|(_, own)| *own == allocation) {
                Some((total, _)) => *total += probability,
                None => lottery.push((probability, allocation)),
            }
        }
        let sum: Rational = lottery.iter().map(|(probability, _)| probability).sum();
        if !sum.is_one() {
            return Err(OutcomeError::ProbabilitySum(sum));
        }
        lottery.retain(|(probability, _)| !probability.is_zero());
        lottery.sort_by(|(_, one), (_, other)| one.cmp(other));
        Ok(Self { lottery, payments })
    }

    /// The allocations with their probabilities.
    #[must_use]
    pub fn allocations(&self) -> &[(Rational, Allocation)] {
        &self.lottery
    }

    /// Its chances and its payments.
    pub fn numbers(&self) -> impl Iterator<Item = &Rational> {
        self.lottery.iter().map(|(chance, _)| chance).chain(&self.payments)
    }

    /// What an agent pays, in [-H, H].
    #[must_use]
    pub fn payment(&self, agent: impl Into<AgentId>) -> Rational {
        self.payments.get(agent.into().0).cloned().unwrap_or_default()
    }

    /// The sum of all payments.
    #[must_use]
    pub fn revenue(&self) -> Rational {
        self.payments.iter().sum()
    }

    /// The bundles that an agent may get, with their probabilities, each bundle once.
    #[must_use]
    pub fn bundles(&self, agent: impl Into<AgentId>) -> Vec<(Rational, Bundle)> {
        let agent = agent.into();
        let mut bundles: Vec<(Rational, Bundle)> = Vec::new();
        for (probability, allocation) in &self.lottery {
            let bundle = allocation.bundle(agent);
            match bundles.iter_mut().find(|(_, own)| *own == bundle) {
                Some((total, _)) => *total += probability,
                None => bundles.push((probability.clone(), bundle)),
            }
        }
        bundles.sort_by_key(|(_, bundle)| std::cmp::Reverse(*bundle));
        bundles
    }

    /// The probability that an agent gets exactly this bundle.
    #[must_use]
    pub fn probability(&self, agent: impl Into<AgentId>, bundle: Bundle) -> Rational {
        let agent = agent.into();
        let draws = self.lottery.iter().filter(|(_, allocation)| allocation.bundle(agent) == bundle);
        draws.map(|(probability, _)| probability).sum()
    }

    /// What an agent gets is worth to a type of hers, in expectation over the lottery.
    #[must_use]
    pub fn value(&self, agent: impl Into<AgentId>, valuation: &Valuation) -> Rational {
        let agent = agent.into();
        let draws = self.lottery.iter();
        draws.map(|(probability, allocation)| probability * valuation.value(allocation.bundle(agent))).sum()
    }

    /// Checks that this is an outcome of `setting` at reports of which `bottom(agent)` says who reports ⊥.
    pub(crate) fn check(
        &self,
        setting: &Setting,
        bottom: impl Fn(usize) -> bool,
    ) -> Result<(), OutcomeError> {
        let agents = setting.agents().len();
        for (_, allocation) in &self.lottery {
            if allocation.0.len() != agents {
                return Err(OutcomeError::Agents(agents, allocation.0.len()));
            }
        }
        if self.payments.len() != agents {
            return Err(OutcomeError::Agents(agents, self.payments.len()));
        }
        let all = Bundle::all(setting.items().len());
        for (agent, payment) in self.payments.iter().enumerate() {
            if payment.abs() > *setting.bound() {
                return Err(OutcomeError::PaymentOutOfRange(agent, payment.clone()));
            }
            let mut bundles = self.lottery.iter().map(|(_, allocation)| allocation.bundle(AgentId(agent)));
            if bundles.clone().any(|bundle| !bundle.is_within(all)) {
                return Err(OutcomeError::NoSuchItem(agent));
            }
            if bottom(agent) && (!payment.is_zero() || bundles.any(|bundle| !bundle.is_empty())) {
                return Err(OutcomeError::BottomTakesPart(agent));
            }
        }
        Ok(())
    }

    /// What an agent gets, in words: `{Painting}`, or `{A} with probability 1/2`.
    #[must_use]
    pub fn describe(&self, setting: &Setting, agent: impl Into<AgentId>) -> String {
        let bundles = self.bundles(agent);
        describe_bundles(setting, bundles.iter().map(|(probability, bundle)| (probability, *bundle)))
    }
}

/// A lottery over bundles in words; the chance of getting nothing goes without saying.
pub fn describe_bundles<'a>(
    setting: &Setting,
    bundles: impl Iterator<Item = (&'a Rational, Bundle)>,
) -> String {
    let parts: Vec<String> = bundles
        .filter(|(_, bundle)| !bundle.is_empty())
        .map(|(probability, bundle)| {
            let name = setting.bundle_name(bundle);
            if probability.is_one() { name } else { format!("{name} with probability {probability}") }
        })
        .collect();
    if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;

    fn bundle(items: &[usize]) -> Bundle {
        items.iter().copied().map(ItemId).collect()
    }

    #[test]
    fn no_item_is_given_twice() {
        let twice = Allocation::new(vec![bundle(&[0, 1]), bundle(&[]), bundle(&[1])]);
        assert_eq!(twice, Err(OutcomeError::GivenTwice { item: 1, agents: (0, 2) }));
        let said = twice.unwrap_err().to_string();
        assert_eq!(said, "the 2nd item is given to both the 1st agent and the 3rd agent");
        assert!(Allocation::new(vec![bundle(&[0]), bundle(&[1])]).is_ok());
    }

    #[test]
    fn lotteries_add_up_to_one() {
        let a = Allocation::new(vec![bundle(&[0])]).unwrap();
        let none = Allocation::nothing(1);
        let pays = vec![ratio(1, 2)];
        let half = |rest| Outcome::lottery([(ratio(1, 2), a.clone()), (rest, none.clone())], pays.clone());
        assert_eq!(half(ratio(1, 3)), Err(OutcomeError::ProbabilitySum(ratio(5, 6))));
        assert_eq!(half(ratio(-1, 2)), Err(OutcomeError::NegativeProbability(ratio(-1, 2))));
        assert_eq!(half(ratio(1, 2)).unwrap().probability(AgentId(0), bundle(&[0])), ratio(1, 2));
    }
}
