//! Settings and spaces: items, agents, types, grids, and how many of them there can be.

use super::Message;
use crate::exact::{BigInt, Rational};
use crate::names::{brief, brief_list};
use std::fmt;

pub fn no_items() -> Message {
    Message::new("a setting needs at least one item to sell")
}

pub fn too_many_items(count: usize, most: usize) -> Message {
    Message::new(format!("{count} items; at most {most} are possible"))
}

pub fn too_many_subsets(most_items: usize) -> Message {
    Message::new(format!(
        "types with bundle values choose among all subsets of the items; at most {most_items} items are possible"
    ))
}

pub fn no_agents() -> Message {
    Message::new("a setting needs at least one agent")
}

pub fn too_many_profiles(count: &BigInt, most: usize) -> Message {
    Message::new(format!("{} type profiles, counting Bottom; at most {most} can be enumerated", Profiles(count)))
        .help(
            "use fewer agents or coarser grids of types; in a file, `tvmd check` knows posted prices, menus and auctions without enumerating",
        )
}

/// Something that is looked at profile by profile, where there are too many of them.
pub fn looked_at_by_profile(what: &str, count: &BigInt, most: usize) -> Message {
    let count = Profiles(count);
    Message::new(format!(
        "`{what}` is looked at profile by profile, of which there are {count}, counting Bottom; at most {most} can be enumerated"
    ))
    .help(
        "posted_prices, bundles, menu, second_price, lookahead, and vcg for additive agents, are known without enumerating profiles, \
         under a prior that is `uniform`, `independent` or `joint`",
    )
}

/// A lookahead auction under a prior that lists profiles.
pub fn lookahead_of_listed_types(count: &BigInt, most: usize) -> Message {
    let count = Profiles(count);
    Message::new(format!(
        "the prices of `lookahead` under a joint prior are computed profile by profile, of which there are {count}, counting Bottom; at \
         most {most} can be enumerated"
    ))
    .help("under an `independent` prior they are known without that")
}

/// A number of profiles; one that is too long to be read is told by its power of 10.
struct Profiles<'a>(&'a BigInt);

impl fmt::Display for Profiles<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        if digits.len() <= 30 { f.write_str(&digits) } else { write!(f, "at least 10^{}", digits.len() - 1) }
    }
}

pub fn no_types(agent: &str) -> Message {
    Message::new(format!("{} has no types", brief(agent)))
        .help("give at least one besides Bottom, which is always there")
}

pub fn too_many_types(agent: &str, count: usize, most: usize) -> Message {
    Message::new(format!("{} has {count} types; at most {most} are possible", brief(agent)))
}

pub fn bottom_declared() -> Message {
    Message::new("the type `Bottom` can't be declared")
        .help("Bottom, the type of not taking part, is always there and isn't listed")
}

/// Values that are listed without names, and aren't one per item.
pub fn values_of_items(name: &str, values: usize, items: usize) -> Message {
    let values = if values == 1 { "1 value".to_owned() } else { format!("{values} values") };
    let items = if items == 1 { "the only item".to_owned() } else { format!("{items} items") };
    Message::new(format!("{} has {values} for {items}", brief(name)))
        .help("list one value per item, in the order of the items, or each with the name of its item")
}

pub fn items_for_bundles() -> Message {
    Message::new("an agent with bundle values lists values of bundles")
        .help("declare the agent `additive` or `unit_demand` to give values of items")
}

pub fn bundles_for_items(valuation: &str) -> Message {
    Message::new(format!("{valuation} agents have a value per item, not per bundle"))
        .help("declare the agent with `bundles` to give values of bundles")
}

pub fn bundle_valued_twice() -> Message {
    Message::new("the value of this bundle is already there")
}

/// A bundle, by its items and its value, that is listed below one of its listed parts.
pub fn bundle_below_part(whole: (&[String], &Rational), part: (&[String], &Rational)) -> Message {
    let named = |items: &[String]| format!("[{}]", brief_list(&items.join(", ")));
    let ((bundle, value), (part, least)) = (whole, part);
    let message = format!(
        "{} is worth {value}, less than its part {}, which is worth {least}",
        named(bundle),
        named(part)
    );
    Message::new(message).help(format!(
        "items can be left aside, so that no bundle is worth less than its parts: raise the value to {least}, or don't list it"
    ))
}

pub fn empty_bundle_valued() -> Message {
    Message::new("the empty bundle is worth 0")
}

pub fn grid_of_bundles() -> Message {
    Message::new("a grid gives values of items; types with bundle values are listed one by one")
}

pub fn step_not_positive(step: &Rational) -> Message {
    Message::new(format!("the step is {step}; it must be above 0"))
}

pub fn empty_grid(from: &Rational, to: &Rational) -> Message {
    Message::new(format!("the grid is empty: it ends at {to} before it starts at {from}"))
}

pub fn huge_grid(count: &str, most: usize) -> Message {
    Message::new(format!("the grid has {count} types; at most {most} are possible"))
        .help("make its steps larger or its ends closer")
}
