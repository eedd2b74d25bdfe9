//! Numbers and their ranges: what must be at least 0, the bound, sums, denominators.

use super::Message;
use crate::exact::Rational;
use crate::names::brief;
use num_traits::{One, Signed};
use std::fmt;

/// Numbers that are brought over a common denominator or must add up.
#[derive(Clone, Copy)]
pub enum Numbers<'a> {
    /// H, alone.
    Bound,
    Masses,
    /// Of an agent's types.
    MassesOf(&'a str),
    Payments,
    Potentials,
    Prices,
    Probabilities,
    /// Alone.
    Reserve,
    /// Of an agent.
    ValuesOf(&'a str),
}

impl fmt::Display for Numbers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bound => f.write_str("the bound"),
            Self::Reserve => f.write_str("the reserve"),
            Self::Masses => f.write_str("the masses"),
            Self::MassesOf(agent) => write!(f, "the masses of {}'s types", brief(agent)),
            Self::Payments => f.write_str("the payments"),
            Self::Potentials => f.write_str("the potentials"),
            Self::Prices => f.write_str("the prices"),
            Self::Probabilities => f.write_str("the probabilities"),
            Self::ValuesOf(agent) => write!(f, "{}'s values", brief(agent)),
        }
    }
}

pub fn negative_price(price: &Rational) -> Message {
    negative("price", price)
}

pub fn negative_probability(probability: &Rational) -> Message {
    negative("probability", probability)
}

pub fn negative_value(value: &Rational) -> Message {
    negative("value", value)
}

fn negative(what: &str, number: &Rational) -> Message {
    Message::new(format!("a {what} of {number}; it must be at least 0"))
}

pub fn no_probability(number: &Rational) -> Message {
    Message::new(format!("a probability of {number}; it must lie in [0, 1]"))
}

pub fn bound_not_positive(bound: &Rational) -> Message {
    Message::new(format!("the bound is {bound}; values lie in [0, bound], so it must be above 0"))
}

pub fn payment_over_bound(what: &str, payment: &Rational, bound: &Rational) -> Message {
    Message::new(format!("{payment} is over the bound {bound}"))
        .help(format!("raise the bound to {payment} or lower the {what}"))
}

pub fn payment_below_bound(payment: &Rational, bound: &Rational) -> Message {
    Message::new(format!("{payment} is below -{bound}"))
        .help(format!("payments lie in [-{bound}, {bound}]; raise the bound to {} or pay out less", -payment))
}

/// One `value` of a type is over the bound; its `most` valuable bundle says how far it must be raised.
pub fn value_over_bound(name: &str, value: &Rational, bound: &Rational, most: &Rational) -> Message {
    Message::new(format!("{} has a value of {value}, over the bound {bound}", brief(name))).help(
        if value == most {
            raise_or_lower_value(most)
        } else {
            format!("raise the bound to {most}, which the best bundle is worth, or lower the value")
        },
    )
}

/// No value of a type alone, but all items together are over the bound.
pub fn items_over_bound(name: &str, bound: &Rational, most: &Rational) -> Message {
    Message::new(format!("all items together are worth {most} to {}, over the bound {bound}", brief(name)))
        .help(raise_or_lower_value(most))
}

fn raise_or_lower_value(most: &Rational) -> String {
    format!("raise the bound to {most} or lower the value")
}

pub fn not_one(what: Numbers<'_>, sum: &Rational) -> Message {
    let rest = Rational::one() - sum;
    let help =
        if rest.is_positive() { format!("{rest} is missing") } else { format!("{} is too much", -rest) };
    Message::new(format!("{what} add up to {sum}, not to 1")).help(help)
}

pub fn over_one(sum: &Rational) -> Message {
    Message::new(format!("the probabilities add up to {sum}, over 1"))
        .help("they may add up to less than 1: then nothing is drawn with what is left")
}

pub fn huge_denominator(what: Numbers<'_>, most_bits: u64) -> Message {
    Message::new(format!("the common denominator of {what} has more than {most_bits} bits"))
        .help("round them to denominators that have factors in common")
}
