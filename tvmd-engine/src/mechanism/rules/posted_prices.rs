//! `posted_prices`: agents come one after another and buy a best set of what is left.
//!
//! Truthful and ex-post IR by construction: what is left and what it costs don't depend on one's own report.
//! Ties: an indifferent buyer buys; between sets of equal utility she takes the dearest, then the one with the
//! most items, then the first in the items' order.

use crate::exact::Rational;
use crate::mechanism::{Allocation, Outcome};
use crate::setting::{AgentId, Bundle, ItemId, Profile, Setting};
use num_traits::Zero;

/// Prices by agent and item, and who comes when.
#[derive(Clone, Debug)]
pub struct PostedPrices {
    /// The positions of the agents, first come first.
    pub order: Vec<usize>,
    /// `prices[agent][item]`, at least 0; `None` where the item isn't for sale to her.
    pub prices: Vec<Vec<Option<Rational>>>,
}

impl PostedPrices {
    pub(crate) fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        sell_in_sequence(&self.order, setting, reports, |agent, report, left| {
            let bought = self.purchase(setting, agent, report, left);
            (bought, bought.items().map(|item| self.price(agent, item)).sum())
        })
    }

    /// What a type buys of what is left.
    pub fn purchase(&self, setting: &Setting, agent: usize, report: usize, left: Bundle) -> Bundle {
        let on_sale = left.items().filter(|item| self.prices[agent][item.0].is_some()).collect();
        setting.agents()[agent].types[report].valuation.best_set(on_sale, |item| self.price(agent, item))
    }

    /// What an item that is for sale to an agent costs her.
    pub fn price(&self, agent: usize, item: ItemId) -> Rational {
        self.prices[agent][item.0].clone().unwrap_or_default()
    }
}

/// Agents come one after another; `purchase` says what a type buys of what is left, and for how much. ⊥ buys nothing.
pub(super) fn sell_in_sequence(
    order: &[usize],
    setting: &Setting,
    reports: &Profile,
    purchase: impl Fn(usize, usize, Bundle) -> (Bundle, Rational),
) -> Outcome {
    let mut left = Bundle::all(setting.items().len());
    let mut bundles = vec![Bundle::EMPTY; setting.agents().len()];
    let mut payments = vec![Rational::zero(); setting.agents().len()];
    for agent in order.iter().copied() {
        let report = reports.of(AgentId(agent));
        if report > 0 {
            (bundles[agent], payments[agent]) = purchase(agent, report, left);
            left = left.without(bundles[agent]);
        }
    }
    let allocation = Allocation::new(bundles).expect("each buyer takes from what is left");
    Outcome::sure(allocation, payments)
}
