//! `--sweep`: the same answer for many values of one number of the file.

use crate::interrupt::Finished;
use crate::progress::Progress;
use crate::schema::Exact;
use crate::{Failure, Format, input, output};
use num_traits::{One as _, Signed as _};
use schemars::JsonSchema;
use serde::Serialize;
use std::path::Path;
use std::str::FromStr;
use tvmd_core::exact::{self, text::Text};
use tvmd_core::{Instance, Rational};
use tvmd_view::page::{Page, Plot};
use tvmd_view::{Cell, Sheet};

/// Which number takes which values.
#[derive(Clone, Debug)]
pub(crate) struct Sweep {
    /// The number's path in the file, or the end of it.
    path: String,
    values: Vec<Rational>,
}

/// More values than anybody reads.
const MOST_VALUES: usize = 1000;

impl FromStr for Sweep {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let malformed = || format!("`{text}` is no sweep; write `reserve=0..2 step 1/4`");
        let (path, range) = text.split_once('=').ok_or_else(malformed)?;
        let (from, rest) = range.split_once("..").ok_or_else(malformed)?;
        let (to, step) = rest.split_once("step").map_or((rest, None), |(to, step)| (to, Some(step)));
        // As grids of types are written, too.
        let to = to.strip_prefix('=').unwrap_or(to);
        let number = |text: &str| exact::parse(text.trim()).map_err(|error| error.to_string());
        let (from, to) = (number(from)?, number(to)?);
        let step = step.map_or_else(|| Ok(Rational::one()), number)?;
        if !step.is_positive() {
            return Err(format!("a step of {step} leads nowhere; write one above 0"));
        }
        if to < from {
            return Err(format!("{from}..{to} has no values; write the smaller number first"));
        }
        let values: Vec<Rational> = std::iter::successors(Some(from), |value| Some(value + &step))
            .take_while(|value| *value <= to)
            .take(MOST_VALUES + 1)
            .collect();
        if values.len() > MOST_VALUES {
            return Err(format!("`{text}` has more than {MOST_VALUES} values; take a larger step"));
        }
        Ok(Self { path: path.trim().to_owned(), values })
    }
}

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Answer<A> {
    path: String,
    sweep: Vec<At<A>>,
}

/// What the answer is with the number at this value.
#[derive(Serialize, JsonSchema)]
pub(crate) struct At<A> {
    /// An answer has a `value` of its own.
    #[schemars(with = "Exact")]
    at: Text,
    #[serde(flatten)]
    answer: A,
}

/// The answer at a value, and what people see of it: cells with the names of their columns.
type Seen<A> = (At<A>, Vec<(String, Cell)>);

impl Sweep {
    /// Prints the answers for all values, and writes a page with their curve if one is asked for; `row` says what people see of one, with the
    /// names of the columns.
    ///
    /// # Errors
    /// The first that fails.
    pub(crate) fn run<A: Serialize + Send + 'static>(
        &self,
        file: &Path,
        format: Format,
        page: Option<&Path>,
        mut answer: impl FnMut(Instance) -> Result<A, Failure>,
        row: impl Fn(&A) -> Vec<(String, Cell)>,
    ) -> Result<(), Failure> {
        let (path, all) = (self.path.clone(), self.values.len());
        let finished = Finished::of(all, "values", move |seen| {
            let (sheet, sweep) = table(&path, seen);
            print(&path, sheet, sweep, format)
        });
        let mut progress = Progress::new();
        progress.stage(&format!("sweeping over {}", self.path));
        for (done, value) in self.values.iter().enumerate() {
            progress.estimate(&format!("{done} of {all} values done"), done as u128, all as u128);
            let answer = answer(input::read_with(file, &self.path, value)?)?;
            let row = row(&answer);
            finished.add((At { at: Text(value.clone()), answer }, row));
        }
        drop(progress);
        let (sheet, sweep) = table(&self.path, finished.all());
        if let Some(page) = page {
            output::html(page, &self.page(file, &sheet))?;
        }
        print(&self.path, sheet, sweep, format)
    }

    /// The table with a curve of every column of numbers.
    fn page(&self, file: &Path, sheet: &Sheet) -> Page {
        let name = file.file_name().map_or(file, Path::new);
        let mut page = Page::new(format!("{}: {}", input::shown(name), sheet.title));
        let mut plot = Plot::new(&sheet.title, &self.path, "value");
        for (position, name) in sheet.columns.iter().enumerate().skip(1) {
            let points = sheet.rows.iter().map(|row| match (&row[0], &row[position]) {
                (Cell::Number(at), Cell::Number(value)) => Some((at.clone(), value.clone())),
                _ => None,
            });
            if let Some(points) = points.collect::<Option<Vec<_>>>() {
                plot.dots(name, points);
            }
        }
        page.words("Found at the dots; between them nothing is said.");
        page.plot_of(&plot, sheet);
        page
    }
}

/// What people see of all values.
fn table<A>(path: &str, seen: Vec<Seen<A>>) -> (Sheet, Vec<At<A>>) {
    let columns = seen.first().into_iter().flat_map(|(_, row)| row.iter().map(|(column, _)| column.clone()));
    let columns = [path.to_owned()].into_iter().chain(columns);
    let mut sheet = Sheet::new("sweep", format!("What changes with {path}"), columns);
    let mut sweep = Vec::new();
    for (at, row) in seen {
        sheet.row([at.at.0.clone().into()].into_iter().chain(row.into_iter().map(|(_, cell)| cell)));
        sweep.push(at);
    }
    (sheet, sweep)
}

fn print<A: Serialize>(path: &str, sheet: Sheet, sweep: Vec<At<A>>, format: Format) -> Result<(), Failure> {
    let sheet = [sheet];
    output::answer(format, &Answer { path: path.to_owned(), sweep }, || sheet[0].to_string(), &sheet)
}
