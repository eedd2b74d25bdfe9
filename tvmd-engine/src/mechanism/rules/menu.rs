//! `menu`: each agent picks the entry of her own menu that is best for the type she reports, or nothing.
//!
//! By the taxation principle every truthful mechanism for one agent is a menu. Menus of several agents don't
//! depend on each other's reports, so their picks must fit together at every profile; that is checked when the
//! menu is resolved. Ties: an indifferent buyer buys; between entries of equal utility she takes the dearest,
//! then the first as listed.

use crate::exact::Rational;
use crate::mechanism::{Allocation, Outcome};
use crate::setting::{AgentId, Bundle, ItemId, Profile, Setting, Valuation};
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

    pub(crate) fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
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
