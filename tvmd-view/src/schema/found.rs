//! What answers say in types of other crates, as it is written there. Real answers are held to it by tests.

pub use super::instance::{Instance, Mechanism, Prior};
use super::number::Exact;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Whether a property holds, by how much it fails, and where.
#[derive(JsonSchema)]
pub struct Verdict {
    holds: bool,
    /// 0 where it holds.
    regret: Exact,
    witness: Option<Witness>,
}

/// A type, and what she gains by saying another.
#[derive(JsonSchema)]
struct Witness {
    agent: String,
    r#type: String,
    /// None where she loses by taking part.
    misreport: Option<String>,
    /// What the others report; none in expectation over them.
    others: Option<BTreeMap<String, String>>,
    gain: Exact,
    truth: Consequence,
    lie: Option<Consequence>,
}

#[derive(JsonSchema)]
struct Consequence {
    /// In words.
    gets: String,
    pays: Exact,
    utility: Exact,
}

/// No type outside a set of mass `q` gains more than `epsilon`: the least of the one for each of the other.
#[derive(JsonSchema)]
#[schemars(transparent)]
pub struct Frontier(Vec<FrontierStep>);

#[derive(JsonSchema)]
struct FrontierStep {
    epsilon: Exact,
    q: Exact,
}

/// A curve that is straight between its points.
#[derive(JsonSchema)]
#[schemars(transparent)]
pub struct Curve(Vec<Point>);

#[derive(JsonSchema)]
struct Point {
    delta: Exact,
    value: Exact,
}

#[derive(JsonSchema)]
pub struct Lemma2Bound {
    width_in_play: Exact,
    width: Exact,
}

#[derive(JsonSchema)]
pub struct Lemma4Bound {
    printed: Exact,
    sharp: Exact,
}

/// A table to be looked at.
#[derive(JsonSchema)]
pub struct Sheet {
    name: String,
    title: String,
    columns: Vec<String>,
    rows: Vec<Vec<Option<String>>>,
    #[schemars(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

/// A statement of a paper, what is true, and what was found.
#[derive(JsonSchema)]
pub struct Row {
    id: String,
    title: String,
    printed: Version,
    /// Where the letter fails and the meaning holds.
    #[schemars(skip_serializing_if = "Option::is_none")]
    meant: Option<Version>,
    sharp: Version,
    search: Searched,
    hypotheses: Vec<String>,
    conventions: Vec<String>,
    explanation: String,
    witness: Option<Instance>,
}

/// What a share of an audit keeps of a row.
#[derive(JsonSchema)]
pub struct Record {
    id: String,
    printed: Version,
    search: Searched,
    witness: Option<Instance>,
}

#[derive(JsonSchema)]
struct Version {
    verdict: Standing,
    constant: Option<String>,
    statement: String,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum Standing {
    Holds,
    Refuted,
    NotImplied,
    Open,
}

#[derive(JsonSchema)]
struct Searched {
    best_ratio: Option<Exact>,
    /// The constant's unit.
    of: String,
    instances: u64,
    vacuous: u64,
    seconds: f64,
    claims: Vec<SearchedClaim>,
    /// What doesn't fit the verdict.
    surprise: Option<String>,
}

#[derive(JsonSchema)]
struct SearchedClaim {
    what: String,
    claim: ClaimKind,
    best_ratio: Option<Exact>,
    constant: Option<Exact>,
    violated: bool,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum ClaimKind {
    Printed,
    Sharp,
    Holds,
}

/// A wrong version of a statement.
#[derive(JsonSchema)]
pub struct TwinRow {
    id: String,
    flaw: Flaw,
    what: String,
    refuted: bool,
    #[schemars(skip_serializing_if = "Option::is_none")]
    least: Option<Exact>,
    instances: u64,
    seconds: f64,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum Flaw {
    Constant,
    Hypothesis,
    Wrong,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Proves {
    Optimum,
    Deterministic,
    MaxMin,
    Guarantee,
    RobustOptimum,
}

/// Which distributions within a distance there are: all, or those with mass only where the given one has some.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Ball {
    All,
    Support,
}

/// How bidders' bids may hang together.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Dependence {
    Independent,
    Symmetric,
    Joint,
}

/// No type outside a set of mass `q` gains more than `epsilon`, whatever the prior near the given one.
#[derive(JsonSchema)]
pub struct Guaranteed {
    epsilon: Exact,
    q: Exact,
    /// Whether no less of `q` holds.
    exact: bool,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Objective {
    Revenue,
    Welfare,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Truthfulness {
    Dsic,
    Bic,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Participation {
    ExPost,
    Interim,
}

/// A property, such as `not bic(1/10)`.
#[derive(JsonSchema)]
#[schemars(transparent)]
pub struct Claim(String);

/// What a sweep over some of the others' profiles found; it is for `merge`.
pub struct Slice;

impl JsonSchema for Slice {
    fn schema_name() -> Cow<'static, str> {
        "Slice".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "What a sweep over some of the others' profiles found; it is for `merge`.",
            "type": "object",
            "properties": { "agents": { "type": "array", "items": { "type": ["object", "null"] } } },
            "required": ["agents"]
        })
    }
}
