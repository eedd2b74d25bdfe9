//! `tvmd maxmin FILE`: the most revenue or welfare that can be guaranteed when only the marginals are known.

use crate::budget::Searched;
use crate::extended::Extended;
use crate::input::{Near, Wanted};
use crate::progress::Progress;
use crate::shown::Shown;
use crate::{Failure, Format, input, output, targets};
use clap::ValueEnum;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;
use tvmd_core::exact::text::Text;
use tvmd_core::objective::Standard;
use tvmd_core::optimum::maxmin::Ties;
use tvmd_core::optimum::{self, GuaranteeSought, Noise, Stage};
use tvmd_core::{Rational, Setting, model, names};
use tvmd_view::schema::{Exact, found};
use tvmd_view::{self as view, Sheet, answer::maxmin};

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
    /// How far each marginal may be from the file's, in total variation: `1/10` for all agents, or `NAME=1/10` for one; may be repeated.
    #[arg(long, value_name = "DELTA", allow_hyphen_values = true)]
    within: Vec<Radius>,
    /// Which marginals that near there are: all, or those that rule out what the file's do; with `--within`.
    #[arg(long, value_enum, requires = "within")]
    ball: Option<Near>,
    /// Write a certificate to this file, which `tvmd verify` checks.
    #[arg(long, value_name = "OUT")]
    certificate: Option<PathBuf>,
    #[command(flatten)]
    extended: Extended,
    /// Write a page for a browser to this file: the worst joint distribution, why that is guaranteed, and the mechanism as tables.
    #[arg(long, value_name = "FILE.html")]
    page: Option<PathBuf>,
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

/// A distance for one agent's marginal, or for all of which nothing else is said.
#[derive(Clone, Debug)]
struct Radius {
    agent: Option<String>,
    radius: Rational,
}

impl FromStr for Radius {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (agent, radius) = match text.rsplit_once('=') {
            Some((agent, radius)) => (Some(agent.trim().to_owned()), radius.trim()),
            None => (None, text),
        };
        let radius = input::distance(radius).map_err(|error| match agent {
            Some(_) => error,
            None => format!("{error}; for one agent NAME=1/10"),
        })?;
        Ok(Self { agent, radius })
    }
}

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Answer {
    #[schemars(with = "Exact")]
    value: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<BTreeMap<String, Exact>>")]
    within: Option<BTreeMap<String, Text>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ball: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    for_the_marginals: Option<ForTheMarginals>,
    #[schemars(with = "found::Prior")]
    worst_prior: model::PriorDecl,
    #[schemars(with = "found::Mechanism")]
    mechanism: model::MechanismDecl,
    /// Those that are asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<found::Sheet>")]
    tables: Vec<Sheet>,
}

/// The mechanism that guarantees most for the file's marginals themselves, as if they were known: Theorem 4.
#[derive(Serialize, JsonSchema)]
pub(crate) struct ForTheMarginals {
    /// What it guarantees for them.
    #[schemars(with = "Exact")]
    value: Text,
    /// What it guarantees near them.
    #[schemars(with = "Exact")]
    near: Text,
    /// What it guarantees near them at least, by Lemma 10: the value less V times the sum of the distances.
    #[schemars(with = "Exact")]
    lemma_10: Text,
}

impl ForTheMarginals {
    fn of(known: &optimum::ForTheMarginals) -> Self {
        let optimum::ForTheMarginals { value, near, lemma_10 } = known.clone();
        Self { value: Text(value), near: Text(near), lemma_10: Text(lemma_10) }
    }
}

