//! An objective near a prior.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

use super::beside;
use super::words::Lines;
use crate::answer::listed;
use crate::page::along;
use crate::schema::found;
use crate::{Cell, Rounded, Sheet};
use num_traits::Zero as _;
use schemars::JsonSchema;
use serde::Serialize;
use tvmd_core::robustness::Curve;
use tvmd_core::{Prior, Rational};

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

impl Expected {
    pub(super) fn say(&self, delta: &Rational, lines: &mut Lines) {
        let Self { name, least, .. } = self;
        lines.line("prior", format_args!("{name} of {}", Rounded::Near.beside(&least.at(&Rational::zero()))));
        let least = Rounded::Down.beside(&least.at(delta));
        lines.line(&format!("within {delta}"), format_args!("{name} of at least {least}"));
    }

    pub(super) fn curves(&self, delta: &Rational) -> Sheet {
        let title = format!("Corners of the curves of expected {}", self.name);
        along(&title, &[("least", &self.least, Cell::AtLeast), ("most", &self.most, Cell::AtMost)], delta)
    }

    pub(super) fn worst(&self, near: &Prior, delta: &Rational) -> Sheet {
        let title = format!("The prior within {delta} under which expected {} is least", self.name);
        beside(near, &self.worst_prior, title)
    }
}
