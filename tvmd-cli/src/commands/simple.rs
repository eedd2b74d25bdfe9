//! `tvmd simple FILE`: what one additive buyer brings, sold to simply and sold to optimally.

use crate::budget::Searched;
use crate::progress::Progress;
use crate::{Failure, Format, input, output};
use std::path::PathBuf;
use tvmd_core::optimum::simple;
use tvmd_view::answer::simple::Answer;

#[derive(Debug, clap::Args)]
pub(crate) struct Simple {
    /// The instance file: one agent with additive values, and a prior.
    file: PathBuf,
    #[command(flatten)]
    budget: Searched,
}

impl Simple {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let instance = input::read(&self.file)?;
        let prior = instance.prior().ok_or_else(|| {
            let reason = "revenue is an expectation, and the file has no `prior`";
            Failure::Input(format!("{}: {reason}", self.file.display()))
        })?;
        let mut progress = Progress::new();
        progress.stage("solving the linear program");
        let found =
            simple::Simple::of(prior, &self.budget.get(), &mut |step| progress.detail(&step.to_string()));
        let found = found.map_err(|error| self.budget.no_optimum(error, self.file.display()))?;
        drop(progress);
        let answer = Answer::from(found);
        let sheets = [answer.sheet()];
        output::answer(format, &answer, || sheets[0].to_string(), &sheets)
    }
}
