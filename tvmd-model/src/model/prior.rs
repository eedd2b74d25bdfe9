//! Priors as written.

use super::object::object;
use super::{ArrayFile, Entries};
use crate::exact::{Rational, text};
use serde_core::{Serialize, Serializer};

/// A distribution of type profiles.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom {
    /// One type per agent, in the order of the agents.
    pub profile: Vec<String>,
    /// Its probability.
    pub probability: Rational,
}

/// A Markov random field (Definition 5). All potentials are given as e^ψ; those that aren't listed are 1.
///
/// The vertices are the agents, and their values are the types; or, where there is only one agent, the vertices are the
/// items, and their values are the numbers that they are worth to her types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MrfDecl {
    /// The potentials of vertices, by vertex and value. An agent may be ⊥ only if `Bottom` is listed here.
    pub vertices: Entries<Entries<text::Text>>,
    /// The hyperedges.
    pub edges: Vec<Edge>,
}

/// A hyperedge and its potentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The vertices that it joins.
    pub joins: Vec<String>,
    /// The potentials that differ from 1.
    pub potentials: Vec<Potential>,
}

/// The potential of a hyperedge at one combination of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Potential {
    /// One value per vertex, in the order of the hyperedge.
    pub values: Vec<String>,
    /// e^ψ, above 0.
    pub potential: Rational,
}

impl Serialize for PriorDecl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Independent(marginals) => object(serializer)?.field("independent", marginals)?.end(),
            Self::Joint(atoms) => object(serializer)?.field("joint", atoms)?.end(),
            Self::Uniform => serializer.serialize_str("uniform"),
            Self::Mrf(field) => object(serializer)?.field("mrf", field)?.end(),
            Self::Include(file) => object(serializer)?.field("include", file)?.end(),
            Self::Arrays(file) => object(serializer)?.field("arrays", file)?.end(),
        }
    }
}

impl Serialize for Marginal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Uniform => serializer.serialize_str("uniform"),
            Self::Masses(masses) => masses.serialize(serializer),
        }
    }
}

impl Serialize for Atom {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { profile, probability } = self;
        object(serializer)?.field("profile", profile)?.number("probability", probability)?.end()
    }
}

impl Serialize for MrfDecl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { vertices, edges } = self;
        let object = object(serializer)?.given("vertices", vertices.filled())?;
        object.given("edges", Some(edges).filter(|edges| !edges.is_empty()))?.end()
    }
}

impl Serialize for Edge {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { joins, potentials } = self;
        object(serializer)?.field("joins", joins)?.field("potentials", potentials)?.end()
    }
}

impl Serialize for Potential {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { values, potential } = self;
        object(serializer)?.field("values", values)?.number("potential", potential)?.end()
    }
}
