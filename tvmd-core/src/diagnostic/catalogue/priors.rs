//! Priors: files, marginals and masses.

use super::Message;
use std::fmt::Display;

pub(crate) fn file_not_read(file: impl Display) -> Message {
    Message::new(format!("the file {file} was not read"))
}

pub(crate) fn no_distribution(agent: &str) -> Message {
    Message::new(format!("an independent prior needs a distribution of `{agent}`"))
        .help("give its masses, or say `uniform`")
}

pub(crate) fn profile_twice(profile: impl Display) -> Message {
    Message::new(format!("the mass of {profile} is already there"))
}

pub(crate) fn profile_length(agents: usize, given: usize) -> Message {
    Message::new(format!("a profile names {agents} types, one per agent; this one has {given}"))
}
