//! Names: those that can't be, those that are already there, those that aren't known.

use super::Message;
use crate::names::{brief, difference, look_alike, nearest};
use std::fmt;

/// What has a name, or is given once per name.
#[derive(Clone, Copy)]
pub struct Noun(&'static str);

impl Noun {
    pub const AGENT: Self = Self("agent");
    pub const DISTRIBUTION: Self = Self("distribution of");
    pub const EARLIER_MECHANISM: Self = Self("mechanism before this one called");
    pub const ITEM: Self = Self("item");
    pub const KEPT_SET: Self = Self("kept set of");
    pub const KEPT_TYPE: Self = Self("kept type");
    pub const MASS: Self = Self("mass of");
    pub const MECHANISM: Self = Self("mechanism");
    pub const MENU: Self = Self("menu of");
    pub const POTENTIAL: Self = Self("potential of");
    pub const POTENTIALS: Self = Self("list of potentials of");
    pub const PAYMENT: Self = Self("payment of");
    pub const PRICE: Self = Self("price of");
    pub const PRICE_LIST: Self = Self("price list of");
    pub const PROBABILITY: Self = Self("probability of");
    pub const SETTING: Self = Self("setting");
    pub const SHARE: Self = Self("share of");
    pub const TYPE: Self = Self("type");
    pub const VALUE: Self = Self("value of");
    pub const VERTEX: Self = Self("vertex");
}

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Noun {
    /// With its article: an agent, a type.
    fn one(self) -> String {
        let article = if self.0.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {self}")
    }
}

pub fn impossible_name(what: Noun, name: &str) -> Message {
    Message::new(format!("`{}` can't be the name of {}", brief(name), what.one()))
        .help("names are not empty, not `_`, and have no `|`, no comma and no space at their ends")
}

/// A name with a character that can't be seen, or that changes how others are displayed.
pub fn hidden_in_name(what: Noun, name: &str, hidden: char) -> Message {
    let code = u32::from(hidden);
    Message::new(format!(
        "`{}` can't be the name of {}: the character U+{code:04X} in it can't be seen",
        brief(name),
        what.one()
    ))
    .help("leave it out: control characters, marks of direction, joiners and spaces other than the plain one are no part of names")
}

/// Two different names in one set that nobody can tell apart.
pub fn looks_like_another(what: Noun, name: &str, other: &str) -> Message {
    Message::new(format!("the {what} `{}` looks like the {what} `{}`", brief(name), brief(other)))
        .help(format!("{}; choose names that readers can tell apart", difference(name, other)))
}

pub fn already_there(what: Noun, name: &str) -> Message {
    Message::new(format!("the {what} `{}` is already there", brief(name)))
}

pub fn unknown(what: Noun, word: &str, known: &[&str]) -> Message {
    Message::new(format!("there is no {what} `{}`", brief(word))).help(suggestion(what, word, known))
}

/// The name of a grid is not the name of a type, but of many.
pub fn unknown_type(agent: &str, word: &str, known: &[&str]) -> Message {
    let numbered = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let of_grid: Vec<&&str> =
        known.iter().filter(|name| name.strip_prefix(word).is_some_and(numbered)).collect();
    let help = match of_grid.as_slice() {
        [first, .., last] => {
            format!("the types of the grid `{}` are {} to {}", brief(word), brief(first), brief(last))
        }
        _ => suggestion(Noun::TYPE, word, known),
    };
    Message::new(format!("{} has no type `{}`", brief(agent), brief(word))).help(help)
}

/// The name that looks the same, the nearest known name, or else the first few.
fn suggestion(what: Noun, word: &str, known: &[&str]) -> String {
    if let Some(name) = known.iter().find(|name| look_alike(word, name)) {
        return format!("it looks like `{}`, but {}", brief(name), difference(word, name));
    }
    if let Some(name) = nearest(word, known.iter().copied()) {
        return format!("did you mean `{}`?", brief(&name));
    }
    if known.is_empty() { format!("there is no {what} at all") } else { first_known(known) }
}

/// The first few of the names that are known.
pub(crate) fn first_known(known: &[&str]) -> String {
    let names: Vec<_> = known.iter().take(12).map(|name| brief(name)).collect();
    format!("known: {}", names.join(", "))
}
