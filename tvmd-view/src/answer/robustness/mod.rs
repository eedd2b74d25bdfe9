//! A mechanism under every prior near its own: for programs, and in words.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

mod page;
pub mod products;

pub use page::page;

use super::listed;
use crate::page::along;
use crate::schema::{Exact, found};
use crate::{self as view, Cell, Sheet, below};
use num_traits::{Signed as _, Zero as _};
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;
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

/// The objective by distance, and its worst prior at the distance asked for.
#[derive(Serialize, JsonSchema)]
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

/// The gain of the best lie by distance, and at the distance asked for the lie and the prior under which it gains so much.
#[derive(Serialize, JsonSchema)]
pub struct Incentives {
    #[schemars(with = "found::Curve")]
    pub regret: Curve,
    /// What types of probability 0 gain at any distance above 0.
    #[schemars(with = "Exact")]
    pub ruled_out: Text,
    pub lie: Option<Lie>,
    #[serde(serialize_with = "listed")]
    #[schemars(with = "found::Prior")]
    pub worst_prior: Prior,
    /// The (ε, q) that hold under every prior within the distance asked for, by rising ε.
    #[schemars(with = "Vec<found::Guaranteed>")]
    pub frontier: Vec<Guaranteed>,
}

/// Who gains how much by which report.
#[derive(Serialize, JsonSchema)]
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
        format!("{agent} of type {} gains {} by reporting {misreport}", r#type, gain.0)
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

/// What is asked about a mechanism near its prior.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub objective: Standard,
    /// The total variation distance at which worst priors are looked for.
    pub delta: &'a Rational,
    pub ball: Ball,
    pub promises: &'a [Promise],
}

impl Answer {
    /// Of a mechanism of this name. The frontier takes a quarter of the budget; where that is over it has bounds.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn of(
        (mechanism, table): (&str, &Table),
        prior: &Prior,
        asked: Asked<'_>,
        budget: &Budget,
    ) -> Result<Self, PriorError> {
        let Asked { objective, delta, ball, promises } = asked;
        let performance = Performance::new(&objective, table).expect("feasible outcomes keep to the ranges");
        let extremes = Extremes::over(performance, prior, ball)?;
        let regret = Regret::over(table, prior, ball)?;
        let tempted = regret.worst_prior(table, delta)?;
        let gains = NearFrontier::of(table, prior, delta, ball)?;
        // Curves come at once, and the frontier in some seconds.
        let frontier = gains.steps(&Budget { steps: budget.steps / 4, ..budget.clone() });
        let lie = regret.worst_lie(delta).map(|lie| Lie::named(table.setting(), lie));
        let lemma_4 = Lemma4Bound::of(table, prior)?;
        let promised = |promise: &Promise| {
            let to = promise.holds_over(table, prior, ball)?;
            Ok(Promised { promise: promise.to_string(), holds_up_to: to.map(Text) })
        };
        Ok(Self {
            mechanism: mechanism.to_owned(),
            bounds: Bounds { lemma_2: extremes.lemma_2(&objective), lemma_4 },
            objective: Expected {
                name: objective.name().to_owned(),
                worst_prior: extremes.worst_prior(delta),
                least: extremes.least,
                most: extremes.most,
            },
            incentives: Incentives {
                ruled_out: Text(regret.jump()),
                regret: regret.curve,
                lie,
                worst_prior: tempted,
                frontier,
            },
            delta: Text(delta.clone()),
            ball: match ball {
                Ball::All => "all",
                Ball::Support => "support",
            },
            promises: promises.iter().map(promised).collect::<Result<_, PriorError>>()?,
        })
    }

    /// What it is about.
    pub fn title(&self) -> String {
        let which = if self.ball == "support" { " that rules out what the file's does" } else { "" };
        format!("{} under every prior within total variation distance δ{which}", self.mechanism)
    }

    /// In words, with its tables.
    pub fn for_people(&self, sheets: &[Sheet]) -> String {
        let (name, delta) = (&self.objective.name, &self.delta.0);
        let within = format!("within {delta}");
        let wide = within.chars().count().max(12);
        let mut text = format!("{}\n", self.title());
        let mut line = |what: &str, is: String| {
            // Writing to a string can't fail.
            let _ = writeln!(text, "  {what:<wide$} {is}");
        };
        line("prior", format!("{name} of {}", self.objective.least.at(&Rational::zero())));
        line(&within, format!("{name} of at least {}", self.objective.least.at(delta)));
        let lie = self.incentives.lie.as_ref();
        line("", lie.map_or_else(|| "no lie gains anything".to_owned(), Lie::for_people));
        if lie.is_some() {
            let steps = self.incentives.frontier.iter().map(|Guaranteed { epsilon, q, exact }| {
                let beyond = if *exact { "" } else { " (a bound)" };
                format!("({epsilon}, {q}){beyond}")
            });
            line("(ε, q)-BIC", format!("under every prior: {}", steps.collect::<Vec<_>>().join(", ")));
        }
        let ruled_out = &self.incentives.ruled_out.0;
        if ruled_out.is_positive() {
            line("", format!("types of probability 0 gain up to {ruled_out} at any δ above 0"));
        }
        for Promised { promise, holds_up_to } in &self.promises {
            line(
                "promise",
                match holds_up_to {
                    Some(to) => format!("{promise} holds up to {}", to.0),
                    None => format!("{promise} doesn't hold under the prior itself"),
                },
            );
        }
        let Bounds { lemma_2, lemma_4 } = &self.bounds;
        let (width, in_play) = (&lemma_2.width, &lemma_2.width_in_play);
        line("Lemma 2", format!("{name} falls by at most {width}·δ; on this mechanism {in_play}·δ"));
        line(
            "Lemma 4",
            match lemma_4 {
                Some(bound) => format!(
                    "a type of probability p gains at most {}·δ/p; sharp: {}·δ/p",
                    bound.printed, bound.sharp
                ),
                None => "says nothing: the mechanism isn't ex-post IR and BIC under the prior".to_owned(),
            },
        );
        below(&text, sheets)
    }

    /// The curves by their corners, and the worst priors beside the prior that they are near.
    pub fn sheets(&self, near: &Prior) -> Vec<Sheet> {
        let (Expected { name, least, most, worst_prior }, delta) = (&self.objective, &self.delta.0);
        let corners = format!("Corners of the curves of expected {name}");
        let mut sheets = vec![
            along(&corners, &[("least", least), ("most", most)], delta),
            along("Corners of the curve of the largest gain", &[("gain", &self.incentives.regret)], delta),
            beside(
                near,
                worst_prior,
                format!("The prior within {delta} under which expected {name} is least"),
            ),
        ];
        if self.incentives.lie.is_some() {
            let title = format!("The prior within {delta} under which a lie gains most");
            sheets.push(beside(near, &self.incentives.worst_prior, title));
        }
        sheets
    }

    /// What is shown of it in a row.
    pub fn cells(&self) -> Vec<(String, Cell)> {
        let (objective, delta) = (&self.objective, &self.delta.0);
        let at = |curve: &Curve, delta: &Rational| Cell::from(curve.at(delta));
        vec![
            (objective.name.clone(), at(&objective.least, &Rational::zero())),
            (format!("least within {delta}"), at(&objective.least, delta)),
            (format!("largest gain within {delta}"), at(&self.incentives.regret, delta)),
        ]
    }
}

/// A worst prior beside the one that it is near.
pub(super) fn beside(near: &Prior, worst: &Prior, title: String) -> Sheet {
    Sheet { title, ..view::prior(("prior", near), Some(("worst prior", worst))) }
}
