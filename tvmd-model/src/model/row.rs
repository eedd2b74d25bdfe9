//! Rows of a table of outcomes, and their patterns.

use crate::diagnostic::catalogue;
use crate::exact::{Rational, text};
use crate::model::Entries;
use crate::model::object::object;
use crate::model::reader::{At, Reader};
use serde_core::{Serialize, Serializer};

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// How likely it is.
    pub probability: Rational,
    /// Who gets what in it.
    pub gets: Entries<Vec<String>>,
}

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
    #[doc(hidden)]
    pub fn of(written: &str) -> Self {
        if written.trim() == "_" {
            Self::Any
        } else {
            Self::OneOf(written.split('|').map(|name| name.trim().to_owned()).collect())
        }
    }
}

impl Reader {
    #[doc(hidden)]
    pub fn rows(&mut self, at: &At<'_>) -> Vec<Row> {
        let rows = self.list(at, "a list of rows").unwrap_or_default();
        rows.iter().map(|row| self.row(row)).collect()
    }

    fn row(&mut self, at: &At<'_>) -> Row {
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
