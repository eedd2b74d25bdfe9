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

impl Lies {
    pub(super) fn say(&self, lines: &mut Lines) {
        lines.line("", self.lie.as_ref().map_or_else(|| "no lie gains anything".to_owned(), Lie::for_people));
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
