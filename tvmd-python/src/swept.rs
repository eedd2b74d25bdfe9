//! The answers for many values of one number: as tables, and as a page of curves.

use crate::fraction::Fraction;
use crate::page::Page;
use crate::sheet::Sheet;
use pyo3::prelude::*;
use tvmd_view::Cell;
use tvmd_view::answer::sweep::{Seen, Swept};

/// What people see of one answer in a sweep.
#[pyclass(frozen, module = "tvmd._tvmd")]
pub(crate) struct Cells(Vec<(String, Cell)>);

impl Cells {
    pub(crate) fn new(cells: Vec<(String, Cell)>) -> Self {
        Self(cells)
    }
}

#[pymethods]
impl Cells {
    /// It never changes.
    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }
}

/// The tables and the page of a sweep.
#[derive(IntoPyObject)]
pub(crate) struct Found {
    /// All in one table.
    sheet: Sheet,
    /// For people.
    sheets: Vec<Sheet>,
    page: Page,
}

/// What was found at a value: of each mechanism, or whatever else, by its name.
type Row = (Fraction, Vec<(String, Py<Cells>)>);

/// What was found over the number at a path.
#[pyfunction]
pub(crate) fn swept(setting: String, path: String, rows: Vec<Row>) -> Found {
    let mut swept = Swept::over(path);
    for (value, found) in rows {
        let seen = |(of, cells): (String, Py<Cells>)| Seen { of: Some(of), cells: cells.get().0.clone() };
        swept.add(value.into(), found.into_iter().map(seen).collect());
    }
    let sheets = swept.sheets().into_iter().map(Sheet).collect();
    Found { sheet: Sheet(swept.sheet()), sheets, page: Page::new(move || Ok(swept.page(&setting))) }
}
