//! The catalogue: the worst instance known of each statement, in files that anyone can read and re-check.
//!
//! A file is called after its statement, `lemma-4.json`, and holds an instance with both sides of the comparison among its
//! numbers. Searches start from what is there, and what they find that is worse replaces it.
//!
//! ```
//! use tvmd::search::{Catalogue, Options, hunt};
//! use tvmd::tv_robustness::lemma_2;
//!
//! # let folder = std::env::temp_dir().join(format!("tvmd-catalogue-{}", std::process::id()));
//! let catalogue = Catalogue::at(&folder);
//! assert!(catalogue.load("lemma-2")?.is_none());
//! let options = Options { budget: 20, ..Options::default() };
//! let found = hunt(lemma_2::STATEMENT, None, &options, &mut |_| ());
//! assert!(catalogue.keep(lemma_2::STATEMENT, &found, None)?, "the file changed");
//! assert!(catalogue.load("lemma-2")?.is_some());
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use super::error::SearchError;
use super::hunt::{At, Found};
use crate::case::{Case, shrink};
use crate::files::write_whole;
use crate::model::InstanceDecl;
use crate::paper::{Comparison, Statement};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of instances.
#[derive(Clone, Debug)]
pub struct Catalogue {
    folder: PathBuf,
}

impl Catalogue {
    /// The catalogue in a folder, which need not exist yet.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of a statement.
    #[must_use]
    pub fn file(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }

    /// The instance kept for a statement, or `None` if there is none.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn load(&self, id: &str) -> Result<Option<Case>, SearchError> {
        let file = self.file(id);
        if matches!(file.try_exists(), Ok(false)) {
            return Ok(None);
        }
        let instance = InstanceDecl::read(&file)?;
        Case::from_instance(&instance)
            .map(Some)
            .map_err(|source| SearchError::NoCase { file, source: Box::new(source) })
    }

    /// Keeps what a search found, shrunk, unless what is kept already is as bad. Says whether the file changed.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn keep(
        &self,
        statement: &dyn Statement,
        found: &Found,
        before: Option<&Case>,
    ) -> Result<bool, SearchError> {
        let Some(at) = found.shown() else { return Ok(false) };
        let as_bad = |case: &Case| is_as_bad(statement, case, at);
        if before.is_some_and(as_bad) {
            return Ok(false);
        }
        // An example is about its own instance, and a smaller one would be another.
        let case = at.case.clone();
        let case = if statement.is_general() { shrink(case, as_bad) } else { case };
        let comparison = find(statement, &case, &at.comparison).unwrap_or_else(|| at.comparison.clone());
        let file = self.file(statement.entry().id);
        let folder = fs::create_dir_all(&self.folder);
        let written = folder.and_then(|()| write_whole(&file, to_json(&comparison, &case)));
        written.map(|()| true).map_err(|source| SearchError::Write { file, source })
    }
}

/// The text of a catalogue file.
#[must_use]
pub fn to_json(comparison: &Comparison, case: &Case) -> String {
    case.to_instance(Some((&comparison.left, &comparison.right))).to_file()
}

/// What a statement says at the instance in a file, if there is one.
///
/// # Errors
/// What is wrong with the file.
pub fn replay(statement: &dyn Statement, file: &Path) -> Result<Option<Found>, SearchError> {
    let folder = file.parent().unwrap_or_else(|| Path::new("."));
    let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    let Some(case) = Catalogue::at(folder).load(name)? else { return Ok(None) };
    let mut found = Found::default();
    found.offer(statement, case);
    Ok(Some(found))
}

/// The same comparison at another case.
fn find(statement: &dyn Statement, case: &Case, like: &Comparison) -> Option<Comparison> {
    statement.check(case).into_iter().find(|comparison| comparison.what == like.what)
}

/// Whether a case violates what is violated at another, or, where nothing is, comes as near.
fn is_as_bad(statement: &dyn Statement, case: &Case, at: &At) -> bool {
    let Some(comparison) = find(statement, case, &at.comparison) else { return false };
    if !at.comparison.holds() {
        return !comparison.holds();
    }
    comparison.ratio() >= at.comparison.ratio()
}
