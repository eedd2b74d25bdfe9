//! `second_price`: each item goes to the highest value of at least the reserve, for the second highest or the
//! reserve (Vickrey 1961). For additive agents, item by item.
//!
//! Ties go to the agent who comes first in the setting. An agent whose value is exactly the reserve buys.

use super::computed::{Computed, Evaluated, bits};
use super::key::{Keys, by_type};
use crate::exact::{BigInt, Rational};
use crate::mechanism::{Allocation, Outcome};
use crate::setting::{AgentId, Bundle, ItemId, Profile, Setting};
use crate::work::{Making, RATIONAL, Work, by_values, worths};
use num_traits::Zero as _;

/// The reserve, at least 0, the same for every item.
#[derive(Clone, Debug)]
pub struct SecondPrice {
    /// No item is sold for less.
    pub reserve: Rational,
}

impl Computed for SecondPrice {
    fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
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

    /// For each item, who wins and how high the second value ranks.
    fn keys<'a>(&'a self, setting: &'a Setting) -> Keys<'a> {
        // Values that reach the reserve, ranked from 1; 0 for those that don't and for ⊥.
        let ranks: Vec<Vec<Vec<u64>>> = (0..setting.items().len())
            .map(|item| {
                let single: Bundle = [ItemId(item)].into_iter().collect();
                let value = |agent: usize, report: usize| {
                    let value = setting.agents()[agent].types[report].valuation.value(single);
                    (report > 0 && value >= self.reserve).then_some(value)
                };
                let mut values: Vec<Rational> =
                    by_type(setting, value).into_iter().flatten().flatten().collect();
                values.sort();
                values.dedup();
                by_type(setting, |agent, report| {
                    value(agent, report)
                        .and_then(|value| values.binary_search(&value).ok())
                        .map_or(0, |rank| rank as u64 + 1)
                })
            })
            .collect();
        Box::new(move |profile| {
            let mut key = Vec::with_capacity(2 * ranks.len());
            for ranks in &ranks {
                let (mut winner, mut highest, mut second) = (0, 0, 0);
                for (agent, report) in profile.types().iter().enumerate() {
                    let rank = ranks[agent][*report];
                    if rank > highest {
                        (winner, second, highest) = (agent as u64 + 1, highest, rank);
                    } else {
                        second = second.max(rank);
                    }
                }
                key.extend([winner, second]);
            }
            Some(key)
        })
    }

    /// A winner and a price for each item: the reserve, or a value. Or nobody wins.
    fn making(&self, setting: &Setting) -> Making {
        let (agents, items) = (setting.agents().len(), setting.items().len());
        let outcomes: BigInt =
            (0..items).map(|item| BigInt::from(agents * (worths(setting, item) + 1) + 1)).product();
        let computed = outcomes.clone().min(setting.profile_count().into());
        Making::sure(outcomes, computed, BigInt::from(agents * items) * RATIONAL)
    }

    fn denominator_bits(&self) -> u64 {
        bits([&self.reserve])
    }
}

impl Evaluated for SecondPrice {
    fn outcome(&self, setting: &Setting, reports: &Profile) -> Option<Outcome> {
        Some(Computed::outcome(self, setting, reports))
    }

    fn over_all(&self, name: &str, setting: &Setting, bits: &[u64]) -> Work {
        by_values(name, setting, bits, 4)
    }

    fn one(&self, setting: &Setting, _: usize) -> BigInt {
        BigInt::from(setting.items().len()) * RATIONAL
    }
}
