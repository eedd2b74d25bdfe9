//! `posted_prices`: agents come one after another and buy a best set of what is left.
//!
//! Truthful and ex-post IR by construction: what is left and what it costs don't depend on one's own report.
//! Ties: an indifferent buyer buys; between sets of equal utility she takes the dearest, then the one with the
//! most items, then the first in the items' order.

use super::computed::{Computed, Evaluated, bits};
use super::key::Keys;
use super::sequence;
use crate::exact::{BigInt, Rational};
use crate::mechanism::Outcome;
use crate::setting::{Agent, Bundle, ItemId, Profile, Setting, Valuation};
use crate::work::{Making, Work, power, purchase};
use num_traits::Zero as _;

/// Prices by agent and item, and who comes when.
#[derive(Clone, Debug)]
pub struct PostedPrices {
    /// The positions of the agents, first come first.
    pub order: Vec<usize>,
    /// `prices[agent][item]`, at least 0; `None` where the item isn't for sale to her.
    pub prices: Vec<Vec<Option<Rational>>>,
}

impl PostedPrices {
    /// What a type buys of what is left.
    pub fn purchase(&self, setting: &Setting, agent: usize, report: usize, left: Bundle) -> Bundle {
        let on_sale = left.items().filter(|item| self.prices[agent][item.0].is_some()).collect();
        setting.agents()[agent].types[report].valuation.best_set(on_sale, |item| self.price(agent, item))
    }

    /// What an item that is for sale to an agent costs her.
    pub fn price(&self, agent: usize, item: ItemId) -> Rational {
        self.prices[agent][item.0].clone().unwrap_or_default()
    }

    /// What it takes to ask what a type buys; `None` where that is known for all sets.
    fn asked(&self, setting: &Setting, agent: usize) -> Option<BigInt> {
        let additive = |agent: &Agent| {
            agent.types.iter().skip(1).all(|her_type| matches!(her_type.valuation, Valuation::Additive(_)))
        };
        let free = self.prices[agent].iter().flatten().any(Rational::is_zero);
        let agent = &setting.agents()[agent];
        (free && !additive(agent)).then(|| purchase(agent, setting.items().len()))
    }
}

impl Computed for PostedPrices {
    fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        sequence::sell(&self.order, setting, reports, |agent, report, left| {
            let bought = self.purchase(setting, agent, report, left);
            (bought, bought.items().map(|item| self.price(agent, item)).sum())
        })
    }

    fn keys<'a>(&'a self, setting: &'a Setting) -> Keys<'a> {
        Box::new(sequence::keys(&self.order, setting, |agent, report, left| {
            (self.purchase(setting, agent, report, left), Rational::default())
        }))
    }

    /// Each item goes to somebody or nobody, and that settles what is paid.
    fn making(&self, setting: &Setting) -> Making {
        let (agents, items) = (setting.agents().len(), setting.items().len());
        let each = setting.agents().iter().map(|agent| purchase(agent, items)).max().unwrap_or_default();
        let outcomes = power(agents + 1, items).min(setting.profile_count().into());
        let computed = sequence::purchases(&self.order, setting, &power(2, items)) + &outcomes * agents;
        Making::sure(outcomes, computed, each)
    }

    fn denominator_bits(&self) -> u64 {
        bits(self.prices.iter().flatten().flatten())
    }
}

impl Evaluated for PostedPrices {
    fn outcome(&self, setting: &Setting, reports: &Profile) -> Option<Outcome> {
        Some(Computed::outcome(self, setting, reports))
    }

    fn over_all(&self, name: &str, setting: &Setting, bits: &[u64]) -> Work {
        sequence::over_sets(name, &self.order, setting, bits, |agent| self.asked(setting, agent))
    }

    fn one(&self, setting: &Setting, agent: usize) -> BigInt {
        purchase(&setting.agents()[agent], setting.items().len())
    }
}
