//! A row of a table, and its patterns.

use crate::model::mechanism::{Branch, Pattern, Row, Taken};
use crate::model::object::object;
use serde_core::{Serialize, Serializer};

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { when, gets, pays } = self;
        let object = object(serializer)?.field("when", when)?;
        let object = match gets {
            Taken::Surely(gets) => object.given("gets", gets.filled()),
            Taken::Lottery(branches) => object.field("lottery", branches),
        };
        object?.given("pays", pays.filled())?.end()
    }
}

impl Serialize for Branch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { probability, gets } = self;
        object(serializer)?.number("probability", probability)?.given("gets", gets.filled())?.end()
    }
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Any => serializer.serialize_str("_"),
            Self::OneOf(types) => serializer.serialize_str(&types.join(" | ")),
        }
    }
}

impl Pattern {
    /// A pattern as it is written: `_`, or types separated by `|`.
    pub(crate) fn of(written: &str) -> Self {
        if written.trim() == "_" {
            Self::Any
        } else {
            Self::OneOf(written.split('|').map(|name| name.trim().to_owned()).collect())
        }
    }
}
