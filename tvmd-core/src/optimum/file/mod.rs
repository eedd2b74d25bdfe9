//! Certificates as files: a problem, its best mechanism, and multipliers that show that none is better.
//!
//! The file is in the instance format, with the objective, the primal and the dual besides. A multiplier belongs to a
//! constraint `slack ≥ 0`: of participation, a type's utility; of truthfulness, her utility less that from a misreport. Where a
//! constraint is about an expectation over the others, its slack is weighed with the probabilities of the profiles in which she is
//! of that type, which add up to that of the type. ⊥ is a type and a misreport like any other, except under DSIC with participation in
//! expectation, where types that take part are compared, at every profile of the others. The crate `tvmd-verify` checks such a file and needs nothing else.
//!
//! ```
//! use tvmd::objective::Standard;
//! use tvmd::optimum::file::File;
//! use tvmd::optimum::{Design, Truthfulness};
//! use tvmd::prelude::*;
//! # tvmd::mechanism! {
//! #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
//! # }
//!
//! let prior = Shop::prior();
//! let design = Design::revenue(&prior, Truthfulness::Dsic);
//! let certificate = File::new(&design.best()?, &prior, Standard::Revenue, &design.truthfulness, design.participation);
//! // `cargo tvmd verify` says what this proves.
//! assert!(certificate.to_json()?.contains(r#""value": "1""#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod dual;
mod primal;

use super::ball::Ball;
use super::deterministic::Deterministic;
use super::maxmin::MaxMin;
use super::mechanism::Best;
use super::noise::Noise;
use super::requirements::{Participation, Truthfulness};
use super::within::Within;
use crate::exact::{Rational, text, text::Text};
use crate::mechanism::Table;
use crate::model::{self, FORMAT};
use crate::objective::Standard;
use crate::prior::Prior;
use dual::Node;
use primal::Primal;
use serde::Serialize;
use std::collections::BTreeMap;

/// What the schema of certificates is called: their `$schema`.
pub const SCHEMA: &str = "tvmd:certificate/1";

/// The most bytes of a certificate; its checker has the same limit.
const MAX_BYTES: usize = 1 << 27;

/// A certificate of optimality.
#[derive(Clone, Debug, Serialize)]
pub struct File {
    #[serde(rename = "$schema")]
    schema: &'static str,
    tvmd: u32,
    proves: &'static str,
    setting: model::SettingDecl,
    prior: model::PriorDecl,
    #[serde(skip_serializing_if = "Option::is_none")]
    worst_prior: Option<model::PriorDecl>,
    /// How far the prior may be from the given one.
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<Text>,
    /// How far each agent's marginal may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    marginals_within: Option<BTreeMap<String, Text>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ball: Option<&'static str>,
    objective: Standard,
    truthfulness: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    epsilon: Option<Text>,
    participation: &'static str,
    #[serde(with = "text")]
    value: Rational,
    primal: Primal,
    /// Multipliers; without lotteries, a tree of decisions with multipliers at its leaves: a node before what is below it, given
    /// before withheld.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dual: Vec<Node>,
}

impl File {
    /// The certificate of a best mechanism for a problem with payments in [-H, H].
    #[must_use]
    pub fn new(
        best: &Best,
        prior: &Prior,
        objective: Standard,
        truthfulness: &Truthfulness,
        participation: Participation,
    ) -> Self {
        let dual = vec![Node::bounded(&best.multipliers, prior)];
        let whole = Self::optimum(&best.value, &best.table, prior, objective, truthfulness, participation);
        Self { dual, ..whole }
    }

    /// The certificate of a best mechanism without lotteries.
    #[must_use]
    pub fn without_lotteries(
        best: &Deterministic,
        prior: &Prior,
        objective: Standard,
        truthfulness: &Truthfulness,
        participation: Participation,
    ) -> Self {
        let mut dual = Vec::new();
        Node::list(&best.branches, prior, &mut dual);
        let whole = Self::optimum(&best.value, &best.table, prior, objective, truthfulness, participation);
        Self { proves: "deterministic", dual, ..whole }
    }

