//! What bids tell.

use crate::certificate::json;
use crate::sheet::Sheet;
use crate::work::apart;
use crate::{error, named};
use num_traits::Signed as _;
use pyo3::prelude::*;
use std::path::PathBuf;
use tvmd_core::Rational;
use tvmd_core::learn::{Bids, Bins, Confidence, Dependence, Learned};
use tvmd_view::answer::learn::Answer;

/// An answer as JSON, its table, and what is promised in words, with what has to be true for that.
#[derive(IntoPyObject)]
pub(crate) struct Told {
    answer: String,
    sheet: Sheet,
    promise: String,
    assumptions: Vec<String>,
}

/// What bids tell: those of a file, or those of a text in the same form.
#[pyfunction]
pub(crate) fn learn(
    py: Python<'_>,
    file: Option<PathBuf>,
    text: String,
    bins: Option<String>,
    dependence: &str,
    confidence: Rational,
    reserve: Option<Rational>,
) -> PyResult<Told> {
    let known = [
        ("independent", Dependence::Independent),
        ("symmetric", Dependence::Symmetric),
        ("joint", Dependence::Joint),
    ];
    let dependence = named::one_of("dependence", dependence, &known)?;
    let bins: Option<Bins> = bins.map(|bins| bins.parse().map_err(error::argument)).transpose()?;
    let confidence: Confidence = confidence.to_string().parse().map_err(error::argument)?;
    if let Some(reserve) = reserve.as_ref().filter(|reserve| reserve.is_negative()) {
        return Err(error::argument(format_args!("a reserve of {reserve}; it must be at least 0")));
    }
    apart(py, move |_| {
        let bids = match file {
            Some(file) => Bids::read(&file),
            None => Bids::from_csv(&text),
        };
        let bids = bids.map_err(|error| error::instance(&error))?;
        let bins = bins.unwrap_or_else(|| Bins::usual(&bids));
        let learned = Learned::of(&bids, &bins, dependence).map_err(error::argument)?;
        let answer = Answer::of(&bids, &bins, &learned, &confidence, reserve.as_ref());
        Ok(Told {
            answer: json(&answer)?,
            sheet: Sheet(answer.sheet()),
            promise: answer.promise(),
            assumptions: answer.assumptions(),
        })
    })
}
