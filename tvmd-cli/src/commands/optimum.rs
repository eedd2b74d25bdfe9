//! `tvmd optimum FILE`: the best mechanism for an instance's setting and prior, exactly, with a certificate.
//!
//! The answer names the convention of ⊥ that it is about, and says whether the bound on payments limits it.

use crate::budget::Searched;
use crate::extended::Extended;
use crate::input::{Near, Wanted};
use crate::progress::Progress;
use crate::shown::Shown;
use crate::sweep;
use crate::{Failure, Format, arrays, input, output, targets};
use clap::ValueEnum;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;
use tvmd_core::exact::text::Text;
use tvmd_core::objective::{Objective as _, Standard};
use tvmd_core::optimum::{self, Ball, Certified, Criterion, Participation, Sought, Stage, Truthfulness};
use tvmd_core::sweep::Sweep;
use tvmd_core::{Instance, Prior, Rational, model};
use tvmd_view::answer::sweep::Seen;
use tvmd_view::schema::{Exact, found};
use tvmd_view::{self as view, Sheet, answer};

#[derive(Debug, clap::Args)]
pub(crate) struct Optimum {
    /// The instance file.
    file: PathBuf,
    /// What is maximised in expectation.
    #[arg(long, value_enum, default_value_t = Wanted::Revenue)]
    objective: Wanted,
    /// What is asked of incentives. Not taking part counts as a report, except in `dsic` with `--participation interim`: truth is
    /// then dominant among types that take part.
    #[arg(long, value_enum, default_value_t = Incentives::Dsic)]
    truthfulness: Incentives,
    /// How much a type may gain by lying, in expectation; with `--truthfulness bic`.
    #[arg(long, value_name = "EPSILON", value_parser = input::gain, allow_hyphen_values = true)]
    epsilon: Option<Rational>,
    /// When taking part truthfully must not cost anything: at any profile, or in expectation given the own type.
    #[arg(long, value_enum, default_value_t = TakingPart::ExPost)]
    participation: TakingPart,
    /// How far the prior may be from the file's, in total variation: the least that is made under all priors that near is maximised. Bidders
    /// believe in the file's.
    #[arg(long, value_name = "DELTA", value_parser = input::distance, allow_hyphen_values = true)]
    within: Option<Rational>,
    /// Which priors that near there are: all, or those that rule out what the file's does; with `--within`.
    #[arg(long, value_enum, requires = "within")]
    ball: Option<Near>,
    /// Without lotteries: at each profile every item goes to one agent or to none, for sure.
    #[arg(long, conflicts_with = "within")]
    no_lotteries: bool,
    /// Write a certificate to this file, which `tvmd verify` checks.
    #[arg(long, value_name = "OUT")]
    certificate: Option<PathBuf>,
    /// Write the mechanism to this `.npz` file as arrays: what each agent gets and pays at the profiles in which all take part.
    #[arg(long, value_name = "OUT")]
    table: Option<PathBuf>,
    #[command(flatten)]
    extended: Extended,
    /// The same for many values of one number of the file, by its path or the end of it: `"bound=1..2 step 1/4"`; without a step it is 1.
    /// Of a probability, with `rescaled` behind, the others of its distribution share what is left in their proportions.
    #[arg(long, value_name = "PATH=FROM..TO step S", conflicts_with_all = ["certificate", "table", "out", "show"])]
    sweep: Option<Sweep>,
    /// Write a page for a browser to this file: the optimum as tables and pictures, or the curve of a sweep.
    #[arg(long, value_name = "FILE.html")]
    page: Option<PathBuf>,
    #[command(flatten)]
    shown: Shown,
    #[command(flatten)]
    budget: Searched,
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
#[derive(Serialize, JsonSchema)]
pub(crate) struct Answer {
    status: &'static str,
    #[schemars(with = "Exact")]
    value: Text,
    /// Whether larger payments than the bound would allow more; null where that isn't known.
    limited_by_bound: Option<bool>,
    /// The optimum with payments up to twice the bound, where the bound limits it.
    #[schemars(with = "Option<Exact>")]
    with_twice_the_bound: Option<Text>,
    #[serde(flatten)]
    near: Option<NearPrior>,
    #[schemars(with = "found::Mechanism")]
    mechanism: model::MechanismDecl,
    /// Those that are asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<found::Sheet>")]
    tables: Vec<Sheet>,
}

/// The answer, or that for many values.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, clippy::large_enum_variant, reason = "for the schema")]
pub(crate) enum Answered {
    Whole(Answer),
    Sweep(crate::sweep::Answer<Answer>),
}

/// What there is to say where the prior may be another.
#[derive(Serialize, JsonSchema)]
pub(crate) struct NearPrior {
    #[schemars(with = "Exact")]
    within: Text,
    ball: &'static str,
    /// What the mechanism makes under the file's prior.
    #[schemars(with = "Exact")]
    under_the_prior: Text,
    /// The best mechanism for the file's prior; if it guarantees no less, the mechanism here makes as much under it; absent if it wasn't found in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    best_for_the_prior: Option<BestForThePrior>,
    /// A prior under which no mechanism makes more than the value.
    #[serde(serialize_with = "answer::listed")]
    #[schemars(with = "found::Prior")]
    worst_prior: Prior,
}

/// What the best mechanism for a prior makes.
#[derive(Serialize, JsonSchema)]
pub(crate) struct BestForThePrior {
    /// Under the prior.
    #[schemars(with = "Exact")]
    value: Text,
    /// Under the worst one near it.
    #[schemars(with = "Exact")]
    guaranteed: Text,
}

impl Optimum {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let writes = [
            ("--certificate", self.certificate.as_deref()),
            ("--table", self.table.as_deref()),
            self.extended.target(),
            ("--page", self.page.as_deref()),
        ];
        targets::check(&[&self.file], &writes)?;
        if let Some(sweep) = &self.sweep {
            let answer = |instance: Instance| Ok(self.answer(&instance, Format::Json)?.0);
            let shown = |answer: &Answer| {
                let cells = vec![(self.objective().name().to_owned(), answer.value.0.clone().into())];
                vec![Seen { of: Some("The optimum".to_owned()), cells }]
            };
            return sweep::run(sweep, &self.file, format, self.page.as_deref(), answer, shown);
        }
        let read = self.extended.read(&self.file)?;
        let instance = &read.instance;
        let (answer, found) = self.answer(instance, format)?;
        let sought = self.sought()?;
        let mut words = answer::optimum::in_words(&sought, &found);
        if let Some((file, prior)) = self.page.as_ref().zip(instance.prior()) {
            let page = answer::optimum::page(&sought, &found, prior);
            let wrong = |error| Failure::Input(format!("{}: {error}", self.file.display()));
            output::html(file, &page.map_err(wrong)?)?;
        }
        let worst = instance.prior().zip(found.near.as_ref()).map(|(prior, near)| beside(prior, &near.worst));
        let sheets: Vec<Sheet> = answer.tables.iter().cloned().chain(worst).collect();
        let name = match sought.criterion {
            Criterion::Best => "Optimum",
            Criterion::Within(..) => "RobustOptimum",
            Criterion::WithoutLotteries => "DeterministicOptimum",
        };
        if let Some(written) = self.extended.write(read, name, &found.table)? {
            words = format!("{words}\n{written}");
        }
        output::answer(format, &answer, |tables| view::below(&words, tables), &sheets)
    }

