//! Priors, as they are written in files.

use super::Named;
use crate::schema::number::Number;
use schemars::JsonSchema;
use std::collections::BTreeMap;

/// Masses add up to 1; what isn't listed has none.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Prior {
    /// Each agent's types apart.
    Independent(Named<Marginal>),
    /// Masses of profiles.
    Joint(Vec<Atom>),
    /// Every profile without ⊥ is as likely.
    Uniform,
    /// A Markov random field.
    Mrf(Field),
    /// A `.csv` or `.json` file with it.
    Include(String),
    /// A `.npz` file with it.
    Arrays(String),
}

#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum Marginal {
    Uniform(Uniform),
    Masses(Named<Number>),
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Uniform {
    Uniform,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Atom {
    /// A type of each agent, in the order of the setting.
    profile: Vec<String>,
    probability: Number,
}

/// Potentials are e^ψ.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Field {
    #[schemars(default, skip_serializing_if = "BTreeMap::is_empty")]
    vertices: Named<Named<Number>>,
    #[schemars(default, skip_serializing_if = "Vec::is_empty")]
    edges: Vec<Edge>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Edge {
    joins: Vec<String>,
    potentials: Vec<Potential>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Potential {
    values: Vec<String>,
    potential: Number,
}
