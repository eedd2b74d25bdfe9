//! Total variation distances, as they are asked for.

use crate::exact::Rational;
use num_traits::{One as _, Signed as _};
use std::fmt;

/// The number, if it is a total variation distance: in \[0, 1\].
///
/// ```
/// use tvmd::ratio;
/// use tvmd::robustness::distance;
///
/// assert_eq!(distance(ratio!(1 / 10)), Ok(ratio!(1 / 10)));
/// assert_eq!(distance(ratio!(2)).unwrap_err().to_string(), "2 isn't a distance of distributions; those are in [0, 1]");
/// ```
///
/// # Errors
/// If it isn't.
pub fn distance(delta: Rational) -> Result<Rational, NoDistance> {
    if delta.is_negative() || delta > Rational::one() { Err(NoDistance(delta)) } else { Ok(delta) }
}

/// A number that is no total variation distance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDistance(pub Rational);

impl fmt::Display for NoDistance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} isn't a distance of distributions; those are in [0, 1]", self.0)
    }
}

impl std::error::Error for NoDistance {}
