//! `posted_prices` and `bundles`: orders of agents and prices.

use super::mechanism::agent;
use super::setting::bundle;
use super::{find, unique};
use crate::diagnostic::{Diagnostics, Place};
use crate::exact::{Rational, text::Text};
use crate::mechanism::rules::{Bundles, PostedPrices};
use crate::model::{BundlePrice, Entries, Order, Prices};
use crate::setting::Setting;
use num_traits::Signed;

/// The most bundles on sale: a buyer tries all collections of them.
const MAX_OFFERS: usize = 24;

pub(super) fn posted_prices(
    order: &Order,
    prices: &Prices,
    setting: &Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<PostedPrices> {
    let before = errors.len();
    let order = self::order(order, setting, &at.field("order"), errors);
    let at = at.field("prices");
    let prices = match prices {
        Prices::Anonymous(prices) => vec![item_prices(prices, setting, &at, errors); setting.agents.len()],
        Prices::PerAgent(agents) => {
            unique(
                agents.iter().map(|(name, _)| name.as_str()),
                "price list of",
                |index, name| at.entry(index, name).key(),
                errors,
            );
            let mut by_agent = vec![vec![None; setting.items.len()]; setting.agents.len()];
            for (index, (name, prices)) in agents.iter().enumerate() {
                let at = at.entry(index, name);
                let prices = item_prices(prices, setting, &at, errors);
                if let Some(position) = agent(name, setting, || at.key(), errors) {
                    by_agent[position] = prices;
                }
            }
            by_agent
        }
    };
    (errors.len() == before).then_some(PostedPrices { order, prices })
}

pub(super) fn bundles(
    order: &Order,
    offers: &[BundlePrice],
    setting: &Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<Bundles> {
    let before = errors.len();
    let order = self::order(order, setting, &at.field("order"), errors);
    let at = at.field("offers");
    if offers.is_empty() {
        errors.error(at.clone(), "no bundle is for sale");
    }
    if offers.len() > MAX_OFFERS {
        let message = format!(
            "{} bundles; buyers try all collections of them, and at most {MAX_OFFERS} are possible",
            offers.len()
        );
        errors.error(at.clone(), message);
    }
    let mut found = Vec::new();
    for (index, offer) in offers.iter().enumerate() {
        let at = at.index(index);
        check_price(&offer.price, setting, || at.field("price"), errors);
        let Some(items) = bundle(&offer.bundle, &setting.items, &at.field("bundle"), errors) else {
            continue;
        };
        if items.is_empty() {
            errors.error(at.field("bundle"), "an empty bundle can't be sold");
        }
        if found.iter().any(|(own, _)| *own == items) {
            errors.error(at.field("bundle"), "this bundle already has a price");
        }
        found.push((items, offer.price.clone()));
    }
    (errors.len() == before).then_some(Bundles { order, offers: found })
}

/// The agents' positions in the order given; in the setting's order if none is given.
fn order(order: &Order, setting: &Setting, at: &Place, errors: &mut Diagnostics) -> Vec<usize> {
    let Some(order) = order else { return (0..setting.agents.len()).collect() };
    let mut positions = Vec::new();
    for (index, name) in order.iter().enumerate() {
        match agent(name, setting, || at.index(index), errors) {
            Some(position) if positions.contains(&position) => {
                errors.error(at.index(index), format!("`{name}` comes twice in the order"));
            }
            Some(position) => positions.push(position),
            None => return positions,
        }
    }
    let missing: Vec<&str> = setting
        .agents
        .iter()
        .enumerate()
        .filter(|(position, _)| !positions.contains(position))
        .map(|(_, agent)| agent.name.as_str())
        .collect();
    if !missing.is_empty() {
        let message = format!("the order leaves out {}", missing.join(", "));
        errors.error_with_help(
            at.clone(),
            message,
            "name every agent once; without an order they come as in the setting",
        );
    }
    positions
}

fn item_prices(
    prices: &Entries<Text>,
    setting: &Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Vec<Option<Rational>> {
    let mut by_item = vec![None; setting.items.len()];
    unique(
        prices.iter().map(|(item, _)| item.as_str()),
        "price of",
        |index, item| at.entry(index, item).key(),
        errors,
    );
    for (index, (item, price)) in prices.iter().enumerate() {
        let place = || at.entry(index, item);
        check_price(&price.0, setting, place, errors);
        let known = setting.items.iter().map(String::as_str);
        if let Some(position) = find("item", item, known, || place().key(), errors) {
            by_item[position] = Some(price.0.clone());
        }
    }
    by_item
}

/// A price at which something is sold lies in [0, H].
pub(super) fn check_price(
    price: &Rational,
    setting: &Setting,
    at: impl FnOnce() -> Place,
    errors: &mut Diagnostics,
) {
    if price.is_negative() {
        errors.error(at(), format!("a price of {price}; it must be at least 0"));
    } else {
        check_payment(price, setting, at, errors);
    }
}

/// A payment lies in [-H, H].
pub(super) fn check_payment(
    payment: &Rational,
    setting: &Setting,
    at: impl FnOnce() -> Place,
    errors: &mut Diagnostics,
) {
    let bound = &setting.bound;
    if *payment > *bound {
        let help = format!("raise the bound to {payment} or lower the payment");
        errors.error_with_help(at(), format!("{payment} is over the bound {bound}"), help);
    } else if *payment < -bound {
        let help =
            format!("payments lie in [-{bound}, {bound}]; raise the bound to {} or pay out less", -payment);
        errors.error_with_help(at(), format!("{payment} is below -{bound}"), help);
    }
}
