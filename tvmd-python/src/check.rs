//! What a check finds of a mechanism.

use crate::error;
use crate::json::json;
use crate::swept::Cells;
use pyo3::{IntoPyObject, PyResult};
use tvmd_core::declared::Structured;
use tvmd_core::model::Claim;
use tvmd_core::{IncentiveReport, Prior, Table, structure};
use tvmd_view::answer::check::{Checked, Decided, sensible};

/// What was found, as JSON and in words.
#[derive(IntoPyObject)]
pub(crate) struct Found {
    answer: String,
    in_words: String,
    cells: Cells,
}

impl Found {
    pub(crate) fn of(checked: &Checked) -> PyResult<Self> {
        Ok(Self {
            answer: json(checked)?,
            in_words: checked.for_people().trim_end().to_owned(),
            cells: Cells::new(checked.cells()),
        })
    }
}

/// Properties that are required, from a list of them.
pub(crate) fn required(text: &str, has_prior: bool) -> PyResult<Vec<Claim>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let claims = Claim::list(text).map_err(error::argument)?;
    sensible(&claims, has_prior).map_err(error::argument)?;
    Ok(claims)
}

/// Profile by profile.
pub(crate) fn listed(
    name: &str,
    table: &Table,
    prior: Option<&Prior>,
    report: IncentiveReport,
    claims: &[Claim],
) -> PyResult<Checked> {
    let claims = decided(claims, &report)?;
    Checked::listed(name, table, prior, report, claims).map_err(error::argument)
}

/// By structure.
pub(crate) fn structured(mechanism: &Structured, claims: &[Claim]) -> PyResult<Checked> {
    let found = structure::evaluate(mechanism).map_err(error::argument)?;
    let claims = decided(claims, &found.report)?;
    Ok(Checked::structured(mechanism.name(), found, claims))
}

fn decided(claims: &[Claim], report: &IncentiveReport) -> PyResult<Vec<Decided>> {
    Decided::all(claims, report)
        .map_err(|claim| error::argument(format_args!("`{claim}` is about a prior, and there is none")))
}
