//! `menu`: each agent picks the entry of her own menu that is best for the type she reports, or nothing.
//!
//! By the taxation principle every truthful mechanism for one agent is a menu. Menus of several agents don't
//! depend on each other's reports, so their picks must fit together at every profile; that is checked when the
//! menu is resolved. Ties: an indifferent buyer buys; between entries of equal utility she takes the dearest,
//! then the first as listed.

use super::computed::{Computed, Evaluated, bits};
use super::key::{Keys, by_type};
use crate::exact::{BigInt, Rational};
use crate::mechanism::{Allocation, Outcome};
use crate::setting::{AgentId, Bundle, ItemId, Profile, Setting, Valuation};
use crate::work::{Making, RATIONAL, Work, most, valuing};
use num_traits::{One, Zero};

/// An entry: a lottery over bundles, and its price.
#[derive(Clone, Debug)]
pub struct MenuEntry {
    /// Distinct bundles with positive probabilities that add up to 1.
    pub(crate) lottery: Vec<(Rational, Bundle)>,
    /// What it costs.
    pub price: Rational,
}

/// Menus by agent.
#[derive(Clone, Debug)]
pub struct Menu {
    pub(crate) entries: Vec<Vec<MenuEntry>>,
    /// Whether all agents are additive. Then only each item's probability matters to them, and picks fit together
    /// as soon as no item is promised with more than probability 1.
    pub(crate) additive: bool,
}

impl MenuEntry {
    /// Its price and its chances.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = &Rational> {
        self.lottery.iter().map(|(chance, _)| chance).chain([&self.price])
    }

    /// What it is worth to a type.
    pub fn value(&self, valuation: &Valuation) -> Rational {
        self.lottery.iter().map(|(probability, bundle)| probability * valuation.value(*bundle)).sum()
    }

    /// The probability that it gives an item.
    pub(crate) fn item_probability(&self, item: ItemId) -> Rational {
        self.lottery
            .iter()
            .filter(|(_, bundle)| bundle.contains(item))
            .map(|(probability, _)| probability)
            .sum()
    }
}

impl Menu {
    /// What a type picks; `None` is nothing. ⊥ picks nothing.
    pub fn pick(&self, setting: &Setting, agent: usize, report: usize) -> Option<&MenuEntry> {
        if report == 0 {
            return None;
        }
        let valuation = &setting.agents()[agent].types[report].valuation;
        let mut best: Option<(Rational, &MenuEntry)> = None;
        for entry in &self.entries[agent] {
            let utility = entry.value(valuation) - &entry.price;
            let better = match &best {
                None => utility >= Rational::zero(),
                Some((best, pick)) => (&utility, &entry.price) > (best, &pick.price),
            };
            if better {
                best = Some((utility, entry));
            }
        }
        best.map(|(_, entry)| entry)
    }

    /// The branches of a lottery over all agents' picks.
    fn draws(&self, items: usize) -> BigInt {
        if self.additive {
            return BigInt::from(self.entries.len() * items + 1);
        }
        let longest = |menu: &Vec<MenuEntry>| menu.iter().map(|entry| entry.lottery.len()).max().unwrap_or(1);
        self.entries.iter().map(|menu| BigInt::from(longest(menu))).product()
    }
}

/// The branches of all lotteries of a menu.
fn lotteries(entries: &[MenuEntry]) -> usize {
    entries.iter().map(|entry| entry.lottery.len()).sum()
}

