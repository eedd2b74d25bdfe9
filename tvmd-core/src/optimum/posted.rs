//! Sequential posted prices for one item when only the marginals are known.
//!
//! For revenue neither orders nor joint distributions are tried. Whatever the types, it is best to ask first whom the highest price is for, as then
//! the highest price that anybody accepts is paid. The expectation of that maximum is ∫ Pr\[some price above t is accepted\] dt, which is at least
//! ∫ max Pr\[agent i accepts\] dt over the agents with prices above t, and no more if acceptances are nested (comonotone), which the
//! marginals always allow. Prices that make most of that are a chain, each lower and likelier to be accepted than the one before, for another agent; the
//! best chain is found by dynamic programming over the sets of agents in it.
//!
//! For welfare all orders and all prices that matter are tried, but for prices that can't be better in any order: what is served is at most the
//! highest value that accepts, whose least expectation is that of nested values.
//!
//! ```
//! use tvmd::objective::Standard;
//! use tvmd::optimum::posted::max_min_posted;
//! use tvmd::prelude::*;
//! use tvmd::work::Budget;
//!
//! tvmd::mechanism! {
//!     setting Gallery<First, Second> {
//!         items { Painting }
//!         bound 2;
//!         agent First:  additive { Low = 1, High = 2 }
//!         agent Second: additive { Low = 1, High = 2 }
//!         prior independent { First { Low: 1/4, High: 3/4 } Second uniform }
//!     }
//! }
//!
//! let marginals = [AgentId(0), AgentId(1)].map(|agent| Gallery::prior().marginal(agent));
//! let best = max_min_posted(Gallery::setting(), &marginals, Standard::Revenue, &Budget::DEFAULT, &mut |_| ())?;
//! assert_eq!(best.value, ratio!(7 / 4), "to First at 2, then to Second at 1");
//! # Ok::<(), tvmd::optimum::OptimumError>(())
//! ```

use super::chains::Chains;
use super::couplings::{fit, worst_joint};
use super::error::OptimumError;
use super::maxmin::MaxMin;
use super::so_far::SoFar;
use super::stage::Stage;
use super::values::{value, values};
use super::work;
use crate::exact::{BigInt, Rational};
use crate::mechanism::Table;
use crate::mechanism::rules::{PostedPrices, Rule};
use crate::objective::{Performance, Standard};
use crate::prior::Distribution;
use crate::setting::Setting;
use crate::work::Budget;
use num_traits::{Signed as _, Zero as _};

/// The sequential posted prices for one item whose least expected objective over all joint distributions with these marginals is
/// greatest.
///
/// Each agent has a price, which isn't drawn at random, in the best order. A price between two values sells to the same types as
/// the higher value, and not for more: so each agent's values are tried, and not selling to her. For welfare there are n!·Π(types) choices; for
/// revenue at most 2^n·Σ(types) beginnings of chains. `progress` is told of them.
///
/// # Errors
/// If there isn't one marginal per agent, over her types, or there isn't exactly one item, or it is too much work, or time is up.
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
    let guaranteed = |order: &[usize], prices: &[Option<Rational>]| {
        let table = posted(setting, order.to_vec(), prices)?;
        let performance = Performance::new(&objective, &table).ok()?;
        let worst = worst_joint(setting, marginals, performance.values()).ok()?;
        let (value, potentials) = (worst.value, worst.potentials);
        Some(MaxMin { value, table, worst: worst.prior, potentials, multipliers: None })
    };
    if objective == Standard::Revenue {
        let prices = Chains::best(setting, marginals, budget, progress)?;
        let mut order: Vec<usize> = (0..prices.len()).collect();
        order.sort_by(|one, other| prices[*other].cmp(&prices[*one]));
        return guaranteed(&order, &prices).ok_or(OptimumError::NoMechanism);
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
    // By prices, as far as they were tried: what they serve at most.
    let mut limits: Vec<Option<Rational>> = vec![None; prices.len()];
    // The last of the best.
    let (mut best, mut tried) = (None::<MaxMin>, 0);
    for order in self::orders(marginals.len()) {
        for (prices, limit) in prices.iter().zip(&mut limits) {
            if tried > 0 && budget.is_over() {
                let value = best.as_ref().map(|best| best.value.clone());
                let mechanism = best.map(|best| best.table.to_model());
                // Prices of 0 sell to everybody, so no prices serve more.
                let upper =
                    Some(served_at_most(setting, marginals, &vec![Some(Rational::zero()); order.len()]));
                return Err(OptimumError::TimeIsUp(Box::new(SoFar { value, upper, mechanism })));
            }
            let limit = limit.get_or_insert_with(|| served_at_most(setting, marginals, prices));
            if best.as_ref().is_none_or(|best| *limit >= best.value) {
                let made = guaranteed(&order, prices);
                best = [best, made].into_iter().flatten().max_by(|one, other| one.value.cmp(&other.value));
            }
            tried += 1;
            progress(Stage::Choices { tried, all });
        }
    }
    best.ok_or(OptimumError::NoMechanism)
}

