//! A program as floats of moderate size: rows and columns scaled by powers of two.

use super::factors::Sparse;
use crate::{BigInt, Program, Rational, Relation, Row};
use num_traits::ToPrimitive as _;

/// How often rows and columns are scaled in turn.
const ROUNDS: usize = 4;

/// Variables without a bound are held within this, as a multiple of the largest bound or right side.
const FAR: f64 = 1e4;

/// A program to be minimised: columns of structural variables, then one for each row's activity, which is minus a unit; all rows are
/// equations with 0 on the right.
pub(super) struct Scaled {
    pub(super) rows: Vec<Sparse>,
    pub(super) columns: Vec<Sparse>,
    /// By variable, structural ones first.
    pub(super) lower: Vec<f64>,
    pub(super) upper: Vec<f64>,
    /// Where variables without a bound are held.
    pub(super) far: f64,
    /// By structural variable.
    pub(super) costs: Vec<f64>,
    /// The value of a structural variable per unit of its scaled one.
    pub(super) of_columns: Vec<f64>,
    /// A multiplier per unit of its scaled one.
    pub(super) of_rows: Vec<f64>,
}

/// The float nearest to a rational.
pub(super) fn float(number: &Rational) -> f64 {
    number.to_f64().unwrap_or(0.0)
}

impl Row {
    /// The coefficients by variable.
    fn floats(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        let whole = |number: &BigInt| number.to_f64().filter(|found| found.is_finite());
        let coefficient = move |entry: &BigInt| match (whole(entry), whole(&self.unit)) {
            (Some(entry), Some(unit)) => entry / unit,
            _ => float(&Rational::new(entry.clone(), self.unit.clone())),
        };
        self.entries.iter().map(move |(variable, entry)| (*variable, coefficient(entry)))
    }
}

/// The power of two next to a positive number.
fn power(number: f64) -> f64 {
    if number.is_finite() && number > 0.0 { number.log2().round().exp2() } else { 1.0 }
}

/// The geometric mean of the least and the largest of some numbers, or 1.
fn middle(numbers: impl Iterator<Item = f64>) -> f64 {
    let (least, most) =
        numbers.fold((f64::INFINITY, 0.0_f64), |(least, most), number| (least.min(number), most.max(number)));
    if most > 0.0 { (least.sqrt()) * (most.sqrt()) } else { 1.0 }
}

impl Scaled {
    pub(super) fn new(program: &Program) -> Self {
        let (n, m) = (program.variables.len(), program.rows.len());
        let mut rows: Vec<Sparse> = program.rows.iter().map(|row| row.floats().collect()).collect();
        let (mut of_columns, mut by_rows) = (vec![1.0; n], vec![1.0; m]);
        for _ in 0..ROUNDS {
            for (row, scale) in rows.iter().zip(&mut by_rows) {
                *scale = 1.0 / middle(row.iter().map(|(column, entry)| (entry * of_columns[*column]).abs()));
            }
            let mut extremes = vec![(f64::INFINITY, 0.0_f64); n];
            for (row, scale) in rows.iter().zip(&by_rows) {
                for (column, entry) in row {
                    let (least, most) = &mut extremes[*column];
                    let size = (entry * scale).abs();
                    (*least, *most) = (least.min(size), most.max(size));
                }
            }
            for (scale, (least, most)) in of_columns.iter_mut().zip(extremes) {
                *scale = if most > 0.0 { 1.0 / (least.sqrt() * most.sqrt()) } else { 1.0 };
            }
        }
        of_columns.iter_mut().for_each(|scale| *scale = power(*scale));
        by_rows.iter_mut().for_each(|scale| *scale = power(*scale));
        let mut columns = vec![Sparse::new(); n];
        for (position, (row, scale)) in rows.iter_mut().zip(&by_rows).enumerate() {
            for (column, entry) in row {
                *entry *= scale * of_columns[*column];
                columns[*column].push((position, *entry));
            }
        }
        let bound = |number: &Option<Rational>, absent: f64, scale: f64| {
            number.as_ref().map_or(absent, |number| float(number) * scale)
        };
        let (mut lower, mut upper) = (Vec::with_capacity(n + m), Vec::with_capacity(n + m));
        for (variable, scale) in program.variables.iter().zip(&of_columns) {
            lower.push(bound(&variable.lower, f64::NEG_INFINITY, 1.0 / scale));
            upper.push(bound(&variable.upper, f64::INFINITY, 1.0 / scale));
        }
        for (row, scale) in program.rows.iter().zip(&by_rows) {
            let right = float(&row.right) * scale;
            lower.push(if row.relation == Relation::AtMost { f64::NEG_INFINITY } else { right });
            upper.push(if row.relation == Relation::AtLeast { f64::INFINITY } else { right });
        }
        let sizes = lower.iter().chain(&upper).filter(|bound| bound.is_finite());
        let far = FAR * sizes.fold(1.0, |most: f64, bound| most.max(bound.abs()));
        for (lower, upper) in lower[..n].iter_mut().zip(&mut upper[..n]) {
            *lower = lower.max(-far);
            *upper = upper.min(far);
        }
        let mut costs: Vec<f64> = program
            .variables
            .iter()
            .zip(&of_columns)
            .map(|(variable, scale)| -float(&variable.objective) * scale)
            .collect();
        let unit = power(middle(costs.iter().filter(|cost| **cost != 0.0).map(|cost| cost.abs())));
        costs.iter_mut().for_each(|cost| *cost /= unit);
        let of_rows = by_rows.iter().map(|scale| scale * unit).collect();
        Self { rows, columns, lower, upper, far, costs, of_columns, of_rows }
    }

    pub(super) fn structural(&self) -> usize {
        self.columns.len()
    }

    pub(super) fn is_fixed(&self, variable: usize) -> bool {
        self.lower[variable] >= self.upper[variable]
    }
}
