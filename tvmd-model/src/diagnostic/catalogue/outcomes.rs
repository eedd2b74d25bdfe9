//! Tables of outcomes: the coverage of the profiles, and the feasibility of what the rows give.

use super::Message;
use crate::names::{brief, brief_list};
use std::fmt::Display;

// Coverage.

pub fn row_length(agents: usize, given: usize) -> Message {
    Message::new(format!("a row has {agents} patterns, one per agent; this one has {given}"))
}

/// `profiles` of so many `agents` are open, among them the `example`.
pub fn not_covered(example: impl Display, profiles: usize, agents: usize) -> Message {
    let any = vec!["\"_\""; agents].join(", ");
    let more = if profiles > 1 { format!(" and {} more profiles", profiles - 1) } else { String::new() };
    Message::new(format!("no row says what happens at {}{more}", brief_list(&example.to_string())))
        .help(format!("end the table with `{{ \"when\": [{any}] }}`, {OR_ADD}"))
        .help_in_block(format!("end the table with `_ => nothing`, {OR_ADD}"))
}

const OR_ADD: &str = "or add the missing rows; `_` matches Bottom too";

pub fn never_reached() -> Message {
    Message::new("this row is never reached: the rows above it match first")
        .help("remove it, or move it above the rows that cover it")
}

// Feasibility.

pub fn given_twice(item: &str, one: &str, other: &str) -> Message {
    Message::new(format!("`{}` is given to both {} and {}", brief(item), brief(one), brief(other)))
}

pub fn bottom_takes_part(agent: &str, reports: impl Display) -> Message {
    let (agent, reports) = (brief(agent), reports.to_string());
    Message::new(format!(
        "{agent} gets or pays something at {}, where she reports Bottom and takes no part",
        brief_list(&reports)
    ))
    .help(format!("name {agent}'s types in the pattern; `_` matches Bottom too"))
}
