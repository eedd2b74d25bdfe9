//! `posted_prices` and `bundles`: orders of agents and prices.

use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{Message, Noun, Numbers};
use crate::exact::{Rational, text::Text};
use crate::mechanism::rules::{Bundles, PostedPrices};
use crate::model::{BundlePrice, Entries, Order, Prices};
use crate::names::{brief, brief_list};
use crate::resolve::known::Known;
use crate::resolve::names::unique;
use crate::resolve::numbers::{check_denominators, check_price};
use tvmd_model::diagnostic::findings::Findings;

/// The most bundles on sale: a buyer tries all collections of them.
const MAX_OFFERS: usize = 24;

pub(super) fn posted_prices(
    order: &Order,
    prices: &Prices,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> PostedPrices {
    let order = self::order(order, setting, &at.field("order"), errors);
    let at = at.field("prices");
    let numbers: Box<dyn Iterator<Item = &Text>> = match prices {
        Prices::Anonymous(prices) => Box::new(prices.iter().map(|(_, price)| price)),
        Prices::PerAgent(agents) => {
            Box::new(agents.iter().flat_map(|(_, prices)| prices.iter()).map(|(_, price)| price))
        }
    };
    check_denominators(Numbers::Prices, numbers.map(|price| &price.0), || at.clone(), errors);
    let prices = match prices {
        Prices::Anonymous(prices) => vec![item_prices(prices, setting, &at, errors); setting.agents().len()],
        Prices::PerAgent(agents) => {
            unique(
                agents.iter().map(|(name, _)| name.as_str()),
                Noun::PRICE_LIST,
                |index, name| at.entry(index, name).key(),
                errors,
            );
            let mut by_agent = vec![vec![None; setting.items().len()]; setting.agents().len()];
            for (index, (name, prices)) in agents.iter().enumerate() {
                let at = at.entry(index, name);
                let prices = item_prices(prices, setting, &at, errors);
                if let Some(position) = setting.agent(name, || at.key(), errors) {
                    by_agent[position] = prices;
                }
            }
            by_agent
        }
    };
    PostedPrices { order, prices }
}

pub(super) fn bundles(
    order: &Order,
    offers: &[BundlePrice],
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Bundles {
    let order = self::order(order, setting, &at.field("order"), errors);
    let at = at.field("offers");
    if offers.is_empty() && errors.is_read(&at) {
        errors.report(at.clone(), nothing_for_sale());
    }
    if offers.len() > MAX_OFFERS {
        errors.report(at.clone(), too_many_offers(offers.len(), MAX_OFFERS));
    }
    check_denominators(Numbers::Prices, offers.iter().map(|offer| &offer.price), || at.clone(), errors);
    let mut found = Vec::new();
    for (index, offer) in offers.iter().enumerate() {
        let at = at.index(index);
        check_price(("price", &offer.price), setting, || at.field("price"), errors);
        let Some(items) = setting.bundle(&offer.bundle, &at.field("bundle"), errors) else {
            continue;
        };
        if items.is_empty() {
            errors.report(at.field("bundle"), empty_bundle_sold());
        }
        if found.iter().any(|(bundle, _)| *bundle == items) {
            errors.report(at.field("bundle"), bundle_priced_twice());
        }
        found.push((items, offer.price.clone()));
    }
    Bundles { order, offers: found }
}

/// The agents' positions in the order given; in the setting's order if none is given.
fn order(order: &Order, setting: &Known, at: &Place, errors: &mut Findings) -> Vec<usize> {
    let Some(order) = order else { return (0..setting.agents().len()).collect() };
    let (mut positions, mut some_unknown) = (Vec::new(), !errors.is_read(at));
    // Where two have one name, it isn't known which is meant.
    let is_sole = |name: &str| setting.agents().iter().filter(|agent| agent.name == name).count() == 1;
    for (index, name) in order.iter().enumerate() {
        match setting.agent(name, || at.index(index), errors) {
            Some(_) if !is_sole(name) => some_unknown = true,
            Some(position) if positions.contains(&position) => {
                errors.report(at.index(index), twice_in_order(name));
            }
            Some(position) => positions.push(position),
            None => some_unknown = true,
        }
    }
    if some_unknown {
        return positions;
    }
    let missing: Vec<&str> = setting
        .agents()
        .iter()
        .enumerate()
        .filter(|(position, _)| !positions.contains(position))
        .filter(|(position, _)| errors.is_read(&setting.at.field("agents").index(*position).field("name")))
        .map(|(_, agent)| agent.name.as_str())
        .collect();
    if !missing.is_empty() {
        errors.report(at.clone(), missing_in_order(&missing));
    }
    positions
}

fn item_prices(
    prices: &Entries<Text>,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> Vec<Option<Rational>> {
    let mut by_item = vec![None; setting.items().len()];
    unique(
        prices.iter().map(|(item, _)| item.as_str()),
        Noun::PRICE,
        |index, item| at.entry(index, item).key(),
        errors,
    );
    for (index, (item, price)) in prices.iter().enumerate() {
        let place = || at.entry(index, item);
        check_price(("price", &price.0), setting, place, errors);
        if let Some(position) = setting.item(item, || place().key(), errors) {
            by_item[position] = Some(price.0.clone());
        }
    }
    by_item
}

// What is wrong with them.

fn twice_in_order(agent: &str) -> Message {
    Message::new(format!("`{}` comes twice in the order", brief(agent)))
}

fn missing_in_order(agents: &[&str]) -> Message {
    Message::new(format!("the order leaves out {}", brief_list(&agents.join(", "))))
        .help("name every agent once; without an order they come as in the setting")
}

fn nothing_for_sale() -> Message {
    Message::new("no bundle is for sale")
}

fn too_many_offers(count: usize, most: usize) -> Message {
    Message::new(format!(
        "{count} bundles; buyers try all collections of them, and at most {most} are possible"
    ))
}

fn empty_bundle_sold() -> Message {
    Message::new("an empty bundle can't be sold")
}

fn bundle_priced_twice() -> Message {
    Message::new("this bundle already has a price")
}
