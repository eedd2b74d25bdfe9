//! From a program to a tableau of integers, and back from the tableau to an answer.

use crate::simplex::End;
use crate::tableau::{Form, Number, Overflow, Tableau};
use crate::{BigInt, Optimum, Program, Rational, Relation, Solution, Variable};
use num_traits::{One, Zero};
use tvmd_rational::{common_denominator, numerator};

impl Program {
    /// The exact answer by the simplex method alone.
    pub(crate) fn climb_exactly(&self) -> Solution {
        let solution = if self.variables.iter().any(Variable::is_empty) {
            Solution::Infeasible(vec![Rational::zero(); self.row_count()])
        } else {
            let (tableau, units) = Units::tableau(self);
            match tableau.bits() {
                0..=40 => units.solve::<i64>(tableau.widen(), |tableau| {
                    units.solve::<i128>(tableau.widen(), |tableau| units.solve_big(tableau.widen()))
                }),
                41..=90 => units.solve::<i128>(tableau.widen(), |tableau| units.solve_big(tableau.widen())),
                _ => units.solve_big(tableau),
            }
        };
        assert!(solution.certifies(self), "the simplex method proves its answers");
        solution
    }
}

/// The factors that made the numbers of a program whole.
struct Units {
    /// Of the variables' values.
    values: BigInt,
    /// Of each row's activity, besides.
    rows: Vec<BigInt>,
    /// Of the objective.
    objective: BigInt,
}

impl Units {
    /// The tableau in which all activities are basic.
    fn tableau(program: &Program) -> (Tableau<BigInt>, Self) {
        let columns = program.variable_count();
        let rows: Vec<BigInt> = program.rows.iter().map(|row| row.unit.clone()).collect();
        let scaled_right = program.rows.iter().zip(&rows).map(|(row, unit)| &row.right * unit);
        let scaled_right: Vec<Rational> = scaled_right.collect();
        let of_variables =
            program.variables.iter().flat_map(|variable| variable.lower.iter().chain(&variable.upper));
        let values = common_denominator(of_variables.chain(&scaled_right));
        let objective = common_denominator(program.variables.iter().map(|variable| &variable.objective));

        let whole = |bound: &Option<Rational>| bound.as_ref().map(|bound| numerator(bound, &values));
        let mut bounds: Vec<(Option<BigInt>, Option<BigInt>)> = program
            .variables
            .iter()
            .map(|variable| (whole(&variable.lower), whole(&variable.upper)))
            .collect();
        // Whatever bound there is, or 0.
        let at: Vec<BigInt> = bounds
            .iter()
            .map(|(lower, upper)| lower.clone().or_else(|| upper.clone()).unwrap_or_default())
            .collect();
        for (row, right) in program.rows.iter().zip(&scaled_right) {
            let right = numerator(right, &values);
            bounds.push(match row.relation {
                Relation::AtMost => (None, Some(right)),
                Relation::Equal => (Some(right.clone()), Some(right)),
                Relation::AtLeast => (Some(right), None),
            });
        }
        let form = |coefficients: &[(usize, BigInt)]| {
            let mut form = vec![BigInt::zero(); columns];
            for (variable, factor) in coefficients {
                form[*variable] += factor;
            }
            let value = form.iter().zip(&at).map(|(factor, at)| factor * at).sum();
            Form { scale: BigInt::one(), form, value }
        };
        let forms = program.rows.iter().map(|row| form(&row.entries));
        let costs = program.variables.iter().map(|variable| numerator(&variable.objective, &objective));
        let tableau = Tableau {
            bounds,
            basic: (columns..columns + program.row_count()).collect(),
            nonbasic: (0..columns).collect(),
            rows: forms.collect(),
            objective: form(&costs.enumerate().collect::<Vec<_>>()),
            at: at.clone(),
        };
        (tableau, Self { values, rows, objective })
    }

    /// Solves in one width, and in the next from where that one ended.
    fn solve<T: Number>(
        &self,
        mut tableau: Tableau<T>,
        wider: impl FnOnce(Tableau<T>) -> Solution,
    ) -> Solution {
        match tableau.climb() {
            Ok(end) => self.read(&tableau, end),
            Err(Overflow) => wider(tableau),
        }
    }

    fn solve_big(&self, tableau: Tableau<BigInt>) -> Solution {
        self.solve(tableau, |_| unreachable!("big integers don't overflow"))
    }

    fn read<T: Number>(&self, tableau: &Tableau<T>, end: End) -> Solution {
        let columns = tableau.nonbasic.len();
        let over = |numerator: &T, denominator: &BigInt| {
            Rational::new(numerator.clone().into(), denominator.clone())
        };
        // A number per structural variable, and one per row, from one per tableau row and one per column.
        let spread = |of_row: &dyn Fn(&Form<T>) -> Rational, of_column: &dyn Fn(usize) -> Rational| {
            let mut all = vec![Rational::zero(); columns + tableau.rows.len()];
            for (form, variable) in tableau.rows.iter().zip(&tableau.basic) {
                all[*variable] = of_row(form);
            }
            for (column, variable) in tableau.nonbasic.iter().enumerate() {
                all[*variable] = of_column(column);
            }
            all
        };
        let multipliers = |coefficients: Vec<Rational>| -> Vec<Rational> {
            coefficients
                .into_iter()
                .skip(columns)
                .zip(&self.rows)
                .map(|(coefficient, unit)| coefficient * unit)
                .collect()
        };
        let point = || {
            let scale = |form: &Form<T>| -> BigInt { form.scale.clone().into() };
            let mut all = spread(&|form| over(&form.value, &(scale(form) * &self.values)), &|column| {
                over(&tableau.at[column], &self.values)
            });
            all.truncate(columns);
            all
        };
        match end {
            End::Optimal => {
                let objective = &tableau.objective;
                let scale: BigInt = objective.scale.clone().into();
                let unit = scale * &self.objective;
                let dual = spread(&|_| Rational::zero(), &|column| over(&objective.form[column], &unit));
                let value = over(&objective.value, &(unit * &self.values));
                Solution::Optimal(Optimum { value, primal: point(), dual: multipliers(dual) })
            }
            End::Infeasible { row, below } => {
                // The row says 0 = form · nonbasic - scale · basic, and its right side stays below 0 (or above).
                let form = &tableau.rows[row];
                let sign = if below { BigInt::one() } else { -BigInt::one() };
                let mut all = spread(&|_| Rational::zero(), &|column| over(&form.form[column], &sign));
                all[tableau.basic[row]] = -over(&form.scale, &sign);
                Solution::Infeasible(multipliers(all))
            }
            End::Unbounded { column, up } => {
                let sign = if up { BigInt::one() } else { -BigInt::one() };
                let mut ray = spread(
                    &|form| {
                        let scale: BigInt = form.scale.clone().into();
                        over(&form.form[column], &(scale * &sign))
                    },
                    &|position| {
                        if position == column {
                            Rational::from_integer(sign.clone())
                        } else {
                            Rational::zero()
                        }
                    },
                );
                ray.truncate(columns);
                Solution::Unbounded { point: point(), ray }
            }
        }
    }
}
