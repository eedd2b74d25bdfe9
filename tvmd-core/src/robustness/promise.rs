//! Promises about a mechanism, and how far off the prior may be for them to hold: `revenue>=3/2`, `regret<=1/10`.

use super::{Extremes, Regret};
use crate::exact::{ParseRationalError, Rational, parse};
use crate::mechanism::Table;
use crate::names::{brief, nearest};
use crate::objective::{Objective, Performance, Revenue, Welfare};
use crate::optimum::Ball;
use crate::prior::{Prior, PriorError};
use num_traits::Signed as _;
use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// That an expected objective is at least a number, or the gain of a lie at most one.
///
/// ```
/// use tvmd::ratio;
/// use tvmd::robustness::{Promise, Quantity};
///
/// let promise: Promise = "revenue>=3/2".parse()?;
/// assert_eq!(promise, Promise { quantity: Quantity::Revenue, limit: ratio!(3 / 2) });
/// assert!("revenue<=3/2".parse::<Promise>().is_err(), "nobody promises little revenue");
/// # Ok::<(), tvmd::robustness::ParsePromiseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// What the promise is about.
    pub quantity: Quantity,
    /// What it comes to at least (revenue, welfare) or at most (regret).
    pub limit: Rational,
}

/// What promises can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// The expected sum of payments.
    Revenue,
    /// The expected sum of the agents' values for what they get.
    Welfare,
    /// The largest expected gain of a misreport, given the type.
    Regret,
}

impl Promise {
    /// The largest δ such that the promise holds under every prior within total variation distance δ; `None` if it doesn't hold
    /// under the prior itself.
    ///
    /// # Errors
    /// If the prior belongs to another setting than the table.
    pub fn holds_up_to(&self, table: &Table, prior: &Prior) -> Result<Option<Rational>, PriorError> {
        self.holds_over(table, prior, Ball::All)
    }

    /// The same over the balls of this kind.
    ///
    /// # Errors
    /// If the prior belongs to another setting than the table.
    pub fn holds_over(
        &self,
        table: &Table,
        prior: &Prior,
        ball: Ball,
    ) -> Result<Option<Rational>, PriorError> {
        let objective: &dyn Objective = match self.quantity {
            Quantity::Revenue => &Revenue,
            Quantity::Welfare => &Welfare,
            Quantity::Regret => return Ok(Regret::over(table, prior, ball)?.at_most_up_to(&self.limit)),
        };
        let values = Performance::new(objective, table).expect("feasible outcomes keep to the ranges");
        Ok(Extremes::over(values, prior, ball)?.at_least_up_to(&self.limit))
    }
}

impl fmt::Display for Promise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.quantity {
            Quantity::Revenue => "revenue >= ",
            Quantity::Welfare => "welfare >= ",
            Quantity::Regret => "regret <= ",
        };
        write!(f, "{what}{}", self.limit)
    }
}

/// Why a text is no promise.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParsePromiseError {
    /// Not one of the known forms.
    Unknown(String),
    /// The number in it is malformed.
    Number(ParseRationalError),
    /// A gain below 0 is promised; a truthful report gains 0.
    NegativeGain(Rational),
}

impl fmt::Display for ParsePromiseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(text) => {
                write!(f, "`{}` is not a promise", brief(text))?;
                match meant(text) {
                    Some(meant) => write!(f, "; did you mean `{meant}`?"),
                    None => write!(
                        f,
                        "; write revenue>=3/2, welfare>=1 or regret<=1/10, in quotes where a shell would take `>` for a redirection"
                    ),
                }
            }
            Self::Number(error) => error.fmt(f),
            Self::NegativeGain(limit) => write!(f, "the gain {limit} that is allowed must be at least 0"),
        }
    }
}

impl Error for ParsePromiseError {
    /// The number that can't be read.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        if let Self::Number(error) = self { Some(error) } else { None }
    }
}

impl From<ParseRationalError> for ParsePromiseError {
    fn from(error: ParseRationalError) -> Self {
        Self::Number(error)
    }
}

/// By what is promised, the word and the relation of it.
const FORMS: [(&str, &str, Quantity); 3] = [
    ("revenue", ">=", Quantity::Revenue),
    ("welfare", ">=", Quantity::Welfare),
    ("regret", "<=", Quantity::Regret),
];

/// The promise of something that is nearly called so, and of the number in it.
fn meant(text: &str) -> Option<String> {
    let (word, number) = text.split_once(['<', '>', '='])?;
    let number = parse(number.trim_start_matches(['<', '>', '='])).ok()?;
    let near = nearest(word.trim(), FORMS.map(|(name, ..)| name))?;
    let (name, relation, _) = FORMS.iter().find(|(name, ..)| *name == near)?;
    Some(format!("{name}{relation}{number}"))
}

impl FromStr for Promise {
    type Err = ParsePromiseError;

    fn from_str(text: &str) -> Result<Self, ParsePromiseError> {
        let found = FORMS.into_iter().find_map(|(name, relation, quantity)| {
            let (left, right) = text.split_once(relation)?;
            (left.trim() == name).then_some((quantity, right))
        });
        let (quantity, number) = found.ok_or_else(|| ParsePromiseError::Unknown(text.to_owned()))?;
        let limit = parse(number)?;
        if quantity == Quantity::Regret && limit.is_negative() {
            return Err(ParsePromiseError::NegativeGain(limit));
        }
        Ok(Self { quantity, limit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises_read_as_they_are_written() {
        for text in ["revenue >= 3/2", "welfare >= -1", "regret <= 0"] {
            assert_eq!(text.parse::<Promise>().unwrap().to_string(), text);
            assert_eq!(text.replace(' ', "").parse::<Promise>(), text.parse());
        }
        for text in
            ["", "revenue", "revenue<=1", "regret>=1", "profit>=1", "revenue>=", "revenue>=1/0", "regret<=-1"]
        {
            assert!(text.parse::<Promise>().is_err(), "{text}");
        }
    }
}
