//! What stands in a table, and how people see its numbers.

use serde::{Serialize, Serializer};
use std::fmt;
use tvmd_core::Rational;
use tvmd_core::incentive::Verdict;
use tvmd_core::learn::decimal;

/// A word, a number, or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// In words.
    Text(String),
    /// An exact number.
    Number(Rational),
    /// The same where something is promised to be at least so much: it is rounded down.
    AtLeast(Rational),
    /// The same where something is at most so much: it is rounded up.
    AtMost(Rational),
    /// In words, that something doesn't hold, and by how much.
    FailsBy(Rational),
    /// There is nothing to say.
    Empty,
}

/// As it is written for programs: exact.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) | Self::AtLeast(number) | Self::AtMost(number) => number.fmt(f),
            Self::FailsBy(number) => write!(f, "fails by {number}"),
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
        if verdict.holds { "holds".into() } else { Self::FailsBy(verdict.regret.clone()) }
    }
}

impl<C: Into<Self>> From<Option<C>> for Cell {
    fn from(cell: Option<C>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

/// Longer fractions are shown as decimals alone, where there is little room.
const MAX_FRACTION: usize = 12;

/// How numbers that stand together are written, so that they can be compared: all of them alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// As fractions: all are read at a glance.
    Fractions,
    /// In decimals: those with few as these, fractions with some behind them, and long fractions as decimals alone.
    Decimals,
}

impl Notation {
    /// That of these numbers.
    pub fn of<'a>(mut numbers: impl Iterator<Item = &'a Rational>) -> Self {
        if numbers.all(decimal::is_plain) { Self::Fractions } else { Self::Decimals }
    }

    fn written(self, number: &Rational, rounded: Rounded) -> String {
        let exact = number.to_string();
        if self == Self::Fractions {
            return exact;
        }
        match decimal::short(number) {
            Some(short) => short,
            None if exact.len() <= MAX_FRACTION => {
                format!("{exact} ({})", decimal::about(number, rounded.decimals()))
            }
            None => decimal::about(number, rounded.decimals()),
        }
    }
}

/// Which decimal stands for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounded {
    /// The nearest.
    Near,
    /// One that isn't above: for what is at least so much.
    Down,
    /// One that isn't below: for what is at most so much.
    Up,
}

impl Rounded {
    fn decimals(self) -> fn(&Rational, usize) -> String {
        match self {
            Self::Near => decimal::nearest,
            Self::Down => decimal::floor,
            Self::Up => decimal::ceil,
        }
    }

    /// A number in a sentence: exact, with decimals behind a fraction that isn't read at a glance.
    ///
    /// ```
    /// use tvmd_core::ratio;
    /// use tvmd_view::Rounded;
    ///
    /// assert_eq!(Rounded::Near.beside(&ratio!(2 / 3)), "2/3");
    /// assert_eq!(Rounded::Near.beside(&ratio!(200 / 301)), "200/301 (~0.6645)");
    /// assert_eq!(Rounded::Down.beside(&ratio!(200 / 301)), "200/301 (~0.6644)");
    /// assert_eq!(Rounded::Down.beside(&ratio!(23 / 16)), "23/16 (1.4375)");
    /// ```
    #[must_use]
    pub fn beside(self, number: &Rational) -> String {
        decimal::beside(number, self.decimals())
    }
}

/// A number where there is little room, as on a picture: a fraction that is read at a glance, or is short and no decimal; a decimal with few
/// places; or else about what it is, after a `~`.
///
/// ```
/// use tvmd_core::ratio;
/// use tvmd_view::number;
///
/// assert_eq!(number(&ratio!(3 / 2)), "3/2");
/// assert_eq!((number(&ratio!(23 / 16)), number(&ratio!(17 / 12))), ("1.4375".to_owned(), "17/12".to_owned()));
/// assert_eq!(number(&ratio!(1_234_567 / 7_654_321)), "~0.1613");
/// ```
#[must_use]
pub fn number(number: &Rational) -> String {
    let exact = number.to_string();
    if decimal::is_plain(number) {
        return exact;
    }
    let rounded =
        || if exact.len() <= MAX_FRACTION { exact.clone() } else { decimal::about(number, decimal::nearest) };
    decimal::short(number).unwrap_or_else(rounded)
}

impl Cell {
    /// For people, in the notation of its table.
    #[must_use]
    pub fn shown(&self, notation: Notation) -> String {
        match self {
            Self::Number(number) => notation.written(number, Rounded::Near),
            Self::AtLeast(number) => notation.written(number, Rounded::Down),
            Self::AtMost(number) => notation.written(number, Rounded::Up),
            Self::FailsBy(number) => format!("fails by {}", notation.written(number, Rounded::Near)),
            Self::Text(_) | Self::Empty => self.to_string(),
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn exact(&self) -> Option<&Rational> {
        match self {
            Self::Number(number) | Self::AtLeast(number) | Self::AtMost(number) => Some(number),
            Self::Text(_) | Self::FailsBy(_) | Self::Empty => None,
        }
    }
}
