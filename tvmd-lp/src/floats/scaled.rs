//! A program as floats, its rows and columns scaled.

use super::factors::Sparse;
use super::real::Real;
use super::scales::{Scales, middle, power};
use crate::{Program, Rational, Relation, Row};

/// Variables without a bound are held within this, as a multiple of the largest bound or right side.
const FAR: f64 = 1e4;

/// A program to be minimised: columns of structural variables, then one for each row's activity, which is minus a unit; all rows are
/// equations with 0 on the right.
pub(super) struct Scaled<T> {
    pub(super) rows: Vec<Sparse<T>>,
    pub(super) columns: Vec<Sparse<T>>,
    /// By variable, structural ones first.
    pub(super) lower: Vec<T>,
    pub(super) upper: Vec<T>,
    /// Where variables without a bound are held.
    pub(super) far: T,
    /// By structural variable.
    pub(super) costs: Vec<T>,
    /// The value of a structural variable per unit of its scaled one.
    pub(super) of_columns: Vec<f64>,
    /// A multiplier per unit of its scaled one.
    pub(super) of_rows: Vec<f64>,
}

impl Row {
    /// The coefficients by variable.
    pub(super) fn reals<T: Real>(&self) -> impl Iterator<Item = (usize, T)> + '_ {
        self.entries.iter().map(|(variable, entry)| (*variable, T::ratio(entry, &self.unit)))
    }
}

impl<T: Real> Scaled<T> {
    pub(super) fn new(program: &Program, scales: &Scales) -> Self {
        let Scales { of_columns, by_rows, .. } = scales;
        let (n, m) = (of_columns.len(), by_rows.len());
        let mut columns = vec![Sparse::new(); n];
        let rows = program.rows.iter().zip(by_rows).enumerate().map(|(position, (row, scale))| {
            let scaled = row.reals().map(|(column, entry): (usize, T)| {
                let entry = entry * T::of(scale * of_columns[column]);
                columns[column].push((position, entry));
                (column, entry)
            });
            scaled.collect()
        });
        let rows = rows.collect();
        let bound = |number: &Option<Rational>, absent: T, scale: f64| {
            number.as_ref().map_or(absent, |number| T::near(number) * T::of(scale))
        };
        let (mut lower, mut upper) = (Vec::with_capacity(n + m), Vec::with_capacity(n + m));
        for (variable, scale) in program.variables.iter().zip(of_columns) {
            lower.push(bound(&variable.lower, -T::INFINITY, 1.0 / scale));
            upper.push(bound(&variable.upper, T::INFINITY, 1.0 / scale));
        }
        for (row, scale) in program.rows.iter().zip(by_rows) {
            let right = T::near(&row.right) * T::of(*scale);
            lower.push(if row.relation == Relation::AtMost { -T::INFINITY } else { right });
            upper.push(if row.relation == Relation::AtLeast { T::INFINITY } else { right });
        }
        let sizes = lower.iter().chain(&upper).filter(|bound| bound.is_finite());
        let far = T::of(FAR) * sizes.fold(T::ONE, |most, bound| most.larger(bound.abs()));
        for (lower, upper) in lower[..n].iter_mut().zip(&mut upper[..n]) {
            *lower = lower.larger(-far);
            *upper = if far < *upper { far } else { *upper };
        }
        let costs = program.variables.iter().zip(of_columns);
        let mut costs: Vec<T> =
            costs.map(|(variable, scale)| -T::near(&variable.objective) * T::of(*scale)).collect();
        let sizes = costs.iter().map(|cost| cost.float().abs()).filter(|size| *size > 0.0);
        let unit = power(middle(sizes));
        costs.iter_mut().for_each(|cost| *cost /= T::of(unit));
        let of_rows = by_rows.iter().map(|scale| scale * unit).collect();
        Self { rows, columns, lower, upper, far, costs, of_columns: of_columns.clone(), of_rows }
    }

    pub(super) fn structural(&self) -> usize {
        self.columns.len()
    }

    pub(super) fn is_fixed(&self, variable: usize) -> bool {
        self.lower[variable] >= self.upper[variable]
    }
}
