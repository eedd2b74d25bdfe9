//! Claims: `ex_post_ir`, `dsic`, `bic`, `bic(1/10)`, `bic(1/10, 1/4)`, `dsic_participating`, `bic_participating`, `interim_ir`, and
//! `not` before each.
//!
//! Not taking part, ⊥, is a report like any other in `dsic`, `bic` and its relaxations, as it is in the paper: they contain that
//! taking part doesn't cost anything, at any profile or in expectation. In the other convention, that of J. Crémer and
//! R. P. McLean (1988) for one, only types that take part are compared, and participation stands apart: `dsic_participating` or
//! `bic_participating`, with `ex_post_ir` or `interim_ir`.

use crate::exact::{ParseRationalError, Rational, parse};
use crate::names::{brief, nearest};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// A property of a mechanism, or its negation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Whether the property is said not to hold.
    pub negated: bool,
    /// The property.
    pub property: Property,
}

/// What may be claimed of a mechanism.
///
/// ```
/// use tvmd::model::{Claim, Property};
/// use tvmd::ratio;
///
/// let claims = Claim::list("ex_post_ir, bic(1/10), not dsic")?;
/// assert_eq!(claims[1].property, Property::EpsBic(ratio!(1 / 10)));
/// assert!(claims[2].negated);
/// assert_eq!(claims[2].to_string(), "not dsic");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Property {
    /// Truthful participation never costs anything.
    ExPostIr,
    /// Truthful participation costs no type of positive probability anything in expectation over the others' types, given her own.
    InterimIr,
    /// Truth is a dominant strategy; ⊥ counts as a report and as a type.
    Dsic,
    /// The same among types that take part: ⊥ is neither misreported nor misreports. The others may be absent.
    DsicParticipating,
    /// Truth is a Bayes-Nash equilibrium; ⊥ counts as a report and as a type.
    Bic,
    /// The same among types that take part.
    BicParticipating,
    /// No type gains more than ε (in units of payments) in expectation, ⊥ included.
    EpsBic(Rational),
    /// (ε, q): types that gain more than ε have mass at most q.
    EpsQBic(Rational, Rational),
}

impl Property {
    /// Whether the property is about a prior.
    #[must_use]
    pub fn needs_prior(&self) -> bool {
        !matches!(self, Self::ExPostIr | Self::Dsic | Self::DsicParticipating)
    }
}

impl Property {
    /// As a statement says it: a mechanism is DSIC.
    #[doc(hidden)]
    pub fn in_words(&self) -> String {
        match self {
            Self::ExPostIr => "ex-post IR".to_owned(),
            Self::InterimIr => "interim IR".to_owned(),
            Self::Dsic => "DSIC".to_owned(),
            Self::DsicParticipating => "DSIC among types that take part".to_owned(),
            Self::Bic => "BIC".to_owned(),
            Self::BicParticipating => "BIC among types that take part".to_owned(),
            Self::EpsBic(epsilon) => format!("{epsilon}-BIC"),
            Self::EpsQBic(epsilon, q) => format!("({epsilon}, {q})-BIC"),
        }
    }
}

impl fmt::Display for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ExPostIr => f.write_str("ex_post_ir"),
            Self::InterimIr => f.write_str("interim_ir"),
            Self::Dsic => f.write_str("dsic"),
            Self::DsicParticipating => f.write_str("dsic_participating"),
            Self::Bic => f.write_str("bic"),
            Self::BicParticipating => f.write_str("bic_participating"),
            Self::EpsBic(epsilon) => write!(f, "bic({epsilon})"),
            Self::EpsQBic(epsilon, q) => write!(f, "bic({epsilon}, {q})"),
        }
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.negated { "not " } else { "" }, self.property)
    }
}

/// The properties that are a word each.
const WITHOUT_NUMBERS: [&str; 6] =
    ["ex_post_ir", "interim_ir", "dsic", "dsic_participating", "bic", "bic_participating"];

/// Why a text is no claim.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseClaimError {
    /// Not one of the known properties.
    Unknown(String),
    /// A number in it is malformed.
    Number(ParseRationalError),
}

impl fmt::Display for ParseClaimError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(text) => {
                write!(f, "`{}` is not a property", brief(text))?;
                let (word, numbers) = text.split_at(text.find('(').unwrap_or(text.len()));
                let known = if numbers.is_empty() { &WITHOUT_NUMBERS[..] } else { &["bic"] };
                if let Some(near) = nearest(&word.replace(['-', ' '], "_"), known.iter().copied()) {
                    return write!(f, "; did you mean `{near}{}`?", brief(numbers));
                }
                f.write_str(
                    "; the properties are ex_post_ir, interim_ir, dsic, dsic_participating, bic, bic_participating, \
                     bic(epsilon) and bic(epsilon, q), with `not` before them to deny one",
                )
            }
            Self::Number(error) => error.fmt(f),
        }
    }
}

impl Error for ParseClaimError {
    /// The number that can't be read.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        if let Self::Number(error) = self { Some(error) } else { None }
    }
}

impl From<ParseRationalError> for ParseClaimError {
    fn from(error: ParseRationalError) -> Self {
        Self::Number(error)
    }
}

impl FromStr for Claim {
    type Err = ParseClaimError;

    fn from_str(text: &str) -> Result<Self, ParseClaimError> {
        let words = text.trim();
        let (negated, name) = match words.strip_prefix("not ") {
            Some(rest) => (true, rest.trim()),
            None => (false, words),
        };
        let number = |text: &str| parse(text).map_err(ParseClaimError::Number);
        let property = match name {
            "ex_post_ir" => Property::ExPostIr,
            "interim_ir" => Property::InterimIr,
            "dsic" => Property::Dsic,
            "dsic_participating" => Property::DsicParticipating,
            "bic" => Property::Bic,
            "bic_participating" => Property::BicParticipating,
            _ => {
                let arguments = name
                    .strip_prefix("bic")
                    .and_then(|rest| rest.trim().strip_prefix('(')?.strip_suffix(')'))
                    .ok_or_else(|| ParseClaimError::Unknown(text.to_owned()))?;
                match arguments.split_once(',') {
                    None => Property::EpsBic(number(arguments)?),
                    Some((epsilon, q)) => Property::EpsQBic(number(epsilon)?, number(q)?),
                }
            }
        };
        Ok(Self { negated, property })
    }
}

impl Claim {
    /// Reads a comma-separated list of claims; commas inside parentheses don't separate.
    ///
    /// # Errors
    /// The first malformed claim.
    pub fn list(text: &str) -> Result<Vec<Self>, ParseClaimError> {
        let mut depth = 0_u32;
        text.split(|character: char| {
            match character {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            character == ',' && depth == 0
        })
        .map(str::parse)
        .collect()
    }
}

impl Serialize for Claim {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Claim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_read_as_they_are_written() {
        let text = "ex_post_ir, not dsic, bic, bic(1/10), not bic(1/10, 1/4), dsic_participating, \
                    not bic_participating, interim_ir";
        let claims = Claim::list(text).unwrap();
        let written: Vec<String> = claims.iter().map(ToString::to_string).collect();
        assert_eq!(written.join(", "), text);
        assert!(Claim::list("dsic,,bic").is_err());
        assert!("bic(1/0)".parse::<Claim>().is_err());
        assert!("truthful".parse::<Claim>().is_err());
        assert!("bic_participating(1/10)".parse::<Claim>().is_err());
    }
}
