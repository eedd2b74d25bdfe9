//! What a mechanism does at a profile: a lottery over allocations, and payments.

use super::allocation::Allocation;
use super::impossible::OutcomeError;
use crate::exact::Rational;
use crate::setting::{AgentId, Bundle, ItemId, Setting, Valuation};
use num_traits::{One, Signed, Zero};

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
        Self::of_branches(branches.into_iter().collect(), payments)
    }

    fn of_branches(
        branches: Vec<(Rational, Allocation)>,
        payments: Vec<Rational>,
    ) -> Result<Self, OutcomeError> {
        let mut lottery: Vec<(Rational, Allocation)> = Vec::new();
        for (probability, allocation) in branches {
            if probability.is_negative() {
                return Err(OutcomeError::NegativeProbability(probability));
            }
            match lottery.iter_mut().find(|(_, known)| *known == allocation) {
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

    /// Of a lottery in order, each allocation once with a positive probability, which add up to 1.
    pub(super) fn of_parts(lottery: Vec<(Rational, Allocation)>, payments: Vec<Rational>) -> Self {
        Self { lottery, payments }
    }

    /// What the agents pay.
    pub(super) fn payments(&self) -> &[Rational] {
        &self.payments
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
        let mut chances = Chances::default();
        for (probability, allocation) in &self.lottery {
            chances.add(probability, allocation.bundle(agent));
        }
        chances.in_order()
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

/// Chances of bundles, each bundle once.
#[derive(Default)]
pub(crate) struct Chances(Vec<(Rational, Bundle)>);

impl Chances {
    pub(crate) fn add(&mut self, chance: &Rational, bundle: Bundle) {
        match self.0.iter_mut().find(|(_, known)| *known == bundle) {
            Some((total, _)) => *total += chance,
            None => self.0.push((chance.clone(), bundle)),
        }
    }

    /// The largest bundle, by position, first.
    pub(crate) fn in_order(mut self) -> Vec<(Rational, Bundle)> {
        self.0.sort_by_key(|(_, bundle)| std::cmp::Reverse(*bundle));
        self.0
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
