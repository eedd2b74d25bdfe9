//! `tvmd maxmin FILE`: the most revenue or welfare that can be guaranteed when only the marginals are known.

use crate::budget::Searched;
use crate::input::Wanted;
use crate::progress::Progress;
use crate::schema::{Exact, found};
use crate::shown::Shown;
use crate::{Failure, Format, input, output, targets};
use clap::ValueEnum;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;
use tvmd_core::AgentId;
use tvmd_core::exact::text::Text;
use tvmd_core::model;
use tvmd_core::objective::{Objective as _, Standard};
use tvmd_core::optimum::Stage;
use tvmd_core::optimum::file::File;
use tvmd_core::optimum::maxmin::{Ties, max_min, max_min_lookahead};
use tvmd_core::optimum::posted::max_min_posted;
use tvmd_view::{self as view, Sheet};

#[derive(Debug, clap::Args)]
pub(crate) struct MaxMin {
    /// The instance file; of its prior only the marginals count.
    file: PathBuf,
    /// What is guaranteed in expectation.
    #[arg(long, value_enum, default_value_t = Wanted::Revenue)]
    objective: Wanted,
    /// Among which mechanisms: all, lookahead auctions, or posted prices in sequence; the last two for one item.
    #[arg(long, value_enum, default_value_t = Family::Any)]
    family: Family,
    /// To whom lookahead auctions may sell where several bidders are highest: to any of them, or to the first in the file only.
    #[arg(long, value_enum, default_value_t = Tied::Any)]
    ties: Tied,
    /// Write a certificate to this file, which `tvmd verify` checks.
    #[arg(long, value_name = "OUT")]
    certificate: Option<PathBuf>,
    #[command(flatten)]
    shown: Shown,
    #[command(flatten)]
    budget: Searched,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Family {
    Any,
    Lookahead,
    Posted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Tied {
    Any,
    First,
}

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Answer {
    #[schemars(with = "Exact")]
    value: Text,
    #[schemars(with = "found::Prior")]
    worst_prior: model::PriorDecl,
    #[schemars(with = "found::Mechanism")]
    mechanism: model::MechanismDecl,
    /// Those that are asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<found::Sheet>")]
    tables: Vec<Sheet>,
}

impl MaxMin {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        targets::check(&[&self.file], &[("--certificate", self.certificate.as_deref())])?;
        let instance = input::read(&self.file)?;
        let wrong = |reason: &str| Failure::Input(format!("{}: {reason}", self.file.display()));
        let prior =
            instance.prior().ok_or_else(|| wrong("the file has no `prior` that gives the marginals"))?;
        let setting = instance.setting();
        let marginals: Vec<_> =
            (0..setting.agents().len()).map(|agent| prior.marginal(AgentId(agent))).collect();
        if self.ties == Tied::First && self.family != Family::Lookahead {
            return Err(Failure::Input("--ties goes with --family lookahead".to_owned()));
        }
        if self.family != Family::Any && setting.items().len() != 1 {
            return Err(wrong(
                "lookahead auctions and posted prices are compared for one item, and the setting has several",
            ));
        }
        let objective = Standard::from(self.objective);
        let mut progress = Progress::new();
        progress.stage("solving the linear program");
        let mut detail = |step: Stage| progress.detail(&step.to_string());
        let budget = self.budget.get();
        let best = match self.family {
            Family::Any => max_min(setting, &marginals, &objective, &budget, &mut detail),
            Family::Lookahead => {
                let ties = if self.ties == Tied::First { Ties::First } else { Ties::Any };
                max_min_lookahead(setting, &marginals, &objective, ties, &budget, &mut detail)
            }
            Family::Posted => max_min_posted(setting, &marginals, objective, &budget, &mut detail),
        };
        drop(progress);
        let best = best.map_err(|error| self.budget.no_optimum(error, self.file.display()))?;
        if let Some(out) = &self.certificate {
            output::certificate(out, &File::max_min(&best, prior, objective))?;
        }
        let mechanism = model::MechanismDecl { rule: best.table.to_model(), claims: Vec::new() };
        let worst_prior = best.worst.to_model();
        let tables = self.shown.of(&best.table, None, format, self.file.display())?;
        let worst = view::prior(("probability", &best.worst), None);
        let worst = Sheet { title: "The worst joint distribution".to_owned(), ..worst };
        let shown: Vec<Sheet> = tables.iter().cloned().chain([worst]).collect();
        let words = Shown::below(
            &format!("guaranteed {}: {}\n{}", objective.name(), best.value, self.worst_case()),
            &shown,
        );
        let answer = Answer { value: Text(best.value), worst_prior, mechanism, tables };
        output::answer(format, &answer, || words, &shown)
    }

    /// What the worst joint distribution shows.
    fn worst_case(&self) -> &'static str {
        match self.family {
            Family::Any => "no mechanism makes more under the worst joint distribution",
            Family::Lookahead if self.ties == Tied::First => {
                "no lookahead auction that breaks ties for the first agent makes more under the worst joint distribution"
            }
            Family::Lookahead => "no lookahead auction makes more under the worst joint distribution",
            Family::Posted => "these posted prices make no more under the worst joint distribution",
        }
    }
}
