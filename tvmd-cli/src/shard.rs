//! A share of some work, for several machines or workers: `3/64`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The most shares that work is divided into: more than any cluster has workers, and a list of them fits into a message.
const MOST: usize = 1 << 20;

/// One of several shares of some work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shard {
    /// Which, from 1 on.
    pub(crate) number: usize,
    /// How many there are.
    pub(crate) of: usize,
}

impl Shard {
    /// Whether the number is one from 1 to that of all.
    pub(crate) fn is_one(self) -> bool {
        self.number >= 1 && self.number <= self.of && self.of <= MOST
    }

    /// This share of a list. What stands together goes to different shares, since it may be hard for the same reason.
    pub(crate) fn share_of<T>(self, all: &[T]) -> impl Iterator<Item = &T> {
        all.iter().skip(self.number - 1).step_by(self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers =
            text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        let shard = numbers.map(|(number, of)| Self { number, of });
        shard.filter(|shard| shard.is_one()).ok_or_else(|| {
            format!("`{text}` is no share; write K/N, such as 3/64, with K from 1 to N and N up to {MOST}")
        })
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}
