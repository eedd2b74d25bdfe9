//! `second_price`: each item goes to the highest value of at least the reserve, for the second highest or the
//! reserve (Vickrey 1961). For additive agents, item by item.
//!
//! Ties go to the agent who comes first in the setting. An agent whose value is exactly the reserve buys.

use crate::exact::Rational;
use crate::mechanism::{Allocation, Outcome};
use crate::setting::{AgentId, Bundle, ItemId, Profile, Setting};
use num_traits::Zero;

/// The reserve, at least 0, the same for every item.
#[derive(Clone, Debug)]
pub struct SecondPrice {
    /// No item is sold for less.
    pub reserve: Rational,
}

impl SecondPrice {
    pub(crate) fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        let mut bundles = vec![Bundle::EMPTY; setting.agents().len()];
        let mut payments = vec![Rational::zero(); setting.agents().len()];
        for item in (0..setting.items().len()).map(ItemId) {
            let single: Bundle = [item].into_iter().collect();
            let (mut winner, mut highest, mut second): (Option<usize>, Option<Rational>, Option<Rational>) =
                (None, None, None);
            for (position, agent) in setting.agents().iter().enumerate() {
                let report = reports.of(AgentId(position));
                let value = agent.types[report].valuation.value(single);
                if report == 0 || value < self.reserve {
                    continue;
                }
                if highest.as_ref().is_none_or(|highest| value > *highest) {
                    winner = Some(position);
                    second = highest.replace(value);
                } else {
                    second = second.max(Some(value));
                }
            }
            if let Some(winner) = winner {
                bundles[winner] = bundles[winner].union(single);
                payments[winner] += second.unwrap_or_else(|| self.reserve.clone());
            }
        }
        let allocation = Allocation::new(bundles).expect("each item has one winner");
        Outcome::sure(allocation, payments)
    }
}