    /// All but the proof that no mechanism is better.
    fn optimum(
        value: &Rational,
        table: &Table,
        prior: &Prior,
        objective: Standard,
        truthfulness: &Truthfulness,
        participation: Participation,
    ) -> Self {
        Self {
            schema: SCHEMA,
            tvmd: FORMAT,
            proves: "optimum",
            setting: prior.setting().to_model(),
            prior: prior.to_model(),
            worst_prior: None,
            within: None,
            marginals_within: None,
            ball: None,
            objective,
            truthfulness: if *truthfulness == Truthfulness::Dsic { "dsic" } else { "bic" },
            epsilon: match truthfulness {
                Truthfulness::EpsBic(epsilon) => Some(Text(epsilon.clone())),
                Truthfulness::Dsic | Truthfulness::Bic => None,
            },
            participation: match participation {
                Participation::ExPost => "ex-post",
                Participation::Interim => "interim",
            },
            value: value.clone(),
            primal: Primal::new(table, None),
            dual: Vec::new(),
        }
    }

    /// The certificate of what a mechanism guarantees under all joint distributions with the marginals of a prior. With
    /// multipliers it shows that no DSIC, ex-post IR mechanism guarantees more; without, only what this one does.
    #[must_use]
    pub fn max_min(best: &MaxMin, prior: &Prior, objective: Standard) -> Self {
        Self {
            schema: SCHEMA,
            tvmd: FORMAT,
            proves: if best.multipliers.is_some() { "max-min" } else { "guarantee" },
            setting: prior.setting().to_model(),
            prior: prior.to_model(),
            worst_prior: Some(best.worst.to_model()),
            within: None,
            marginals_within: None,
            ball: None,
            objective,
            truthfulness: "dsic",
            epsilon: None,
            participation: "ex-post",
            value: best.value.clone(),
            primal: Primal::new(&best.table, Some(&best.potentials)),
            dual: best.multipliers.iter().map(|multipliers| Node::bounded(multipliers, prior)).collect(),
        }
    }

    /// The same where marginals are within some distance of those of a prior.
    #[must_use]
    pub fn max_min_near(best: &MaxMin, prior: &Prior, noise: &Noise, objective: Standard) -> Self {
        let agents = prior.setting().agents().iter().zip(&noise.radii);
        let radii = agents.map(|(agent, radius)| (agent.name().to_owned(), Text(radius.clone())));
        Self {
            marginals_within: Some(radii.collect()),
            ball: named(noise.ball),
            ..Self::max_min(best, prior, objective)
        }
    }

    /// The certificate of a best mechanism against the worst prior near the given one.
    #[must_use]
    pub fn within(
        best: &Within,
        prior: &Prior,
        objective: Standard,
        truthfulness: &Truthfulness,
        participation: Participation,
    ) -> Self {
        let whole = Self::optimum(&best.value, &best.table, prior, objective, truthfulness, participation);
        Self {
            proves: "robust-optimum",
            worst_prior: Some(best.worst.to_model()),
            within: Some(Text(best.radius.clone())),
            ball: named(best.ball),
            primal: whole.primal.capped(&best.cap),
            dual: vec![Node::bounded(&best.multipliers, prior)],
            ..whole
        }
    }

    /// The text of the file.
    ///
    /// # Errors
    /// If a number in it, or the whole, is longer than what a checker reads.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let text = serde_json::to_string_pretty(self)?;
        let is_number =
            |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'/');
        let longest = text.split('"').filter(is_number).map(str::len).max().unwrap_or(0);
        let reason = if longest > text::MAX_CHARACTERS {
            format!("a number of {longest} characters, and at most {} are read", text::MAX_CHARACTERS)
        } else if text.len() > MAX_BYTES {
            format!("{} bytes, and at most {MAX_BYTES} are read", text.len())
        } else {
            return Ok(text);
        };
        Err(serde::ser::Error::custom(format!("no certificate is written: it would have {reason}")))
    }
}

/// How a ball is written; all priors needn't be said.
fn named(ball: Ball) -> Option<&'static str> {
    (ball == Ball::Support).then_some("support")
}
