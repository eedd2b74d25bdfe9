//! Markov random fields: distributions from potentials on the vertices and hyperedges of a hypergraph (Definition 5).
//!
//! Potentials are given as e^ψ, positive rationals, so that everything here is exact: the partition function, marginals
//! and the whole distribution, and the weighted degrees of Definition 6 as e^d. Sums over all configurations are
//! computed by variable elimination, so that a field of many vertices costs what its hypergraph costs and
//! not what its configurations count.
//!
//! A field is a *representation* of its distribution. Potentials can be moved between vertices and edges without changing
//! the distribution, and the weighted degrees do change then.
//!
//! ```
//! use tvmd::prior::mrf::{Edge, Mrf};
//! use tvmd::ratio;
//!
//! // Two vertices of two values each, twice as likely to agree.
//! let one = || vec![ratio!(1), ratio!(1)];
//! let agree = Edge { vertices: vec![0, 1], potentials: vec![ratio!(2), ratio!(1), ratio!(1), ratio!(2)] };
//! let field = Mrf::new(vec![one(), one()], vec![agree])?;
//! assert_eq!(field.partition_function()?, ratio!(6));
//! assert_eq!(field.joint()?.mass(0), ratio!(1 / 3));
//! assert_eq!(field.marginal(&[1])?.mass(0), ratio!(1 / 2));
//! // e^d of Definition 6.
//! assert_eq!(field.maximum_weighted_degree()?, ratio!(2));
//! # Ok::<(), tvmd::prior::MrfError>(())
//! ```
//!
//! In a block, such a prior is `prior mrf { (First, Second) { (Low, Low): 2, (High, High): 2 } }`.

mod degree;
mod elimination;
mod error;
#[cfg(test)]
mod tests;

pub use error::MrfError;

use super::Distribution;
use crate::exact::scaled::{common_denominator, numerator};
use crate::exact::{BigInt, Rational};
use elimination::{Factor, eliminate, product};
use num_traits::{One, Signed};
use std::collections::HashSet;

/// The most entries of one table: of a potential, of what elimination forms, of a distribution.
pub const MAX_TABLE: usize = 1 << 22;

/// A Markov random field. Vertices are numbered from 0; vertex v takes the values 0, …, |Σ_v| - 1.
///
/// [`Prior::of_field`](super::Prior::of_field) says which vertices stand for what in a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mrf {
    vertices: Vec<Vec<Rational>>,
    edges: Vec<Edge>,
}

/// A hyperedge with its potential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The vertices that it joins, each once, in the order in which `potentials` numbers their values.
    pub vertices: Vec<usize>,
    /// e^ψ_e by the values of `vertices`, in mixed radix: the last vertex varies fastest.
    pub potentials: Vec<Rational>,
}

impl Edge {
    /// Its potential where all vertices, of alphabets of these sizes, have these values.
    pub fn potential(&self, sizes: &[usize], configuration: &[usize]) -> &Rational {
        let number =
            self.vertices.iter().fold(0, |number, vertex| number * sizes[*vertex] + configuration[*vertex]);
        &self.potentials[number]
    }
}

impl Mrf {
    /// The field with these potentials e^ψ: per vertex one for each value of its alphabet, and those of the hyperedges.
    ///
    /// # Errors
    /// If an alphabet is empty, a potential is 0 or less, an edge joins nothing, a vertex twice or one that isn't there,
    /// has not one potential for each combination of values, or joins the same vertices as an edge before it.
    pub fn new(vertices: Vec<Vec<Rational>>, edges: Vec<Edge>) -> Result<Self, MrfError> {
        if let Some(empty) = vertices.iter().position(Vec::is_empty) {
            return Err(MrfError::EmptyAlphabet(empty));
        }
        let field = Self { vertices, edges };
        let mut joined = HashSet::new();
        for (number, edge) in field.edges.iter().enumerate() {
            let mut set = edge.vertices.clone();
            set.sort_unstable();
            if let Some(vertex) = set.iter().find(|vertex| **vertex >= field.vertices.len()) {
                return Err(MrfError::NoSuchVertex { edge: number, vertex: *vertex });
            }
            let distinct = set.windows(2).all(|pair| pair[0] != pair[1]);
            if set.is_empty() || !distinct {
                return Err(MrfError::NotASet(number));
            }
            let expected = field.table_size(&set)?;
            if edge.potentials.len() != expected {
                return Err(MrfError::Potentials { edge: number, expected, found: edge.potentials.len() });
            }
            if !joined.insert(set) {
                return Err(MrfError::RepeatedEdge(number));
            }
        }
        let tables = field.vertices.iter().chain(field.edges.iter().map(|edge| &edge.potentials));
        match tables.flatten().find(|potential| !potential.is_positive()) {
            Some(potential) => Err(MrfError::NotPositive(potential.clone())),
            None => Ok(field),
        }
    }

