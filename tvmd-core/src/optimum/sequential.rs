//! Offers of one item to independent agents, one after the other: the best prices, by dynamic programming.
//!
//! From the last agent to the first: an offer that is refused leaves what the later agents are worth, W. For welfare an agent gets the
//! item exactly if her value is at least W; that is the best policy of the *prophet inequality*, which makes at least half of the
//! expected maximum in any order (Krengel and Sucheston 1977; Samuel-Cahn 1984). For revenue the price maximises
//! p·Pr\[value ≥ p\] + Pr\[value < p\]·W over her values. More is worth more, whoever is asked first, so what the best order of some agents makes
//! is found from what the best orders of all but one of them make: over sets of agents, of which there are 2^n, and not over their n! orders (R. Bellman 1962, for tours).
//!
//! ```
//! use tvmd::objective::Standard;
//! use tvmd::optimum::sequential::best;
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Gallery<First, Second> {
//!         items { Painting }
//!         bound 4;
//!         agent First:  additive { Sure = 1 }
//!         agent Second: additive { Low = 0, High = 4 }
//!         prior uniform;
//!     }
//! }
//!
//! let offers = best(&Gallery::prior(), Standard::Revenue).ok_or("not one item, or correlated")?;
//! // First Second at 4, then First at 1.
//! assert_eq!(offers.order, [1, 0]);
//! assert_eq!(offers.prices, [Some(ratio!(1)), Some(ratio!(4))]);
//! assert_eq!(offers.value, ratio!(5 / 2));
//! # Ok::<(), &str>(())
//! ```

use super::posted::posted;
use super::values::atoms;
use crate::exact::Rational;
use crate::mechanism::Table;
use crate::objective::Standard;
use crate::prior::Prior;
use num_traits::{Signed, Zero};
use std::collections::BTreeMap;

/// The best offers in some order.
///
/// What [`best`] and [`best_in_order`] find.
#[derive(Clone, Debug)]
pub struct Offers {
    /// The expected objective.
    pub value: Rational,
    /// The agents, in the order of the offers.
    pub order: Vec<usize>,
    /// The price for each agent, by agent; none to whom it isn't for sale.
    pub prices: Vec<Option<Rational>>,
    /// The offers as a mechanism, DSIC and ex-post IR.
    pub table: Table,
}

/// The best offers in this order, which names each agent once; `None` unless there is one item and agents are independent.
#[must_use]
pub fn best_in_order(prior: &Prior, order: &[usize], objective: Standard) -> Option<Offers> {
    let setting = prior.setting();
    let mut named = order.to_vec();
    named.sort_unstable();
    let fits = setting.items().len() == 1 && named.iter().copied().eq(0..setting.agents().len());
    if !fits || prior.product_of_marginals() != *prior {
        return None;
    }
    let mut left = Rational::zero();
    let mut prices = vec![None; order.len()];
    for agent in order.iter().rev() {
        (left, prices[*agent]) = offer(&atoms(prior, *agent), &left, objective);
    }
    let table = posted(setting, order.to_vec(), &prices)?;
    Some(Offers { value: left, order: order.to_vec(), prices, table })
}

/// What the best offer to an agent with these values makes, where a refusal leaves so much, and its price.
fn offer(
    atoms: &BTreeMap<Rational, Rational>,
    left: &Rational,
    objective: Standard,
) -> (Rational, Option<Rational>) {
    // From the highest price on: how likely it sells, and how much value it then serves.
    let (mut sold, mut served) = (Rational::zero(), Rational::zero());
    let mut best = (left.clone(), None);
    for (price, mass) in atoms.iter().rev().filter(|(price, _)| price.is_positive()) {
        sold += mass;
        served += mass * price;
        let made = match objective {
            Standard::Revenue => price * &sold,
            Standard::Welfare => served.clone(),
        };
        let worth = made + left - &sold * left;
        if worth > best.0 {
            best = (worth, Some(price.clone()));
        }
    }
    best
}

/// The best offers in the best order; `None` unless there is one item and agents are independent. It takes 2^n·n best offers for n agents.
#[must_use]
pub fn best(prior: &Prior, objective: Standard) -> Option<Offers> {
    let agents = prior.setting().agents().len();
    let atoms: Vec<_> = (0..agents).map(|agent| atoms(prior, agent)).collect();
    // By set of agents, in binary: what their best order makes, and who comes first in it.
    let mut sets = vec![(Rational::zero(), 0)];
    for set in 1..1_usize << agents {
        let among = (0..agents).filter(|agent| set >> agent & 1 == 1);
        let first = among.map(|agent| (offer(&atoms[agent], &sets[set ^ 1 << agent].0, objective).0, agent));
        sets.push(first.max_by(|one, other| one.0.cmp(&other.0))?);
    }
    let (mut order, mut set) = (Vec::new(), sets.len() - 1);
    while set > 0 {
        order.push(sets[set].1);
        set ^= 1 << sets[set].1;
    }
    best_in_order(prior, &order, objective)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Case, Generator};
    use crate::exact::ratio;
    use crate::mechanism::Mechanism;
    use crate::objective::Performance;
    use crate::optimum::myerson::Myerson;
    use crate::optimum::posted::orders;
    use crate::optimum::values::value;

    fn cases(count: usize) -> Vec<Case> {
        let mut generator = Generator::new(5);
        let fits = |case: &Case| {
            let setting = case.setting();
            setting.items().len() == 1
                && setting.agents().len() > 1
                && setting.profile_count() <= 30
                && case.prior.product_of_marginals() == case.prior
        };
        std::iter::from_fn(|| Some(generator.case())).flatten().filter(fits).take(count).collect()
    }

    fn expected(objective: Standard, table: &Table, prior: &Prior) -> Rational {
        Performance::new(&objective, table).unwrap().expectation(prior).unwrap()
    }

    /// All prices that are somebody's value, and none, in all orders.
    #[test]
    fn no_other_prices_are_better() {
        let mut worse = 0;
        for case in cases(80) {
            let setting = case.setting();
            let agents = setting.agents().len();
            for objective in [Standard::Revenue, Standard::Welfare] {
                let best = best(&case.prior, objective).unwrap();
                assert_eq!(expected(objective, &best.table, &case.prior), best.value);
                let ways = (0..agents).fold(vec![Vec::new()], |ways: Vec<Vec<Option<Rational>>>, agent| {
                    let types = setting.agents()[agent].types().len();
                    let prices = (1..types).map(|report| Some(value(setting, agent, report))).chain([None]);
                    let prices: Vec<_> =
                        prices.filter(|price| price.as_ref().is_none_or(Signed::is_positive)).collect();
                    let with = |way: &Vec<Option<Rational>>| {
                        prices
                            .iter()
                            .map(|price| [&way[..], std::slice::from_ref(price)].concat())
                            .collect::<Vec<_>>()
                    };
                    ways.iter().flat_map(with).collect()
                });
                let ordered = orders(agents).into_iter();
                let ordered =
                    ordered.map(|order| best_in_order(&case.prior, &order, objective).unwrap().value);
                assert_eq!(ordered.max().unwrap(), best.value);
                for order in orders(agents) {
                    let in_order = best_in_order(&case.prior, &order, objective).unwrap().value;
                    worse += usize::from(in_order < best.value);
                    for way in &ways {
                        let table = posted(setting, order.clone(), way).unwrap();
                        assert!(expected(objective, &table, &case.prior) <= in_order);
                    }
                }
            }
        }
        assert!(worse > 0);
    }

    #[test]
    fn a_prophet_makes_at_most_twice_as_much_and_myerson_no_less() {
        for case in cases(40) {
            let setting = case.setting();
            let most = |profile: &crate::setting::Profile| {
                let values =
                    profile.types().iter().enumerate().map(|(agent, report)| value(setting, agent, *report));
                values.max().unwrap_or_default()
            };
            let prophet: Rational = case.prior.support().map(|(profile, mass)| mass * most(&profile)).sum();
            for order in orders(setting.agents().len()) {
                let served = best_in_order(&case.prior, &order, Standard::Welfare).unwrap().value;
                assert!(served <= prophet && prophet <= served * ratio(2, 1));
            }
            let auction = Myerson::of(&case.prior).unwrap().table().unwrap();
            assert!(
                best(&case.prior, Standard::Revenue).unwrap().value
                    <= expected(Standard::Revenue, &auction, &case.prior)
            );
        }
    }
}
