//! Words that stand for one of a few things.

use crate::error;
use pyo3::{PyErr, PyResult};
use tvmd_core::names;
use tvmd_core::objective::Standard;

/// What a word stands for; `what` says what it is to be, as the argument is called.
pub(crate) fn one_of<T: Copy>(what: &str, word: &str, known: &[(&str, T)]) -> PyResult<T> {
    match known.iter().find(|(name, _)| *name == word) {
        Some((_, meant)) => Ok(*meant),
        None => Err(unknown(what, word, known.iter().map(|(name, _)| *name))),
    }
}

/// That there is no such thing, and what there is.
pub(crate) fn unknown<'a>(what: &str, word: &str, known: impl Iterator<Item = &'a str>) -> PyErr {
    let known: Vec<&str> = known.collect();
    let hint = match names::nearest(word, known.iter().copied()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if known.is_empty() => "; there is none at all".to_owned(),
        None => format!("; there are: {}", known.join(", ")),
    };
    error::argument(format_args!("there is no {what} `{}`{hint}", names::visible(word)))
}

/// An objective.
pub(crate) fn objective(word: &str) -> PyResult<Standard> {
    one_of("objective", word, &[("revenue", Standard::Revenue), ("welfare", Standard::Welfare)])
}
