//! `tvmd maxmin FILE`: the most revenue that can be guaranteed when only the marginals are known.

use crate::progress::Progress;
use crate::{Failure, Format, input, output};
use serde::Serialize;
use std::path::PathBuf;
use tvmd_core::AgentId;
use tvmd_core::exact::text::Text;
use tvmd_core::model;
use tvmd_core::optimum::maxmin::max_min_revenue;

#[derive(Debug, clap::Args)]
pub(crate) struct MaxMin {
    /// The instance file; of its prior only the marginals count.
    file: PathBuf,
}

/// The answer for programs.
#[derive(Serialize)]
struct Answer {
    value: Text,
    worst_prior: model::Prior,
    mechanism: model::Mechanism,
}

impl MaxMin {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let instance = input::read(&self.file)?;
        let wrong = |reason: &str| Failure::Input(format!("{}: {reason}", self.file.display()));
        let prior =
            instance.prior().ok_or_else(|| wrong("the file has no `prior` that gives the marginals"))?;
        let setting = instance.setting();
        let marginals: Vec<_> =
            (0..setting.agents().len()).map(|agent| prior.marginal(AgentId(agent))).collect();
        let mut progress = Progress::new();
        progress.stage("solving the linear program");
        let best = max_min_revenue(setting, &marginals).map_err(|error| wrong(&error.to_string()))?;
        drop(progress);
        let mechanism = model::Mechanism { rule: best.table.to_model(), claims: Vec::new() };
        let worst_prior = best.worst.to_model();
        match format {
            Format::Json => output::json(&Answer { value: Text(best.value), worst_prior, mechanism }),
            Format::Text => {
                let worst = serde_json::to_string_pretty(&worst_prior);
                let worst = worst.map_err(|error| Failure::Input(error.to_string()))?;
                output::text(&format!(
                    "guaranteed revenue: {}\nno mechanism makes more under this joint distribution:\n{worst}",
                    best.value
                ))
            }
        }
    }
}
