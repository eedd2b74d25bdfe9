//! What the simplex method on floats asks of its numbers.

use crate::{BigInt, Rational};
use num_traits::ToPrimitive as _;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, DivAssign, Mul, Neg, Sub, SubAssign};

/// Numbers that round.
pub(super) trait Real:
    Copy
    + PartialOrd
    + Neg<Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + AddAssign
    + SubAssign
    + DivAssign
    + Sum
{
    const ZERO: Self;
    const ONE: Self;
    const INFINITY: Self;

    /// The number that this is.
    fn of(number: f64) -> Self;

    /// The nearest number, or one about as near.
    fn near(number: &Rational) -> Self;

    /// The same for what isn't in lowest terms.
    fn ratio(above: &BigInt, below: &BigInt) -> Self;

    /// The float next to it.
    fn float(self) -> f64;

    /// A number that is to these numbers' rounding about what `of_floats` is to that of floats.
    fn rounding(of_floats: f64) -> Self;

    fn is_finite(self) -> bool;

    fn abs(self) -> Self;

    fn larger(self, other: Self) -> Self {
        if self < other { other } else { self }
    }
}

impl Real for f64 {
    const ZERO: Self = 0.0;
    const ONE: Self = 1.0;
    const INFINITY: Self = Self::INFINITY;

    fn of(number: f64) -> Self {
        number
    }

    fn near(number: &Rational) -> Self {
        number.to_f64().unwrap_or(0.0)
    }

    fn ratio(above: &BigInt, below: &BigInt) -> Self {
        let whole = |number: &BigInt| number.to_f64().filter(|found| found.is_finite());
        match (whole(above), whole(below)) {
            (Some(above), Some(below)) => above / below,
            _ => Self::near(&Rational::new(above.clone(), below.clone())),
        }
    }

    fn float(self) -> f64 {
        self
    }

    fn rounding(of_floats: f64) -> Self {
        of_floats
    }

    fn is_finite(self) -> bool {
        self.is_finite()
    }

    fn abs(self) -> Self {
        self.abs()
    }
}
