//! What lies gain near a prior.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

use super::beside;
use super::words::Lines;
use crate::answer::listed;
use crate::page::along;
use crate::schema::{Exact, found};
use crate::{Cell, Rounded, Sheet};
use schemars::JsonSchema;
use serde::Serialize;
use tvmd_core::exact::text::Text;
use tvmd_core::robustness::{self, Curve, Guaranteed};
use tvmd_core::{Prior, Rational, Setting};

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
    /// Whether truth is dominant, so that the prior doesn't matter.
    #[serde(skip)]
    pub truth_is_dominant: bool,
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

/// The best lie within a distance, in words, or why there is none.
pub(super) fn best(lie: Option<&Lie>, truth_is_dominant: bool) -> String {
    match lie {
        Some(lie) => lie.for_people(),
        None if truth_is_dominant => "truth is dominant, so no lie gains anything under any prior".to_owned(),
        None => "no lie gains anything".to_owned(),
    }
}

impl Lies {
    /// In words.
    pub(super) fn for_people(&self) -> String {
        best(self.lie.as_ref(), self.truth_is_dominant)
    }

    pub(super) fn say(&self, lines: &mut Lines) {
        lines.line("", self.for_people());
    }

    /// Of these tables those that tell people something: a gain that is always 0 is told in a sentence.
    pub(super) fn telling(&self, sheets: &[Sheet], delta: &Rational) -> Vec<Sheet> {
        let flat = self.truth_is_dominant.then(|| self.curve(delta));
        sheets.iter().filter(|sheet| Some(*sheet) != flat.as_ref()).cloned().collect()
    }

    pub(super) fn curve(&self, delta: &Rational) -> Sheet {
        along("Corners of the curve of the largest gain", &[("gain", &self.regret, Cell::AtMost)], delta)
    }

    pub(super) fn worst(&self, near: &Prior, delta: &Rational) -> Option<Sheet> {
        self.lie.as_ref()?;
        let title = format!("The prior within {delta} under which a lie gains most");
        Some(beside(near, &self.worst_prior, title))
    }
}
