//! `tvmd audit`: the ledger of the paper's statements.

mod table;

use crate::progress::Progress;
use crate::{Failure, Format, input, output, page, targets};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use tvmd_core::paper::Statement;
use tvmd_core::search::{self, Catalogue, Options, Row, TwinRow};
use tvmd_core::tv_robustness::statements;

#[derive(Debug, clap::Args)]
pub(crate) struct Audit {
    /// Only these statements, by their ids: `lemma-1,lemma-2`.
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    only: Vec<String>,
    /// How many random cases and moves to try for each statement; costly statements get fewer.
    #[arg(long, default_value_t = Options::default().budget, value_parser = input::count, allow_hyphen_values = true)]
    budget: u64,
    /// What the random cases are made from; the same seed gives the same cases.
    #[arg(long, default_value_t = Options::default().seed, value_parser = input::seed, allow_hyphen_values = true)]
    seed: u64,
    /// Search the twins instead: deliberately wrong versions of each statement, which must be refuted from scratch.
    #[arg(long)]
    twins: bool,
    /// A folder with the worst instance known of each statement; the search starts from what is there. Without it, that is the folder
    /// `catalogue`, if there is one.
    #[arg(long, value_name = "FOLDER", conflicts_with = "twins")]
    catalogue: Option<PathBuf>,
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
        let catalogue = Catalogue::at(self.folder());
        let kept: Vec<PathBuf> =
            statements().iter().map(|statement| catalogue.file(statement.entry().id)).collect();
        let kept: Vec<&Path> = kept.iter().map(PathBuf::as_path).collect();
        targets::check(&kept, &[("--html", self.html.as_deref()), ("--page", self.page.as_deref())])?;
        self.check_catalogue()?;
        if let Some(file) = &self.page {
            let page = search::page(chosen, &catalogue).map_err(Failure::Input)?;
            return output::page(file, &page);
        }
        let options = Options { budget: self.budget, seed: self.seed, ..Options::default() };
        let answer =
            |schema| Answer { schema, seed: self.seed, budget: self.budget, statements: None, twins: None };
        let surprises: Vec<String> = if self.twins {
            let rows = side_by_side(&chosen, &options, |statement, progress| {
                Ok(search::twins(statement, &options, progress))
            })?;
            let rows = rows.concat();
            if rows.is_empty() {
                return Err(Failure::Input(
                    "--twins: there are no wrong versions of these statements".to_owned(),
                ));
            }
            match format {
                Format::Json => output::json(&Answer { twins: Some(&rows), ..answer("tvmd.twins/1") })?,
                Format::Text => output::text(&table::of_twins(&rows, &options))?,
            }
            let survivors = rows.iter().filter(|row| !row.is_as_expected());
            let survived = |row: &TwinRow| {
                format!(
                    "{}: the twin `{}` survived {} cases ({})",
                    row.id,
                    row.what,
                    row.instances,
                    self.searched()
                )
            };
            survivors.map(survived).collect()
        } else {
            let catalogue = (!self.from_scratch).then_some(&catalogue);
            let rows = side_by_side(&chosen, &options, |statement, progress| {
                search::audit(statement, catalogue, self.keep, &options, progress).map_err(Failure::Input)
            })?;
            if let Some(file) = &self.html {
                output::page(file, &page::ledger(&rows, &options))?;
            }
            match format {
                Format::Json => output::json(&Answer { statements: Some(&rows), ..answer("tvmd.audit/1") })?,
                Format::Text => output::text(&table::of_rows(&rows, &options))?,
            }
            let surprises = rows.iter().filter_map(|row| Some((row.id, row.search.surprise.as_ref()?)));
            surprises.map(|(id, surprise)| format!("{id}: {surprise} ({})", self.searched())).collect()
        };
        if surprises.is_empty() {
            return Ok(());
        }
        Err(Failure::DoesNotHold(surprises.join("\n")))
    }

    fn folder(&self) -> &Path {
        self.catalogue.as_deref().unwrap_or(Path::new("catalogue"))
    }

    /// Says where a search starts from nothing, unless that is what was asked for.
    fn check_catalogue(&self) -> Result<(), Failure> {
        let folder = self.folder();
        if folder.is_dir() || self.twins || self.from_scratch || self.keep {
            return Ok(());
        }
        let missing = format!("there is no folder `{}`", input::shown(folder));
        if self.catalogue.is_some() {
            return Err(Failure::Input(format!("--catalogue: {missing}; with `--keep` it is made")));
        }
        if self.page.is_some() {
            return Err(Failure::Input(format!(
                "--page: {missing}, and the page is about the instances in it; name another by `--catalogue`"
            )));
        }
        output::complain(&format!("{missing}, so the search starts from nothing"));
        Ok(())
    }

    /// How far a search went, in words.
    fn searched(&self) -> String {
        format!("seed {}, up to {} cases", self.seed, self.budget)
    }

    fn chosen(&self) -> Result<Vec<&'static dyn Statement>, Failure> {
        let all = statements();
        let ids: Vec<&str> = all.iter().map(|statement| statement.entry().id).collect();
        input::each_once("--only", &self.only)?;
        if let Some(wanted) = self.only.iter().find(|wanted| !ids.contains(&wanted.as_str())) {
            let unknown = input::unknown("statement", wanted, ids.iter().copied());
            return Err(Failure::Input(format!("--only: {unknown}")));
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