impl MaxMin {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let writes = [
            ("--certificate", self.certificate.as_deref()),
            self.extended.target(),
            ("--page", self.page.as_deref()),
        ];
        targets::check(&[&self.file], &writes)?;
        let read = self.extended.read(&self.file)?;
        let instance = &read.instance;
        let wrong = |reason: &str| Failure::Input(format!("{}: {reason}", self.file.display()));
        let prior =
            instance.prior().ok_or_else(|| wrong("the file has no `prior` that gives the marginals"))?;
        let (setting, objective) = (instance.setting(), Standard::from(self.objective));
        let sought = self.sought(setting)?;
        let mut progress = Progress::new();
        progress.stage("solving the linear program");
        let mut detail = |step: Stage| progress.detail(&step.to_string());
        let found = sought.of(prior, objective, &self.budget.get(), &mut detail);
        let found = found.map_err(|error| self.budget.no_optimum(error, self.file.display()))?;
        drop(progress);
        if let Some(out) = &self.certificate {
            output::certificate(out, &found.certificate)?;
        }
        let best = &found.best;
        let for_the_marginals = found.for_the_marginals.as_ref().map(ForTheMarginals::of);
        let mechanism = model::MechanismDecl { rule: best.table.to_model(), claims: Vec::new() };
        let worst_prior = best.worst.to_model();
        let tables = self.shown.of(&best.table, None, format, self.file.display())?;
        let worst = view::prior(("probability", &best.worst), None);
        let worst = Sheet { title: "The worst joint distribution".to_owned(), ..worst };
        let shown: Vec<Sheet> = tables.iter().cloned().chain([worst]).collect();
        let mut said = maxmin::in_words(&sought, objective, &found);
        if let Some(file) = &self.page {
            let page = maxmin::page(&sought, objective, &found, prior);
            output::html(file, &page.map_err(|error| wrong(&error.to_string()))?)?;
        }
        let named = |noise: &Noise| {
            let agents = setting.agents().iter().zip(&noise.radii);
            agents.map(|(agent, own)| (agent.name().to_owned(), Text(own.clone()))).collect()
        };
        let noise = match &sought {
            GuaranteeSought::Any(noise) => noise.as_ref(),
            _ => None,
        };
        let ball = noise.map(|_| self.ball.unwrap_or(Near::All).name());
        let within = noise.map(named);
        let answer = Answer {
            value: Text(best.value.clone()),
            within,
            ball,
            for_the_marginals,
            worst_prior,
            mechanism,
            tables,
        };
        if let Some(written) = self.extended.write(read, "MaxMin", &best.table)? {
            said = format!("{said}\n{written}");
        }
        output::answer(format, &answer, |tables| view::below(&said, tables), &shown)
    }

    /// Among which mechanisms, and near which marginals.
    fn sought(&self, setting: &Setting) -> Result<GuaranteeSought, Failure> {
        if self.ties == Tied::First && self.family != Family::Lookahead {
            return Err(Failure::Input("--ties goes with --family lookahead".to_owned()));
        }
        let noise = self.noise(setting)?;
        Ok(match self.family {
            Family::Any => GuaranteeSought::Any(noise),
            Family::Lookahead if self.ties == Tied::First => GuaranteeSought::Lookahead(Ties::First),
            Family::Lookahead => GuaranteeSought::Lookahead(Ties::Any),
            Family::Posted => GuaranteeSought::Posted,
        })
    }

    /// How far marginals may be from the file's, where that is said.
    fn noise(&self, setting: &Setting) -> Result<Option<Noise>, Failure> {
        if self.within.is_empty() {
            return Ok(None);
        }
        let wrong = |reason: String| Failure::Input(format!("--within: {reason}"));
        if self.family != Family::Any {
            return Err(wrong("it goes with --family any".to_owned()));
        }
        let mut radii: Vec<Option<&Rational>> = vec![None; setting.agents().len()];
        let mut rest = None;
        for Radius { agent, radius } in &self.within {
            let names = || setting.agents().iter().map(tvmd_core::setting::Agent::name);
            let (place, what) = match agent {
                None => (&mut rest, "a distance for all agents".to_owned()),
                Some(agent) => {
                    let at = names().position(|name| name == agent);
                    let at = at.ok_or_else(|| wrong(names::unknown("agent", agent, names())))?;
                    (&mut radii[at], format!("a distance for {agent}"))
                }
            };
            if place.replace(radius).is_some() {
                return Err(wrong(format!("{what} is already there")));
            }
        }
        let radii = radii.into_iter().map(|own| own.or(rest).cloned().unwrap_or_default()).collect();
        Ok(Some(Noise { radii, ball: self.ball.unwrap_or(Near::All).into() }))
    }
}
