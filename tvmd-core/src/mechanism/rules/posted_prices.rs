//! `posted_prices`: agents come one after another and buy a best set of what is left.
//!
//! Truthful and ex-post IR by construction: what is left and what it costs don't depend on one's own report.
//! Ties: an indifferent buyer buys; between sets of equal utility she takes the dearest, then the one with the
//! most items, then the first in the items' order.

use crate::exact::Rational;
use crate::mechanism::{Allocation, Outcome};
use crate::setting::{AgentId, Bundle, Profile, Setting};
use num_traits::Zero;

/// Prices by agent and item, and who comes when.
#[derive(Clone, Debug)]
pub(crate) struct PostedPrices {
    pub(crate) order: Vec<usize>,
    /// `prices[agent][item]`, at least 0; `None` where the item isn't for sale to her.
    pub(crate) prices: Vec<Vec<Option<Rational>>>,
}

impl PostedPrices {
    pub(super) fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        let mut left = Bundle::all(setting.items.len());
        let mut bundles = vec![Bundle::EMPTY; setting.agents.len()];
        let mut payments = vec![Rational::zero(); setting.agents.len()];
        for agent in self.order.iter().copied() {
            let own = reports.of(AgentId(agent));
            if own == 0 {
                continue;
            }
            let prices = &self.prices[agent];
            let price = |item: crate::ItemId| prices[item.0].clone().unwrap_or_default();
            let on_sale = left.items().filter(|item| prices[item.0].is_some()).collect();
            let bought = setting.agents[agent].types[own].valuation.best_set(on_sale, price);
            bundles[agent] = bought;
            payments[agent] = bought.items().map(price).sum();
            left = left.without(bought);
        }
        let allocation = Allocation::new(bundles).expect("each buyer takes from what is left");
        Outcome::sure(allocation, payments)
    }
}
