//! Rationals in text: `3/2`, `0.25`, `-7` in; always reduced, `3/2` or `-7`, out.
//!
//! ```
//! use tvmd::exact::{ParseRationalError, parse};
//!
//! assert_eq!(parse("6/4")?.to_string(), "3/2");
//! assert_eq!(parse("0.5")?.to_string(), "1/2");
//! let error = parse("a half").unwrap_err();
//! assert_eq!(error.to_string(), "`a half` is not a number; write 3/2, 0.25 or -7");
//! # Ok::<(), ParseRationalError>(())
//! ```
//!
//! A field of one's own data is written so with `#[serde(with = "tvmd::exact::text")]`; where a rational stands in a list or a map,
//! [`Text`] wraps it.

use super::pair::pair;
use super::{BigInt, Rational};
use crate::names::brief;
use num_traits::{Pow, Zero};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// More characters than any honest number has; a hostile megabyte of digits stops here.
pub const MAX_CHARACTERS: usize = 2_000;

/// Why a text is not a rational.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseRationalError {
    /// Neither a fraction of whole numbers nor a decimal.
    Malformed(String),
    /// A fraction over 0.
    ZeroDenominator(String),
    /// More than [`MAX_CHARACTERS`] characters.
    TooLong(usize),
}

impl fmt::Display for ParseRationalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told("3/2, 0.25 or -7"))
    }
}

impl ParseRationalError {
    /// The same where numbers below 0 have no place.
    #[doc(hidden)]
    #[must_use]
    pub fn at_least_0(&self) -> String {
        self.told("3/2, 0.25 or 7")
    }

    /// In words, with examples of numbers.
    fn told(&self, examples: &str) -> String {
        match self {
            Self::Malformed(text) => {
                let meant = meant(text).unwrap_or_else(|| examples.to_owned());
                format!("`{}` is not a number; write {meant}", brief(text))
            }
            Self::ZeroDenominator(text) => format!("`{}` divides by zero", brief(text)),
            Self::TooLong(length) => {
                format!("a number with {length} characters; at most {MAX_CHARACTERS} are read")
            }
        }
    }
}

/// How a percentage, an amount of a currency, or a number with a comma is to be written.
fn meant(text: &str) -> Option<String> {
    if let Some(share) = percentage(text) {
        return Some(share.to_string());
    }
    let amount = text.trim_matches(|character: char| character.is_whitespace() || "$€£¥".contains(character));
    let groups: Vec<&str> = amount.split(',').collect();
    match groups.as_slice() {
        [number] if *number != text => parse(number).ok().map(|_| (*number).to_owned()),
        // A comma may stand between thousands, or where a point is meant.
        [first, rest @ ..] if is_by_thousands(first, rest) => {
            let joined = groups.concat();
            Some(match rest {
                [_] => format!("{joined}, or {} if the comma is a point", amount.replace(',', ".")),
                _ => joined,
            })
        }
        [first, last] if whole(first).is_some() && whole(last).is_some() => Some(amount.replace(',', ".")),
        _ => None,
    }
}

