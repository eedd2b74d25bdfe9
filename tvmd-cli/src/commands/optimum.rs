//! `tvmd optimum FILE`: the best mechanism for an instance's setting and prior, exactly, with a certificate.
//!
//! The answer names the convention of ⊥ that it is about, and says whether the bound on payments limits it.

use crate::budget::Searched;
use crate::input::{Near, Wanted};
use crate::progress::Progress;
use crate::schema::{Exact, found};
use crate::shown::Shown;
use crate::sweep::Sweep;
use crate::{Failure, Format, arrays, input, output, targets};
use clap::ValueEnum;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;
use tvmd_core::exact::text::Text;
use tvmd_core::objective::{Objective as _, Performance, Standard};
use tvmd_core::optimum::file::File;
use tvmd_core::optimum::{Design, Linear as _, Participation, PaymentBound, Stage, Transfers, Truthfulness};
use tvmd_core::{Instance, Prior, Rational, Table, model};
use tvmd_view::page::Page;
use tvmd_view::{self as view, Sheet};

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
    /// The same for many values of one number of the file, by its path or the end of it: `"bound=1..2 step 1/4"`.
    #[arg(long, value_name = "PATH=FROM..TO step S", conflicts_with_all = ["certificate", "table", "show"])]
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

/// An optimum, and whether the bound on payments limits it.
struct Solved {
    answer: Answer,
    bound: PaymentBound,
    table: Table,
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
    /// A prior under which no mechanism makes more than the value.
    #[serde(serialize_with = "output::listed")]
    #[schemars(with = "found::Prior")]
    worst_prior: Prior,
}

