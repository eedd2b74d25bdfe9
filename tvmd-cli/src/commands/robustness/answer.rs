//! What `tvmd robustness` answers: for programs, and in words.

use crate::schema::{Exact, found};
use crate::{Failure, output};
use num_traits::Signed as _;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;
use tvmd_core::exact::text::Text;
use tvmd_core::robustness::{self, Curve, Guaranteed};
use tvmd_core::tv_robustness::{Lemma2Bound, Lemma4Bound};
use tvmd_core::{Prior, Setting};

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Answer {
    pub(crate) mechanism: String,
    pub(crate) objective: Expected,
    pub(crate) incentives: Incentives,
    pub(crate) bounds: Bounds,
    #[schemars(with = "Exact")]
    pub(crate) delta: Text,
    /// `all`, or `support`: only priors that rule out what the file's does.
    pub(crate) ball: &'static str,
    pub(crate) promises: Vec<Promised>,
}

/// The objective by distance, and its worst prior at the distance asked for.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Expected {
    pub(crate) name: String,
    #[schemars(with = "found::Curve")]
    pub(crate) least: Curve,
    #[schemars(with = "found::Curve")]
    pub(crate) most: Curve,
    #[serde(serialize_with = "output::listed")]
    #[schemars(with = "found::Prior")]
    pub(crate) worst_prior: Prior,
}

/// The gain of the best lie by distance, and at the distance asked for the lie and the prior under which it gains so much.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Incentives {
    #[schemars(with = "found::Curve")]
    pub(crate) regret: Curve,
    /// What types of probability 0 gain at any distance above 0.
    #[schemars(with = "Exact")]
    pub(crate) ruled_out: Text,
    pub(crate) lie: Option<Lie>,
    #[serde(serialize_with = "output::listed")]
    #[schemars(with = "found::Prior")]
    pub(crate) worst_prior: Prior,
    /// The (ε, q) that hold under every prior within the distance asked for, by rising ε.
    #[schemars(with = "Vec<found::Guaranteed>")]
    pub(crate) frontier: Vec<Guaranteed>,
}

/// Who gains how much by which report.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Lie {
    pub(crate) agent: String,
    pub(crate) r#type: String,
    pub(crate) misreport: String,
    #[schemars(with = "Exact")]
    pub(crate) gain: Text,
}

impl Lie {
    /// By the names of a setting.
    pub(crate) fn named(setting: &Setting, lie: robustness::Lie) -> Self {
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
    pub(crate) fn for_people(&self) -> String {
        let Self { agent, r#type, misreport, gain } = self;
        format!("{agent} of type {} gains {} by reporting {misreport}", r#type, gain.0)
    }
}

/// The paper's bounds.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Bounds {
    #[schemars(with = "found::Lemma2Bound")]
    pub(crate) lemma_2: Lemma2Bound,
    /// None where the mechanism isn't ex-post IR and BIC under the prior.
    #[schemars(with = "Option<found::Lemma4Bound>")]
    pub(crate) lemma_4: Option<Lemma4Bound>,
}

/// A promise, and the largest distance up to which it holds; none if it doesn't hold under the prior itself.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Promised {
    pub(crate) promise: String,
    #[schemars(with = "Option<Exact>")]
    pub(crate) holds_up_to: Option<Text>,
}

impl Answer {
    /// What it is about.
    pub(crate) fn title(&self) -> String {
        let which = if self.ball == "support" { " that rules out what the file's does" } else { "" };
        format!("{} under every prior within total variation distance δ{which}", self.mechanism)
    }

    /// In words.
    pub(crate) fn for_people(&self) -> Result<String, Failure> {
        let mut text = format!("{}\n", self.title());
        // Writing to a string can't fail.
        let _ = self.write(&mut text);
        let prior = |prior: &Prior| {
            serde_json::to_string(&prior.to_model()).map_err(|error| Failure::Input(error.to_string()))
        };
        let delta = &self.delta.0;
        let least = self.objective.least.at(delta);
        let _ = writeln!(text, "\nwithin {delta}");
        let _ = writeln!(
            text,
            "  {} of {least} under {}",
            self.objective.name,
            prior(&self.objective.worst_prior)?
        );
        let _ = match &self.incentives.lie {
            None => writeln!(text, "  no lie gains anything"),
            Some(lie) => {
                let worst = prior(&self.incentives.worst_prior)?;
                writeln!(text, "  {} under {worst}", lie.for_people())
            }
        };
        if self.incentives.lie.is_some() {
            let steps = self.incentives.frontier.iter().map(|Guaranteed { epsilon, q, exact }| {
                let beyond = if *exact { "" } else { " (a bound)" };
                format!("({epsilon}, {q}){beyond}")
            });
            let _ =
                writeln!(text, "  (ε, q)-BIC under every prior: {}", steps.collect::<Vec<_>>().join(", "));
        }
        for Promised { promise, holds_up_to } in &self.promises {
            let _ = match holds_up_to {
                Some(to) => writeln!(text, "  {promise} holds up to {}", to.0),
                None => writeln!(text, "  {promise} doesn't hold under the prior itself"),
            };
        }
        Ok(text)
    }

    /// The curves and the paper's bounds.
    fn write(&self, text: &mut String) -> std::fmt::Result {
        let Bounds { lemma_2, lemma_4 } = &self.bounds;
        let curve = |text: &mut String, curve: &Curve| {
            curve
                .points()
                .iter()
                .try_for_each(|point| writeln!(text, "  {:<12} {}", point.delta.to_string(), point.value))
        };
        writeln!(text, "\nδ: least expected {}", self.objective.name)?;
        curve(text, &self.objective.least)?;
        writeln!(
            text,
            "  Lemma 2: falls by at most {}·δ; on this mechanism {}·δ",
            lemma_2.width, lemma_2.width_in_play
        )?;
        writeln!(text, "\nδ: most expected {}", self.objective.name)?;
        curve(text, &self.objective.most)?;
        writeln!(text, "\nδ: largest expected gain of a lie, given the type")?;
        curve(text, &self.incentives.regret)?;
        if self.incentives.ruled_out.0.is_positive() {
            writeln!(
                text,
                "  types of probability 0 gain up to {} at any δ above 0",
                self.incentives.ruled_out.0
            )?;
        }
        match lemma_4 {
            Some(bound) => writeln!(
                text,
                "  Lemma 4: a type of probability p gains at most {}·δ/p; sharp: {}·δ/p",
                bound.printed, bound.sharp
            ),
            None => writeln!(
                text,
                "  Lemma 4 says nothing: the mechanism isn't ex-post IR and BIC under the prior"
            ),
        }
    }
}
