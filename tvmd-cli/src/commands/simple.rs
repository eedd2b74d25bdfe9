//! `tvmd simple FILE`: what one additive buyer brings, sold to simply and sold to optimally.

use crate::budget::Searched;
use crate::progress::Progress;
use crate::{Failure, Format, input, output, targets};
use std::path::PathBuf;
use tvmd_core::optimum::simple;
use tvmd_view::answer::simple::{self as answer, Answer};

#[derive(Debug, clap::Args)]
pub(crate) struct Simple {
    /// The instance file: one agent with additive values, and a prior.
    file: PathBuf,
    /// Write a page for a browser to this file: the three ways of selling side by side, each as tables and pictures.
    #[arg(long, value_name = "FILE.html")]
    page: Option<PathBuf>,
    #[command(flatten)]
    budget: Searched,
}

impl Simple {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        targets::check(&[&self.file], &[("--page", self.page.as_deref())])?;
        let instance = input::read(&self.file)?;
        let prior = input::prior(&instance, "revenue is an expectation", &self.file)?;
        let mut progress = Progress::new();
        progress.stage("solving the linear program");
        let found =
            simple::Simple::of(prior, &self.budget.get(), &mut |step| progress.detail(&step.to_string()));
        let found = found.map_err(|error| self.budget.no_optimum(error, self.file.display()))?;
        drop(progress);
        if let Some(page) = &self.page {
            let made = answer::page(&found, prior);
            let wrong = |error| Failure::Input(format!("{}: {error}", self.file.display()));
            output::html(page, &made.map_err(wrong)?)?;
        }
        let answer = Answer::of(&found);
        output::table(format, &answer, &answer.sheet())
    }
}
