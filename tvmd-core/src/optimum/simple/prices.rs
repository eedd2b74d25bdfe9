//! The best prices: of an offer, of each item, of all items together.

use crate::exact::Rational;
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, ItemId};
use std::collections::BTreeMap;

/// A posted price and what it makes in expectation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posted {
    /// The price; whoever values the offer at exactly the price buys.
    pub price: Rational,
    /// Price times probability of sale.
    pub revenue: Rational,
}

/// The best price for an offer whose value to the buyer has these atoms: (value, probability).
#[must_use]
pub fn best_price(atoms: &[(Rational, Rational)]) -> Posted {
    // By value: how likely she is to be worth that or more.
    let mut sale: BTreeMap<&Rational, Rational> = BTreeMap::new();
    for (value, mass) in atoms {
        *sale.entry(value).or_default() += mass;
    }
    let mut above = Rational::default();
    for mass in sale.values_mut().rev() {
        above += &*mass;
        mass.clone_from(&above);
    }
    // Some value is a best price: raising the price to the next value loses nobody.
    let prices =
        atoms.iter().map(|(price, _)| Posted { price: price.clone(), revenue: price * &sale[price] });
    prices.max_by(|one, other| one.revenue.cmp(&other.revenue)).unwrap_or_default()
}

/// SRev: the best price for each item, sold separately to the first agent of the prior's setting.
#[must_use]
pub fn separate_prices(prior: &Prior) -> Vec<Posted> {
    let items = 0..prior.setting().items().len();
    items.map(|item| best_price(&atoms(prior, Bundle::from_iter([ItemId(item)])))).collect()
}

/// SRev: what selling each item separately to an additive buyer makes.
#[must_use]
pub fn srev(prior: &Prior) -> Rational {
    separate_prices(prior).into_iter().map(|posted| posted.revenue).sum()
}

/// BRev: the best price for all items together, and what it makes.
#[must_use]
pub fn bundle_price(prior: &Prior) -> Posted {
    best_price(&atoms(prior, Bundle::all(prior.setting().items().len())))
}

/// BRev: what selling all items together makes.
#[must_use]
pub fn brev(prior: &Prior) -> Rational {
    bundle_price(prior).revenue
}

/// What a bundle is worth to the first agent: (value, probability), one for each of her types of positive probability.
fn atoms(prior: &Prior, bundle: Bundle) -> Vec<(Rational, Rational)> {
    let buyer = AgentId(0);
    let Some(types) = prior.setting().agents().first().map(crate::setting::Agent::types) else {
        return Vec::new();
    };
    let marginal = prior.marginal(buyer);
    marginal
        .support()
        .map(|report| (types[report].valuation().value(bundle), marginal.mass(report)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;

    /// The best of all prices, each with the sum over everybody who buys, whatever the values and however often they occur.
    #[test]
    fn prices_are_what_the_definition_says() {
        for number in 0..4_i64.pow(5) {
            let atoms: Vec<(Rational, Rational)> = (0..5)
                .map(|at| (ratio(number / 4_i64.pow(at) % 4, 3), ratio(i64::from(at) + 1, 15)))
                .collect();
            let best = best_price(&atoms);
            let made = |price: &Rational| {
                let sold = atoms.iter().filter(|(value, _)| value >= price).map(|(_, mass)| mass);
                price * sold.sum::<Rational>()
            };
            assert_eq!(best.revenue, made(&best.price), "{atoms:?}");
            assert_eq!(
                Some(&best.revenue),
                atoms.iter().map(|(price, _)| made(price)).max().as_ref(),
                "{atoms:?}"
            );
        }
    }
}
