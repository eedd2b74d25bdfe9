//! `tvmd optimum FILE`: the best mechanism for an instance's setting and prior, exactly, with a certificate.

use crate::budget::Budgeted;
use crate::input::Wanted;
use crate::progress::Progress;
use crate::{Failure, Format, input, output};
use clap::ValueEnum;
use serde::Serialize;
use std::path::PathBuf;
use tvmd_core::exact::text::Text;
use tvmd_core::model;
use tvmd_core::objective::Standard;
use tvmd_core::optimum::file::File;
use tvmd_core::optimum::{Design, Linear as _, Participation, Step, Transfers, Truthfulness};

#[derive(Debug, clap::Args)]
pub(crate) struct Optimum {
    /// The instance file.
    file: PathBuf,
    /// What is maximised in expectation.
    #[arg(long, value_enum, default_value_t = Wanted::Revenue)]
    objective: Wanted,
    /// What is asked of incentives.
    #[arg(long, value_enum, default_value_t = Incentives::Dsic)]
    truthfulness: Incentives,
    /// How much a type may gain by lying, in expectation; with `--truthfulness bic`.
    #[arg(long, value_name = "EPSILON")]
    epsilon: Option<String>,
    /// When taking part truthfully must not cost anything.
    #[arg(long, value_enum, default_value_t = TakingPart::ExPost)]
    participation: TakingPart,
    /// Without lotteries: at each profile every item goes to one agent or to none, for sure.
    #[arg(long)]
    no_lotteries: bool,
    /// Write a certificate to this file, which `tvmd verify` checks.
    #[arg(long, value_name = "OUT")]
    certificate: Option<PathBuf>,
    #[command(flatten)]
    budget: Budgeted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Incentives {
    Dsic,
    Bic,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TakingPart {
    ExPost,
    Interim,
}

/// The answer for programs.
#[derive(Serialize)]
struct Answer {
    status: &'static str,
    value: Text,
    mechanism: model::Mechanism,
}

impl Optimum {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let truthfulness = self.truthfulness()?;
        let participation = match self.participation {
            TakingPart::ExPost => Participation::ExPost,
            TakingPart::Interim if self.truthfulness == Incentives::Dsic => {
                let reason = "--participation interim goes with --truthfulness bic: a dominant strategy is one ex post";
                return Err(Failure::Input(reason.to_owned()));
            }
            TakingPart::Interim => Participation::Interim,
        };
        let instance = input::read(&self.file)?;
        let Some(prior) = instance.prior() else {
            let reason = format!(
                "{}: an optimum is one in expectation, and the file has no `prior`",
                self.file.display()
            );
            return Err(Failure::Input(reason));
        };
        let objective = Standard::from(self.objective);
        let (goal, transfers) = (objective.goal(), Transfers::General);
        let budget = self.budget.get();
        let design =
            Design { prior, goal, truthfulness: truthfulness.clone(), participation, transfers, budget };
        let mut progress = Progress::new();
        progress.stage("solving the linear program");
        let mut detail = |step: Step| progress.detail(&step.to_string());
        let found = if self.no_lotteries {
            design.best_without_lotteries(&mut detail).map(|best| {
                let file = File::without_lotteries(&best, prior, objective, &truthfulness, participation);
                (best.value, best.table, file)
            })
        } else {
            design.best_telling(&mut detail).map(|best| {
                let file = File::new(&best, prior, objective, &truthfulness, participation);
                (best.value, best.table, file)
            })
        };
        drop(progress);
        let (value, table, file) =
            found.map_err(|error| self.budget.no_optimum(&error, self.file.display()))?;
        if let Some(out) = &self.certificate {
            output::certificate(out, &file)?;
        }
        let mechanism = model::Mechanism { rule: table.to_model(), claims: Vec::new() };
        match format {
            Format::Json => {
                output::json(&Answer { status: "optimal", value: Text(value), mechanism })?;
            }
            Format::Text => {
                let rule = serde_json::to_string_pretty(&mechanism);
                let rule = rule.map_err(|error| Failure::Input(error.to_string()))?;
                output::text(&format!("optimal: {value}, by\n{rule}"))?;
            }
        }
        Ok(())
    }

    fn truthfulness(&self) -> Result<Truthfulness, Failure> {
        match (self.truthfulness, &self.epsilon) {
            (Incentives::Dsic, None) => Ok(Truthfulness::Dsic),
            (Incentives::Bic, None) => Ok(Truthfulness::Bic),
            (Incentives::Dsic, Some(_)) => {
                Err(Failure::Input("--epsilon goes with --truthfulness bic".to_owned()))
            }
            (Incentives::Bic, Some(epsilon)) => {
                let epsilon = tvmd_core::exact::parse(epsilon);
                epsilon
                    .map(Truthfulness::EpsBic)
                    .map_err(|error| Failure::Input(format!("--epsilon: {error}")))
            }
        }
    }
}
