//! Answers of many parts, as they go over to Python.

use crate::error;
use pyo3::PyResult;
use serde::Serialize;

/// An answer as JSON.
pub(crate) fn json(answer: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(answer).map_err(error::argument)
}
