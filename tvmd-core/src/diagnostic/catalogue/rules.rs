//! Rules other than tables and menus: orders of agents, bundles on sale, what a rule can't do.

use super::Message;

pub(crate) fn twice_in_order(agent: &str) -> Message {
    Message::new(format!("`{agent}` comes twice in the order"))
}

pub(crate) fn missing_in_order(agents: &[&str]) -> Message {
    Message::new(format!("the order leaves out {}", agents.join(", ")))
        .help("name every agent once; without an order they come as in the setting")
}

pub(crate) fn nothing_for_sale() -> Message {
    Message::new("no bundle is for sale")
}

pub(crate) fn too_many_offers(count: usize, most: usize) -> Message {
    Message::new(format!(
        "{count} bundles; buyers try all collections of them, and at most {most} are possible"
    ))
}

pub(crate) fn empty_bundle_sold() -> Message {
    Message::new("an empty bundle can't be sold")
}

pub(crate) fn bundle_priced_twice() -> Message {
    Message::new("this bundle already has a price")
}

pub(crate) fn second_price_not_additive() -> Message {
    Message::new("second_price sells several items only to additive agents")
        .help("use `vcg` for other valuations")
}

pub(crate) fn vcg_too_many_items(most: usize) -> Message {
    Message::new(format!(
        "vcg with other than additive agents tries all divisions of the items; at most {most} items are possible"
    ))
}