impl Optimum {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let writes = [
            ("--certificate", self.certificate.as_deref()),
            ("--table", self.table.as_deref()),
            ("--page", self.page.as_deref()),
        ];
        targets::check(&[&self.file], &writes)?;
        if let Some(sweep) = &self.sweep {
            let answer = |instance: Instance| Ok(self.answer(&instance, Format::Json)?.answer);
            let row =
                |answer: &Answer| vec![(self.objective().name().to_owned(), answer.value.0.clone().into())];
            return sweep.run(&self.file, format, self.page.as_deref(), answer, row);
        }
        let instance = input::read(&self.file)?;
        let Solved { answer, bound, table } = self.answer(&instance, format)?;
        let (convention, limit) = (self.convention(), limit(&bound, instance.setting().bound()));
        let near = answer.near.as_ref().map_or_else(String::new, NearPrior::for_people);
        let words = format!("optimal: {}{near}\namong {convention}{limit}", answer.value.0);
        if let Some(file) = &self.page {
            output::html(file, &self.page(&words, &answer, &table, instance.prior())?)?;
        }
        let worst =
            instance.prior().zip(answer.near.as_ref()).map(|(prior, near)| beside(prior, &near.worst_prior));
        let sheets: Vec<Sheet> = answer.tables.iter().cloned().chain(worst).collect();
        output::answer(format, &answer, || Shown::below(&words, &sheets), &sheets)
    }

    fn objective(&self) -> Standard {
        Standard::from(self.objective)
    }

    /// The optimum of an instance, with the files that are asked for.
    fn answer(&self, instance: &Instance, format: Format) -> Result<Solved, Failure> {
        let truthfulness = self.truthfulness()?;
        let participation = match self.participation {
            TakingPart::ExPost => Participation::ExPost,
            TakingPart::Interim => Participation::Interim,
        };
        let Some(prior) = instance.prior() else {
            let reason = format!(
                "{}: an optimum is one in expectation, and the file has no `prior`",
                self.file.display()
            );
            return Err(Failure::Input(reason));
        };
        let objective = self.objective();
        let (goal, transfers) = (objective.goal(), Transfers::General);
        let budget = self.budget.get();
        let design =
            Design { prior, goal, truthfulness: truthfulness.clone(), participation, transfers, budget };
        let mut progress = Progress::new();
        progress.stage("solving the linear program");
        let mut detail = |step: Stage| progress.detail(&step.to_string());
        let mut near = None;
        let found = if let Some(within) = &self.within {
            let ball = self.ball.unwrap_or(Near::All);
            design.best_within(within, ball.into(), &mut detail).map(|best| {
                let file = File::within(&best, prior, objective, &truthfulness, participation);
                let bound = design.payment_bound_within(&best, &mut detail);
                let made =
                    Performance::new(&objective, &best.table).expect("feasible outcomes keep to the ranges");
                near = Some(NearPrior {
                    within: Text(best.radius),
                    ball: ball.name(),
                    under_the_prior: Text(prior.distribution().expectation(made.values())),
                    worst_prior: best.worst.clone(),
                });
                (best.value, best.table, file, bound)
            })
        } else if self.no_lotteries {
            design.best_without_lotteries(&mut detail).map(|best| {
                let file = File::without_lotteries(&best, prior, objective, &truthfulness, participation);
                let bound = design.payment_bound_without_lotteries(&best, &mut detail);
                (best.value, best.table, file, bound)
            })
        } else {
            design.best_telling(&mut detail).map(|best| {
                let file = File::new(&best, prior, objective, &truthfulness, participation);
                let bound = design.payment_bound(&best, &mut detail);
                (best.value, best.table, file, bound)
            })
        };
        drop(progress);
        let (value, table, file, bound) =
            found.map_err(|error| self.budget.no_optimum(error, self.file.display()))?;
        if let Some(out) = &self.certificate {
            output::certificate(out, &file)?;
        }
        if let Some(out) = &self.table {
            let wrong = |reason| Failure::Input(format!("{}: --table: {reason}", self.file.display()));
            output::arrays(out, &arrays::written(&table).map_err(wrong)?)?;
        }
        let (limited_by_bound, with_twice_the_bound) = match &bound {
            PaymentBound::Idle => (Some(false), None),
            PaymentBound::Limits(more) => (Some(true), Some(Text(more.clone()))),
            PaymentBound::Open | PaymentBound::Unknown => (None, None),
        };
        let answer = Answer {
            status: "optimal",
            value: Text(value),
            limited_by_bound,
            with_twice_the_bound,
            near,
            mechanism: model::MechanismDecl { rule: table.to_model(), claims: Vec::new() },
            tables: self.shown.of_optimum(&table, prior, format, self.file.display())?,
        };
        Ok(Solved { answer, bound, table })
    }

    /// What is said of the optimum, the optimum, and what it is one for.
    fn page(
        &self,
        words: &str,
        answer: &Answer,
        table: &Table,
        prior: Option<&Prior>,
    ) -> Result<Page, Failure> {
        let setting = table.setting();
        let mut page = Page::new(format!("{}: the most {}", setting.name(), self.objective().name()));
        page.words(words);
        if let Some((near, prior)) = answer.near.as_ref().zip(prior) {
            let title = format!(
                "A prior within {} under which nothing makes more than {}",
                near.within.0, answer.value.0
            );
            let worst = tvmd_view::prior(("prior", prior), Some(("worst prior", &near.worst_prior)));
            page.sheet(&Sheet { title, ..worst });
        }
        page.section("An optimal mechanism");
        page.mechanism(table, prior)
            .map_err(|error| Failure::Input(format!("{}: {error}", self.file.display())))?;
        page.setting(setting, prior);
        Ok(page)
    }

    /// What mechanisms the optimum is one of, in words.
    fn convention(&self) -> String {
        let incentives = match (self.truthfulness, self.participation, &self.epsilon) {
            (Incentives::Dsic, TakingPart::ExPost, _) => "that are DSIC, ⊥ being a report".to_owned(),
            (Incentives::Dsic, TakingPart::Interim, _) => {
                "that are DSIC among types that take part".to_owned()
            }
            (Incentives::Bic, _, None) => "that are BIC, ⊥ being a report".to_owned(),
            (Incentives::Bic, _, Some(epsilon)) => format!("that are {epsilon}-BIC, ⊥ being a report"),
        };
        let participation = match self.participation {
            TakingPart::ExPost => "ex-post IR",
            TakingPart::Interim => "interim IR",
        };
        let lotteries = if self.no_lotteries { " without lotteries" } else { "" };
        format!("mechanisms{lotteries} {incentives}, and {participation}")
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
    let sheet = view::prior(("probability", prior), Some(("at worst", worst)));
    Sheet { title: "The worst prior beside the file's".to_owned(), ..sheet }
}

impl NearPrior {
    /// As a line after another.
    fn for_people(&self) -> String {
        let Self { within, ball, under_the_prior, .. } = self;
        let which = if *ball == "support" { " with its support" } else { "" };
        format!(
            " under the worst prior within {} of the file's{which}; under the file's itself {}",
            within.0, under_the_prior.0
        )
    }
}

/// What the bound on payments has to do with an optimum, as a line after another; nothing if it doesn't limit it.
fn limit(found: &PaymentBound, bound: &Rational) -> String {
    let twice = bound + bound;
    match found {
        PaymentBound::Idle => String::new(),
        PaymentBound::Limits(more) => format!(
            "\nthe bound on payments, {bound}, limits this: with payments up to {twice} it would be {more}"
        ),
        PaymentBound::Open => format!(
            "\nthe bound on payments, {bound}, may limit this: payments up to {twice} allow no more, larger ones might"
        ),
        PaymentBound::Unknown => {
            format!(
                "\nwhether the bound on payments, {bound}, limits this wasn't found before the search was stopped"
            )
        }
    }
}
