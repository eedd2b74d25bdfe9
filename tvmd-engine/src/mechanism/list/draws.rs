//! Lists made of columns: lotteries whose chances are positive and add up to 1, each allocation once and in order.

use super::OutcomeList;
use crate::exact::scaled::{Integer, on_tier};
use crate::exact::{BigInt, Fractions, Rational, Tier};
use crate::mechanism::{Allocation, OutcomeError};
use num_traits::One as _;

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
            let of_equals = first.filter(same).unwrap_or((*position, rank));
            (known[*position as usize], first) = (of_equals, Some(of_equals));
        }
        known
    }
}
