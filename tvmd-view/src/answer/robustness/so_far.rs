//! What is found of a mechanism near its prior, part by part, and what there is of it when it is interrupted.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

use super::words::{Lines, corners, title};
use super::{Expected, Lies};
use crate::schema::{Exact, found};
use crate::{Sheet, below};
use schemars::JsonSchema;
use serde::Serialize;
use tvmd_core::exact::text::Text;
use tvmd_core::robustness::Guaranteed;
use tvmd_core::{Prior, Rational};

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
        match &self.incentives {
            Some(lies) => below(&lines.text, &lies.telling(sheets, &self.delta.0)),
            None => below(&lines.text, sheets),
        }
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