    /// The vertices' potentials e^ψ_v, by vertex and value.
    #[must_use]
    pub fn vertices(&self) -> &[Vec<Rational>] {
        &self.vertices
    }

    /// The hyperedges.
    #[must_use]
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// How many values each vertex takes: |Σ_v|.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        self.vertices.iter().map(Vec::len).collect()
    }

    /// Whether every hyperedge joins two vertices, as Proposition 4 wants it.
    #[must_use]
    pub fn is_pairwise(&self) -> bool {
        self.edges.iter().all(|edge| edge.vertices.len() == 2)
    }

    /// The partition function: the sum over all configurations of the product of all potentials.
    ///
    /// # Errors
    /// If elimination would form a table with more than [`MAX_TABLE`] entries.
    pub fn partition_function(&self) -> Result<Rational, MrfError> {
        let (factors, denominator) = self.factors();
        let sum = eliminate(&self.sizes(), factors, &[], |sum, term| sum + term)?;
        Ok(Rational::new(sum.into_iter().sum(), denominator))
    }

    /// The distribution of the values of some vertices, numbered in mixed radix with the first of them most significant.
    ///
    /// # Errors
    /// If a vertex isn't there or comes twice, or a table would be over [`MAX_TABLE`].
    pub fn marginal(&self, of: &[usize]) -> Result<Distribution, MrfError> {
        for (position, vertex) in of.iter().enumerate() {
            if *vertex >= self.vertices.len() || of[..position].contains(vertex) {
                return Err(MrfError::NoVertices(of.to_vec()));
            }
        }
        let weights = eliminate(&self.sizes(), self.factors().0, of, |sum, term| sum + term)?;
        Ok(Distribution::proportional(weights).expect("potentials are positive"))
    }

    /// The distribution of configurations, numbered in mixed radix with vertex 0 most significant.
    ///
    /// # Errors
    /// If there are more than [`MAX_TABLE`] configurations.
    pub fn joint(&self) -> Result<Distribution, MrfError> {
        let all: Vec<usize> = (0..self.vertices.len()).collect();
        self.table_size(&all)?;
        let weights = product(&self.sizes(), &self.factors().0, &all);
        Ok(Distribution::proportional(weights).expect("potentials are positive"))
    }

    /// The same vertices without any edge: the product distribution of the vertex potentials.
    ///
    /// It is the one that the proof of Proposition 4 compares with, and depends on the representation too.
    #[must_use]
    pub fn without_edges(&self) -> Self {
        Self { vertices: self.vertices.clone(), edges: Vec::new() }
    }

    /// How many combinations of values some vertices have.
    fn table_size(&self, vertices: &[usize]) -> Result<usize, MrfError> {
        let sizes = self.sizes();
        elimination::table_size(&sizes, vertices)
    }

    /// All potentials as integers, with what they were multiplied by in all.
    fn factors(&self) -> (Vec<Factor>, BigInt) {
        let vertices =
            self.vertices.iter().enumerate().map(|(vertex, potentials)| (vec![vertex], potentials));
        let edges = self.edges.iter().map(|edge| (edge.vertices.clone(), &edge.potentials));
        let mut all = BigInt::one();
        let factors = vertices.chain(edges).map(|(vertices, potentials)| {
            let denominator = common_denominator(potentials);
            let table = potentials.iter().map(|potential| numerator(potential, &denominator)).collect();
            all *= denominator;
            Factor { vertices, table }
        });
        let factors = factors.collect();
        (factors, all)
    }
}
