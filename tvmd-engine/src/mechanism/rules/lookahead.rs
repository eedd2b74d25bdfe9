//! `lookahead`: one item, and only the highest bidder may buy it (Ronen 2001).
//!
//! Her price depends on the others' reports alone and is at least the second-highest value, so truth is dominant and
//! nobody loses by taking part. Ronen's auction charges the price that earns most in expectation from her value, given
//! the others' reports and that she is highest; it earns at least half of what any ex-post IR and DSIC auction does.
//!
//! Ties: of several highest bidders the one who comes first in the setting; an indifferent buyer buys; of prices that earn
//! the same the lowest. So where the others' reports have probability 0, the price is the second-highest value.

use super::computed::{Computed, Evaluated};
use super::key::Keys;
use crate::exact::{BigInt, Rational};
use crate::mechanism::{Mechanism, Outcome};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, Profile, Setting};
use crate::work::{Making, RATIONAL, Work, by_values, most_types};
use std::cmp::max;
use std::collections::HashMap;
use std::sync::Arc;

/// Any lookahead auction: the highest bidder may buy at a price that depends on the others' reports.
///
/// With several items it sells all of them as one bundle. It is DSIC and ex-post IR for every function of prices.
///
/// ```
/// use tvmd::mechanism::Lookahead;
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Gallery<First, Second> {
/// #         items { Painting }
/// #         bound 2;
/// #         agent First:  additive { Low = 1, High = 2 }
/// #         agent Second: additive { Low = 1, High = 2 }
/// #         prior uniform;
/// #     }
/// # }
///
/// // Whoever bids most may buy at 2.
/// let dear = Lookahead::with_prices(Gallery::setting(), |_, _| ratio!(2));
/// let revenue = Performance::new(&Revenue, &dear.table()?)?;
/// assert_eq!(revenue.expectation(&Gallery::prior())?, ratio!(3 / 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Lookahead<P> {
    setting: Setting,
    prices: P,
}

impl<P: Fn(AgentId, &Profile) -> Rational> Lookahead<P> {
    /// The auction with these prices, by highest bidder and the others' reports (she reports ⊥ in the profile given).
    ///
    /// A price below the second-highest value is raised to it; above the highest there is no sale.
    pub fn with_prices(setting: &Setting, prices: P) -> Self {
        Self { setting: setting.clone(), prices }
    }
}

impl<P: Fn(AgentId, &Profile) -> Rational> Mechanism for Lookahead<P> {
    fn name(&self) -> &'static str {
        "lookahead"
    }
    fn setting(&self) -> &Setting {
        &self.setting
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        sell(&self.setting, reports, |highest| (self.prices)(highest.agent, &reports.with(highest.agent, 0)))
    }
}

/// The outcome of Ronen's auction at a profile.
pub fn lookahead(setting: &Setting, prior: &Prior, reports: &Profile) -> Outcome {
    sell(setting, reports, |highest| best_price(setting, prior, reports, highest))
}

/// Ronen's auction.
#[derive(Clone, Debug)]
pub struct Ronen {
    /// From which prices are computed.
    pub prior: Arc<Prior>,
}

impl Computed for Ronen {
    fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        lookahead(setting, &self.prior, reports)
    }

    /// Who is highest, and at which price she may buy.
    fn keys<'a>(&'a self, setting: &'a Setting) -> Keys<'a> {
        let mut prices: HashMap<(AgentId, Profile), Rational> = HashMap::new();
        let mut distinct: HashMap<(AgentId, Rational), u64> = HashMap::new();
        Box::new(move |reports| {
            let Some(highest) = highest(setting, reports) else { return Some(vec![0]) };
            let price = prices
                .entry((highest.agent, reports.with(highest.agent, 0)))
                .or_insert_with(|| best_price(setting, &self.prior, reports, &highest));
            if highest.value < *price {
                return Some(vec![0]);
            }
            let next = distinct.len() as u64 + 1;
            Some(vec![*distinct.entry((highest.agent, price.clone())).or_insert(next)])
        })
    }

    /// For each profile of the others, the highest of all and the revenue of each price; and for each profile the highest.
    fn making(&self, setting: &Setting) -> Making {
        let agents = setting.agents().len();
        let types: usize = setting.agents().iter().map(|agent| agent.types.len()).sum();
        let computed = BigInt::from(setting.profile_count()) * (agents + 1);
        let each = BigInt::from(agents + most_types(setting)) * RATIONAL;
        Making::sure(BigInt::from(agents * types + 1), computed, each)
    }

    fn denominator_bits(&self) -> u64 {
        0
    }
}

