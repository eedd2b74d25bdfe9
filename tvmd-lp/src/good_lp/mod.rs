//! The solver [`exact`] for models of the crate [`good_lp`], with the feature `good_lp`.
//!
//! Every number of a model is read as exactly the fraction that its `f64` is, and the program that they make is solved with no
//! rounding at all. Beside `f64`s, which good_lp asks for, the solution has the fractions themselves and the proof.
//!
//! ```
//! use good_lp::{Solution, SolverModel, constraint, variable, variables};
//! use tvmd_lp::{Rational, good_lp::exact};
//!
//! variables! { plant: 0 <= doors <= 4; 0 <= windows; }
//! let worth = 3 * doors + 5 * windows;
//! let mut model = plant.maximise(&worth).using(exact).with(constraint!(2 * windows <= 12));
//! let hours = model.add_constraint(constraint!(3 * doors + 2 * windows <= 19));
//! let solution = model.solve()?;
//!
//! assert_eq!(solution.value(windows), 6.0);                               // the nearest f64
//! let ratio = |above: i64, below: i64| Rational::new(above.into(), below.into());
//! assert_eq!(solution.exact_value(doors), Some(&ratio(7, 3)));
//! assert_eq!(solution.exact_eval(&worth), Some(ratio(37, 1)));
//! assert_eq!(solution.exact_dual(&hours), Some(ratio(1, 1)));             // what one more hour is worth
//! assert!(solution.certifies());                                          // anyone can check it again
//! # Ok::<(), good_lp::ResolutionError>(())
//! ```
//!
//! # What is exact, and what isn't
//! A model is exact from where good_lp hands it on. While an expression is built, good_lp adds up in `f64`: `0.1 * x + 0.2 * x` comes
//! as `0.30000000000000004 * x`, and so do numbers on both sides of a constraint. Where that matters, let each variable occur once in a
//! constraint and all numbers stand on one side, or build a [`Program`], whose numbers are fractions from the start.
//!
//! # How a model is read
//! good_lp shows its problems to its own solvers alone. One of those, `lp_solvers`, passes them on to solvers of others, objectives as
//! text; Rust writes an `f64` with as many digits as identify it, so that reading them gives the same number. Hence the feature turns
//! on good_lp's feature `lp-solvers`. It leaves good_lp's `default_solver` what it is if you have `coin_cbc`, `microlp`, `lpsolve`,
//! `highs` or `scip`; with `clarabel` or `cplex-rs` and none of those, good_lp 1.15 doesn't compile.

mod reading;
mod solution;

pub use solution::ExactSolution;

use crate::{Program, Relation, VariableId};
use ::good_lp::constraint::ConstraintReference;
use ::good_lp::solvers::lp_solvers::{LpSolver, Model};
use ::good_lp::variable::UnsolvedProblem;
use ::good_lp::{
    Constraint, Expression, IntoAffineExpression as _, ProblemVariables, ResolutionError, SolverModel,
    Variable, variable,
};
use reading::{Mistakes, Read, Reader};
use std::collections::HashMap;

/// The exact solver, for `using`: see [the module](self).
pub fn exact(problem: UnsolvedProblem) -> ExactModel {
    let Read { program, minimised, mistakes } = Reader::read(problem);
    // To good_lp a variable is its position: those of any problem are equal to those of this one.
    let variables: Vec<Variable> = ProblemVariables::new().add_vector(variable(), program.variables().len());
    let columns = variables.into_iter().zip((0..).map(VariableId)).collect();
    let references = ProblemVariables::new().minimise(0).using(LpSolver(Reader::default()));
    ExactModel { program, minimised, columns, mistakes, references, rows: Vec::new() }
}

/// A model that is solved exactly, made by [`exact`].
pub struct ExactModel {
    program: Program,
    minimised: bool,
    columns: HashMap<Variable, VariableId>,
    mistakes: Mistakes,
    /// Only good_lp makes references to constraints. This empty model of its own does, in the same order.
    references: Model<Reader>,
    rows: Vec<ConstraintReference>,
}

impl ExactModel {
    /// The linear program as it was read, constraints as rows `≤` or `=`; of what is minimised it maximises the negated objective.
    /// Where [`solve`](SolverModel::solve) says infeasible or unbounded, [`Program::maximise`] has the proof.
    ///
    /// # Errors
    /// If a number isn't finite, a variable is integer, or one in a constraint belongs to another problem: each is named.
    pub fn program(&self) -> Result<&Program, ResolutionError> {
        self.mistakes.none().map(|()| &self.program)
    }
}

impl SolverModel for ExactModel {
    type Solution = ExactSolution;
    type Error = ResolutionError;

    /// The errors are those of [`ExactModel::program`], and what the exact answer is if not an optimum.
    fn solve(self) -> Result<ExactSolution, ResolutionError> {
        match self.program()?.maximise() {
            crate::Solution::Optimal(optimum) => {
                let Self { program, minimised, columns, rows, .. } = self;
                Ok(ExactSolution { program, optimum, minimised, columns, rows })
            }
            crate::Solution::Infeasible(_) => Err(ResolutionError::Infeasible),
            crate::Solution::Unbounded { .. } => Err(ResolutionError::Unbounded),
        }
    }

    fn add_constraint(&mut self, constraint: Constraint) -> ConstraintReference {
        let number = self.rows.len() + 1;
        let place = match constraint.name() {
            Some(name) => format!("constraint `{name}`"),
            None => format!("constraint number {number}"),
        };
        let expression = constraint.expression();
        let mut terms = Vec::new();
        for (variable, coefficient) in expression.linear_coefficients() {
            match self.columns.get(&variable) {
                Some(column) => terms.push((*column, coefficient)),
                None => self.mistakes.add(format!(
                    "{place} has a variable of another problem; use those that this problem's `add` gave"
                )),
            }
        }
        terms.sort_by_key(|(column, _)| *column);
        let right =
            -self.mistakes.number(expression.constant(), || format!("the number on the right of {place}"));
        let read = |(column, coefficient): (VariableId, f64)| {
            let place = || format!("the coefficient of variable number {} in {place}", column.0 + 1);
            (column, self.mistakes.number(coefficient, place))
        };
        let form: Vec<_> = terms.into_iter().map(read).collect();
        let relation = if constraint.is_equality() { Relation::Equal } else { Relation::AtMost };
        self.program.row(form, relation, right).expect("the columns are the program's");
        let reference = self.references.add_constraint(Expression::from(0).leq(0));
        self.rows.push(reference.clone());
        reference
    }

    fn name() -> &'static str {
        "tvmd-lp"
    }
}
