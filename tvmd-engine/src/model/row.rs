//! Rows of a table of outcomes, and their patterns.

use crate::diagnostic::catalogue;
use crate::exact::{Rational, text};
use crate::model::Entries;
use crate::model::object::{objects, written_as};
use crate::model::reader::{At, Reader};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A row of an outcome table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// One pattern per agent.
    pub when: Vec<Pattern>,
    /// Who gets what.
    pub gets: Taken,
    /// Who pays what; the others pay 0.
    pub pays: Entries<text::Text>,
}

/// What the reports of one agent must be for a row to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Any type, ⊥ too: `_`.
    Any,
    /// One of these types: `Low | High`.
    OneOf(Vec<String>),
}

/// Who gets what in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// These bundles, for certain.
    Surely(Entries<Vec<String>>),
    /// One of these branches is drawn.
    Lottery(Vec<Branch>),
}

/// A branch of a lottery over allocations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Branch {
    /// How likely it is.
    #[serde(with = "text")]
    pub probability: Rational,
    /// Who gets what in it.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub gets: Entries<Vec<String>>,
}

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

objects!(WrittenRow, Branch);

impl Reader {
    pub(in crate::model) fn row(&mut self, at: &At<'_>) -> Row {
        let fields = self.fields(at, "an object with a row", &["when", "gets", "lottery", "pays"]);
        let when = self.needed(&fields, "when");
        let when =
            when.and_then(|at| self.list(&at, "a list of patterns, one per agent,")).unwrap_or_default();
        let when = when.into_iter().map(|at| self.pattern(at)).collect();
        let gets = match (fields.optional("gets"), fields.optional("lottery")) {
            (gets, None) => Taken::Surely(self.gets(gets)),
            (None, Some(at)) => {
                let branches = self.list(&at, "a list of branches").unwrap_or_default();
                Taken::Lottery(branches.iter().map(|own| self.branch(own)).collect())
            }
            (Some(gets), Some(_)) => {
                self.errors.report(fields.place.clone(), catalogue::only_one_of("a row", "gets", "lottery"));
                self.unread.push(gets.place);
                Taken::Surely(Entries::default())
            }
        };
        Row { when, gets, pays: self.numbers(fields.given("pays"), "an object of payments per agent") }
    }

    fn pattern(&mut self, at: At<'_>) -> Pattern {
        Pattern::of(&self.text(Some(at), "a pattern in quotes, such as \"Low | High\" or \"_\","))
    }

    fn gets(&mut self, at: Option<At<'_>>) -> Entries<Vec<String>> {
        let what = "an object of bundles per agent";
        let gets = at.and_then(|at| self.entries(&at, what, |reader, at| reader.bundle(Some(at))));
        gets.unwrap_or_default()
    }

    fn branch(&mut self, at: &At<'_>) -> Branch {
        let fields = self.fields(at, "an object with a branch", &["probability", "gets"]);
        let probability = self.needed(&fields, "probability");
        Branch { probability: self.number(probability), gets: self.gets(fields.given("gets")) }
    }
}
