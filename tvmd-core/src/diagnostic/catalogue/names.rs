//! Names: those that can't be, those that are already there, those that aren't known.

use super::Message;
use crate::names::nearest;
use std::fmt;

/// What has a name, or is given once per name.
#[derive(Clone, Copy)]
pub(crate) struct Noun(&'static str);

impl Noun {
    pub(crate) const AGENT: Self = Self("agent");
    pub(crate) const DISTRIBUTION: Self = Self("distribution of");
    pub(crate) const EARLIER_MECHANISM: Self = Self("mechanism before this one called");
    pub(crate) const ITEM: Self = Self("item");
    pub(crate) const KEPT_SET: Self = Self("kept set of");
    pub(crate) const KEPT_TYPE: Self = Self("kept type");
    pub(crate) const MASS: Self = Self("mass of");
    pub(crate) const MECHANISM: Self = Self("mechanism");
    pub(crate) const MENU: Self = Self("menu of");
    pub(crate) const POTENTIAL: Self = Self("potential of");
    pub(crate) const POTENTIALS: Self = Self("list of potentials of");
    pub(crate) const PAYMENT: Self = Self("payment of");
    pub(crate) const PRICE: Self = Self("price of");
    pub(crate) const PRICE_LIST: Self = Self("price list of");
    pub(crate) const PROBABILITY: Self = Self("probability of");
    pub(crate) const SETTING: Self = Self("setting");
    pub(crate) const SHARE: Self = Self("share of");
    pub(crate) const TYPE: Self = Self("type");
    pub(crate) const VALUE: Self = Self("value of");
    pub(crate) const VERTEX: Self = Self("vertex");
}

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

pub(crate) fn impossible_name(what: Noun, name: &str) -> Message {
    Message::new(format!("`{name}` can't be the name of a {what}"))
        .help("names are not empty, not `_`, and have no `|`, no comma and no space at their ends")
}

pub(crate) fn already_there(what: Noun, name: &str) -> Message {
    Message::new(format!("the {what} `{name}` is already there"))
}

pub(crate) fn unknown<'a>(
    what: Noun,
    word: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Message {
    Message::new(format!("there is no {what} `{word}`")).help(suggestion(what, word, known))
}

/// The name of a grid is not the name of a type, but of many.
pub(crate) fn unknown_type<'a>(
    agent: &str,
    word: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Message {
    let numbered = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let of_grid: Vec<&str> =
        known.clone().filter(|name| name.strip_prefix(word).is_some_and(numbered)).collect();
    let help = match of_grid.as_slice() {
        [first, .., last] => format!("the types of the grid `{word}` are {first} to {last}"),
        _ => suggestion(Noun::TYPE, word, known),
    };
    Message::new(format!("{agent} has no type `{word}`")).help(help)
}

/// The nearest known name, or else the first few.
fn suggestion<'a>(what: Noun, word: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    if let Some(name) = nearest(word, known.clone()) {
        return format!("did you mean `{name}`?");
    }
    let names: Vec<&str> = known.into_iter().take(12).collect();
    if names.is_empty() {
        format!("there is no {what} at all")
    } else {
        format!("known: {}", names.join(", "))
    }
}
