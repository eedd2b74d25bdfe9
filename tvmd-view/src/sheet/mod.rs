//! A table of exact numbers and words, and how it is written.

mod cell;
mod csv;
mod latex;
mod markdown;
mod text;

pub use cell::{Cell, Notation, Rounded, number};
pub use markdown::markdown;

use serde::Serialize;
use std::borrow::Cow;

/// A table with a name and a title.
///
/// For programs it is `{ "name", "title", "columns", "rows", "notes" }`; its numbers are texts like `3/2`, and empty cells are null.
///
/// ```
/// use tvmd_core::ratio;
/// use tvmd_view::{Cell, Sheet};
///
/// let mut sheet = Sheet::new("prices", "What items cost", ["item", "price"]);
/// sheet.row(["Tea".into(), ratio!(3 / 2).into()]);
/// sheet.row(["Milk".into(), Cell::Empty]);
/// assert_eq!(sheet.csv(), "item,price\nTea,3/2\nMilk,\n");
/// assert_eq!(sheet.markdown(), "**What items cost**\n\n| item | price |\n|---|---:|\n| Tea | 3/2 |\n| Milk |  |\n");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// By what it is asked for: a word.
    pub name: &'static str,
    /// What it shows.
    pub title: String,
    /// What each column holds.
    pub columns: Vec<String>,
    /// A cell per column.
    pub rows: Vec<Vec<Cell>>,
    /// What has to be known to read it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Whether its last two columns are two priors, and people want to know where they differ.
    #[serde(skip)]
    pub only_changes: bool,
}

/// Tables for people, below what is said of them, if something is.
#[must_use]
pub fn below(words: &str, sheets: &[Sheet]) -> String {
    let parts = Some(words.trim_end().to_owned())
        .into_iter()
        .filter(|words| !words.is_empty())
        .chain(sheets.iter().map(|sheet| sheet.to_string().trim_end().to_owned()));
    parts.collect::<Vec<_>>().join("\n\n") + "\n"
}

impl Sheet {
    /// One without rows.
    pub fn new<C: Into<String>>(
        name: &'static str,
        title: impl Into<String>,
        columns: impl IntoIterator<Item = C>,
    ) -> Self {
        let columns = columns.into_iter().map(Into::into).collect();
        Self { name, title: title.into(), columns, rows: Vec::new(), notes: Vec::new(), only_changes: false }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Adds a note.
    pub fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Its first rows, with a note that says how many are left out and how they can be seen.
    #[must_use]
    pub fn first(mut self, rows: usize, seen_by: &str) -> Self {
        if let Some(more) = self.rows.len().checked_sub(rows).filter(|more| *more > 0) {
            self.rows.truncate(rows);
            self.note(format!("{more} more rows; {seen_by}"));
        }
        self
    }

    /// What people see of it: of two priors the profiles whose probability changes, with a note that says how many are left out; of others all.
    ///
    /// ```
    /// use tvmd_core::ratio;
    /// use tvmd_view::{Cell, Sheet};
    ///
    /// let mut sheet = Sheet::new("prior", "The worst prior", ["Buyer", "prior", "worst prior"]);
    /// sheet.row([Cell::from("Low"), ratio!(1 / 2).into(), ratio!(3 / 5).into()]);
    /// sheet.row([Cell::from("Middle"), ratio!(1 / 4).into(), ratio!(1 / 4).into()]);
    /// sheet.row([Cell::from("High"), ratio!(1 / 4).into(), ratio!(3 / 20).into()]);
    /// sheet.only_changes = true;
    /// let seen = sheet.seen();
    /// assert_eq!((seen.rows.len(), &seen.notes[0][..]), (2, "the other profile is as in the prior"));
    /// ```
    #[must_use]
    pub fn seen(&self) -> Cow<'_, Self> {
        let changes = |row: &&Vec<Cell>| !matches!(row.as_slice(), [.., before, after] if before == after);
        let rows: Vec<_> = self.rows.iter().filter(changes).cloned().collect();
        let (kept, alike) = (rows.len(), self.rows.len() - rows.len());
        if !self.only_changes || alike == 0 {
            return Cow::Borrowed(self);
        }
        let mut seen = Self { rows, ..self.clone() };
        seen.note(match alike {
            _ if kept == 0 => "all profiles are as in the prior".to_owned(),
            1 => "the other profile is as in the prior".to_owned(),
            _ => format!("the other {alike} profiles are as in the prior"),
        });
        Cow::Owned(seen)
    }

    /// How people see its numbers.
    ///
    /// ```
    /// use tvmd_core::ratio;
    /// use tvmd_view::Sheet;
    ///
    /// let mut sheet = Sheet::new("prices", "What items cost", ["item", "price"]);
    /// sheet.row(["Tea".into(), ratio!(3 / 2).into()]);
    /// assert_eq!(sheet.rows[0][1].shown(sheet.notation()), "3/2");
    /// // Beside prices in cents, all are.
    /// sheet.row(["Milk".into(), ratio!(1449 / 50).into()]);
    /// sheet.row(["Rice".into(), ratio!(17 / 12).into()]);
    /// let shown: Vec<String> = sheet.rows.iter().map(|row| row[1].shown(sheet.notation())).collect();
    /// assert_eq!(shown, ["1.5", "28.98", "17/12 (~1.4167)"]);
    /// ```
    #[must_use]
    pub fn notation(&self) -> Notation {
        Notation::of(self.rows.iter().flatten().filter_map(|cell| match cell {
            Cell::FailsBy(number) => Some(number),
            other => other.exact(),
        }))
    }

    /// Whether a column holds nothing but numbers.
    pub(crate) fn is_numeric(&self, column: usize) -> bool {
        let mut cells = self.rows.iter().filter_map(|row| row.get(column)).peekable();
        cells.peek().is_some() && cells.all(|cell| !matches!(cell, Cell::Text(_) | Cell::FailsBy(_)))
    }
}
