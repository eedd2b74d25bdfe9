//! Priors as written.

use super::object::objects;
use super::{ArrayFile, Entries};
use crate::exact::{Rational, text};
use serde::de::{Deserializer, IntoDeserializer, MapAccess, Visitor, value};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A distribution of type profiles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriorDecl {
    /// Each agent's type is drawn on her own.
    Independent(Entries<Marginal>),
    /// The mass of each profile; unlisted profiles have none.
    Joint(Vec<Atom>),
    /// Every profile without ⊥ is equally likely.
    Uniform,
    /// A Markov random field, by its potentials.
    Mrf(MrfDecl),
    /// Read from a file, named relative to the file that says so.
    Include(String),
    /// The masses of all profiles without ⊥, or weights that they are proportional to.
    Arrays(ArrayFile),
}

/// The distribution of one agent's type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marginal {
    /// Every type but ⊥ is equally likely.
    Uniform,
    /// The mass of each type; unlisted types have none.
    Masses(Entries<text::Text>),
}

/// A profile and its mass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Atom {
    /// One type per agent, in the order of the agents.
    pub profile: Vec<String>,
    /// Its probability.
    #[serde(with = "text")]
    pub probability: Rational,
}

/// A Markov random field (Definition 5). All potentials are given as e^ψ; those that aren't listed are 1.
///
/// The vertices are the agents, and their values are the types; or, where there is only one agent, the vertices are the
/// items, and their values are the numbers that they are worth to her types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct MrfDecl {
    /// The potentials of vertices, by vertex and value. An agent may be ⊥ only if `Bottom` is listed here.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub vertices: Entries<Entries<text::Text>>,
    /// The hyperedges.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edges: Vec<Edge>,
}

/// A hyperedge and its potentials.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Edge {
    /// The vertices that it joins.
    pub joins: Vec<String>,
    /// The potentials that differ from 1.
    pub potentials: Vec<Potential>,
}

/// The potential of a hyperedge at one combination of values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Potential {
    /// One value per vertex, in the order of the hyperedge.
    pub values: Vec<String>,
    /// e^ψ, above 0.
    #[serde(with = "text")]
    pub potential: Rational,
}

impl Serialize for Marginal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Uniform => serializer.serialize_str("uniform"),
            Self::Masses(masses) => masses.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Marginal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Word {
            Uniform,
        }
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Marginal;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of masses per type, or \"uniform\"")
            }
            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Marginal, E> {
                let Word::Uniform = Word::deserialize(word.into_deserializer())?;
                Ok(Marginal::Uniform)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Marginal, A::Error> {
                Entries::deserialize(value::MapAccessDeserializer::new(map)).map(Marginal::Masses)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

objects!(Atom, MrfDecl, Edge, Potential);
