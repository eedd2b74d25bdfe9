//! Tables of answers.

use crate::fraction::Fraction;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use tvmd_view::{self as view, Cell};

/// A table of exact numbers and words.
#[pyclass(frozen, module = "tvmd")]
pub(crate) struct Sheet(pub(crate) view::Sheet);

/// What stands in a table.
#[derive(IntoPyObject)]
enum Filled {
    Text(String),
    Number(Fraction),
}

#[pymethods]
impl Sheet {
    /// By what it is asked for.
    #[getter]
    fn name(&self) -> &str {
        self.0.name
    }

    /// What it shows.
    #[getter]
    fn title(&self) -> &str {
        &self.0.title
    }

    /// What each column holds.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.0.columns.clone()
    }

    /// Rows of words, `Fraction`s, and `None` where there is nothing to say.
    #[getter]
    fn rows(&self) -> Vec<Vec<Option<Filled>>> {
        let filled = |cell: &Cell| match cell {
            Cell::Text(_) | Cell::FailsBy(_) => Some(Filled::Text(cell.to_string())),
            Cell::Number(number) | Cell::AtLeast(number) | Cell::AtMost(number) => {
                Some(Filled::Number(number.clone().into()))
            }
            Cell::Empty => None,
        };
        self.0.rows.iter().map(|row| row.iter().map(filled).collect()).collect()
    }

    /// What has to be known to read it.
    #[getter]
    fn notes(&self) -> Vec<String> {
        self.0.notes.clone()
    }

    /// As comma-separated values.
    fn csv(&self) -> String {
        self.0.csv()
    }

    /// In Markdown.
    fn markdown(&self) -> String {
        self.0.markdown()
    }

    /// In LaTeX, with the package `booktabs`.
    fn latex(&self) -> String {
        self.0.latex()
    }

    /// As a table of pandas, whose numbers are `Fraction`s.
    fn to_pandas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let arguments = PyDict::new(py);
        arguments.set_item("columns", self.columns())?;
        arguments.set_item("dtype", "object")?;
        py.import("pandas")?.getattr("DataFrame")?.call((self.rows(),), Some(&arguments))
    }

    fn __repr__(&self) -> String {
        self.0.to_string().trim_end().to_owned()
    }

    /// It never changes.
    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __len__(&self) -> usize {
        self.0.rows.len()
    }

    /// For notebooks: numbers as people see them, exact where the pointer rests.
    fn _repr_html_(&self) -> String {
        let seen = self.0.seen();
        let view::Sheet { title, columns, rows, notes, .. } = &*seen;
        let heads: Vec<String> =
            columns.iter().map(|column| format!("<th>{}</th>", escaped(column))).collect();
        let notation = seen.notation();
        let cell = |cell: &Cell| match cell {
            Cell::Text(_) | Cell::FailsBy(_) => format!("<td>{}</td>", escaped(&cell.shown(notation))),
            Cell::Number(number) | Cell::AtLeast(number) | Cell::AtMost(number) => {
                format!("<td title=\"{number}\">{}</td>", cell.shown(notation))
            }
            Cell::Empty => "<td></td>".to_owned(),
        };
        let row = |row: &Vec<Cell>| format!("<tr>{}</tr>\n", row.iter().map(cell).collect::<String>());
        let note = |note: &String| format!("<p>{}</p>\n", escaped(note));
        format!(
            "<table><caption>{}</caption>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody></table>\n{}",
            escaped(title),
            heads.concat(),
            rows.iter().map(row).collect::<String>(),
            notes.iter().map(note).collect::<String>()
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
