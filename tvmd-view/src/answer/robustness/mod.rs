//! A mechanism under every prior near its own: for programs, and in words.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

mod page;
pub mod products;

pub use page::page;

use super::{listed, paper};
use crate::page::along;
use crate::schema::{Exact, found};
use crate::{self as view, Cell, Rounded, Sheet, below};
use num_traits::{Signed as _, Zero as _};
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::{Display, Write as _};
use tvmd_core::exact::text::Text;
use tvmd_core::objective::{Objective as _, Performance, Standard};
use tvmd_core::optimum::Ball;
use tvmd_core::prior::PriorError;
use tvmd_core::robustness::{self, Curve, Extremes, Guaranteed, NearFrontier, Promise, Regret};
use tvmd_core::tv_robustness::{Lemma2Bound, Lemma4Bound};
use tvmd_core::work::Budget;
use tvmd_core::{Prior, Rational, Setting, Table};

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub struct Answer {
    pub mechanism: String,
    pub objective: Expected,
    pub incentives: Incentives,
    pub bounds: Bounds,
    #[schemars(with = "Exact")]
    pub delta: Text,
    /// `all`, or `support`: only priors that rule out what the file's does.
    pub ball: &'static str,
    pub promises: Vec<Promised>,
}

/// What was found of an answer by the time it was interrupted.
#[derive(Serialize, JsonSchema)]
pub struct SoFar {
    pub status: &'static str,
    pub mechanism: String,
    #[schemars(with = "Exact")]
    pub delta: Text,
    pub ball: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objective: Option<Expected>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incentives: Option<Lies>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Vec<found::Guaranteed>>")]
    pub frontier: Option<Vec<Guaranteed>>,
}

/// A part of the answer, as it is found.
pub enum Part {
    Objective(Expected),
    Lies(Lies),
    Frontier(Vec<Guaranteed>),
}

/// How many parts there are, with the bounds and promises, which come last.
pub const PARTS: usize = 4;

/// The objective by distance, and its worst prior at the distance asked for.
#[derive(Clone, Serialize, JsonSchema)]
pub struct Expected {
    pub name: String,
    #[schemars(with = "found::Curve")]
    pub least: Curve,
    #[schemars(with = "found::Curve")]
    pub most: Curve,
    #[serde(serialize_with = "listed")]
    #[schemars(with = "found::Prior")]
    pub worst_prior: Prior,
}

/// What lies gain, and the frontier.
#[derive(Serialize, JsonSchema)]
pub struct Incentives {
    #[serde(flatten)]
    pub lies: Lies,
    /// The (ε, q) that hold under every prior within the distance asked for, by rising ε.
    #[schemars(with = "Vec<found::Guaranteed>")]
    pub frontier: Vec<Guaranteed>,
}

/// The gain of the best lie by distance, and at the distance asked for the lie and the prior under which it gains so much.
#[derive(Clone, Serialize, JsonSchema)]
pub struct Lies {
    #[schemars(with = "found::Curve")]
    pub regret: Curve,
    /// What types of probability 0 gain at any distance above 0.
    #[schemars(with = "Exact")]
    pub ruled_out: Text,
    pub lie: Option<Lie>,
    #[serde(serialize_with = "listed")]
    #[schemars(with = "found::Prior")]
    pub worst_prior: Prior,
}

/// Who gains how much by which report.
#[derive(Clone, Serialize, JsonSchema)]
pub struct Lie {
    pub agent: String,
    pub r#type: String,
    pub misreport: String,
    #[schemars(with = "Exact")]
    pub gain: Text,
}

impl Lie {
    /// By the names of a setting.
    pub fn named(setting: &Setting, lie: robustness::Lie) -> Self {
        let agent = &setting.agents()[lie.agent.0];
        let name = |own: usize| agent.type_name(own).to_owned();
        Self {
            agent: agent.name().to_owned(),
            r#type: name(lie.own),
            misreport: name(lie.report),
            gain: Text(lie.gain),
        }
    }

