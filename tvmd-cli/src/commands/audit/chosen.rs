//! The statements that are audited, with their papers and their instances.

use crate::{Failure, input};
use std::path::{Path, PathBuf};
use tvmd_core::names;
use tvmd_core::paper::{Paper, Statement, qualified};
use tvmd_core::search::Catalogue;

/// A statement that is audited.
#[derive(Clone)]
pub(super) struct Chosen<'a> {
    /// What it is called here: its id, with the paper in front where there are several.
    pub(super) id: String,
    /// Its paper.
    pub(super) paper: &'a dyn Paper,
    /// The statement.
    pub(super) statement: &'static dyn Statement,
    /// Where the worst instance known of it is kept.
    pub(super) catalogue: Catalogue,
}

impl<'a> Chosen<'a> {
    /// All statements of some papers. Their instances are in the papers' own folders, or in one that is given: of several papers, in a
    /// folder for each in it.
    pub(super) fn all(papers: &[&'a dyn Paper], folder: Option<&Path>) -> Vec<Self> {
        let several = papers.len() > 1;
        let of_paper = |paper: &&'a dyn Paper| {
            let paper = *paper;
            let catalogue = match folder {
                None => Catalogue::at(paper.catalogue()),
                Some(folder) if several => Catalogue::at(folder.join(paper.slug())),
                Some(folder) => Catalogue::at(folder),
            };
            paper.statements().iter().map(move |statement| {
                let id = statement.entry().id;
                let id = if several { qualified(paper, id) } else { id.to_owned() };
                Self { id, paper, statement: *statement, catalogue: catalogue.clone() }
            })
        };
        papers.iter().flat_map(of_paper).collect()
    }

    /// The file of its instance.
    pub(super) fn file(&self) -> PathBuf {
        self.catalogue.file(self.statement.entry().id)
    }
}

/// Those that are asked for, by what they are called; all of them if none is.
pub(super) fn only<'a>(all: Vec<Chosen<'a>>, ids: &[String]) -> Result<Vec<Chosen<'a>>, Failure> {
    input::each_once("--only", ids)?;
    let called = || all.iter().map(|chosen| chosen.id.as_str());
    if let Some(wanted) = ids.iter().find(|wanted| !called().any(|id| id == *wanted)) {
        let unknown = names::unknown("statement", wanted, called());
        return Err(Failure::Input(format!("--only: {unknown}")));
    }
    Ok(all.into_iter().filter(|chosen| ids.is_empty() || ids.contains(&chosen.id)).collect())
}
