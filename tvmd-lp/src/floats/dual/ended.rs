//! What a run ended at: a point, multipliers and a basis.

use super::{Dual, Stand};
use crate::basis::{Basis, Side};
use crate::floats::real::Real;

impl<T: Real> Dual<'_, T> {
    /// The values of the structural variables.
    pub(in crate::floats) fn point(&self) -> Vec<f64> {
        let values = self.values.iter().zip(&self.scaled.of_columns);
        values.map(|(value, scale)| value.float() * scale).collect()
    }

    /// What each row's right side is worth.
    pub(in crate::floats) fn multipliers(&self) -> Vec<f64> {
        let n = self.scaled.structural();
        self.reduced[n..]
            .iter()
            .zip(&self.scaled.of_rows)
            .map(|(reduced, scale)| -reduced.float() * scale)
            .collect()
    }

    /// Whether a variable stands at a bound that it hasn't, far out.
    pub(in crate::floats) fn is_far(&self) -> bool {
        let far = self.scaled.far;
        self.values[..self.scaled.structural()].iter().any(|value| value.abs() >= far)
    }

    /// The basis: tight rows, the structural variables that they determine, and where the others stand, by which of their bounds they have.
    pub(in crate::floats) fn basis(&self, has: impl Iterator<Item = (bool, bool)>) -> Basis {
        let n = self.scaled.structural();
        let is_basic = |variable: &usize| matches!(self.stands[*variable], Stand::Basic(_));
        let at = self.stands.iter().zip(has).map(|(stand, has)| match (has, stand) {
            ((false, false), _) => Side::Zero,
            ((false, true), _) | ((true, true), Stand::Upper) => Side::Upper,
            ((true, _), _) => Side::Lower,
        });
        Basis {
            rows: (0..self.basic.len()).filter(|row| !is_basic(&(n + row))).collect(),
            columns: (0..n).filter(is_basic).collect(),
            at: at.collect(),
        }
    }
}