    /// In words.
    pub fn for_people(&self) -> String {
        let Self { agent, r#type, misreport, gain } = self;
        let gain = Rounded::Up.beside(&gain.0);
        format!("{agent} of type {type} gains {gain} by reporting {misreport}")
    }
}

/// The paper's bounds.
#[derive(Serialize, JsonSchema)]
pub struct Bounds {
    #[schemars(with = "found::Lemma2Bound")]
    pub lemma_2: Lemma2Bound,
    /// None where the mechanism isn't ex-post IR and BIC under the prior.
    #[schemars(with = "Option<found::Lemma4Bound>")]
    pub lemma_4: Option<Lemma4Bound>,
}

/// A promise, and the largest distance up to which it holds; none if it doesn't hold under the prior itself.
#[derive(Serialize, JsonSchema)]
pub struct Promised {
    pub promise: String,
    #[schemars(with = "Option<Exact>")]
    pub holds_up_to: Option<Text>,
}

impl Promised {
    /// Whether it holds under every prior within a distance.
    #[must_use]
    pub fn holds_within(&self, delta: &Rational) -> bool {
        self.holds_up_to.as_ref().is_some_and(|to| to.0 >= *delta)
    }

    /// What becomes of it, in words, where a distance is asked about.
    fn for_people(&self, delta: &Rational) -> String {
        let promise = &self.promise;
        match &self.holds_up_to {
            None => format!("{promise} doesn't hold under the prior itself"),
            Some(to) => {
                let broken = if self.holds_within(delta) { "" } else { "is broken; it " };
                format!("{promise} {broken}holds up to δ = {}", Rounded::Down.beside(&to.0))
            }
        }
    }
}

/// What is asked about a mechanism near its prior.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub objective: Standard,
    /// The total variation distance at which worst priors are looked for.
    pub delta: &'a Rational,
    pub ball: Ball,
    pub promises: &'a [Promise],
}

/// What a ball is called.
#[must_use]
pub fn word(ball: Ball) -> &'static str {
    match ball {
        Ball::All => "all",
        Ball::Support => "support",
    }
}

impl Part {
    /// What comes after it, in words.
    #[must_use]
    pub fn next(&self) -> &'static str {
        match self {
            Self::Objective(_) => "what lies gain",
            Self::Lies(_) => "the (ε, q) that hold under all priors",
            Self::Frontier(_) => "bounds and promises",
        }
    }
}

/// What an answer is about.
fn title(mechanism: &str, ball: &str) -> String {
    let which = if ball == "support" { " that rules out what the file's does" } else { "" };
    format!("{mechanism} under every prior within total variation distance δ{which}")
}

/// Lines of an answer: what each is about, and what it says.
struct Lines {
    text: String,
    wide: usize,
}

impl Lines {
    fn below(title: &str, delta: &Rational) -> Self {
        let wide = format!("within {delta}").chars().count().max(12);
        Self { text: format!("{title}\n"), wide }
    }

    fn line(&mut self, what: &str, is: impl Display) {
        let wide = self.wide;
        // Writing to a string can't fail.
        let _ = writeln!(self.text, "  {what:<wide$} {is}");
    }
}

impl Expected {
    fn say(&self, delta: &Rational, lines: &mut Lines) {
        let Self { name, least, .. } = self;
        lines.line("prior", format_args!("{name} of {}", Rounded::Near.beside(&least.at(&Rational::zero()))));
        let least = Rounded::Down.beside(&least.at(delta));
        lines.line(&format!("within {delta}"), format_args!("{name} of at least {least}"));
    }

    fn curves(&self, delta: &Rational) -> Sheet {
        let title = format!("Corners of the curves of expected {}", self.name);
        along(&title, &[("least", &self.least, Cell::AtLeast), ("most", &self.most, Cell::AtMost)], delta)
    }