impl Computed for Menu {
    fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        let picks: Vec<Option<&MenuEntry>> = (0..setting.agents().len())
            .map(|agent| self.pick(setting, agent, reports.of(AgentId(agent))))
            .collect();
        let payments =
            picks.iter().map(|pick| pick.map_or_else(Rational::zero, |entry| entry.price.clone())).collect();
        let draws = if self.additive { draw_items(setting, &picks) } else { draw_bundles(&picks) };
        let branches = draws.into_iter().map(|(probability, bundles)| {
            let allocation = Allocation::new(bundles).expect("resolving checked that the picks fit together");
            (probability, allocation)
        });
        Outcome::lottery(branches, payments).expect("the draws of lotteries add up to 1")
    }

    /// Which entry each agent picks.
    fn keys<'a>(&'a self, setting: &'a Setting) -> Keys<'a> {
        let pick = |agent: usize, report: usize| {
            let picked = self.pick(setting, agent, report);
            let position = self.entries[agent]
                .iter()
                .position(|entry| picked.is_some_and(|pick| std::ptr::eq(pick, entry)));
            position.map_or(0, |position| position as u64 + 1)
        };
        let picks = by_type(setting, pick);
        Box::new(move |profile| {
            Some(profile.types().iter().enumerate().map(|(agent, report)| picks[agent][*report]).collect())
        })
    }

    /// Each agent picks an entry or nothing.
    fn making(&self, setting: &Setting) -> Making {
        let computed = setting.agents().iter().zip(&self.entries);
        let looked: BigInt =
            computed.map(|(agent, menu)| BigInt::from(agent.types.len() * lotteries(menu))).sum();
        let outcomes: BigInt = self.entries.iter().map(|menu| BigInt::from(menu.len() + 1)).product();
        let again: usize = self.entries.iter().map(|menu| lotteries(menu)).sum();
        let outcomes = outcomes.min(setting.profile_count().into());
        let each = BigInt::from(most(setting, valuing) + 2 * RATIONAL);
        Making {
            computed: looked + &outcomes * again,
            outcomes,
            each,
            draws: self.draws(setting.items().len()),
        }
    }

    fn denominator_bits(&self) -> u64 {
        bits(self.entries.iter().flatten().flat_map(MenuEntry::numbers))
    }
}

impl Evaluated for Menu {
    fn outcome(&self, setting: &Setting, reports: &Profile) -> Option<Outcome> {
        Some(Computed::outcome(self, setting, reports))
    }

    fn over_all(&self, name: &str, setting: &Setting, _: &[u64]) -> Work {
        let menus = setting.agents().iter().zip(&self.entries);
        let looked = menus.map(|(agent, menu)| {
            BigInt::from(agent.types.len() * (lotteries(menu) + menu.len()))
                * (2 * RATIONAL + most(setting, valuing))
        });
        Work {
            what: format!("evaluating the menus of `{name}`"),
            steps: looked.sum(),
            memory: BigInt::zero(),
        }
    }

    fn one(&self, setting: &Setting, agent: usize) -> BigInt {
        BigInt::from(lotteries(&self.entries[agent])) * most(setting, valuing)
    }
}

/// Every agent's lottery is drawn on its own.
fn draw_bundles(picks: &[Option<&MenuEntry>]) -> Vec<(Rational, Vec<Bundle>)> {
    let nothing = [(Rational::one(), Bundle::EMPTY)];
    let mut draws = vec![(Rational::one(), Vec::new())];
    for pick in picks {
        let lottery = pick.map_or(&nothing[..], |entry| &entry.lottery);
        draws = draws
            .iter()
            .flat_map(|(sure, bundles): &(Rational, Vec<Bundle>)| {
                lottery.iter().map(move |(probability, bundle)| {
                    (sure * probability, [bundles.as_slice(), &[*bundle]].concat())
                })
            })
            .collect();
    }
    draws
}

/// One number in [0, 1) is drawn; each item goes to the agent in whose interval it falls, the intervals being laid
/// out in the agents' order with the items' probabilities as lengths. So each gets each item with her probability.
fn draw_items(setting: &Setting, picks: &[Option<&MenuEntry>]) -> Vec<(Rational, Vec<Bundle>)> {
    let ends: Vec<Vec<Rational>> = (0..setting.items().len())
        .map(|item| {
            let mut end = Rational::zero();
            let lengths = picks.iter().map(|pick| pick.map(|entry| entry.item_probability(ItemId(item))));
            lengths
                .map(|length| {
                    end += length.unwrap_or_default();
                    end.clone()
                })
                .collect()
        })
        .collect();
    let mut cuts: Vec<Rational> =
        ends.iter().flatten().cloned().chain([Rational::zero(), Rational::one()]).collect();
    cuts.sort();
    cuts.dedup();
    cuts.windows(2)
        .map(|piece| {
            let mut bundles = vec![Bundle::EMPTY; picks.len()];
            for (item, ends) in ends.iter().enumerate() {
                if let Some(agent) = ends.iter().position(|end| *end > piece[0]) {
                    bundles[agent] = bundles[agent].union([ItemId(item)].into_iter().collect());
                }
            }
            (&piece[1] - &piece[0], bundles)
        })
        .collect()
}
