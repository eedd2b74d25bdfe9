//! Files that are written.

use crate::work::apart;
use pyo3::prelude::*;
use std::path::PathBuf;
use tvmd_core::files::write_whole;

/// Writes a text: afterwards the file holds all of it, or what it held before.
#[pyfunction]
pub(crate) fn write(py: Python<'_>, file: PathBuf, text: String) -> PyResult<()> {
    apart(py, move |_| Ok(write_whole(&file, text)?))
}