    fn worst(&self, near: &Prior, delta: &Rational) -> Sheet {
        let title = format!("The prior within {delta} under which expected {} is least", self.name);
        beside(near, &self.worst_prior, title)
    }
}

impl Lies {
    fn say(&self, lines: &mut Lines) {
        lines.line("", self.lie.as_ref().map_or_else(|| "no lie gains anything".to_owned(), Lie::for_people));
    }

    fn curve(&self, delta: &Rational) -> Sheet {
        along("Corners of the curve of the largest gain", &[("gain", &self.regret, Cell::AtMost)], delta)
    }

    fn worst(&self, near: &Prior, delta: &Rational) -> Option<Sheet> {
        self.lie.as_ref()?;
        let title = format!("The prior within {delta} under which a lie gains most");
        Some(beside(near, &self.worst_prior, title))
    }
}

/// The frontier in a line.
fn corners(frontier: &[Guaranteed]) -> String {
    let steps = frontier.iter().map(|Guaranteed { epsilon, q, exact }| {
        let beyond = if *exact { "" } else { " (a bound)" };
        format!("({epsilon}, {q}){beyond}")
    });
    format!("under every prior: {}", steps.collect::<Vec<_>>().join(", "))
}

impl SoFar {
    /// With these parts.
    pub fn of(mechanism: &str, delta: &Rational, ball: &'static str, parts: Vec<Part>) -> Self {
        let mut so_far = Self {
            status: "stopped",
            mechanism: mechanism.to_owned(),
            delta: Text(delta.clone()),
            ball,
            objective: None,
            incentives: None,
            frontier: None,
        };
        for part in parts {
            match part {
                Part::Objective(objective) => so_far.objective = Some(objective),
                Part::Lies(lies) => so_far.incentives = Some(lies),
                Part::Frontier(frontier) => so_far.frontier = Some(frontier),
            }
        }
        so_far
    }

    /// In words, with its tables.
    pub fn for_people(&self, sheets: &[Sheet]) -> String {
        let mut lines = Lines::below(&title(&self.mechanism, self.ball), &self.delta.0);
        self.objective.iter().for_each(|objective| objective.say(&self.delta.0, &mut lines));
        self.incentives.iter().for_each(|lies| lies.say(&mut lines));
        let gaining = self.incentives.as_ref().is_some_and(|lies| lies.lie.is_some());
        self.frontier.iter().filter(|_| gaining).for_each(|own| lines.line("(ε, q)-BIC", corners(own)));
        below(&lines.text, sheets)
    }

    /// The tables of what was found.
    pub fn sheets(&self, near: &Prior) -> Vec<Sheet> {
        let delta = &self.delta.0;
        let objective = self.objective.iter().flat_map(|own| [own.curves(delta), own.worst(near, delta)]);
        let lies = self
            .incentives
            .iter()
            .flat_map(|own| [own.curve(delta)].into_iter().chain(own.worst(near, delta)));
        objective.chain(lies).collect()
    }
}

