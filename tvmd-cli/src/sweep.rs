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

/// The names of lines are those of the axis, too, where they have room there.
const MOST_LETTERS: usize = 50;

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

/// What people see of an answer.
pub(crate) struct Shown {
    /// What it is about, if that is one thing.
    pub(crate) of: Option<String>,
    /// Cells with the names of their columns.
    pub(crate) cells: Vec<(String, Cell)>,
}

/// The answer at a value, and what people see of it.
type Seen<A> = (At<A>, Shown);

/// Prints the answers for all values, and writes a page with their curve if one is asked for; `show` says what people see of one.
///
/// # Errors
/// The first that fails, after the answers before it are printed.
pub(crate) fn run<A: Serialize + Send + 'static>(
    sweep: &Sweep,
    file: &Path,
    format: Format,
    asked: Option<&Path>,
    mut answer: impl FnMut(Instance) -> Result<A, Failure>,
    show: impl Fn(&A) -> Shown,
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
                let shown = show(&answer);
                finished.add((At { at: Text(value.clone()), answer }, shown));
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
    let done = finished.len();
    let failed = match failed {
        Some(failure) if done == 0 => return Err(failure),
        Some(failure) => {
            Some(failure.within(&format!("{done} of {all} values were finished, and are printed"), ""))
        }
        None => None,
    };
    let (sheet, answers) = table(sweep.path(), finished);
    if let (Some(asked), None) = (asked, &failed) {
        output::html(asked, &page(file, sweep.path(), &sheet))?;
    }
    print(sweep.path(), &sheet, answers, format)?;
    failed.map_or(Ok(()), Err)
}

/// The table with a curve of every column of numbers.
fn page(file: &Path, path: &str, sheet: &Sheet) -> Page {
    let name = file.file_name().map_or(file, Path::new);
    let mut page = Page::new(format!("{}: {}", input::shown(name), sheet.title));
    let points = |position: usize| {
        let points =
            sheet.rows.iter().map(|row| Some((row[0].exact()?.clone(), row[position].exact()?.clone())));
        points.collect::<Option<Vec<_>>>()
    };
    let columns = sheet.columns.iter().enumerate().skip(1);
    let lines: Vec<_> =
        columns.filter_map(|(position, name)| Some((name.as_str(), points(position)?))).collect();
    let names = lines.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let up =
        if names.chars().count() <= MOST_LETTERS { names.as_str() } else { "in expectation, by the lines" };
    let mut plot = Plot::new(&sheet.title, path, up);
    for (name, points) in lines {
        plot.dots(name, points);
    }
    page.words("Found at the dots; between them nothing is said.");
    page.plot_of(&plot, sheet);
    page
}

/// What people see of all values.
fn table<A>(path: &str, seen: Vec<Seen<A>>) -> (Sheet, Vec<At<A>>) {
    let cells = seen.iter().take(1).flat_map(|(_, shown)| &shown.cells);
    let columns = [path.to_owned()].into_iter().chain(cells.map(|(column, _)| column.clone()));
    let title = match seen.first().and_then(|(_, shown)| shown.of.as_ref()) {
        Some(of) => format!("{of}: what changes with {path}"),
        None => format!("What changes with {path}"),
    };
    let mut sheet = Sheet::new("sweep", title, columns);
    let mut sweep = Vec::new();
    for (at, shown) in seen {
        sheet.row([at.at.0.clone().into()].into_iter().chain(shown.cells.into_iter().map(|(_, cell)| cell)));
        sweep.push(at);
    }
    (sheet, sweep)
}

fn print<A: Serialize>(path: &str, sheet: &Sheet, sweep: Vec<At<A>>, format: Format) -> Result<(), Failure> {
    output::table(format, &Answer { path: path.to_owned(), sweep }, sheet)
}
