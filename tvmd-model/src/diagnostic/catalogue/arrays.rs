//! Files of arrays: names, shapes, and numbers at their indices.

use super::Message;
use crate::exact::Rational;
use crate::names::brief;
use std::fmt::Display;

/// Arrays are named by a reader that has no way to read them.
pub fn arrays_not_read(file: &str) -> Message {
    Message::new(format!("the arrays of {} aren't read here", brief(file)))
        .help("arrays are for the command line: `tvmd check` reads them; a program does by `InstanceDecl::load_with`")
}

pub(crate) fn arrays_in_include() -> Message {
    Message::new("an included prior can't name arrays")
        .help("arrays are for the command line; an instance file for it names them itself")
}

/// Arrays can't be read, for a reason in words.
pub fn arrays_unreadable(file: &str, reason: &str) -> Message {
    Message::new(format!("{}: {reason}", brief(file)))
}

pub fn no_array(name: &str, shape: &str) -> Message {
    Message::new(format!("there is no array `{name}`")).help(format!("its shape is {shape}"))
}

pub fn unknown_array(name: &str, known: &[&str]) -> Message {
    Message::new(format!("there is an array `{}` that means nothing here", brief(name)))
        .help(format!("known are {}", known.join(", ")))
}

pub fn both_arrays(one: &str, other: &str) -> Message {
    Message::new(format!("there are arrays `{one}` and `{other}`, of which one is meant"))
}

pub fn array_shape(name: &str, found: &str, shape: &str) -> Message {
    Message::new(format!("`{name}` has the shape {found}")).help(format!("its shape is {shape}"))
}

pub fn array_type(name: &str, found: &str) -> Message {
    Message::new(format!("`{name}` holds numbers of the type {}", brief(found)))
        .help("int64 and float64 are read, and what fits into them exactly")
}

pub fn no_array_denominator(name: &str) -> Message {
    Message::new(format!("`{name}` is no denominator: one whole number above 0"))
}

pub fn floats_over_a_denominator(name: &str) -> Message {
    Message::new(format!(
        "`{name}` holds floats, and there is `{name}_denominator`, which goes with whole numbers"
    ))
    .help(format!("floats are read as exactly what they are; leave `{name}_denominator` out"))
}

/// A number at an index, in words, is none.
pub fn not_finite(entry: impl Display, number: f64) -> Message {
    Message::new(format!("{entry} is {number}, no number"))
}

pub fn negative_in_array(entry: impl Display, number: &Rational) -> Message {
    Message::new(format!("{entry} is {number}; it must be at least 0"))
}

pub fn given_too_often(entries: impl Display, item: &str, reports: &str, sum: &Rational) -> Message {
    let item = brief(item);
    Message::new(format!("{entries}, the probabilities with which `{item}` is given at {reports}, add up to {sum}, over 1"))
        .help("rounded down to whole numbers over a common denominator they can't: numpy.floor(x * 2**30), and x_denominator = 2**30")
}

pub fn array_payment_out_of_range(entry: impl Display, payment: &Rational, bound: &Rational) -> Message {
    Message::new(format!("{entry} is {payment}, outside [-{bound}, {bound}]"))
        .help("raise the bound or change the payment")
}

pub fn arrays_not_additive(agent: &str) -> Message {
    let agent = brief(agent);
    Message::new(format!(
        "{agent} isn't additive, and arrays hold each item's probability alone: what several items are worth to {agent} depends \
         on which of them come together"
    ))
    .help("write the mechanism as `outcomes`, with a lottery over bundles")
}

pub fn array_masses_not_one(sum: &Rational) -> Message {
    Message::new(format!("the masses add up to {sum}, not to 1"))
        .help("to have them divided by their sum, exactly, call the array `weight`")
}

pub fn no_weight() -> Message {
    Message::new("all weights are 0")
}
