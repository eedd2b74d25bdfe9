//! The certificate as it stands in its file: the instance format, with what is proved and how.

use num_rational::BigRational as Q;
use serde::Deserialize;
use std::collections::BTreeMap;

pub(crate) type Named<T> = BTreeMap<String, T>;

/// What the value of a certificate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proves {
    /// The most that a mechanism with the constraints makes, in expectation over the prior.
    Optimum,
    /// The same among mechanisms without lotteries.
    Deterministic,
    /// The most that a DSIC, ex-post IR mechanism makes for sure over all joint distributions with the prior's marginals.
    MaxMin,
    /// What this DSIC, ex-post IR mechanism makes for sure over all of them, and no more under a worst one. That no other
    /// mechanism guarantees more is not proved.
    Guarantee,
}

/// Declares the words and the parts of the file; what isn't known is an error.
macro_rules! parts {
    ($(enum $word:ident { $($case:ident,)* })* $(struct $part:ident { $($(#[$at:meta])* $field:ident: $kind:ty,)* })*) => {
        $(
            #[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
            #[serde(rename_all = "kebab-case")]
            pub(crate) enum $word { $($case,)* }
        )*
        $(
            #[derive(Deserialize)]
            #[serde(deny_unknown_fields)]
            pub(crate) struct $part { $($(#[$at])* pub(crate) $field: $kind,)* }
        )*
    };
}

parts! {
    enum Objective { Revenue, Welfare, }
    enum Truthfulness { Bic, Dsic, }
    enum Participation { ExPost, Interim, }

    struct Certificate {
        tvmd: u32, proves: Proves, setting: Setting, prior: Joint, worst_prior: Option<Joint>,
        objective: Objective, truthfulness: Truthfulness, epsilon: Option<Number>, participation: Participation,
        value: Number, primal: Primal, #[serde(default)] dual: Vec<Node>,
    }
    struct Setting { #[serde(rename = "name")] _name: String, items: Vec<String>, bound: Number, agents: Vec<Agent>, }
    struct Agent { name: String, valuation: String, types: Vec<Type>, }
    struct Type { name: String, values: Values, }
    struct BundleValue { bundle: Vec<String>, value: Number, }
    struct Joint { joint: Vec<Atom>, }
    struct Atom { profile: Vec<String>, probability: Number, }
    struct Primal { outcomes: Vec<Row>, potentials: Option<Named<Named<Number>>>, }
    struct Row {
        when: Vec<String>, #[serde(default)] gets: Named<Vec<String>>, #[serde(default)] lottery: Vec<Chance>,
        #[serde(default)] pays: Named<Number>,
    }
    struct Chance { probability: Number, #[serde(default)] gets: Named<Vec<String>>, }
    struct Split { profile: Vec<String>, agent: String, item: String, }
    struct Bounded { multipliers: Vec<Multiplier>, }
    struct Multiplier {
        agent: String, #[serde(rename = "type")] own: String, misreport: Option<String>,
        others: Option<Vec<String>>, multiplier: Number,
    }
}

/// A node of a tree of decisions over mechanisms without lotteries, listed before what is below it: given, then withheld. Where
/// lotteries are allowed the tree is a leaf.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum Node {
    Split(Split),
    Bounded(Bounded),
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum Values {
    Items(Named<Number>),
    Bundles(Vec<BundleValue>),
}

/// A rational, written `"13/9"`.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Number(pub(crate) Q);

impl TryFrom<String> for Number {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map(Self).map_err(|_| format!("`{text}` is no rational"))
    }
}
