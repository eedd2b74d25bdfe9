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
    /// The document, which says at its end by which call it was made.
    fn html(&self, py: Python<'_>, call: String) -> PyResult<String> {
        let make = Arc::clone(&self.0);
        apart(py, move |_| {
            let mut page = make()?;
            page.made_by(call);
            Ok(page.html())
        })
    }

    /// It never changes.
    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }
}
