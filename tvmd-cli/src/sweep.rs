//! `--sweep`: the same answer for many values of one number of the file.

use crate::interrupt::Finished;
use crate::progress::Progress;
use crate::{Failure, Format, input, output};
use schemars::JsonSchema;
use serde::Serialize;
use std::path::Path;
use tvmd_core::exact::text::Text;
use tvmd_core::sweep::Sweep;
use tvmd_core::{Instance, files};
use tvmd_view::page::{Page, Plot};
use tvmd_view::schema::Exact;
use tvmd_view::{Cell, Sheet};

/// The way out where a probability is swept alone.
const RESCALED: &str = "\n  help: the probabilities of a distribution add up to 1; with `rescaled` behind the step, the others share what is left in their proportions";

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

/// Prints the answers for all values, and writes a page with their curve if one is asked for; `row` says what people see of one, with the
/// names of the columns.
///
/// # Errors
/// The first that fails, after the answers before it are printed.
pub(crate) fn run<A: Serialize + Send + 'static>(
    sweep: &Sweep,
    file: &Path,
    format: Format,
    asked: Option<&Path>,
    mut answer: impl FnMut(Instance) -> Result<A, Failure>,
    row: impl Fn(&A) -> Vec<(String, Cell)>,
) -> Result<(), Failure> {
    let (path, all) = (sweep.path().to_owned(), sweep.values().len());
    let text = files::read_text(file).map_err(|error| Failure::Input(error.to_string()))?;
    let texts =
        sweep.of(&text).map_err(|error| Failure::Input(format!("{}: --sweep: {error}", file.display())))?;
    let finished = Finished::of(all, "values", move |seen| {
        let (sheet, sweep) = table(&path, seen);
        print(&path, &sheet, sweep, format)
    });
    let mut progress = Progress::new();
    progress.stage(&format!("sweeping over {}", sweep.path()));
    let mut failed = None;
    for (done, (value, exchanged)) in texts.iter().enumerate() {
        progress.estimate(&format!("{done} of {all} values done"), done as u128, all as u128);
        let found = input::read_with(file, exchanged).and_then(&mut answer);
        match found {
            Ok(answer) => {
                let row = row(&answer);
                finished.add((At { at: Text(value.clone()), answer }, row));
            }
            Err(failure) => {
                let help = if sweep.wants_rescaling(&text) { RESCALED } else { "" };
                failed =
                    Some(failure.within(&format!("with {value} at `{}`, by --sweep", sweep.path()), help));
                break;
            }
        }
    }
    drop(progress);
    let finished = finished.all();
    if let Some(failure) = failed {
        let done = finished.len();
        if done == 0 {
            return Err(failure);
        }
        let (sheet, answers) = table(sweep.path(), finished);
        print(sweep.path(), &sheet, answers, format)?;
        return Err(failure.within(&format!("{done} of {all} values were finished, and are printed"), ""));
    }
    let (sheet, answers) = table(sweep.path(), finished);
    if let Some(asked) = asked {
        output::html(asked, &page(file, sweep.path(), &sheet))?;
    }
    print(sweep.path(), &sheet, answers, format)
}

/// The table with a curve of every column of numbers.
fn page(file: &Path, path: &str, sheet: &Sheet) -> Page {
    let name = file.file_name().map_or(file, Path::new);
    let mut page = Page::new(format!("{}: {}", input::shown(name), sheet.title));
    let mut plot = Plot::new(&sheet.title, path, "value");
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

fn print<A: Serialize>(path: &str, sheet: &Sheet, sweep: Vec<At<A>>, format: Format) -> Result<(), Failure> {
    output::table(format, &Answer { path: path.to_owned(), sweep }, sheet)
}
