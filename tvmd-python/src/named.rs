//! Words that stand for one of a few things.

use crate::error;
use crate::fraction::Fraction;
use pyo3::{PyErr, PyResult};
use tvmd_core::objective::Standard;
use tvmd_core::optimum::Ball;
use tvmd_core::{Rational, names, robustness};

/// What a word stands for; `what` says what it is to be, as the argument is called.
pub(crate) fn one_of<T: Copy>(what: &str, word: &str, known: &[(&str, T)]) -> PyResult<T> {
    match known.iter().find(|(name, _)| *name == word) {
        Some((_, meant)) => Ok(*meant),
        None => Err(unknown(what, word, known.iter().map(|(name, _)| *name))),
    }
}

/// That there is no such thing, and what there is.
pub(crate) fn unknown<'a>(what: &str, word: &str, known: impl Iterator<Item = &'a str>) -> PyErr {
    error::argument(names::unknown(what, word, known))
}

/// An objective.
pub(crate) fn objective(word: &str) -> PyResult<Standard> {
    one_of("objective", word, &[("revenue", Standard::Revenue), ("welfare", Standard::Welfare)])
}

/// Which priors near one there are.
pub(crate) fn ball(word: &str) -> PyResult<Ball> {
    one_of("ball", word, &[("all", Ball::All), ("support", Ball::Support)])
}

/// A total variation distance.
pub(crate) fn distance(delta: Fraction) -> PyResult<Rational> {
    robustness::distance(delta.into()).map_err(error::argument)
}
