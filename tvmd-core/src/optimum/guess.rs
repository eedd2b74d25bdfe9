//! What a float solver thinks is optimal: a guess, from which exact solutions are made and checked.
//!
//! The program and its dual are both solved, since a vertex of each is needed and not every solver gives multipliers.
#![allow(clippy::float_arithmetic, reason = "floats guess here, and decide nothing")]

use super::program::{Program, Relation};
use crate::exact::Rational;
use good_lp::{
    Constraint, Expression, ProblemVariables, Solution as _, SolverModel as _, Variable, variable,
    variable::UnsolvedProblem,
};
use num_traits::ToPrimitive as _;

#[cfg(feature = "highs")]
use good_lp::highs as solver;
#[cfg(not(feature = "highs"))]
use good_lp::microlp as solver;

fn float(number: &Rational) -> f64 {
    number.to_f64().unwrap_or(0.0)
}

fn bound(number: Option<&Rational>, absent: f64) -> f64 {
    number.map_or(absent, float)
}

fn solve(problem: UnsolvedProblem, rows: Vec<Constraint>, wanted: &[Variable]) -> Option<Vec<f64>> {
    let mut model = solver(problem);
    for row in rows {
        model.add_constraint(row);
    }
    let solution = model.solve().ok()?;
    Some(wanted.iter().map(|variable| solution.value(*variable)).collect())
}

impl Program {
    /// The largest coefficient of the objective, a unit in which the solvers' absolute tolerances mean something else.
    pub(super) fn unit(&self) -> f64 {
        let largest = self.variables.iter().map(|own| float(&own.objective).abs()).fold(0.0, f64::max);
        if largest > 0.0 { largest } else { 1.0 }
    }

    /// What a float solver finds for the program, its objective in this unit; `None` if it finds nothing, for whatever reason.
    pub(super) fn guess_primal(&self, unit: f64) -> Option<Vec<f64>> {
        let mut all = ProblemVariables::new();
        let variables: Vec<Variable> = self
            .variables
            .iter()
            .map(|own| {
                let lower = bound(own.lower.as_ref(), f64::NEG_INFINITY);
                all.add(variable().min(lower).max(bound(own.upper.as_ref(), f64::INFINITY)))
            })
            .collect();
        let objective: Expression = self
            .variables
            .iter()
            .zip(&variables)
            .map(|(own, variable)| float(&own.objective) / unit * *variable)
            .sum();
        let rows = self.rows.iter().map(|row| {
            let form: Expression =
                row.coefficients.iter().map(|(own, factor)| float(factor) * variables[own.0]).sum();
            match row.relation {
                Relation::AtMost => form.leq(float(&row.right)),
                Relation::Equal => form.eq(float(&row.right)),
                Relation::AtLeast => form.geq(float(&row.right)),
            }
        });
        solve(all.maximise(objective), rows.collect(), &variables)
    }

    /// The least bound Σ right · multiplier + Σ bound · (part of the reduced cost), over multipliers of the right signs; all
    /// in this unit of the objective.
    pub(super) fn guess_dual(&self, unit: f64) -> Option<Vec<f64>> {
        let mut all = ProblemVariables::new();
        let multipliers: Vec<Variable> = self
            .rows
            .iter()
            .map(|row| match row.relation {
                Relation::AtMost => all.add(variable().min(0.0)),
                Relation::Equal => all.add(variable()),
                Relation::AtLeast => all.add(variable().max(0.0)),
            })
            .collect();
        let mut objective: Expression =
            self.rows.iter().zip(&multipliers).map(|(row, own)| float(&row.right) * *own).sum();
        let mut sums: Vec<Expression> =
            self.variables.iter().map(|own| Expression::from(-float(&own.objective) / unit)).collect();
        for (row, multiplier) in self.rows.iter().zip(&multipliers) {
            for (own, factor) in &row.coefficients {
                sums[own.0] += float(factor) * *multiplier;
            }
        }
        for (own, sum) in self.variables.iter().zip(&mut sums) {
            for (bound, sign) in [(&own.upper, 1.0), (&own.lower, -1.0)] {
                if let Some(bound) = bound {
                    let part = all.add(variable().min(0.0));
                    objective += sign * float(bound) * part;
                    *sum += sign * part;
                }
            }
        }
        let sums = sums.into_iter().map(|sum| sum.eq(0.0)).collect();
        solve(all.minimise(objective), sums, &multipliers)
    }
}
