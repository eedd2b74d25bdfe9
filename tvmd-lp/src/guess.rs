//! What a float solver thinks is optimal: a guess, from which exact solutions are made and checked.
//!
//! A vertex of the program and one of its dual are needed. HiGHS gives both at once; microlp gives no multipliers, so with it the dual
//! is solved, too.
#![allow(clippy::float_arithmetic, reason = "floats guess here, and decide nothing")]

use crate::{BigInt, Program, Rational, Relation, Row};
#[cfg(feature = "highs")]
use good_lp::SolutionWithDual as _;
#[cfg(not(feature = "highs"))]
use good_lp::solvers::microlp::{MicroLpProblem, MicroLpSolution};
#[cfg(feature = "highs")]
use good_lp::solvers::{
    DualValues as _,
    highs::{HighsProblem, HighsSolution},
};
use good_lp::{
    Constraint, Expression, ProblemVariables, Solution as _, SolverModel as _, Variable, WithTimeLimit as _,
    constraint::ConstraintReference, variable, variable::UnsolvedProblem,
};
use num_traits::ToPrimitive as _;

/// How far from equality two floats may be and still be taken for equal, relative to their size.
pub(crate) const NEAR: f64 = 1e-7;

pub(crate) fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= NEAR * (1.0 + one.abs().max(other.abs()))
}

/// A solver that gets anywhere is a few times faster than this, zeros counted.
const ENTRIES_PER_SECOND: usize = 1_000_000;

/// The float nearest to a rational.
pub(crate) fn float(number: &Rational) -> f64 {
    number.to_f64().unwrap_or(0.0)
}

impl Row {
    /// The coefficients by variable.
    pub(crate) fn floats(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        let whole = |number: &BigInt| number.to_f64().filter(|found| found.is_finite());
        let coefficient = move |entry: &BigInt| match (whole(entry), whole(&self.unit)) {
            (Some(entry), Some(unit)) => entry / unit,
            _ => float(&Rational::new(entry.clone(), self.unit.clone())),
        };
        self.entries.iter().map(move |(variable, entry)| (*variable, coefficient(entry)))
    }
}

fn bound(number: Option<&Rational>, absent: f64) -> f64 {
    number.map_or(absent, float)
}

/// What a float solver takes for an optimum: a point, and the multipliers of the rows if it gave any. It proves nothing.
///
/// It is for adding rows as they matter: guess, look at which constraints that aren't rows yet the [point](Self::point) violates,
/// add them, guess again; in the end [`Program::maximise_from`] makes the last guess exact.
///
/// The most x + y where k·x + y/k ≤ 2 for k = 1, …, 9; one row of the nine matters:
///
/// ```
/// use tvmd_lp::{Program, Rational, Relation};
///
/// let number = |number: i64| Rational::from_integer(number.into());
/// let mut program = Program::new();
/// let [x, y] = [1, 1].map(|objective| program.variable(Some(number(0)), Some(number(4)), number(objective)));
/// let mut guess = None;
/// for _ in 0..9 {
///     let found = program.guess().expect("a small program with bounds");
///     let left = |k: i32| f64::from(k) * found.point()[x.0] + found.point()[y.0] / f64::from(k);
///     let worst = (1..=9).max_by(|one, other| left(*one).total_cmp(&left(*other))).expect("nine");
///     let holds = left(worst) <= 2.0 + 1e-9;
///     guess = Some(found);
///     if holds {
///         break;
///     }
///     let form = [(x, number(worst.into())), (y, Rational::new(1.into(), worst.into()))];
///     program.row(form, Relation::AtMost, number(2))?;
/// }
/// let solution = program.maximise_from(guess.expect("one guess at least"), &mut |_| ());
/// assert!(solution.certifies(&program));
/// // Exact for the rows that are listed; whether all others hold at the point is the caller's to check, exactly.
/// let optimum = solution.optimum().expect("0 is feasible");
/// for k in 1..=9 {
///     let left = number(k) * &optimum.primal[x.0] + &optimum.primal[y.0] / number(k);
///     assert!(left <= number(2));
/// }
/// assert_eq!(optimum.value, number(2));
/// # Ok::<(), tvmd_lp::ProgramError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Guess {
    pub(crate) point: Vec<f64>,
    pub(crate) multipliers: Option<Vec<f64>>,
}

impl Guess {
    /// About where the optimum is, one number per variable.
    #[must_use]
    pub fn point(&self) -> &[f64] {
        &self.point
    }
}

/// What a float solver finds in time; it may cycle.
fn solve(problem: UnsolvedProblem, rows: Vec<Constraint>, wanted: &[Variable]) -> Option<Guess> {
    let seconds = 1 + rows.len() * wanted.len() / ENTRIES_PER_SECOND;
    let mut model = model(problem).with_time_limit(u32::try_from(seconds).unwrap_or(u32::MAX));
    let rows: Vec<ConstraintReference> = rows.into_iter().map(|row| model.add_constraint(row)).collect();
    let mut solution = model.solve().ok()?;
    let point = wanted.iter().map(|variable| solution.value(*variable)).collect();
    Some(Guess { point, multipliers: multipliers(&mut solution, rows) })
}

