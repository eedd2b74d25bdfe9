//! `tvmd audit`: the ledger of the paper's statements.

mod table;

use crate::progress::Progress;
use crate::{Failure, Format, output, page};
use serde::Serialize;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use tvmd_core::names;
use tvmd_core::paper::{Statement, statements};
use tvmd_core::search::{self, Catalogue, Options, Row, TwinRow};

#[derive(Debug, clap::Args)]
pub(crate) struct Audit {
    /// Only these statements, by their ids: `lemma-1,lemma-2`.
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    only: Vec<String>,
    /// How many random cases and moves to try for each statement; costly statements get fewer.
    #[arg(long, default_value_t = Options::default().budget)]
    budget: u64,
    /// What the random cases are made from; the same seed gives the same cases.
    #[arg(long, default_value_t = Options::default().seed)]
    seed: u64,
    /// Search the twins instead: deliberately wrong versions of each statement, which must be refuted from scratch.
    #[arg(long)]
    twins: bool,
    /// A folder with the worst instance known of each statement; the search starts from what is there.
    #[arg(long, value_name = "FOLDER", default_value = "catalogue", conflicts_with = "twins")]
    catalogue: PathBuf,
    /// Keep instances that are worse than those in the catalogue, shrunk.
    #[arg(long, conflicts_with = "twins")]
    keep: bool,
    /// Start with an empty catalogue.
    #[arg(long, conflicts_with_all = ["twins", "keep"])]
    from_scratch: bool,
    /// Write the ledger to this file, too, as a page with pictures for a browser.
    #[arg(long, value_name = "FILE.html", conflicts_with = "twins")]
    html: Option<PathBuf>,
    /// Search nothing, and write the ledger with the instances of the catalogue to this file, as a page to read.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["twins", "keep", "from_scratch", "html"])]
    page: Option<PathBuf>,
}

/// The answer for programs.
#[derive(Serialize)]
struct Answer<'a> {
    schema: &'static str,
    seed: u64,
    budget: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    statements: Option<&'a [Row]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    twins: Option<&'a [TwinRow]>,
}

impl Audit {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let chosen = self.chosen()?;
        if let Some(file) = &self.page {
            let page = search::page(chosen, &Catalogue::at(&self.catalogue)).map_err(Failure::Input)?;
            return output::file(file, &page);
        }
        let options = Options { budget: self.budget, seed: self.seed, ..Options::default() };
        let answer =
            |schema| Answer { schema, seed: self.seed, budget: self.budget, statements: None, twins: None };
        let surprises: Vec<String> = if self.twins {
            let rows = side_by_side(&chosen, &options, |statement, progress| {
                Ok(search::twins(statement, &options, progress))
            })?;
            let rows = rows.concat();
            match format {
                Format::Json => output::json(&Answer { twins: Some(&rows), ..answer("tvmd.twins/1") })?,
                Format::Text => output::text(&table::of_twins(&rows, &options))?,
            }
            let survivors = rows.iter().filter(|row| !row.is_as_expected());
            survivors.map(|row| format!("{}: the twin `{}` survived", row.id, row.what)).collect()
        } else {
            let catalogue = Catalogue::at(&self.catalogue);
            let catalogue = (!self.from_scratch).then_some(&catalogue);
            let rows = side_by_side(&chosen, &options, |statement, progress| {
                search::audit(statement, catalogue, self.keep, &options, progress).map_err(Failure::Input)
            })?;
            if let Some(file) = &self.html {
                output::file(file, &page::ledger(&rows))?;
            }
            match format {
                Format::Json => output::json(&Answer { statements: Some(&rows), ..answer("tvmd.audit/1") })?,
                Format::Text => output::text(&table::of_rows(&rows, &options))?,
            }
            let surprises = rows.iter().filter_map(|row| Some((row.id, row.search.surprise.as_ref()?)));
            surprises.map(|(id, surprise)| format!("{id}: {surprise}")).collect()
        };
        if surprises.is_empty() {
            return Ok(());
        }
        Err(Failure::DoesNotHold(surprises.join("\n")))
    }

    fn chosen(&self) -> Result<Vec<&'static dyn Statement>, Failure> {
        let all = statements();
        let ids: Vec<&str> = all.iter().map(|statement| statement.entry().id).collect();
        for wanted in &self.only {
            if !ids.contains(&wanted.as_str()) {
                let hint = names::nearest(wanted, ids.iter().copied()).map_or_else(
                    || format!("; there are: {}", ids.join(", ")),
                    |near| format!("; did you mean `{near}`?"),
                );
                return Err(Failure::Input(format!("--only: there is no statement `{wanted}`{hint}")));
            }
        }
        let wanted = |statement: &&dyn Statement| {
            self.only.is_empty() || self.only.iter().any(|id| id == statement.entry().id)
        };
        Ok(all.into_iter().filter(wanted).collect())
    }
}

/// Does the work for each statement, on all cores, and returns what came of it in the order of the statements.
fn side_by_side<T: Send>(
    statements: &[&'static dyn Statement],
    options: &Options,
    work: impl Fn(&dyn Statement, &mut dyn FnMut(u64)) -> Result<T, Failure> + Sync,
) -> Result<Vec<T>, Failure> {
    let progress = Mutex::new(Progress::new());
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let worker = || {
        let mut own = Vec::new();
        loop {
            let position = next.fetch_add(1, Ordering::Relaxed);
            let Some(statement) = statements.get(position) else { return own };
            let id = statement.entry().id;
            let mut say = |cases: u64| {
                if let Ok(mut progress) = progress.try_lock() {
                    progress.stage("searching");
                    let done = done.load(Ordering::Relaxed);
                    let all = statements.len();
                    progress.detail(&format!(
                        "{done} of {all} statements done; {id}: {cases} of {} cases",
                        options.budget
                    ));
                }
            };
            own.push((position, work(*statement, &mut say)));
            done.fetch_add(1, Ordering::Relaxed);
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut results: Vec<(usize, Result<T, Failure>)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    results.sort_by_key(|(position, _)| *position);
    results.into_iter().map(|(_, result)| result).collect()
}
