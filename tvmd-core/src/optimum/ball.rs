//! Which distributions count as near a given one.

use crate::exact::Rational;
use num_traits::Signed as _;

/// Which distributions within a total variation distance of a given one there are: all of them, or only those that rule out what it
/// rules out.
///
/// ```
/// use tvmd::optimum::Ball;
/// use tvmd::ratio;
///
/// // Somebody who never stays away may do so, or never does.
/// assert!(Ball::All.reaches(false, &ratio!(1 / 10)));
/// assert!(!Ball::Support.reaches(false, &ratio!(1 / 10)));
/// // Within 0 there is only the distribution itself.
/// assert!(!Ball::All.reaches(false, &ratio!(0)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ball {
    /// All distributions.
    #[default]
    All,
    /// Those that have mass only where the given one has.
    Support,
}

impl Ball {
    /// Whether some distribution within `radius` has mass at a point at which the given one has some, or has none.
    #[must_use]
    pub fn reaches(self, has_mass: bool, radius: &Rational) -> bool {
        has_mass || (self == Self::All && radius.is_positive())
    }
}
