//! Tables of outcomes: the coverage of the profiles, and the feasibility of what the rows give.

use super::Message;
use std::fmt::Display;

// Coverage.

pub(crate) fn row_length(agents: usize, given: usize) -> Message {
    Message::new(format!("a row has {agents} patterns, one per agent; this one has {given}"))
}

/// `profiles` are open, among them the `example`.
pub(crate) fn not_covered(example: impl Display, profiles: usize) -> Message {
    let more = if profiles > 1 { format!(" and {} more profiles", profiles - 1) } else { String::new() };
    Message::new(format!("no row says what happens at {example}{more}"))
        .help("end the table with `_ => nothing`, or add the missing rows; `_` matches Bottom too")
}

pub(crate) fn never_reached() -> Message {
    Message::new("this row is never reached: the rows above it match first")
        .help("remove it, or move it above the rows that cover it")
}

// Feasibility.

pub(crate) fn given_twice(item: &str, one: &str, other: &str) -> Message {
    Message::new(format!("`{item}` is given to both {one} and {other}"))
}

pub(crate) fn bottom_takes_part(agent: &str, reports: impl Display) -> Message {
    Message::new(format!(
        "{agent} gets or pays something at {reports}, where she reports Bottom and takes no part"
    ))
    .help(format!("name {agent}'s types in the pattern; `_` matches Bottom too"))
}
