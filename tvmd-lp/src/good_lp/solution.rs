//! What a model's exact solution is.

use crate::{Optimum, Program, Rational, VariableId};
use ::good_lp::constraint::ConstraintReference;
use ::good_lp::{IntoAffineExpression, Solution, SolutionStatus, Variable};
use num_traits::ToPrimitive as _;
use std::collections::HashMap;

/// An optimum with its proof.
#[derive(Clone, Debug)]
pub struct ExactSolution {
    pub(super) program: Program,
    pub(super) optimum: Optimum,
    pub(super) minimised: bool,
    pub(super) columns: HashMap<Variable, VariableId>,
    pub(super) rows: Vec<ConstraintReference>,
}

impl ExactSolution {
    /// What a variable is at the optimum; `None` if it belongs to another problem.
    #[must_use]
    pub fn exact_value(&self, variable: Variable) -> Option<&Rational> {
        self.columns.get(&variable).map(|column| &self.optimum.primal[column.0])
    }

    /// What an expression is at the optimum, its constant included, as `eval` has it in `f64`; `None` if a number in it isn't finite
    /// or a variable belongs to another problem. The objective is one: good_lp doesn't hand on its constant, so ask with it.
    #[must_use]
    pub fn exact_eval<E: IntoAffineExpression>(&self, expression: E) -> Option<Rational> {
        let mut sum = Rational::from_float(expression.constant())?;
        for (variable, coefficient) in expression.linear_coefficients() {
            sum += Rational::from_float(coefficient)? * self.exact_value(variable)?;
        }
        Some(sum)
    }

    /// What the objective changes by per unit by which an inequality is loosened, or by which the right side of an equation grows;
    /// `None` if the constraint isn't one of this model.
    ///
    /// For a constraint written `≤` or `=` this is what good_lp's `DualValues` calls its dual. For `≥`, that is the negated number;
    /// since good_lp doesn't tell solvers of others which way a constraint was written, `DualValues` can't be had here.
    #[must_use]
    pub fn exact_dual(&self, constraint: &ConstraintReference) -> Option<Rational> {
        let row = self.rows.iter().position(|reference| reference == constraint)?;
        let dual = &self.optimum.dual[row];
        Some(if self.minimised { -dual } else { dual.clone() })
    }

    /// The optimum of [`program`](Self::program), with the multipliers that prove it.
    #[must_use]
    pub fn optimum(&self) -> &Optimum {
        &self.optimum
    }

    /// The linear program that was solved: [`ExactModel::program`](super::ExactModel::program).
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Whether the optimum is proved: the check of [`Solution::certifies`](crate::Solution::certifies), once more.
    #[must_use]
    pub fn certifies(&self) -> bool {
        crate::Solution::Optimal(self.optimum.clone()).certifies(&self.program)
    }
}

impl Solution for ExactSolution {
    fn status(&self) -> SolutionStatus {
        SolutionStatus::Optimal
    }

    /// The `f64` nearest to [`exact_value`](ExactSolution::exact_value).
    ///
    /// # Panics
    /// If the variable belongs to another problem, as with every solver of good_lp.
    fn value(&self, variable: Variable) -> f64 {
        let value = self.exact_value(variable).expect("the variable is one of the problem that was solved");
        value.to_f64().expect("every fraction has a nearest f64")
    }
}
