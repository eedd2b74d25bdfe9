//! Sequential posted prices for one item when only the marginals are known: all orders and all prices that matter are tried.

use super::couplings::{fit, worst_joint};
use super::maxmin::MaxMin;
use crate::exact::Rational;
use crate::mechanism::Table;
use crate::mechanism::rules::{PostedPrices, Rule};
use crate::objective::{Performance, Standard};
use crate::prior::{Distribution, Prior, PriorError};
use crate::setting::{AgentId, Bundle, Setting};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The sequential posted prices for one item whose least expected objective over all joint distributions with these marginals is
/// greatest; `None` if there isn't exactly one item.
///
/// Each agent has a price, which isn't drawn at random, in the best order. A price between two values sells to the same types as
/// the higher value, and not for more: so each agent's values are tried, and not selling to her. There are n!·Π(types) choices.
///
/// # Errors
/// If there isn't one marginal per agent, over her types.
pub fn max_min_posted(
    setting: &Arc<Setting>,
    marginals: &[Distribution],
    objective: Standard,
) -> Result<Option<MaxMin>, PriorError> {
    fit(setting, marginals)?;
    if setting.items.len() != 1 {
        return Ok(None);
    }
    let mut prices: Vec<Vec<Option<Rational>>> = vec![Vec::new()];
    for (agent, marginal) in marginals.iter().enumerate() {
        let values = marginal.support().filter(|own| *own > 0).map(|own| Some(value(setting, agent, own)));
        let mut offers: Vec<Option<Rational>> = values.chain([None]).collect();
        offers.sort();
        offers.dedup();
        let longer = |start: Vec<Option<Rational>>| {
            let with = |price: &Option<Rational>| start.iter().cloned().chain([price.clone()]).collect();
            offers.iter().map(with).collect::<Vec<_>>()
        };
        prices = prices.into_iter().flat_map(longer).collect();
    }
    let guaranteed = |order: &Vec<usize>, prices: &[Option<Rational>]| {
        let table = posted(setting, order.clone(), prices)?;
        let performance = Performance::new(&objective, &table).ok()?;
        let worst = worst_joint(setting, marginals, performance.values()).ok()?;
        let (value, potentials) = (worst.value, worst.potentials);
        Some(MaxMin { value, table, worst: worst.prior, potentials, multipliers: None })
    };
    let orders = orders(marginals.len());
    let all = orders.iter().flat_map(|order| prices.iter().filter_map(|own| guaranteed(order, own)));
    Ok(all.max_by(|one, other| one.value.cmp(&other.value)))
}

/// All orders of some agents.
pub(crate) fn orders(agents: usize) -> Vec<Vec<usize>> {
    let mut orders = vec![Vec::new()];
    for agent in 0..agents {
        let inserted = |order: &Vec<usize>| -> Vec<Vec<usize>> {
            let at = |position: usize| {
                let mut order = order.clone();
                order.insert(position, agent);
                order
            };
            (0..=order.len()).map(at).collect()
        };
        orders = orders.iter().flat_map(inserted).collect();
    }
    orders
}

/// What the item is worth to a type.
pub(crate) fn value(setting: &Setting, agent: usize, own: usize) -> Rational {
    setting.agents[agent].types[own].valuation.value(Bundle::all(setting.items.len()))
}

/// What the item is worth to an agent: each value of positive probability, with it, lowest first.
pub(crate) fn atoms(prior: &Prior, agent: usize) -> BTreeMap<Rational, Rational> {
    let marginal = prior.marginal(AgentId(agent));
    let mut atoms = BTreeMap::new();
    for own in marginal.support() {
        *atoms.entry(value(prior.setting(), agent, own)).or_default() += marginal.mass(own);
    }
    atoms
}

/// Sequential posted prices for one item; `None` for an agent to whom it isn't for sale.
pub(crate) fn posted(
    setting: &Arc<Setting>,
    order: Vec<usize>,
    prices: &[Option<Rational>],
) -> Option<Table> {
    let prices = prices.iter().map(|price| vec![price.clone()]).collect();
    let rule = Rule::PostedPrices(PostedPrices { order, prices });
    Table::new(setting, setting.profiles().map(|profile| rule.outcome(setting, &profile)).collect()).ok()
}