/// What is served at these prices in any order at most, in expectation over the joint distribution that is worst for that: ∫ max Pr\[value > t and the
/// price is accepted\] dt.
fn served_at_most(setting: &Setting, marginals: &[Distribution], prices: &[Option<Rational>]) -> Rational {
    // Values that accept, by agent, highest first, with how likely they or higher ones are.
    let accepting = marginals.iter().zip(prices).enumerate().filter_map(|(agent, (marginal, price))| {
        let price = price.as_ref()?;
        let mut likely = Rational::zero();
        let values = values(setting, agent, marginal).into_iter().rev().filter(|(value, _)| value >= price);
        Some(
            values
                .map(|(value, mass)| {
                    likely += mass;
                    (value, likely.clone())
                })
                .collect::<Vec<_>>(),
        )
    });
    let mut levels: Vec<(Rational, Rational)> = accepting.flatten().collect();
    levels.sort();
    let mut likeliest = Rational::zero();
    let mut served = Rational::zero();
    let mut levels = levels.into_iter().rev().peekable();
    while let Some((level, likely)) = levels.next() {
        likeliest = likeliest.max(likely);
        let next = levels.peek().map(|(next, _)| next.clone()).unwrap_or_default();
        served += &likeliest * (level - next);
    }
    served
}

/// All orders in which so many agents can be asked: n! of them.
#[must_use]
pub fn orders(agents: usize) -> Vec<Vec<usize>> {
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

/// Sequential posted prices for one item: each agent's price, `None` where it isn't for sale to her, and the order in which they are
/// asked. `None` if the setting has other than one item, an agent has no price or isn't asked exactly once, or a price isn't in \[0, H\].
///
/// ```
/// use tvmd::case::build::additive;
/// use tvmd::exact::ratio;
/// use tvmd::optimum::posted::posted;
/// use tvmd::setting::AgentId;
/// use tvmd::Profile;
///
/// let bidder = || vec![vec![ratio(1, 1)], vec![ratio(2, 1)]];
/// let setting = additive(1, ratio(2, 1), &[bidder(), bidder()]).unwrap();
/// let table = posted(&setting, vec![1, 0], &[Some(ratio(1, 1)), Some(ratio(2, 1))]).unwrap();
/// // The second is asked first, and has the type that is worth 1.
/// let outcome = table.outcome(&Profile::new(vec![2, 1])).unwrap();
/// assert_eq!(outcome.payment(AgentId(0)), ratio(1, 1));
/// assert!(posted(&setting, vec![0, 0], &[None, None]).is_none());
/// ```
#[must_use]
pub fn posted(setting: &Setting, order: Vec<usize>, prices: &[Option<Rational>]) -> Option<Table> {
    let mut asked = order.clone();
    asked.sort_unstable();
    let fits = |price: &Rational| !price.is_negative() && price <= setting.bound();
    let is_sale = setting.items().len() == 1
        && prices.len() == setting.agents().len()
        && asked.into_iter().eq(0..prices.len())
        && prices.iter().flatten().all(fits);
    if !is_sale {
        return None;
    }
    let prices = prices.iter().map(|price| vec![price.clone()]).collect();
    let rule = Rule::PostedPrices(PostedPrices { order, prices });
    Table::new(setting, setting.profiles().map(|profile| rule.outcome(setting, &profile)).collect()).ok()
}
