//! `tvmd audit`: the ledger of a paper's statements, or of several papers'.

mod answer;
mod chosen;
mod page;
mod shares;
mod table;

pub(crate) use answer::Answer;
pub(crate) use shares::{Shared, merge};

use crate::interrupt::Finished;
use crate::progress::Progress;
use crate::shard::Shard;
use crate::{Failure, Format, input, output, targets};
use answer::Found;
use chosen::Chosen;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use tvmd_core::paper::Paper;
use tvmd_core::search::{self, Options, Row};

#[derive(Debug, clap::Args)]
pub(crate) struct Audit {
    /// Only these statements, by their ids: `lemma-1,lemma-2`.
    #[arg(long, value_name = "IDS", value_delimiter = ',', value_parser = crate::input::listed)]
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
    /// A folder with the worst instance known of each statement; the search starts from what is there. Without it, that is the paper's own
    /// folder, such as `catalogue`, if there is one.
    #[arg(long, value_name = "FOLDER", conflicts_with = "twins")]
    catalogue: Option<PathBuf>,
    /// Keep instances that are worse than those in the catalogue, shrunk.
    #[arg(long, conflicts_with = "twins")]
    keep: bool,
    /// Start with an empty catalogue.
    #[arg(long, conflicts_with_all = ["twins", "keep"])]
    from_scratch: bool,
    /// Write the ledger to this file, too, as a page for a browser: every statement in words, how near the search came, its worst instance.
    #[arg(long, value_name = "FILE.html", conflicts_with = "twins")]
    html: Option<PathBuf>,
    /// Write a page to this file: for a browser, as `--html`, if its name ends in `.html`. Else search nothing, and write the ledger with the instances of
    /// the catalogue as a page to read, in Markdown.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["twins", "html"])]
    page: Option<PathBuf>,
    /// Only share K of N, written to `--out`; `merge` puts all shares together.
    #[arg(long, value_name = "K/N", allow_hyphen_values = true, requires = "out", conflicts_with_all = ["keep", "html", "page"])]
    shard: Option<Shard>,
    /// The file of the share.
    #[arg(long, value_name = "PART.json", requires = "shard")]
    out: Option<PathBuf>,
}

impl Audit {
    pub(crate) fn run(&self, papers: &[&dyn Paper], format: Format) -> Result<(), Failure> {
        let all = Chosen::all(papers, self.catalogue.as_deref());
        let kept: Vec<PathBuf> = all.iter().map(Chosen::file).collect();
        let kept: Vec<&Path> = kept.iter().map(PathBuf::as_path).collect();
        let writes = [
            ("--html", self.html.as_deref()),
            ("--page", self.page.as_deref()),
            ("--out", self.out.as_deref()),
        ];
        targets::check(&kept, &writes)?;
        let chosen = chosen::only(all, &self.only)?;
        self.check_catalogues(&chosen)?;
        if let Some(file) = self.to_read() {
            if self.keep || self.from_scratch {
                return Err(Failure::Input(
                    "--page: nothing is searched for a page to read; `--keep` and `--from-scratch` go with one for a browser, FILE.html"
                        .to_owned(),
                ));
            }
            return output::page(file, &page_of(&chosen)?);
        }
        if let Some((shard, out)) = self.shard.zip(self.out.as_deref()) {
            return self.share(&chosen, shard, out, format);
        }
        let found = self.search(&chosen, Some(format))?;
        if let (Some(file), Found::Statements(rows)) = (self.for_a_browser(), &found) {
            output::html(file, &page::of(file, rows, &chosen, &self.options()))?;
        }
        found.print(&self.options(), format)
    }

    /// The page for a browser, by whichever option.
    fn for_a_browser(&self) -> Option<&Path> {
        self.html.as_deref().or(self.page.as_deref().filter(|page| is_html(page)))
    }

    /// The page to read.
    fn to_read(&self) -> Option<&Path> {
        self.page.as_deref().filter(|page| !is_html(page))
    }

    fn options(&self) -> Options {
        Options { budget: self.budget, seed: self.seed, ..Options::default() }
    }

