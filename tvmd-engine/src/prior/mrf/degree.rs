//! Weighted degrees (Definition 6), as e^d.
//!
//! d_i is the largest |Σ_{e ∋ i} ψ_e(x_e)| over all x, so e^{d_i} is the largest product of the potentials of the edges at
//! i, or one over the smallest product if that is more.

use super::elimination::eliminate;
use super::{Mrf, MrfError};
use crate::exact::Rational;
use num_traits::One;
use std::cmp::{max, min};

impl Mrf {
    /// e^{d_i} for a vertex i; 1 for one that no edge joins.
    ///
    /// # Errors
    /// If there is no such vertex, or elimination would form a table over [`MAX_TABLE`](super::MAX_TABLE).
    pub fn weighted_degree(&self, vertex: usize) -> Result<Rational, MrfError> {
        if vertex >= self.vertices.len() {
            return Err(MrfError::NoVertices(vec![vertex]));
        }
        let at_vertex = Self {
            vertices: self
                .vertices
                .iter()
                .map(|potentials| vec![Rational::one(); potentials.len()])
                .collect(),
            edges: self.edges.iter().filter(|edge| edge.vertices.contains(&vertex)).cloned().collect(),
        };
        at_vertex.extreme_product()
    }

    /// e^Δ, Δ being the largest weighted degree of any vertex. It is at least 1.
    ///
    /// # Errors
    /// Like [`weighted_degree`](Self::weighted_degree).
    pub fn maximum_weighted_degree(&self) -> Result<Rational, MrfError> {
        let mut degrees = (0..self.vertices.len()).map(|vertex| self.weighted_degree(vertex));
        degrees.try_fold(Rational::one(), |most, degree| Ok(max(most, degree?)))
    }

    /// The largest product of the potentials at a configuration, or one over the smallest.
    fn extreme_product(&self) -> Result<Rational, MrfError> {
        let sizes = self.sizes();
        let (factors, denominator) = self.factors();
        let largest = eliminate(&sizes, factors, &[], max)?.into_iter().product();
        let smallest = eliminate(&sizes, self.factors().0, &[], min)?.into_iter().product();
        Ok(max(Rational::new(largest, denominator.clone()), Rational::new(denominator, smallest)))
    }
}
