//! Pages for a browser, one document each.

use crate::work::apart;
use pyo3::prelude::*;
use std::sync::Arc;
use tvmd_view::page::Page as Made;

/// A page, which is made when it is asked for.
#[pyclass(frozen, module = "tvmd._tvmd")]
pub(crate) struct Page(Arc<dyn Fn() -> PyResult<Made> + Send + Sync>);

impl Page {
    pub(crate) fn new(make: impl Fn() -> PyResult<Made> + Send + Sync + 'static) -> Self {
        Self(Arc::new(make))
    }
}

#[pymethods]
impl Page {
    /// The document.
    fn html(&self, py: Python<'_>) -> PyResult<String> {
        let make = Arc::clone(&self.0);
        apart(py, move |_| Ok(make()?.html()))
    }
}
