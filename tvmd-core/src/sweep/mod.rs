//! Many values of one number of an instance file: `reserve=0..2 step 1/4`. Without a step it is 1.
//!
//! ```
//! use tvmd::ratio;
//! use tvmd::sweep::Sweep;
//!
//! let sweep: Sweep = "reserve=1..2 step 1/2".parse()?;
//! assert_eq!((sweep.path(), sweep.values()), ("reserve", [ratio!(1), ratio!(3 / 2), ratio!(2)].as_slice()));
//!
//! let files = sweep.of(r#"{ "second_price": { "reserve": "0" } }"#)?;
//! assert_eq!(files[1], (ratio!(3 / 2), r#"{ "second_price": { "reserve": "3/2" } }"#.to_owned()));
//!
//! // Of a probability the others can be rescaled.
//! let sweep: Sweep = "Low=0..1 step 1/4 rescaled".parse()?;
//! let files = sweep.of(r#"{ "prior": { "independent": { "Ann": { "Low": "1/2", "High": "1/2" } } } }"#)?;
//! assert_eq!(files[1].1, r#"{ "prior": { "independent": { "Ann": { "Low": "1/4", "High": "3/4" } } } }"#);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod missing;
mod number;
mod path;

pub use missing::NoNumber;
pub use number::{with_mass, with_number};

use crate::exact::{Rational, parse};
use crate::names::{brief, nearest};
use num_traits::{One as _, Signed as _};
use number::Target;
use std::fmt;
use std::str::FromStr;

/// More values than anybody reads.
const MOST_VALUES: usize = 1000;

/// The words of a sweep.
const WORDS: [&str; 2] = ["step", "rescaled"];

/// Which number takes which values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sweep {
    path: String,
    values: Vec<Rational>,
    is_rescaled: bool,
}

impl Sweep {
    /// The number's path in the file, or the end of it, as [`with_number`] takes it.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its values, ascending.
    #[must_use]
    pub fn values(&self) -> &[Rational] {
        &self.values
    }

    /// The text of an instance file with each of the values.
    ///
    /// # Errors
    /// If the path leads to no number, or to several; where others are rescaled, as of [`with_mass`].
    pub fn of(&self, text: &str) -> Result<Vec<(Rational, String)>, NoNumber> {
        let target = if self.is_rescaled { Target::rescaled } else { Target::of };
        let target = target(text, &self.path)?;
        self.values.iter().map(|value| Ok((value.clone(), target.with(value)?))).collect()
    }

    /// What helps where a value can't be had, if that is known: hardly any can of a probability whose others stay what they are.
    #[must_use]
    pub fn way_out(&self, text: &str) -> Option<&'static str> {
        let wants_rescaling = !self.is_rescaled && with_mass(text, &self.path, &Rational::one()).is_ok();
        wants_rescaling.then_some(
            "the probabilities of a distribution add up to 1; with `rescaled` behind the step, the others share what is left in their proportions",
        )
    }
}

/// Why a text is no sweep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseSweepError(String);

impl fmt::Display for ParseSweepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ParseSweepError {}

impl FromStr for Sweep {
    type Err = ParseSweepError;

    fn from_str(text: &str) -> Result<Self, ParseSweepError> {
        let malformed = || {
            ParseSweepError(format!(
                "`{text}` is no sweep; write `reserve=0..2 step 1/4`; without a step it is 1"
            ))
        };
        let (path, range) = text.split_once('=').ok_or_else(malformed)?;
        let is_word = |word: &&str| word.chars().all(char::is_alphabetic) && !WORDS.contains(word);
        if let Some(word) = range.split_whitespace().find(is_word) {
            return Err(ParseSweepError(match nearest(word, WORDS) {
                Some(near) => format!("`{}` is no word of a sweep; did you mean `{near}`?", brief(word)),
                None => format!("`{}` is no word of a sweep; write `reserve=0..2 step 1/4`", brief(word)),
            }));
        }
        if path.trim().is_empty() {
            return Err(malformed());
        }
        let rescaled = range.trim_end().strip_suffix("rescaled");
        let (range, is_rescaled) = (rescaled.unwrap_or(range), rescaled.is_some());
        let (from, rest) = range.split_once("..").ok_or_else(malformed)?;
        let (to, step) = rest.split_once("step").map_or((rest, None), |(to, step)| (to, Some(step)));
        // As grids of types are written, too.
        let to = to.strip_prefix('=').unwrap_or(to);
        let number = |text: &str| parse(text.trim()).map_err(|error| ParseSweepError(error.to_string()));
        let (from, to) = (number(from)?, number(to)?);
        let step = step.map_or_else(|| Ok(Rational::one()), number)?;
        if !step.is_positive() {
            return Err(ParseSweepError(format!("a step of {step} leads nowhere; write one above 0")));
        }
        if to < from {
            return Err(ParseSweepError(format!(
                "{from}..{to} has no values; write the smaller number first"
            )));
        }
        let values: Vec<Rational> = std::iter::successors(Some(from), |value| Some(value + &step))
            .take_while(|value| *value <= to)
            .take(MOST_VALUES + 1)
            .collect();
        if values.len() > MOST_VALUES {
            return Err(ParseSweepError(format!(
                "`{text}` has more than {MOST_VALUES} values; take a larger step"
            )));
        }
        Ok(Self { path: path.trim().to_owned(), values, is_rescaled })
    }
}