/// The same for independent types, by their distributions.
pub(crate) struct OfIndependentTypes;

impl Evaluated for OfIndependentTypes {
    fn outcome(&self, _: &Setting, _: &Profile) -> Option<Outcome> {
        None
    }

    fn over_all(&self, name: &str, setting: &Setting, bits: &[u64]) -> Work {
        by_values(name, setting, bits, 20)
    }

    fn one(&self, setting: &Setting, _: usize) -> BigInt {
        BigInt::from(setting.items().len()) * RATIONAL
    }
}

/// The highest bidder.
struct Highest {
    agent: AgentId,
    value: Rational,
    /// The most that another agent who takes part would pay; 0 if there is none.
    second: Rational,
}

fn value(setting: &Setting, agent: usize, report: usize) -> Rational {
    setting.agents()[agent].types[report].valuation.value(Bundle::all(setting.items().len()))
}

/// The highest bidder of those who take part.
fn highest(setting: &Setting, reports: &Profile) -> Option<Highest> {
    let mut highest: Option<Highest> = None;
    for (agent, report) in reports.types().iter().enumerate().filter(|(_, report)| **report > 0) {
        let value = value(setting, agent, *report);
        highest = Some(match highest {
            Some(highest) if value <= highest.value => {
                Highest { second: max(highest.second, value), ..highest }
            }
            beaten => {
                let second = beaten.map(|beaten| beaten.value).unwrap_or_default();
                Highest { agent: AgentId(agent), value, second }
            }
        });
    }
    highest
}

/// The only agent to whom a lookahead auction may sell that breaks ties by the order of agents; `None` if nobody takes part.
pub fn highest_bidder(setting: &Setting, reports: &Profile) -> Option<AgentId> {
    highest(setting, reports).map(|highest| highest.agent)
}

/// Whether an agent takes part and nobody is worth more.
pub fn is_highest(setting: &Setting, reports: &Profile, agent: AgentId) -> bool {
    let report = reports.of(agent);
    report > 0
        && highest(setting, reports).is_some_and(|highest| value(setting, agent.0, report) == highest.value)
}

/// Sells to the highest bidder if she is worth the price.
fn sell(setting: &Setting, reports: &Profile, price: impl FnOnce(&Highest) -> Rational) -> Outcome {
    let agents = setting.agents().len();
    let Some(highest) = highest(setting, reports) else { return Outcome::nothing(agents) };
    let price = max(price(&highest), highest.second.clone());
    if highest.value < price {
        return Outcome::nothing(agents);
    }
    Outcome::sale(agents, highest.agent, Bundle::all(setting.items().len()), price)
}

/// The price of greatest expected revenue from the highest bidder, given the others' reports and that she is highest.
fn best_price(setting: &Setting, prior: &Prior, reports: &Profile, buyer: &Highest) -> Rational {
    let agent = buyer.agent;
    let is_highest = |report: &usize| {
        highest(setting, &reports.with(agent, *report)).is_some_and(|highest| highest.agent == agent)
    };
    // Her values that make her highest, and how likely they are up to a common factor.
    let likely: Vec<(Rational, BigInt)> = (1..setting.agents()[agent.0].types.len())
        .filter(is_highest)
        .filter_map(|report| {
            let index = setting.index_of(&reports.with(agent, report))?;
            Some((value(setting, agent.0, report), prior.distribution().weight(index)))
        })
        .collect();
    let revenue = |price: &Rational| {
        let buyers = likely.iter().filter(|(value, _)| value >= price);
        price * buyers.map(|(_, weight)| weight).sum::<BigInt>()
    };
    let mut best = (revenue(&buyer.second), buyer.second.clone());
    for (price, _) in &likely {
        let earned = revenue(price);
        if earned > best.0 || earned == best.0 && *price < best.1 {
            best = (earned, price.clone());
        }
    }
    best.1
}