    fn objective(&self) -> Standard {
        Standard::from(self.objective)
    }

    /// What is asked for.
    fn sought(&self) -> Result<Sought, Failure> {
        let participation = match self.participation {
            TakingPart::ExPost => Participation::ExPost,
            TakingPart::Interim => Participation::Interim,
        };
        let criterion = match &self.within {
            Some(within) => Criterion::Within(within.clone(), self.ball.unwrap_or(Near::All).into()),
            None if self.no_lotteries => Criterion::WithoutLotteries,
            None => Criterion::Best,
        };
        let (objective, truthfulness) = (self.objective(), self.truthfulness()?);
        Ok(Sought { objective, truthfulness, participation, criterion })
    }

    /// The optimum of an instance, with the files that are asked for.
    fn answer(&self, instance: &Instance, format: Format) -> Result<(Answer, Certified), Failure> {
        let sought = self.sought()?;
        let prior = input::prior(instance, "an optimum is one in expectation", &self.file)?;
        let mut progress = Progress::new();
        progress.stage("solving the linear program");
        let found =
            sought.of(prior, &self.budget.get(), &mut |step: Stage| progress.detail(&step.to_string()));
        drop(progress);
        let found = found.map_err(|error| self.budget.no_optimum(error, self.file.display()))?;
        let table = &found.table;
        if let Some(out) = &self.certificate {
            output::certificate(out, &found.certificate)?;
        }
        if let Some(out) = &self.table {
            let wrong = |reason| Failure::Input(format!("{}: --table: {reason}", self.file.display()));
            output::arrays(out, &arrays::written(table).map_err(wrong)?)?;
        }
        let (limited_by_bound, with_twice_the_bound) = found.bound.known();
        let answer = Answer {
            status: "optimal",
            value: Text(found.value.clone()),
            limited_by_bound,
            with_twice_the_bound: with_twice_the_bound.map(Text),
            near: found.near.as_ref().map(NearPrior::of),
            mechanism: model::MechanismDecl { rule: table.to_model(), claims: Vec::new() },
            tables: self.shown.of_optimum(table, prior, format, self.file.display())?,
        };
        Ok((answer, found))
    }

    fn truthfulness(&self) -> Result<Truthfulness, Failure> {
        match (self.truthfulness, &self.epsilon) {
            (Incentives::Dsic, None) => Ok(Truthfulness::Dsic),
            (Incentives::Bic, None) => Ok(Truthfulness::Bic),
            (Incentives::Dsic, Some(_)) => {
                Err(Failure::Input("--epsilon goes with --truthfulness bic".to_owned()))
            }
            (Incentives::Bic, Some(epsilon)) => Ok(Truthfulness::EpsBic(epsilon.clone())),
        }
    }
}

/// A worst prior beside the one that it is near.
fn beside(prior: &Prior, worst: &Prior) -> Sheet {
    view::worst_prior("The worst prior beside the file's", ("probability", prior), ("at worst", worst))
}

impl NearPrior {
    fn of(near: &optimum::NearPrior) -> Self {
        Self {
            within: Text(near.radius.clone()),
            ball: match near.ball {
                Ball::All => "all",
                Ball::Support => "support",
            },
            under_the_prior: Text(near.under_the_prior.clone()),
            best_for_the_prior: near.best_for_the_prior.clone().map(|(value, guaranteed)| BestForThePrior {
                value: Text(value),
                guaranteed: Text(guaranteed),
            }),
            worst_prior: near.worst.clone(),
        }
    }
}
