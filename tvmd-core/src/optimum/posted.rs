//! Sequential posted prices for one item when only the marginals are known: all orders and all prices that matter are tried.

use super::couplings::{fit, worst_joint};
use super::error::OptimumError;
use super::maxmin::MaxMin;
use super::stage::Stage;
use super::work;
use crate::exact::{BigInt, Rational};
use crate::mechanism::Table;
use crate::mechanism::rules::{PostedPrices, Rule};
use crate::objective::{Performance, Standard};
use crate::prior::{Distribution, Prior};
use crate::setting::{AgentId, Bundle, Setting};
use crate::work::Budget;
use std::collections::BTreeMap;

/// The sequential posted prices for one item whose least expected objective over all joint distributions with these marginals is
/// greatest.
///
/// Each agent has a price, which isn't drawn at random, in the best order. A price between two values sells to the same types as
/// the higher value, and not for more: so each agent's values are tried, and not selling to her. There are n!·Π(types) choices, of which
/// `progress` is told.
///
/// # Errors
/// If there isn't one marginal per agent, over her types, or there isn't exactly one item, or it is too much work.
pub fn max_min_posted(
    setting: &Setting,
    marginals: &[Distribution],
    objective: Standard,
    budget: &Budget,
    progress: &mut dyn FnMut(Stage),
) -> Result<MaxMin, OptimumError> {
    fit(setting, marginals)?;
    if setting.items().len() != 1 {
        return Err(OptimumError::NoMechanism);
    }
    let offers = |(agent, marginal): (usize, &Distribution)| {
        let values =
            marginal.support().filter(|report| *report > 0).map(|report| Some(value(setting, agent, report)));
        let mut offers: Vec<Option<Rational>> = values.chain([None]).collect();
        offers.sort();
        offers.dedup();
        offers
    };
    let offers: Vec<Vec<Option<Rational>>> = marginals.iter().enumerate().map(offers).collect();
    let orders = (1..=marginals.len()).map(BigInt::from).product::<BigInt>();
    let choices = orders * offers.iter().map(|prices| BigInt::from(prices.len())).product::<BigInt>();
    budget.allows(work::posted(setting, marginals, &choices))?;
    let all = usize::try_from(&choices).unwrap_or(usize::MAX);

    let mut prices: Vec<Vec<Option<Rational>>> = vec![Vec::new()];
    for offers in &offers {
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
    // The last of the best.
    let (mut best, mut tried) = (None, 0);
    for order in self::orders(marginals.len()) {
        for prices in &prices {
            let made = guaranteed(&order, prices);
            best =
                [best, made].into_iter().flatten().max_by(|one: &MaxMin, other| one.value.cmp(&other.value));
            tried += 1;
            progress(Stage::Choices { tried, all });
        }
    }
    best.ok_or(OptimumError::NoMechanism)
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
pub(crate) fn value(setting: &Setting, agent: usize, report: usize) -> Rational {
    setting.agents()[agent].types()[report].valuation().value(Bundle::all(setting.items().len()))
}

/// What the item is worth to an agent: each value of positive probability, with it, lowest first.
pub(crate) fn atoms(prior: &Prior, agent: usize) -> BTreeMap<Rational, Rational> {
    let marginal = prior.marginal(AgentId(agent));
    let mut atoms = BTreeMap::new();
    for report in marginal.support() {
        *atoms.entry(value(prior.setting(), agent, report)).or_default() += marginal.mass(report);
    }
    atoms
}

/// Sequential posted prices for one item; `None` for an agent to whom it isn't for sale.
pub(crate) fn posted(setting: &Setting, order: Vec<usize>, prices: &[Option<Rational>]) -> Option<Table> {
    let prices = prices.iter().map(|price| vec![price.clone()]).collect();
    let rule = Rule::PostedPrices(PostedPrices { order, prices });
    Table::new(setting, setting.profiles().map(|profile| rule.outcome(setting, &profile)).collect()).ok()
}
