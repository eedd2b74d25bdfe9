//! A row of a table, and its patterns.

use crate::exact::text;
use crate::model::Entries;
use crate::model::mechanism::{Branch, Pattern, Row, Taken};
use crate::model::object::{objects, written_as};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A row with `gets` or `lottery`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
struct WrittenRow {
    when: Vec<Pattern>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gets: Option<Entries<Vec<String>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lottery: Option<Vec<Branch>>,
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pays: Entries<text::Text>,
}

impl TryFrom<WrittenRow> for Row {
    type Error = &'static str;
    fn try_from(WrittenRow { when, gets, lottery, pays }: WrittenRow) -> Result<Self, &'static str> {
        let gets = match (gets, lottery) {
            (gets, None) => Taken::Surely(gets.unwrap_or_default()),
            (None, Some(branches)) => Taken::Lottery(branches),
            (Some(_), Some(_)) => return Err("a row has `gets` or `lottery`, not both"),
        };
        Ok(Self { when, gets, pays })
    }
}

impl From<Row> for WrittenRow {
    fn from(Row { when, gets, pays }: Row) -> Self {
        let (gets, lottery) = match gets {
            Taken::Surely(gets) if gets.is_empty() => (None, None),
            Taken::Surely(gets) => (Some(gets), None),
            Taken::Lottery(branches) => (None, Some(branches)),
        };
        Self { when, gets, lottery, pays }
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

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::of(&String::deserialize(deserializer)?))
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

written_as!(Row, WrittenRow);

objects!(WrittenRow);
