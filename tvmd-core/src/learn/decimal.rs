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

/// 10^decimals.
fn power(decimals: usize) -> Rational {
    Rational::from_integer(BigInt::from(10).pow(decimals))
}
