//! How sure a statement about a sample is to be.

use super::decimal;
use crate::exact::{ParseRationalError, Rational, parse, ratio};
use num_traits::One as _;
use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// The least probability with which a statement about a sample holds, whatever the distribution is that the sample is from: at least 1/2 and
/// below 1.
///
/// ```
/// use tvmd::learn::Confidence;
/// use tvmd::ratio;
///
/// let usual: Confidence = "0.95".parse()?;
/// assert_eq!(usual, Confidence::default());
/// assert_eq!(usual.failure(), ratio!(1 / 20));
/// assert_eq!(usual.to_string(), "95 %");
/// assert!("95".parse::<Confidence>().is_err() && "1".parse::<Confidence>().is_err());
/// # Ok::<(), tvmd::learn::ParseConfidenceError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confidence(Rational);

impl Confidence {
    /// A probability; `None` if it is below 1/2, or not below 1.
    #[must_use]
    pub fn new(probability: Rational) -> Option<Self> {
        (probability >= ratio(1, 2) && probability < Rational::one()).then_some(Self(probability))
    }

    /// The probability.
    #[must_use]
    pub fn probability(&self) -> &Rational {
        &self.0
    }

    /// The most probability with which the statement is wrong.
    #[must_use]
    pub fn failure(&self) -> Rational {
        Rational::one() - &self.0
    }
}

impl Default for Confidence {
    /// 19/20.
    fn default() -> Self {
        Self(ratio(19, 20))
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", decimal::exactly(&(&self.0 * ratio(100, 1))))
    }
}

/// Why a text is no confidence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseConfidenceError {
    /// It is no number.
    Number(ParseRationalError),
    /// It is below 1/2, or not below 1.
    Range(Rational),
}

impl fmt::Display for ParseConfidenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(error) => f.write_str(&error.at_least_0()),
            Self::Range(number) => {
                write!(
                    f,
                    "a confidence of {number}; it must be at least 1/2 and below 1, such as 0.95 or 19/20"
                )
            }
        }
    }
}

impl Error for ParseConfidenceError {
    /// The number that can't be read.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        if let Self::Number(error) = self { Some(error) } else { None }
    }
}

impl FromStr for Confidence {
    type Err = ParseConfidenceError;

    fn from_str(text: &str) -> Result<Self, ParseConfidenceError> {
        let number = parse(text).map_err(ParseConfidenceError::Number)?;
        Self::new(number.clone()).ok_or(ParseConfidenceError::Range(number))
    }
}
