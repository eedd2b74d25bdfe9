//! Files that are written.

use crate::work::apart;
use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;
use std::path::PathBuf;
use tvmd_core::files::write_whole;

/// Writes a text: afterwards the file holds all of it, or what it held before.
#[pyfunction]
pub(crate) fn write(py: Python<'_>, file: PathBuf, text: String) -> PyResult<()> {
    apart(py, move |_| {
        write_whole(&file, text).map_err(|error| match error.raw_os_error() {
            // Python tells the kind by the number.
            Some(number) => PyOSError::new_err((number, error.to_string(), file)),
            None => error.into(),
        })
    })
}
