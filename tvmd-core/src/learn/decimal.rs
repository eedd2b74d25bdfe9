//! Numbers in decimals, as bids and amounts are read most easily.
//!
//! ```
//! use tvmd::learn::decimal::{exactly, floor};
//! use tvmd::ratio;
//!
//! let least = ratio!(26_117 / 900);
//! assert_eq!(format!("at least {}", floor(&least, 2)), "at least 29.01");
//! assert_eq!(exactly(&least), "26117/900", "which no decimal is");
//! ```

use crate::exact::{BigInt, Rational};
use num_traits::{Pow as _, Signed as _};

/// More decimals than amounts have: numbers of more are written as fractions.
const MOST: usize = 12;
/// Numbers of at most so many decimals are shown as these.
const SHORT: usize = 6;
/// How many decimals people are shown where these aren't the number; of small numbers more.
const FEW: usize = 4;
/// Fractions of at most so much below, and less than so much, are read at a glance.
const PLAIN: [i32; 2] = [4, 10];

/// The number in decimals if it has few, and as a fraction otherwise: `46.55`, `1/3`.
///
/// ```
/// use tvmd::learn::decimal::exactly;
/// use tvmd::ratio;
///
/// assert_eq!(exactly(&ratio!(931 / 20)), "46.55");
/// assert_eq!(exactly(&ratio!(1 / 3)), "1/3");
/// ```
#[must_use]
pub fn exactly(number: &Rational) -> String {
    ending(number, MOST).unwrap_or_else(|| number.to_string())
}

/// The number in decimals, if it has no more of them than are read easily.
///
/// ```
/// use tvmd::learn::decimal::short;
/// use tvmd::ratio;
///
/// assert_eq!(short(&ratio!(1449 / 50)).as_deref(), Some("28.98"));
/// assert_eq!((short(&ratio!(1 / 3)), short(&ratio!(1 / 1_024))), (None, None));
/// ```
#[must_use]
pub fn short(number: &Rational) -> Option<String> {
    ending(number, SHORT)
}

/// The number in decimals, if it has at most so many.
fn ending(number: &Rational, most: usize) -> Option<String> {
    let ends = |decimals: &usize| (number * power(*decimals)).is_integer();
    (0..=most).find(ends).map(|decimals| floor(number, decimals))
}

/// Whether a number is read at a glance: a whole one, or halves, thirds or quarters that are less than ten.
///
/// ```
/// use tvmd::learn::decimal::is_plain;
/// use tvmd::ratio;
///
/// assert!(is_plain(&ratio!(1000)) && is_plain(&ratio!(-7 / 3)));
/// assert!(!is_plain(&ratio!(1 / 5)) && !is_plain(&ratio!(57 / 2)));
/// ```
#[must_use]
pub fn is_plain(number: &Rational) -> bool {
    let [below, less] = PLAIN.map(BigInt::from);
    number.is_integer() || (*number.denom() <= below && number.abs() < Rational::from_integer(less))
}

/// The largest number of so many decimals that isn't above it, for what is promised to be at least so much.
///
/// ```
/// use tvmd::learn::decimal::floor;
/// use tvmd::ratio;
///
/// assert_eq!(floor(&ratio!(2 / 3), 2), "0.66");
/// assert_eq!(floor(&ratio!(-2 / 3), 2), "-0.67");
/// ```
#[must_use]
pub fn floor(number: &Rational, decimals: usize) -> String {
    let units = (number * power(decimals)).floor().to_integer();
    let sign = if units.is_negative() { "-" } else { "" };
    let digits = format!("{:0>width$}", units.abs().to_string(), width = decimals + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals);
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// The least number of so many decimals that isn't below it, for what is said to be at most so much.
///
/// ```
/// use tvmd::learn::decimal::ceil;
/// use tvmd::ratio;
///
/// assert_eq!((ceil(&ratio!(2 / 3), 2), ceil(&ratio!(-2 / 3), 2)), ("0.67".to_owned(), "-0.66".to_owned()));
/// ```
#[must_use]
pub fn ceil(number: &Rational, decimals: usize) -> String {
    floor(&((number * power(decimals)).ceil() / power(decimals)), decimals)
}

/// The number of so many decimals that is nearest; of two the larger.
///
/// ```
/// use tvmd::learn::decimal::nearest;
/// use tvmd::ratio;
///
/// assert_eq!((nearest(&ratio!(1 / 3), 2), nearest(&ratio!(1 / 8), 2)), ("0.33".to_owned(), "0.13".to_owned()));
/// ```
#[must_use]
pub fn nearest(number: &Rational, decimals: usize) -> String {
    floor(&(number + power(decimals).recip() / Rational::from_integer(2.into())), decimals)
}

/// A number in a sentence: exact, and behind a fraction that [isn't read at a glance](is_plain) its decimals. These come after a `~` where they
/// are [rounded](floor) so, and are the number itself otherwise.
///
/// ```
/// use tvmd::learn::decimal::{beside, ceil, floor};
/// use tvmd::ratio;
///
/// assert_eq!(beside(&ratio!(2 / 3), floor), "2/3");
/// assert_eq!(beside(&ratio!(17 / 12), floor), "17/12 (~1.4166)");
/// assert_eq!(beside(&ratio!(17 / 12), ceil), "17/12 (~1.4167)");
/// assert_eq!(beside(&ratio!(23 / 16), floor), "23/16 (1.4375)");
/// ```
#[must_use]
pub fn beside(number: &Rational, rounded: fn(&Rational, usize) -> String) -> String {
    if is_plain(number) { number.to_string() } else { format!("{number} ({})", about(number, rounded)) }
}

/// The number in decimals if it is [short], or else four of them after a `~`; of a number below a thousandth as many as it takes to see two digits
/// of it, but no more than twelve.
///
/// ```
/// use tvmd::learn::decimal::{about, ceil, nearest};
/// use tvmd::ratio;
///
/// assert_eq!((about(&ratio!(1 / 64), nearest), about(&ratio!(1 / 3), nearest)), ("0.015625".to_owned(), "~0.3333".to_owned()));
/// assert_eq!(about(&ratio!(2 / 7001), ceil), "~0.00029");
/// ```
#[must_use]
pub fn about(number: &Rational, rounded: fn(&Rational, usize) -> String) -> String {
    short(number).unwrap_or_else(|| {
        let is_seen = |decimals: &usize| number.abs() * power(*decimals) >= power(1);
        let decimals = rounded(number, (FEW..MOST).find(is_seen).unwrap_or(MOST));
        // Less than that is about nothing.
        if decimals.trim_matches(['0', '.']).is_empty() { "~0".to_owned() } else { format!("~{decimals}") }
    })
}

/// 10^decimals.
fn power(decimals: usize) -> Rational {
    Rational::from_integer(BigInt::from(10).pow(decimals))
}