    /// Searches statements, or their twins. If that is interrupted, what is found by then is printed in this format; nothing if there is none.
    fn search(&self, chosen: &[Chosen<'_>], interrupted: Option<Format>) -> Result<Found, Failure> {
        let options = self.options();
        if self.twins {
            let finished = self.finished(chosen, interrupted, |rows: Vec<_>| Found::Twins(rows.concat()));
            let rows = side_by_side(chosen, &options, finished, |chosen, progress| {
                let mut rows = search::twins(chosen.statement, &options, progress);
                rows.iter_mut().for_each(|row| row.id.clone_from(&chosen.id));
                Ok(rows)
            })?;
            return Ok(Found::Twins(rows.concat()));
        }
        let finished = self.finished(chosen, interrupted, Found::Statements);
        let rows = side_by_side(chosen, &options, finished, |chosen, progress| {
            let catalogue = (!self.from_scratch).then_some(&chosen.catalogue);
            let row = search::audit(chosen.statement, catalogue, self.keep, &options, progress);
            let row = row.map_err(|error| Failure::Input(error.to_string()))?;
            Ok(Row { id: chosen.id.clone(), ..row })
        })?;
        Ok(Found::Statements(rows))
    }

    /// What is finished of a search, by the position of its statement.
    fn finished<T: Send + 'static>(
        &self,
        chosen: &[Chosen<'_>],
        interrupted: Option<Format>,
        found: impl FnOnce(Vec<T>) -> Found + Send + 'static,
    ) -> Finished<(usize, T)> {
        let Some(format) = interrupted else { return Finished::unsaved() };
        let options = self.options();
        Finished::of(chosen.len(), "statements", move |rows| found(in_order(rows)).print(&options, format))
    }

    /// Says where a search starts from nothing, unless that is what was asked for.
    fn check_catalogues(&self, chosen: &[Chosen<'_>]) -> Result<(), Failure> {
        let mut folders: Vec<&Path> = chosen.iter().map(|chosen| chosen.catalogue.folder()).collect();
        folders.dedup();
        folders.into_iter().try_for_each(|folder| self.check_catalogue(folder))
    }

    fn check_catalogue(&self, folder: &Path) -> Result<(), Failure> {
        if folder.is_dir() || self.twins || self.from_scratch || self.keep {
            return Ok(());
        }
        let missing = format!("there is no folder `{}`", input::shown(folder));
        if self.catalogue.is_some() {
            return Err(Failure::Input(format!("--catalogue: {missing}; with `--keep` it is made")));
        }
        if self.to_read().is_some() {
            return Err(Failure::Input(format!(
                "--page: {missing}, and the page is about the instances in it; name another by `--catalogue`"
            )));
        }
        output::complain(&format!("{missing}, so the search starts from nothing"));
        Ok(())
    }
}

/// Whether a page is one for a browser, by its name.
fn is_html(page: &Path) -> bool {
    page.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("html"))
}

/// The page of the one paper that the chosen statements are of.
fn page_of(chosen: &[Chosen<'_>]) -> Result<String, Failure> {
    let Some(first) = chosen.first() else { return Ok(String::new()) };
    if chosen.iter().any(|chosen| chosen.paper.slug() != first.paper.slug()) {
        return Err(Failure::Input(
            "--page: a page is about one paper; choose its statements by `--only`".to_owned(),
        ));
    }
    let statements = chosen.iter().map(|chosen| chosen.statement);
    let page = search::page(first.paper, statements, &first.catalogue);
    page.map_err(|error| Failure::Input(error.to_string()))
}

/// Does the work for each statement, on all cores, and returns what came of it in the order of the statements.
fn side_by_side<T: Send + 'static>(
    chosen: &[Chosen<'_>],
    options: &Options,
    finished: Finished<(usize, T)>,
    work: impl Fn(&Chosen<'_>, &mut dyn FnMut(u64)) -> Result<T, Failure> + Sync,
) -> Result<Vec<T>, Failure> {
    let progress = Mutex::new(Progress::new());
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let worker = || {
        let mut failed = Vec::new();
        loop {
            let position = next.fetch_add(1, Ordering::Relaxed);
            let Some(statement) = chosen.get(position) else { return failed };
            let id = &statement.id;
            let mut say = |cases: u64| {
                if let Ok(mut progress) = progress.try_lock() {
                    progress.stage("searching");
                    let (done, all) = (done.load(Ordering::Relaxed), chosen.len());
                    let budget = options.budget;
                    let detail = format!("{done} of {all} statements done; {id}: {cases} of {budget} cases");
                    let searched = done as u128 * u128::from(budget) + u128::from(cases);
                    progress.estimate(&detail, searched, all as u128 * u128::from(budget));
                }
            };
            match work(statement, &mut say) {
                Ok(found) => finished.add((position, found)),
                Err(failure) => failed.push((position, failure)),
            }
            done.fetch_add(1, Ordering::Relaxed);
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let failed: Vec<(usize, Failure)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    match failed.into_iter().min_by_key(|(position, _)| *position) {
        Some((_, failure)) => Err(failure),
        None => Ok(in_order(finished.all())),
    }
}

/// What was found, in the order of the statements.
fn in_order<T>(mut found: Vec<(usize, T)>) -> Vec<T> {
    found.sort_by_key(|(position, _)| *position);
    found.into_iter().map(|(_, found)| found).collect()
}
