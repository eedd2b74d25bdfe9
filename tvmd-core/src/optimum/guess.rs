//! What a float solver thinks is optimal: a guess, from which exact solutions are made and checked.
//!
//! The program and its dual are both solved, since a vertex of each is needed and not every solver gives multipliers.
#![allow(clippy::float_arithmetic, reason = "floats guess here, and decide nothing")]

use super::program::{Program, Relation, Row};
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

/// Programs with at most so many rows are solved at once.
const FEW_ROWS: usize = 300;

/// Rows with at most so many entries are there from the start.
const SHORT: usize = 4;

/// In how many of the rows that are added at once a variable may be.
const AT_ONCE: usize = 6;

/// By how much a row must be violated to be added.
const VIOLATED: f64 = 1e-8;

/// A guess at an optimal point and optimal multipliers.
#[derive(Clone, Debug)]
pub(super) struct Guess {
    /// One number per variable.
    pub(super) primal: Vec<f64>,
    /// One number per row.
    pub(super) dual: Vec<f64>,
}

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
    /// What a float solver finds; `None` if it finds nothing, for whatever reason.
    ///
    /// Few of the rows of an auction's program bind, so it starts with short rows and adds the others as they are violated.
    pub(super) fn guess(&self) -> Option<Guess> {
        let floats = Floats::of(self);
        let few = self.rows.len() <= FEW_ROWS;
        let mut active: Vec<usize> =
            (0..self.rows.len()).filter(|row| few || self.rows[*row].coefficients.len() <= SHORT).collect();
        loop {
            let Some(primal) = self.guess_primal(&active) else {
                // Without its other rows the program may have no bound.
                if active.len() == self.rows.len() {
                    return None;
                }
                active = (0..self.rows.len()).collect();
                continue;
            };
            let violated = floats.violated(&primal, &active);
            if violated.is_empty() {
                return Some(Guess { primal, dual: self.guess_dual(&active)? });
            }
            active.extend(violated);
        }
    }

    fn guess_primal(&self, active: &[usize]) -> Option<Vec<f64>> {
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
            .map(|(own, variable)| float(&own.objective) * *variable)
            .sum();
        let rows = active.iter().map(|row| {
            let row = &self.rows[*row];
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

    /// The least bound Σ right · multiplier + Σ bound · (part of the reduced cost), over multipliers of the right signs.
    fn guess_dual(&self, active: &[usize]) -> Option<Vec<f64>> {
        let mut all = ProblemVariables::new();
        let multipliers: Vec<Variable> = active
            .iter()
            .map(|row| match self.rows[*row].relation {
                Relation::AtMost => all.add(variable().min(0.0)),
                Relation::Equal => all.add(variable()),
                Relation::AtLeast => all.add(variable().max(0.0)),
            })
            .collect();
        let mut objective: Expression =
            active.iter().zip(&multipliers).map(|(row, own)| float(&self.rows[*row].right) * *own).sum();
        let mut sums: Vec<Expression> =
            self.variables.iter().map(|own| Expression::from(-float(&own.objective))).collect();
        for (row, multiplier) in active.iter().zip(&multipliers) {
            for (own, factor) in &self.rows[*row].coefficients {
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
        let found =
            solve(all.minimise(objective), sums.into_iter().map(|sum| sum.eq(0.0)).collect(), &multipliers)?;
        let mut dual = vec![0.0; self.rows.len()];
        for (row, multiplier) in active.iter().zip(found) {
            dual[*row] = multiplier;
        }
        Some(dual)
    }
}

/// A row's entries, relation and right side.
type FloatRow = (Vec<(usize, f64)>, Relation, f64);

/// The rows of a program in floats.
struct Floats {
    rows: Vec<FloatRow>,
}

impl Floats {
    fn of(program: &Program) -> Self {
        let row = |row: &Row| {
            let form = row.coefficients.iter().map(|(own, factor)| (own.0, float(factor)));
            (form.collect(), row.relation, float(&row.right))
        };
        Self { rows: program.rows.iter().map(row).collect() }
    }

    /// Rows beyond `active` that a point violates, the worst first, no variable in more than a few of them.
    fn violated(&self, point: &[f64], active: &[usize]) -> Vec<usize> {
        let mut open = vec![true; self.rows.len()];
        for row in active {
            open[*row] = false;
        }
        let violation = |(form, relation, right): &FloatRow| {
            let activity: f64 = form.iter().map(|(own, factor)| factor * point[*own]).sum();
            match relation {
                Relation::AtMost => activity - right,
                Relation::Equal => (activity - right).abs(),
                Relation::AtLeast => right - activity,
            }
        };
        let mut violated: Vec<(f64, usize)> = (0..self.rows.len())
            .filter(|row| open[*row])
            .map(|row| (violation(&self.rows[row]), row))
            .filter(|(violation, _)| *violation > VIOLATED)
            .collect();
        violated.sort_by(|one, other| other.0.total_cmp(&one.0));
        let mut uses = vec![0_usize; point.len()];
        violated.retain(|(_, row)| {
            let form = &self.rows[*row].0;
            let fresh = form.iter().all(|(own, _)| uses[*own] < AT_ONCE);
            if fresh {
                form.iter().for_each(|(own, _)| uses[*own] += 1);
            }
            fresh
        });
        violated.into_iter().map(|(_, row)| row).collect()
    }
}
