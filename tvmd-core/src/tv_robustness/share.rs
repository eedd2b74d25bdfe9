//! α, the share of an optimum that a mechanism makes.

use crate::exact::Rational;
use crate::kernel::Mismatch;
use num_traits::{One, Signed, Zero};

/// α, the share that is made of the most that can be made, which is at least 0. Where nothing can be made, who makes nothing
/// makes all of it.
pub(super) fn share(made: &Rational, most: &Rational) -> Result<Rational, Mismatch> {
    if made.is_negative() {
        return Err(Mismatch::Negative(made.clone()));
    }
    Ok(if most.is_zero() { Rational::one() } else { made / most })
}
