//! Numbers as Python has them.

/// What PyO3 makes a `Fraction` of, and of a `Fraction`.
pub(crate) type Fraction = num_rational::BigRational;
