//! Why something is no outcome.

use crate::exact::Rational;
use crate::setting::Setting;
use std::fmt;

/// Why something is no outcome of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OutcomeError {
    /// An item is given to two agents.
    GivenTwice {
        /// The item's position.
        item: usize,
        /// The positions of two agents who get it, or of one who gets it twice.
        agents: (usize, usize),
    },
    /// An item whose chances of being given to agents add up to more than 1.
    GivenTooOften {
        /// The item's position.
        item: usize,
        /// What they add up to.
        sum: Rational,
    },
    /// A probability below 0.
    NegativeProbability(Rational),
    /// Probabilities that add up to this and not to 1.
    ProbabilitySum(Rational),
    /// Not one bundle, or not one payment, per agent: expected and found numbers.
    Agents(usize, usize),
    /// A bundle with items that the setting doesn't have, given to this agent.
    NoSuchItem(usize),
    /// A payment outside [-H, H] by this agent.
    PaymentOutOfRange(usize, Rational),
    /// This agent reports ⊥ and gets or pays something.
    BottomTakesPart(usize),
}

impl fmt::Display for OutcomeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(None))
    }
}

impl OutcomeError {
    /// With the names and numbers of the setting, where there is one; else agents and items are counted.
    pub(crate) fn in_words(&self, setting: Option<&Setting>) -> String {
        let agent = |position: usize| {
            let known = setting.and_then(|setting| setting.agents().get(position));
            known.map_or_else(|| format!("the {} agent", ordinal(position)), |agent| agent.name.clone())
        };
        let item_named = |position: usize| {
            let known = setting.and_then(|setting| setting.items().get(position));
            known.map_or_else(|| format!("the {} item", ordinal(position)), |item| format!("`{item}`"))
        };
        match self {
            Self::GivenTooOften { item, sum } => {
                format!("{} is given with chances that add up to {sum}, more than 1", item_named(*item))
            }
            Self::GivenTwice { item, agents: (one, other) } => {
                let item = item_named(*item);
                match one == other {
                    true => format!("{item} is given to {} twice", agent(*one)),
                    false => format!("{item} is given to both {} and {}", agent(*one), agent(*other)),
                }
            }
            Self::NegativeProbability(probability) => format!("a probability of {probability} is negative"),
            Self::ProbabilitySum(sum) => format!("the probabilities add up to {sum}, not to 1"),
            Self::Agents(expected, found) => {
                format!("the outcome is for {found} agents, and the setting has {expected}")
            }
            Self::NoSuchItem(position) => {
                format!("{} gets an item that the setting doesn't have", agent(*position))
            }
            Self::PaymentOutOfRange(position, payment) => {
                let range = setting.map_or_else(
                    || "[-H, H]".to_owned(),
                    |setting| {
                        let bound = setting.bound();
                        format!("[-{bound}, {bound}] (the bound H is {bound})")
                    },
                );
                format!("{} pays {payment}, outside {range}", agent(*position))
            }
            Self::BottomTakesPart(position) => {
                format!("{} reports Bottom, and gets or pays something without taking part", agent(*position))
            }
        }
    }
}

/// `1st` for the position 0.
fn ordinal(position: usize) -> String {
    let number = position + 1;
    let ending = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

impl std::error::Error for OutcomeError {}
