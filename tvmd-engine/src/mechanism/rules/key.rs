//! Keys: what an outcome of a rule depends on, found without computing the outcome.
//!
//! Many profiles have the same outcome: in a second-price auction it is settled by the winner and the rank of the second
//! value. A table asks for the key of each profile and computes an outcome only for keys that it hasn't met.

use super::{Menu, Rule, SecondPrice};
use crate::exact::Rational;
use crate::setting::{AgentId, Bundle, ItemId, Profile, Setting};
use std::collections::HashMap;

/// What the outcome depends on. Equal keys mean equal outcomes.
pub(crate) type Key = Vec<u64>;

/// A function from profiles to keys; it gives none where the rule has no shortcut.
pub(crate) type Keys<'a> = Box<dyn FnMut(&Profile) -> Option<Key> + 'a>;

impl Rule {
    /// The keys of this rule.
    pub(crate) fn keys<'a>(&'a self, setting: &'a Setting) -> Keys<'a> {
        match self {
            Self::Outcomes(rule) => Box::new(|profile| Some(vec![rule.row(setting, profile)? as u64])),
            Self::PostedPrices(rule) => Box::new(purchases(&rule.order, setting, |agent, report, left| {
                let bundle = rule.purchase(setting, agent, report, left);
                (bundle, Rational::default())
            })),
            Self::Bundles(rule) => Box::new(purchases(&rule.order, setting, |agent, report, left| {
                rule.purchase(setting, agent, report, left)
            })),
            Self::Menu(rule) => Box::new(rule.keys(setting)),
            Self::SecondPrice(rule) => Box::new(rule.keys(setting)),
            Self::Lookahead(prior) => Box::new(super::lookahead::keys(setting, prior)),
            Self::Vcg | Self::DsicExtension(_) | Self::BicExtension(_) | Self::Table(_) => Box::new(|_| None),
        }
    }
}

/// Sales in sequence: what each buyer takes depends on her type and on what is left.
fn purchases<'a>(
    order: &'a [usize],
    setting: &'a Setting,
    mut purchase: impl FnMut(usize, usize, Bundle) -> (Bundle, Rational) + 'a,
) -> impl FnMut(&Profile) -> Option<Key> + 'a {
    // The number of each purchase, and what it takes.
    let mut made: HashMap<(usize, usize, Bundle), (u64, Bundle)> = HashMap::new();
    let mut distinct: HashMap<(Bundle, Rational), u64> = HashMap::new();
    move |profile| {
        let mut left = Bundle::all(setting.items().len());
        let mut key = vec![0; order.len()];
        for agent in order {
            let report = profile.of(AgentId(*agent));
            let (number, taken) = *made.entry((*agent, report, left)).or_insert_with(|| {
                let bought = if report == 0 { Default::default() } else { purchase(*agent, report, left) };
                let next = distinct.len() as u64;
                (*distinct.entry(bought.clone()).or_insert(next), bought.0)
            });
            key[*agent] = number;
            left = left.without(taken);
        }
        Some(key)
    }
}

impl Menu {
    /// Which entry each agent picks.
    fn keys<'a>(&'a self, setting: &'a Setting) -> impl FnMut(&Profile) -> Option<Key> + 'a {
        let pick = |agent: usize, report: usize| {
            let picked = self.pick(setting, agent, report);
            let position = self.entries[agent]
                .iter()
                .position(|entry| picked.is_some_and(|pick| std::ptr::eq(pick, entry)));
            position.map_or(0, |position| position as u64 + 1)
        };
        let picks = by_type(setting, pick);
        move |profile| {
            Some(profile.types().iter().enumerate().map(|(agent, report)| picks[agent][*report]).collect())
        }
    }
}

impl SecondPrice {
    /// For each item, who wins and how high the second value ranks.
    fn keys<'a>(&'a self, setting: &'a Setting) -> impl FnMut(&Profile) -> Option<Key> + 'a {
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
        move |profile| {
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
        }
    }
}

/// Something of each type of each agent.
fn by_type<T>(setting: &Setting, of: impl Fn(usize, usize) -> T) -> Vec<Vec<T>> {
    let agents = setting.agents().iter().enumerate();
    agents
        .map(|(position, agent)| (0..agent.types.len()).map(|report| of(position, report)).collect())
        .collect()
}
