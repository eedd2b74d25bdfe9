//! `tvmd merge PART…`: what the shares of a command's work came to, put together.

use super::audit;
use crate::part::Cover;
use crate::{Failure, Format};
use std::path::PathBuf;
use tvmd_core::paper::Paper;

#[derive(Debug, clap::Args)]
pub(crate) struct Merge {
    /// The files that `--shard` wrote: every share at least once.
    #[arg(required = true, value_name = "PART.json")]
    parts: Vec<PathBuf>,
}

impl Merge {
    pub(crate) fn run(&self, papers: &[&dyn Paper], format: Format) -> Result<(), Failure> {
        let cover = Cover::read(&self.parts)?;
        match cover.command() {
            "audit" => audit::merge(papers, cover, format),
            other => Err(Failure::Input(format!("these are parts of `{other}`, which has none"))),
        }
    }
}
