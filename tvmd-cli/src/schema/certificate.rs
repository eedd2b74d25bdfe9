//! Certificates of optimality, which `optimum` and `maxmin` write and `verify` reads.

use schemars::JsonSchema;
use std::collections::BTreeMap;
use tvmd_verify::{Ball, Objective, Participation, Proves, Truthfulness};
use tvmd_view::schema::instance::{Prior, Row, Setting, Version};
use tvmd_view::schema::{Number, found};

/// A problem, its best mechanism, and multipliers that show that none is better.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Certificate {
    /// The schema that the file follows, for editors.
    #[schemars(rename = "$schema")]
    schema: Option<String>,
    /// The version of the format.
    tvmd: Version,
    #[schemars(with = "found::Proves")]
    proves: Proves,
    setting: Setting,
    prior: Prior,
    worst_prior: Option<Prior>,
    /// How far the prior may be another.
    within: Option<Number>,
    /// How far each agent's marginal may be.
    marginals_within: Option<BTreeMap<String, Number>>,
    #[schemars(with = "Option<found::Ball>")]
    ball: Option<Ball>,
    #[schemars(with = "found::Objective")]
    objective: Objective,
    #[schemars(with = "found::Truthfulness")]
    truthfulness: Truthfulness,
    /// How much a lie may gain.
    epsilon: Option<Number>,
    #[schemars(with = "found::Participation")]
    participation: Participation,
    value: Number,
    primal: Primal,
    /// Multipliers; without lotteries, a tree of decisions with multipliers at its leaves.
    dual: Option<Vec<Node>>,
}

/// The mechanism, and potentials where marginals are known.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Primal {
    outcomes: Vec<Row>,
    cap: Option<Number>,
    potentials: Option<BTreeMap<String, BTreeMap<String, Number>>>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Node {
    Split(Split),
    Bounded(Bounded),
}

/// An item that is given to an agent at a profile, in what comes next, and withheld in what comes after that.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Split {
    profile: Vec<String>,
    agent: String,
    item: String,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Bounded {
    multipliers: Vec<Multiplier>,
}

/// The weight of a constraint: of participation, or of truthfulness where there is a misreport.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Multiplier {
    agent: String,
    r#type: String,
    misreport: Option<String>,
    others: Option<Vec<String>>,
    multiplier: Number,
}
