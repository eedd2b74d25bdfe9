//! Shapes: what is expected where something else stands, fields that are unknown, missing or given twice; and the lines of
//! tables.

use super::Message;
use super::names::first_known;
use crate::diagnostic::{PathStep, Place};
use crate::exact::text::ParseRationalError;
use crate::names::{brief, brief_list, nearest};
use std::fmt::Display;

pub fn expected(what: impl Display, found: impl Display) -> Message {
    Message::new(format!("{what} is expected here, not {found}"))
}

pub(crate) fn unknown_field(word: &str, known: &[&str]) -> Message {
    let message = Message::new(format!("there is no field `{}` here", brief(word)));
    match nearest(word, known.iter().copied()) {
        Some(near) => message.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => message.help("this object has no fields"),
        None if known.contains(&"outcomes") => {
            message.help(format!("{}; any other auction is a table of `outcomes`", first_known(known)))
        }
        None => message.help(first_known(known)),
    }
}

pub fn missing_field(name: &str) -> Message {
    let message = Message::new(format!("the field `{name}` is missing"));
    match meaning(name) {
        Some(meaning) => message.help(meaning),
        None => message,
    }
}

/// What to write in a field of a setting.
fn meaning(name: &str) -> Option<&'static str> {
    Some(match name {
        "bound" => "the most that all items together may be worth to anybody, and that anybody may pay",
        "items" => "the names of what is sold, in a list",
        "agents" => "the bidders, in a list, each with `name`, `valuation` and `types`",
        "valuation" => {
            "one of \"additive\", where values of items add up; \"unit_demand\", where the best one counts; \"bundles\", each with its value"
        }
        "types" => "what the agent may be like, in a list, each with `name` and `values`",
        _ => return None,
    })
}

/// Of the version of the format, which nobody expects who hasn't read of it.
pub(crate) fn missing_version(name: &str, version: u32) -> Message {
    missing_field(name).help(format!("write `\"{name}\": {version}`, the version of the format"))
}

pub(crate) fn field_twice(name: &str) -> Message {
    Message::new(format!("the field `{name}` is already there"))
}

pub(crate) fn unknown_word(word: &str, known: &[&str]) -> Message {
    let message = Message::new(format!("`{}` has no meaning here", brief(word)));
    match nearest(word, known.iter().copied()) {
        Some(near) => message.help(format!("did you mean `{near}`?")),
        None => message.help(first_known(known)),
    }
}

/// Of a number at a place of an instance. Who is paid pays less than 0; nothing else is below it.
pub fn no_number(error: &ParseRationalError, place: &Place) -> Message {
    let is_signed = |step: &PathStep| matches!(step, PathStep::Field("pays" | "price"));
    if place.0.iter().any(is_signed) { Message::new(error.to_string()) } else { no_number_at_least_0(error) }
}

/// Of one that may not.
pub fn no_number_at_least_0(error: &ParseRationalError) -> Message {
    Message::new(error.at_least_0())
}

/// A number of JSON that isn't whole would be read as a float.
pub(crate) fn unquoted_number(number: &str) -> Message {
    Message::new(format!("{} would be read as a float, and numbers are exact", brief(number)))
        .help("write it in quotes, as in \"3/2\" or \"0.25\"")
}

pub(crate) fn no_claim(reason: impl Display) -> Message {
    Message::new(reason.to_string())
}

pub fn other_version(found: impl Display, read: u32) -> Message {
    Message::new(format!("version {found} of the format; this tvmd reads version {read}"))
}

pub(crate) fn one_of(what: &str, fields: &[&str]) -> Message {
    let fields: Vec<String> = fields.iter().map(|field| format!("`{field}`")).collect();
    Message::new(format!("{what} needs one of the fields {}", fields.join(", ")))
}

pub fn only_one_of(what: &str, one: &str, other: &str) -> Message {
    Message::new(format!("{what} has `{one}` or `{other}`, not both"))
}

pub(crate) fn mixed_prices() -> Message {
    Message::new("prices are either per item or per agent, not both")
}

pub(crate) fn include_in_include() -> Message {
    Message::new("an included prior can't include another file")
}

// Tables.

/// A line with fewer or more columns than the heading; `missing` are the headings without a column.
pub(crate) fn ragged_line(found: usize, expected: usize, missing: &[&str]) -> Message {
    let message = Message::new(format!("this line has {found} columns, and the heading has {expected}"));
    if missing.is_empty() {
        message
    } else {
        let missing: Vec<String> = missing.iter().map(|name| format!("`{}`", brief(name))).collect();
        message.help(format!("nothing stands under {}", missing.join(", ")))
    }
}

/// A first line that has nothing of the heading that is expected.
pub(crate) fn no_heading(expected: &str) -> Message {
    Message::new("this line is no heading of a prior")
        .help(format!("it should name the agents and `probability`, in any order: {}", brief_list(expected)))
}

/// `near` is a heading that may be meant.
pub(crate) fn no_column(name: &str, near: Option<&str>) -> Message {
    let message = Message::new(format!("no column is headed `{}`", brief(name)));
    match near {
        Some(near) => message.help(format!("is `{}` meant?", brief(near))),
        None => message,
    }
}

pub(crate) fn column_of_nobody(heading: &str) -> Message {
    Message::new(format!("the column `{}` is of no agent", brief(heading)))
}

pub(crate) fn column_twice(heading: &str) -> Message {
    Message::new(format!("the column `{}` stands twice", brief(heading)))
}
