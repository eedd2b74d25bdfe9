//! Words that stand for one of a few things, and numbers.

use crate::error;
use crate::fraction::Fraction;
use pyo3::{PyErr, PyResult, pyfunction};
use tvmd_core::objective::Standard;
use tvmd_core::optimum::Ball;
use tvmd_core::{Rational, exact, names, robustness};

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
fn ball(word: &str) -> PyResult<Ball> {
    one_of("ball", word, &[("all", Ball::All), ("support", Ball::Support)])
}

/// The same where it goes with `within`.
pub(crate) fn ball_within(word: &str, has_distance: bool) -> PyResult<Ball> {
    let ball = ball(word)?;
    if ball != Ball::All && !has_distance {
        return Err(error::argument("`ball` goes with `within`, which says how near"));
    }
    Ok(ball)
}

/// A total variation distance; `what` is the argument.
pub(crate) fn distance(what: &str, delta: Fraction) -> PyResult<Rational> {
    robustness::distance(delta.into()).map_err(|wrong| error::argument(format_args!("{what}: {wrong}")))
}

/// A number in text, as the command line reads it; `what` is the argument.
#[pyfunction(name = "number")]
pub(crate) fn number_in_text(what: &str, text: &str) -> PyResult<Fraction> {
    let number = exact::parse(text).map_err(|wrong| error::argument(format_args!("{what}: {wrong}")))?;
    Ok(number.into())
}

/// That there is no such thing among those known, in words.
#[pyfunction(name = "unknown")]
pub(crate) fn unknown_in_words(what: &str, word: &str, known: Vec<String>) -> String {
    names::unknown(what, word, known.iter().map(String::as_str))
}