#[cfg(feature = "highs")]
fn model(problem: UnsolvedProblem) -> HighsProblem {
    good_lp::highs(problem).set_threads(1)
}

#[cfg(not(feature = "highs"))]
fn model(problem: UnsolvedProblem) -> MicroLpProblem {
    good_lp::microlp(problem)
}

#[cfg(feature = "highs")]
fn multipliers(solution: &mut HighsSolution, rows: Vec<ConstraintReference>) -> Option<Vec<f64>> {
    let duals = solution.compute_dual();
    Some(rows.into_iter().map(|row| duals.dual(row)).collect())
}

#[cfg(not(feature = "highs"))]
fn multipliers(_: &mut MicroLpSolution, _: Vec<ConstraintReference>) -> Option<Vec<f64>> {
    None
}

impl Program {
    /// What a float solver takes for the optimum; `None` if it finds nothing, for whatever reason: that the program is infeasible or
    /// unbounded is one, that it took too long another.
    #[must_use]
    pub fn guess(&self) -> Option<Guess> {
        let mut all = ProblemVariables::new();
        let variables: Vec<Variable> = self
            .variables
            .iter()
            .map(|bounds| {
                let lower = bound(bounds.lower.as_ref(), f64::NEG_INFINITY);
                all.add(variable().min(lower).max(bound(bounds.upper.as_ref(), f64::INFINITY)))
            })
            .collect();
        let objective: Expression = self
            .variables
            .iter()
            .zip(&variables)
            .map(|(given, variable)| float(&given.objective) * *variable)
            .sum();
        let rows = self.rows.iter().map(|row| {
            let form: Expression = row.floats().map(|(column, factor)| factor * variables[column]).sum();
            match row.relation {
                Relation::AtMost => form.leq(float(&row.right)),
                Relation::Equal => form.eq(float(&row.right)),
                Relation::AtLeast => form.geq(float(&row.right)),
            }
        });
        solve(all.maximise(objective), rows.collect(), &variables)
    }

    /// Multipliers that give the least bound Σ right · multiplier + Σ bound · (part of the reduced cost).
    pub(crate) fn guess_dual(&self) -> Option<Vec<f64>> {
        self.multipliers(|_| true, |_, _| true)
    }

    /// Multipliers that fit a point: none on rows that aren't tight there, and reduced costs 0 for variables between their bounds.
    /// The program is smaller, so a solver gets there more often, but rounding misleads it more.
    pub(crate) fn guess_dual_at(&self, point: &[f64]) -> Option<Vec<f64>> {
        self.multipliers(|row| self.is_nearly_tight(row, point), |column, bound| near(bound, point[column]))
    }

    /// Multipliers of some rows, where some bounds of variables count.
    fn multipliers(
        &self,
        may_count: impl Fn(usize) -> bool,
        may_bind: impl Fn(usize, f64) -> bool,
    ) -> Option<Vec<f64>> {
        let mut all = ProblemVariables::new();
        let rows: Vec<usize> = (0..self.rows.len()).filter(|row| may_count(*row)).collect();
        let multipliers: Vec<Variable> = rows
            .iter()
            .map(|row| match self.rows[*row].relation {
                Relation::AtMost => all.add(variable().min(0.0)),
                Relation::Equal => all.add(variable()),
                Relation::AtLeast => all.add(variable().max(0.0)),
            })
            .collect();
        let priced = || rows.iter().map(|row| &self.rows[*row]).zip(&multipliers);
        let mut objective: Expression =
            priced().map(|(row, multiplier)| float(&row.right) * *multiplier).sum();
        let mut sums: Vec<Expression> =
            self.variables.iter().map(|given| Expression::from(-float(&given.objective))).collect();
        for (row, multiplier) in priced() {
            for (column, factor) in row.floats() {
                sums[column] += factor * *multiplier;
            }
        }
        for (position, (given, sum)) in self.variables.iter().zip(&mut sums).enumerate() {
            for (bound, sign) in [(&given.upper, 1.0), (&given.lower, -1.0)] {
                if let Some(bound) = bound.as_ref().map(float).filter(|bound| may_bind(position, *bound)) {
                    let part = all.add(variable().min(0.0));
                    objective += sign * bound * part;
                    *sum += sign * part;
                }
            }
        }
        let sums = sums.into_iter().map(|sum| sum.eq(0.0)).collect();
        let found = solve(all.minimise(objective), sums, &multipliers)?.point;
        let mut multipliers = vec![0.0; self.rows.len()];
        rows.into_iter().zip(found).for_each(|(row, multiplier)| multipliers[row] = multiplier);
        Some(multipliers)
    }

    /// Whether a row holds with equality at a point, as far as floats can tell.
    pub(crate) fn is_nearly_tight(&self, row: usize, point: &[f64]) -> bool {
        let row = &self.rows[row];
        let activity: f64 = row.floats().map(|(column, factor)| factor * point[column]).sum();
        near(activity, float(&row.right))
    }
}
