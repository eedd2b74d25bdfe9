//! Why something is no Markov random field, or one too large to compute with.

use super::MAX_TABLE;
use crate::exact::Rational;
use std::fmt;

/// Why something is no Markov random field, or one too large to compute with. Edges and vertices by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MrfError {
    /// A vertex without values.
    EmptyAlphabet(usize),
    /// An edge with a vertex that isn't there.
    NoSuchVertex {
        /// The edge.
        edge: usize,
        /// The vertex.
        vertex: usize,
    },
    /// An edge that joins nothing, or a vertex to itself.
    NotASet(usize),
    /// An edge that joins the same vertices as one before it.
    RepeatedEdge(usize),
    /// Not one potential for each combination of values.
    Potentials {
        /// The edge.
        edge: usize,
        /// How many combinations there are.
        expected: usize,
        /// How many potentials there are.
        found: usize,
    },
    /// A potential e^ψ that isn't above 0.
    NotPositive(Rational),
    /// Vertices asked for that aren't there, or repeated.
    NoVertices(Vec<usize>),
    /// A table with more than [`MAX_TABLE`] entries.
    TooLarge,
}

impl fmt::Display for MrfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyAlphabet(vertex) => write!(f, "vertex {vertex} takes no value"),
            Self::NoSuchVertex { edge, vertex } => {
                write!(f, "edge {edge} joins vertex {vertex}; there is none")
            }
            Self::NotASet(edge) => write!(f, "edge {edge} joins nothing, or a vertex to itself"),
            Self::RepeatedEdge(edge) => write!(f, "edge {edge} joins the same vertices as one before it"),
            Self::Potentials { edge, expected, found } => {
                write!(f, "edge {edge} has {found} potentials for {expected} combinations of values")
            }
            Self::NotPositive(potential) => {
                write!(f, "a potential e^ψ of {potential}; it must be above 0")
            }
            Self::NoVertices(vertices) => write!(f, "{vertices:?} are not vertices, or not each once"),
            Self::TooLarge => write!(f, "this takes a table with more than {MAX_TABLE} entries"),
        }
    }
}

impl std::error::Error for MrfError {}