/// Whether a number is divided into thousands: 1,234,567, and its last part may have decimals.
fn is_by_thousands(first: &str, rest: &[&str]) -> bool {
    let is_group = |(position, group): (usize, &&str)| {
        let group = if position + 1 == rest.len() { group.split('.').next().unwrap_or(group) } else { group };
        group.len() == 3 && parse(group).is_ok()
    };
    !rest.is_empty()
        && (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && whole(first).is_some()
        && rest.iter().enumerate().all(is_group)
        && rest.last().is_some_and(|last| parse(last).is_ok())
}

/// What a percentage is, which isn't read as a number: whether one per cent or one is meant is for who writes it to say.
fn percentage(text: &str) -> Option<Rational> {
    let number = text.trim().strip_suffix('%')?;
    Some(parse(number.trim_end()).ok()? / BigInt::from(100))
}

impl std::error::Error for ParseRationalError {}

/// Reads a rational: a whole number, a fraction of two whole numbers, or a decimal. Decimals are exact.
///
/// # Errors
/// [`ParseRationalError`] for anything else, a zero denominator and overlong texts.
pub fn parse(text: &str) -> Result<Rational, ParseRationalError> {
    match pair(text) {
        Some((whole, 1)) => Ok(Rational::from_integer(whole.into())),
        Some((top, bottom)) => Ok(Rational::new(top.into(), bottom.into())),
        None => long(text),
    }
}

/// The same of a text of any length and look.
pub(super) fn long(text: &str) -> Result<Rational, ParseRationalError> {
    if text.len() > MAX_CHARACTERS {
        return Err(ParseRationalError::TooLong(text.len()));
    }
    let malformed = || ParseRationalError::Malformed(text.to_owned());
    let trimmed = text.trim();
    let (negative, unsigned) = match trimmed.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, trimmed),
    };
    let value = if let Some((top, bottom)) = unsigned.split_once('/') {
        let bottom = whole(bottom.trim()).ok_or_else(malformed)?;
        if bottom.is_zero() {
            return Err(ParseRationalError::ZeroDenominator(text.to_owned()));
        }
        Rational::new(whole(top.trim()).ok_or_else(malformed)?, bottom)
    } else if let Some((integer, fraction)) = unsigned.split_once('.') {
        let digits = whole(&format!("{integer}{fraction}"))
            .filter(|_| !integer.is_empty() && !fraction.is_empty())
            .ok_or_else(malformed)?;
        Rational::new(digits, BigInt::from(10).pow(fraction.len()))
    } else {
        Rational::from_integer(whole(unsigned).ok_or_else(malformed)?)
    };
    Ok(if negative { -value } else { value })
}

/// A run of ASCII digits and nothing else.
fn whole(text: &str) -> Option<BigInt> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| BigInt::parse_bytes(text.as_bytes(), 10)).flatten()
}

/// For `#[serde(with = "exact::text")]`: writes `"3/2"`.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(value: &Rational, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// For `#[serde(with = "exact::text")]`: reads `"3/2"`, `"0.25"`, or a whole JSON number.
///
/// # Errors
/// If the text is no rational, or a number with a fractional part isn't quoted (it would arrive as a float).
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Rational, D::Error> {
    struct Visitor;
    impl de::Visitor<'_> for Visitor {
        type Value = Rational;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an exact number in quotes, such as \"3/2\" or \"0.25\"")
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<Rational, E> {
            parse(text).map_err(E::custom)
        }
        fn visit_i64<E: de::Error>(self, number: i64) -> Result<Rational, E> {
            Ok(Rational::from_integer(number.into()))
        }
        fn visit_u64<E: de::Error>(self, number: u64) -> Result<Rational, E> {
            Ok(Rational::from_integer(number.into()))
        }
    }
    deserializer.deserialize_any(Visitor)
}

/// A rational that reads and writes itself as text, for collections of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(pub Rational);

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(&self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer).map(Self)
    }
}

/// A rational that writes itself as text.
pub(crate) struct Shown<'a>(pub(crate) &'a Rational);

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.0, serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_should() {
        for (text, top, bottom) in [
            ("3/2", 3, 2),
            ("0.25", 1, 4),
            ("-7", -7, 1),
            ("-6/4", -3, 2),
            (" 1 / 3 ", 1, 3),
            ("007.50", 15, 2),
        ] {
            assert_eq!(parse(text), Ok(super::super::ratio(top, bottom)), "{text}");
        }
    }

    #[test]
    fn rejects_what_it_should() {
        for text in [
            "", "-", "1/", "/2", "1/0", "1/-2", "1e3", "+1", "--1", ".5", "1.", "1.2.3", "1/2/3", "٣",
            "1_000",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
        let megabyte = "9".repeat(1 << 20);
        assert_eq!(parse(&megabyte), Err(ParseRationalError::TooLong(1 << 20)));
    }
}
