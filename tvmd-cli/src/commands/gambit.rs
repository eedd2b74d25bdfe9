//! `tvmd gambit FILE --mechanism NAME`: the Bayesian game that a mechanism is, as Gambit reads it.

use crate::budget::Budgeted;
use crate::{Failure, Format, input, output, targets};
use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;
use tvmd_core::{Mechanism as _, gambit};

#[derive(Debug, clap::Args)]
pub(crate) struct Gambit {
    /// The instance file, with a prior.
    file: PathBuf,
    /// The mechanism; needed where the file has several.
    #[arg(long, value_name = "NAME")]
    mechanism: Option<String>,
    /// Write the game to this file instead of printing it.
    #[arg(long, value_name = "GAME.efg")]
    out: Option<PathBuf>,
    #[command(flatten)]
    budget: Budgeted,
}

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Answer {
    /// In Gambit's format `.efg`.
    game: String,
}

impl Gambit {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        targets::check(&[&self.file], &[("--out", self.out.as_deref())])?;
        let instance = input::read(&self.file)?;
        let wrong = |reason: String| Failure::Input(format!("{}: {reason}", self.file.display()));
        let mechanism = input::the_mechanism(&instance, self.mechanism.as_deref(), &self.file)?;
        let prior = instance
            .prior()
            .ok_or_else(|| wrong("chance draws types by a prior, and the file has no `prior`".to_owned()))?;
        self.budget.allows(mechanism.work_of_table(), self.file.display())?;
        let game = gambit::efg(mechanism.name(), mechanism.table(), prior)
            .map_err(|error| wrong(error.to_string()))?;
        match &self.out {
            Some(out) => output::page(out, &game),
            None => {
                let answer = Answer { game };
                output::answer(format, &answer, |_| answer.game.clone(), &[])
            }
        }
    }
}
