//! What stands in a table.

use num_traits::ToPrimitive as _;
use serde::{Serialize, Serializer};
use std::fmt;
use tvmd_core::Rational;
use tvmd_core::incentive::Verdict;

/// A word, a number, or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// In words.
    Text(String),
    /// An exact number.
    Number(Rational),
    /// There is nothing to say.
    Empty,
}

/// As it is written for programs: exact.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
            Self::Empty => Ok(()),
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            filled => serializer.collect_str(filled),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Rational> for Cell {
    fn from(number: Rational) -> Self {
        Self::Number(number)
    }
}

/// Whether something holds, or by how much it fails.
impl From<&Verdict> for Cell {
    fn from(verdict: &Verdict) -> Self {
        if verdict.holds { "holds".into() } else { format!("fails by {}", verdict.regret).into() }
    }
}

impl<C: Into<Self>> From<Option<C>> for Cell {
    fn from(cell: Option<C>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

/// Fractions longer than this are shown to people as decimals.
const MAX_FRACTION: usize = 12;

/// A number for people: exact where it is short, or else about what it is, after a `~`.
///
/// ```
/// use tvmd_core::ratio;
/// use tvmd_view::number;
///
/// assert_eq!(number(&ratio!(3 / 2)), "3/2");
/// assert_eq!(number(&ratio!(1_234_567 / 7_654_321)), "~0.1613");
/// ```
#[must_use]
pub fn number(number: &Rational) -> String {
    let exact = number.to_string();
    match number.to_f64() {
        Some(about) if exact.len() > MAX_FRACTION => format!("~{about:.4}"),
        _ => exact,
    }
}

impl Cell {
    /// For people.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Number(exact) => number(exact),
            other => other.to_string(),
        }
    }
}
