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
use tvmd_view::answer::sweep::{Seen, Swept};
use tvmd_view::below;
use tvmd_view::schema::Exact;

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

/// The answer at a value, and what people see of it, by mechanism.
type Found<A> = (At<A>, Vec<Seen>);

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
    show: impl Fn(&A) -> Vec<Seen>,
) -> Result<(), Failure> {
    let (path, all) = (sweep.path().to_owned(), sweep.values().len());
    let text = files::read_text(file).map_err(|error| Failure::Input(error.to_string()))?;
    let texts =
        sweep.of(&text).map_err(|error| Failure::Input(format!("{}: --sweep: {error}", file.display())))?;
    let finished = Finished::of(all, "values", move |seen| {
        let (swept, answers) = divided(&path, seen);
        print(&path, &swept, answers, format)
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
                let help = sweep.way_out(&text).map(|help| format!("\n  help: {help}")).unwrap_or_default();
                failed =
                    Some(failure.within(&format!("with {value} at `{}`, by --sweep", sweep.path()), &help));
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
    let (swept, answers) = divided(sweep.path(), finished);
    if let (Some(asked), None) = (asked, &failed) {
        let name = file.file_name().map_or(file, Path::new);
        output::html(asked, &swept.page(&input::shown(name)))?;
    }
    print(sweep.path(), &swept, answers, format)?;
    failed.map_or(Ok(()), Err)
}

/// What people see of all values, and the answers.
fn divided<A>(path: &str, found: Vec<Found<A>>) -> (Swept, Vec<At<A>>) {
    let mut swept = Swept::over(path);
    let mut answers = Vec::new();
    for (at, seen) in found {
        swept.add(at.at.0.clone(), seen);
        answers.push(at);
    }
    (swept, answers)
}

fn print<A: Serialize>(path: &str, swept: &Swept, sweep: Vec<At<A>>, format: Format) -> Result<(), Failure> {
    let answer = Answer { path: path.to_owned(), sweep };
    let sheets = if format == Format::Text { swept.sheets() } else { vec![swept.sheet()] };
    output::answer(format, &answer, |tables| below("", tables), &sheets)
}
