//! `tvmd compare FILE`: the mechanisms of a file side by side.

use crate::budget::Budgeted;
use crate::interrupt::Finished;
use crate::progress::Progress;
use crate::{Failure, Format, input, output, targets};
use std::path::PathBuf;
use tvmd_core::robustness::Regret;
use tvmd_core::{Declared, Instance, Mechanism as _, Prior, Rational, ratio, work};
use tvmd_view::answer::compare::{self, Answer, Compared};

#[derive(Debug, clap::Args)]
pub(crate) struct Compare {
    /// The instance file.
    file: PathBuf,
    /// Only these mechanisms, in this order.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = input::listed)]
    mechanisms: Vec<String>,
    /// The total variation distance within which priors may move, for what is guaranteed, in [0, 1]; 1/10 if it isn't said.
    #[arg(long, value_parser = input::distance, allow_hyphen_values = true)]
    delta: Option<Rational>,
    /// Write a page for a browser to this file: the table, the least revenue of each by distance, and each mechanism.
    #[arg(long, value_name = "FILE.html")]
    page: Option<PathBuf>,
    #[command(flatten)]
    budget: Budgeted,
}

impl Compare {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        targets::check(&[&self.file], &[("--page", self.page.as_deref())])?;
        input::each_once("--mechanisms", &self.mechanisms)?;
        let instance = input::read(&self.file)?;
        let delta = match (instance.prior(), &self.delta) {
            (None, Some(_)) => {
                return Err(
                    self.wrong(&"--delta: distances are those of priors, and the file has no `prior`")
                );
            }
            (None, None) => None,
            (Some(_), delta) => Some(delta.clone().unwrap_or_else(|| ratio!(1 / 10))),
        };
        let mut progress = Progress::new();
        let chosen = self.chosen(&instance)?;
        let finished = {
            let (setting, delta) = (instance.setting().clone(), delta.clone());
            Finished::of(chosen.len(), "mechanisms", move |mechanisms| {
                let answer = Answer::of(&setting, delta, mechanisms);
                output::table(format, &answer, &answer.sheet())
            })
        };
        for (done, mechanism) in chosen.iter().enumerate() {
            progress.stage(&format!("checking {}", mechanism.name()));
            let (done, all) = (done as u128, chosen.len() as u128);
            progress.estimate(&format!("{done} of {all} mechanisms done"), done, all);
            finished.add(self.compared(mechanism, instance.prior().zip(delta.as_ref()))?);
        }
        drop(progress);
        let answer = Answer::of(instance.setting(), delta, finished.all());
        if let Some(file) = &self.page {
            let page = compare::page(&answer, &instance).map_err(|error| self.wrong(&error))?;
            output::html(file, &page)?;
        }
        output::table(format, &answer, &answer.sheet())
    }

    fn chosen<'a>(&self, instance: &'a Instance) -> Result<Vec<&'a Declared>, Failure> {
        let all = instance.mechanisms();
        if all.is_empty() {
            return Err(self.wrong(&format!(
                "there is nothing to compare, since the file has no mechanisms{}",
                input::NO_MECHANISM
            )));
        }
        if self.mechanisms.is_empty() {
            return Ok(all.iter().collect());
        }
        self.mechanisms.iter().map(|name| input::mechanism(all, Declared::name, name, &self.file)).collect()
    }

    fn compared(&self, mechanism: &Declared, near: Option<(&Prior, &Rational)>) -> Result<Compared, Failure> {
        let count = mechanism.work().and(&work::expectation(mechanism.setting()));
        self.budget.allows(count, self.file.display())?;
        let (table, report) = (mechanism.table(), mechanism.incentives().clone());
        if near.is_some() {
            self.budget.allows(Regret::work(table), self.file.display())?;
        }
        Compared::of(mechanism.name(), table, report, near)
            .map_err(|error| self.wrong(&format_args!("{}: {error}", mechanism.name())))
    }

    fn wrong(&self, reason: &dyn std::fmt::Display) -> Failure {
        Failure::Input(format!("{}: {reason}", self.file.display()))
    }
}
