//! Rules other than tables and menus: orders of agents, bundles on sale, what a rule can't do.

use super::Message;
use crate::exact::Rational;
use crate::names::{brief, brief_list};
use std::fmt::Display;

pub(crate) fn twice_in_order(agent: &str) -> Message {
    Message::new(format!("`{}` comes twice in the order", brief(agent)))
}

pub(crate) fn missing_in_order(agents: &[&str]) -> Message {
    Message::new(format!("the order leaves out {}", brief_list(&agents.join(", "))))
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

pub(crate) fn rule_without_prior(rule: &str) -> Message {
    Message::new(format!("`{rule}` computes with a prior, and the setting declares none"))
        .help("declare a prior, as in `prior uniform;`")
}

pub(crate) fn lookahead_of_several_items() -> Message {
    Message::new("lookahead sells one item, and this setting has several").help("use `second_price` or `vcg`")
}

pub(crate) fn extension_of_correlated_types() -> Message {
    Message::new("a BIC extension is of a mechanism for independent types, and under this prior they aren't")
        .help("declare an `independent` prior, or use `dsic_extension`, which needs none")
}

pub(crate) fn payment_undefined(agent: &str, profile: impl Display) -> Message {
    let (agent, profile) = (brief(agent), profile.to_string());
    let profile = brief_list(&profile);
    Message::new(format!(
        "as printed, the BIC extension doesn't say what {agent} pays at {profile}: what her surrogate gets is worth 0 to her \
         in expectation, and her payment divides by that"
    ))
    .help(REPAIRED)
}

pub(crate) fn extension_out_of_range(
    agent: &str,
    profile: impl Display,
    payment: &Rational,
    bound: &Rational,
) -> Message {
    let (agent, profile) = (brief(agent), profile.to_string());
    let profile = brief_list(&profile);
    Message::new(format!(
        "as printed, the BIC extension has {agent} pay {payment} at {profile}, outside [-{bound}, {bound}]"
    ))
    .help(REPAIRED)
}

const REPAIRED: &str = "without `as printed` the extension is the repaired one, which is always a mechanism";

/// What a rule refers to belongs to another setting than its mechanism.
pub(crate) fn of_another_setting(what: &str, difference: &str) -> Message {
    Message::new(format!("{what} is of another setting: {difference}"))
}