impl Answer {
    /// Of a mechanism of this name; `found` is told of each part. The frontier takes a quarter of the budget; where that is over it has bounds.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn of(
        (mechanism, table): (&str, &Table),
        prior: &Prior,
        asked: Asked<'_>,
        budget: &Budget,
        found: &mut dyn FnMut(Part),
    ) -> Result<Self, PriorError> {
        let Asked { objective, delta, ball, promises } = asked;
        let performance = Performance::new(&objective, table).expect("feasible outcomes keep to the ranges");
        let extremes = Extremes::over(performance, prior, ball)?;
        let lemma_2 = extremes.lemma_2(&objective);
        let expected = Expected {
            name: objective.name().to_owned(),
            worst_prior: extremes.worst_prior(delta),
            least: extremes.least,
            most: extremes.most,
        };
        found(Part::Objective(expected.clone()));
        let regret = Regret::over(table, prior, ball)?;
        let lies = Lies {
            ruled_out: Text(regret.jump()),
            lie: regret.worst_lie(delta).map(|lie| Lie::named(table.setting(), lie)),
            worst_prior: regret.worst_prior(table, delta)?,
            regret: regret.curve,
        };
        found(Part::Lies(lies.clone()));
        let gains = NearFrontier::of(table, prior, delta, ball)?;
        // Curves come at once, and the frontier in some seconds.
        let frontier = gains.steps(&Budget { steps: budget.steps / 4, ..budget.clone() });
        found(Part::Frontier(frontier.clone()));
        let lemma_4 = Lemma4Bound::of(table, prior)?;
        let promised = |promise: &Promise| {
            let to = promise.holds_over(table, prior, ball)?;
            Ok(Promised { promise: promise.to_string(), holds_up_to: to.map(Text) })
        };
        Ok(Self {
            mechanism: mechanism.to_owned(),
            bounds: Bounds { lemma_2, lemma_4 },
            objective: expected,
            incentives: Incentives { lies, frontier },
            delta: Text(delta.clone()),
            ball: word(ball),
            promises: promises.iter().map(promised).collect::<Result<_, PriorError>>()?,
        })
    }

    /// What it is about.
    pub fn title(&self) -> String {
        title(&self.mechanism, self.ball)
    }

    /// In words, with its tables.
    pub fn for_people(&self, sheets: &[Sheet]) -> String {
        let (name, delta) = (&self.objective.name, &self.delta.0);
        let mut lines = Lines::below(&self.title(), delta);
        self.objective.say(delta, &mut lines);
        let Incentives { lies, frontier } = &self.incentives;
        lies.say(&mut lines);
        if lies.lie.is_some() {
            lines.line("(ε, q)-BIC", corners(frontier));
        }
        let ruled_out = &lies.ruled_out.0;
        if ruled_out.is_positive() {
            lines.line("", format_args!("types of probability 0 gain up to {ruled_out} at any δ above 0"));
        }
        for promised in &self.promises {
            lines.line("promise", promised.for_people(delta));
        }
        let Bounds { lemma_2, lemma_4 } = &self.bounds;
        let (width, in_play) = (&lemma_2.width, &lemma_2.width_in_play);
        lines.line(
            "Lemma 2",
            format_args!("{name} falls by at most {width}·δ; on this mechanism {in_play}·δ"),
        );
        match lemma_4 {
            Some(bound) => lines.line(
                "Lemma 4",
                format_args!(
                    "a type of probability p gains at most {}·δ/p; sharp: {}·δ/p",
                    bound.printed, bound.sharp
                ),
            ),
            None => {
                lines.line("Lemma 4", "says nothing: the mechanism isn't ex-post IR and BIC under the prior");
            }
        }
        lines.line("", format_args!("(both of {})", paper()));
        below(&lines.text, sheets)
    }

    /// The curves by their corners, and the worst priors beside the prior that they are near.
    pub fn sheets(&self, near: &Prior) -> Vec<Sheet> {
        let (objective, lies, delta) = (&self.objective, &self.incentives.lies, &self.delta.0);
        let curves = [objective.curves(delta), lies.curve(delta), objective.worst(near, delta)];
        curves.into_iter().chain(lies.worst(near, delta)).collect()
    }

    /// What is shown of it in a row.
    pub fn cells(&self) -> Vec<(String, Cell)> {
        let (objective, delta) = (&self.objective, &self.delta.0);
        vec![
            (objective.name.clone(), objective.least.at(&Rational::zero()).into()),
            (format!("least within {delta}"), Cell::AtLeast(objective.least.at(delta))),
            (format!("largest gain within {delta}"), Cell::AtMost(self.incentives.lies.regret.at(delta))),
        ]
    }
}

/// A worst prior beside the one that it is near.
pub(super) fn beside(near: &Prior, worst: &Prior, title: String) -> Sheet {
    Sheet { title, ..view::prior(("prior", near), Some(("worst prior", worst))) }
}
