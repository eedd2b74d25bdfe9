//! What bids tell.

use crate::fraction::Fraction;
use crate::json::json;
use crate::page::Page;
use crate::sheet::Sheet;
use crate::work::apart;
use crate::{error, named};
use num_traits::Signed as _;
use pyo3::prelude::*;
use std::ffi::OsStr;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use tvmd_core::files::FileError;
use tvmd_core::learn::{Bids, Bins, Confidence, Dependence, Learned, Sale};
use tvmd_core::{Rational, names};
use tvmd_view::answer::learn::{Answer, page};

/// An answer as JSON, its table, what is promised in words, with what has to be true for that, and its page.
#[derive(IntoPyObject)]
pub(crate) struct Told {
    answer: String,
    sheet: Sheet,
    promise: String,
    assumptions: Vec<String>,
    page: Page,
}

/// What bids tell: those of a file, or those of a text in the same form.
#[pyfunction]
#[allow(clippy::too_many_arguments, reason = "they are Python's keywords")]
pub(crate) fn learn(
    py: Python<'_>,
    file: Option<PathBuf>,
    text: String,
    bins: Option<String>,
    dependence: &str,
    mechanism: &str,
    confidence: Fraction,
    reserve: Option<Fraction>,
) -> PyResult<Told> {
    let known = [
        ("independent", Dependence::Independent),
        ("symmetric", Dependence::Symmetric),
        ("joint", Dependence::Joint),
    ];
    let dependence = named::one_of("dependence", dependence, &known)?;
    let sales = [("second_price", Sale::SecondPrice), ("posted_prices", Sale::PostedPrice)];
    let sale = named::one_of("mechanism", mechanism, &sales)?;
    let wrong =
        |what: &'static str| move |wrong: &dyn Display| error::argument(format_args!("{what}: {wrong}"));
    let bins: Option<Bins> =
        bins.map(|bins| bins.parse().map_err(|error| wrong("bins")(&error))).transpose()?;
    let confidence: Confidence =
        confidence.to_string().parse().map_err(|error| wrong("confidence")(&error))?;
    let reserve = reserve.map(Rational::from);
    if let Some(reserve) = reserve.as_ref().filter(|reserve| reserve.is_negative()) {
        return Err(error::argument(format_args!("a reserve of {reserve}; it must be at least 0")));
    }
    apart(py, move |_| {
        let from = file.as_deref().and_then(Path::file_name).map_or("bids".into(), OsStr::to_string_lossy);
        let from = names::visible(&from).into_owned();
        let bids = match &file {
            Some(file) => Bids::read(file),
            None => Bids::from_csv(&text).map_err(in_rows),
        };
        let bids = bids.map_err(|error| error::instance(&error))?;
        let bins = bins.unwrap_or_else(|| Bins::usual(&bids));
        let learned = Learned::of(&bids, &bins, dependence).map_err(error::argument)?.sold_by(sale);
        let answer = Answer::of(&bids, &bins, &learned, &confidence, reserve.as_ref());
        Ok(Told {
            answer: json(&answer)?,
            sheet: Sheet(answer.sheet()),
            promise: answer.promise(),
            assumptions: answer.assumptions(),
            page: Page::new(move || Ok(page(&answer, &learned, &confidence, (&from, None)))),
        })
    })
}

/// Mistakes of bids that somebody's table was written out to have, in whose rows they are: the line below the heading is row 0.
fn in_rows(mut error: FileError) -> FileError {
    for mistake in &mut error.mistakes {
        let row = mistake.line.take().and_then(|line| line.checked_sub(2));
        mistake.excerpt = None;
        mistake.place = match (row, mistake.place.as_str()) {
            (None, place) => place.to_owned(),
            (Some(row), "") => format!("row {row}"),
            (Some(row), place) => format!("{place}, row {row}"),
        };
    }
    error
}
