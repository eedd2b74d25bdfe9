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
/// How many decimals people are shown where these aren't the number.
const FEW: usize = 4;
/// Fractions of at most so many digits below are read at a glance.
const PLAIN_DIGITS: usize = 2;

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
    let ends = |decimals: &usize| (number * power(*decimals)).is_integer();
    (0..=MOST).find(ends).map_or_else(|| number.to_string(), |decimals| floor(number, decimals))
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

/// A number in a sentence: exact, and behind a fraction that isn't read at a glance four decimals, which are [rounded](floor) so. They come after
/// a `~` unless they are the number itself.
///
/// ```
/// use tvmd::learn::decimal::{beside, ceil, floor};
/// use tvmd::ratio;
///
/// assert_eq!(beside(&ratio!(2 / 3), floor), "2/3");
/// assert_eq!(beside(&ratio!(200 / 301), floor), "200/301 (~0.6644)");
/// assert_eq!(beside(&ratio!(200 / 301), ceil), "200/301 (~0.6645)");
/// assert_eq!(beside(&ratio!(1201 / 200), floor), "1201/200 (6.005)");
/// ```
#[must_use]
pub fn beside(number: &Rational, rounded: fn(&Rational, usize) -> String) -> String {
    if number.denom().to_string().len() <= PLAIN_DIGITS {
        number.to_string()
    } else {
        format!("{number} ({})", about(number, rounded))
    }
}

/// Four decimals, after a `~` unless they are the number itself.
#[must_use]
pub fn about(number: &Rational, rounded: fn(&Rational, usize) -> String) -> String {
    if (number * power(FEW)).is_integer() { exactly(number) } else { format!("~{}", rounded(number, FEW)) }
}

/// 10^decimals.
fn power(decimals: usize) -> Rational {
    Rational::from_integer(BigInt::from(10).pow(decimals))
}
