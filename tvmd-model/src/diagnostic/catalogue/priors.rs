//! Priors: files, marginals and masses.

use super::Message;
use crate::exact::Rational;
use crate::names::{brief, brief_list};
use std::fmt::Display;

pub fn file_not_read(file: impl Display) -> Message {
    Message::new(format!("the file {} was not read", brief(&file.to_string())))
}

pub fn no_distribution(agent: &str) -> Message {
    let agent = brief(agent);
    Message::new(format!("an independent prior needs a distribution of `{agent}`"))
        .help(format!("give its masses, or write `\"{agent}\": \"uniform\"`"))
        .help_in_block("give its masses, or say `uniform`")
}

pub fn profile_twice(profile: impl Display) -> Message {
    Message::new(format!("the mass of {} is already there", brief_list(&profile.to_string())))
}

pub fn profile_length(agents: usize, given: usize) -> Message {
    Message::new(format!("a profile names {agents} types, one per agent; this one has {given}"))
}

pub fn potential_not_positive(potential: &Rational) -> Message {
    Message::new(format!("a potential of {potential}; it is e^ψ, so it must be above 0"))
        .help("to exclude a combination, say `joint` and list the others")
}

pub fn no_vertices_joined() -> Message {
    Message::new("this hyperedge joins no vertices")
}

pub fn edge_twice(vertices: impl Display) -> Message {
    Message::new(format!("the hyperedge of {} is already there", brief_list(&vertices.to_string())))
        .help("multiply their potentials and write one")
}

pub fn combination_twice(values: impl Display) -> Message {
    Message::new(format!("the potential of ({}) is already there", brief_list(&values.to_string())))
}

pub fn combination_length(vertices: usize, given: usize) -> Message {
    Message::new(format!("a combination names {vertices} values, one per vertex; this one has {given}"))
}

/// A value of an item that it has to no type.
pub fn no_such_worth(item: &str, value: &str, known: &[&str]) -> Message {
    Message::new(format!("no type values {} at `{}`", brief(item), brief(value)))
        .help(super::names::first_known(known))
}

pub fn bottom_not_a_value(agent: &str) -> Message {
    let agent = brief(agent);
    Message::new(format!("`Bottom` is not among the values of {agent} in this field"))
        .help(format!("give it a potential as a vertex: `\"{agent}\": {{ \"Bottom\": \"1\" }}`"))
        .help_in_block(format!("give it a potential as a vertex: `{agent} {{ Bottom: 1 }}`"))
}
