//! The simplex method with bounded variables, exact from end to end.
//!
//! First a feasible vertex: while a basic variable is outside its bounds it leaves, for a nonbasic one that can bring it to
//! the bound; where none can, its row shows that nothing is feasible. Then uphill: the steepest reduced cost enters. Neither
//! can cycle, because after some steps without progress the rule of least index takes over (R. G. Bland, "New finite pivoting
//! rules for the simplex method", 1977, and its analogue for the first phase). The answer's certificate is checked before it
//! is returned. Meant for programs of up to some hundreds of rows; the tableau is dense.

use crate::certificate::{Optimum, Solution};
use crate::program::{Program, Relation, Variable};
use crate::tableau::{Form, Number, Overflow, Tableau, plus, times};
use crate::whole::{common_denominator, numerator};
use crate::{BigInt, Progress, Rational};
use num_traits::{One, Zero};
use std::cmp::Ordering;

/// Pivots without progress after which the least index decides.
const PATIENCE: usize = 12;

/// How a climb ended.
#[derive(Clone, Copy, Debug)]
enum End {
    Optimal,
    /// The variable of this row can't come up to its lower bound, or down to its upper one.
    Infeasible {
        row: usize,
        below: bool,
    },
    /// Along this column, upwards or downwards, nothing stops the objective.
    Unbounded {
        column: usize,
        up: bool,
    },
}

impl Program {
    /// The exact answer, with a certificate that has been checked.
    ///
    /// Time grows with variables × rows × pivots. With the feature `guess`, a float solver guesses the optimum of a large program
    /// first, and exact pivots start from the guess; where it is right, there are none.
    ///
    /// # Panics
    /// If the answer's certificate doesn't prove it, which would be a mistake in this crate: no answer leaves it unproved.
    pub fn maximise(&self) -> Solution {
        self.maximise_telling(&mut |_| ())
    }

    /// The same, telling `progress` how far it is. Small programs are solved without a word, and so are all without the feature
    /// `guess`.
    ///
    /// # Panics
    /// Likewise.
    pub fn maximise_telling(&self, progress: &mut dyn FnMut(Progress)) -> Solution {
        #[cfg(feature = "guess")]
        let solution = self.maximise_near(None, progress);
        #[cfg(not(feature = "guess"))]
        let (solution, _) = (self.climb_exactly(), progress);
        solution
    }

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
        let of_variables = program.variables.iter().flat_map(|own| own.lower.iter().chain(&own.upper));
        let values = common_denominator(of_variables.chain(&scaled_right));
        let objective = common_denominator(program.variables.iter().map(|own| &own.objective));

        let whole = |bound: &Option<Rational>| bound.as_ref().map(|bound| numerator(bound, &values));
        let mut bounds: Vec<(Option<BigInt>, Option<BigInt>)> =
            program.variables.iter().map(|own| (whole(&own.lower), whole(&own.upper))).collect();
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
        let costs = program.variables.iter().map(|own| numerator(&own.objective, &objective));
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
            coefficients.into_iter().skip(columns).zip(&self.rows).map(|(own, unit)| own * unit).collect()
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
                    &|own| {
                        if own == column { Rational::from_integer(sign.clone()) } else { Rational::zero() }
                    },
                );
                ray.truncate(columns);
                Solution::Unbounded { point: point(), ray }
            }
        }
    }
}

impl<T: Number> Tableau<T> {
    /// How many bits its largest number has.
    fn bits(&self) -> u64 {
        let numbers =
            self.rows.iter().chain([&self.objective]).flat_map(|own| own.form.iter().chain([&own.value]));
        let bounds = self.bounds.iter().flat_map(|(lower, upper)| lower.iter().chain(upper));
        let bits = numbers.chain(bounds).map(|number| {
            let number: BigInt = number.clone().into();
            number.bits()
        });
        bits.max().unwrap_or(0)
    }

    fn climb(&mut self) -> Result<End, Overflow> {
        if let Some((row, below)) = self.make_feasible()? {
            return Ok(End::Infeasible { row, below });
        }
        let mut idle = 0;
        while let Some((column, up)) = self.entering(idle > PATIENCE) {
            let Some(moved) = self.advance(column, up)? else {
                return Ok(End::Unbounded { column, up });
            };
            idle = if moved { 0 } else { idle + 1 };
        }
        Ok(End::Optimal)
    }

    /// Brings all basic variables within their bounds, or names a row that can't be, and whether it stays below.
    fn make_feasible(&mut self) -> Result<Option<(usize, bool)>, Overflow> {
        let mut pivots = 0;
        while let Some((row, below, target)) = self.outside(pivots > PATIENCE * self.rows.len())? {
            let form = &self.rows[row];
            let helps = |column: &usize| {
                let factor = &form.form[*column];
                !factor.is_zero() && self.can_move(*column, factor.is_positive() == below)
            };
            let columns = (0..self.nonbasic.len()).filter(helps);
            let Some(column) = columns.min_by_key(|column| self.nonbasic[*column]) else {
                return Ok(Some((row, below)));
            };
            self.pivot(row, column, &target)?;
            pivots += 1;
        }
        Ok(None)
    }

    /// A row whose variable is outside its bounds, whether it is below, and the bound.
    fn outside(&self, least_index: bool) -> Result<Option<(usize, bool, T)>, Overflow> {
        let mut chosen: Option<(usize, bool, T)> = None;
        for (row, (form, variable)) in self.rows.iter().zip(&self.basic).enumerate() {
            let (lower, upper) = &self.bounds[*variable];
            let violated = |bound: &Option<T>, side: Ordering| -> Result<Option<T>, Overflow> {
                let Some(bound) = bound else { return Ok(None) };
                let outside = form.value.cmp(&times(&form.scale, bound)?) == side;
                Ok(outside.then(|| bound.clone()))
            };
            let found = match violated(lower, Ordering::Less)? {
                Some(bound) => Some((row, true, bound)),
                None => violated(upper, Ordering::Greater)?.map(|bound| (row, false, bound)),
            };
            if let Some(found) = found {
                if !least_index {
                    return Ok(Some(found));
                }
                if chosen.as_ref().is_none_or(|(own, ..)| *variable < self.basic[*own]) {
                    chosen = Some(found);
                }
            }
        }
        Ok(chosen)
    }

    fn can_move(&self, column: usize, up: bool) -> bool {
        let (lower, upper) = &self.bounds[self.nonbasic[column]];
        let stop = if up { upper } else { lower };
        stop.as_ref() != Some(&self.at[column])
    }

    /// A column along which the objective grows, and whether upwards.
    fn entering(&self, least_index: bool) -> Option<(usize, bool)> {
        let improving = self
            .objective
            .form
            .iter()
            .enumerate()
            .filter(|(column, cost)| !cost.is_zero() && self.can_move(*column, cost.is_positive()));
        let best = if least_index {
            improving.min_by_key(|(column, _)| self.nonbasic[*column])
        } else {
            improving.max_by_key(|(_, cost)| cost.abs())
        };
        best.map(|(column, cost)| (column, cost.is_positive()))
    }

    /// Moves a nonbasic variable until something stops it; whether it moved at all, or `None` if nothing stops it.
    fn advance(&mut self, column: usize, up: bool) -> Result<Option<bool>, Overflow> {
        // The step is top / bottom, the least of all that stop it; ties go to the least index.
        let mut stop: Option<(usize, T, T, T)> = None;
        for (row, form) in self.rows.iter().enumerate() {
            let factor = &form.form[column];
            if factor.is_zero() {
                continue;
            }
            let (lower, upper) = &self.bounds[self.basic[row]];
            let Some(bound) = (if factor.is_positive() == up { upper } else { lower }) else { continue };
            let top = plus(&times(&form.scale, bound)?, &-form.value.clone())?.abs();
            let bottom = factor.abs();
            let nearer = match &stop {
                None => true,
                Some((own, own_top, own_bottom, _)) => {
                    match times(&top, own_bottom)?.cmp(&times(own_top, &bottom)?) {
                        Ordering::Less => true,
                        Ordering::Equal => self.basic[row] < self.basic[*own],
                        Ordering::Greater => false,
                    }
                }
            };
            if nearer {
                stop = Some((row, top, bottom, bound.clone()));
            }
        }
        let (lower, upper) = &self.bounds[self.nonbasic[column]];
        let own = if up { upper } else { lower };
        if let Some(own) = own {
            let width = plus(own, &-self.at[column].clone())?.abs();
            let crosses = match &stop {
                None => true,
                Some((_, top, bottom, _)) => times(&width, bottom)? <= *top,
            };
            if crosses {
                let own = own.clone();
                self.shift(column, &own)?;
                return Ok(Some(true));
            }
        }
        let Some((row, top, _, bound)) = stop else { return Ok(None) };
        self.pivot(row, column, &bound)?;
        Ok(Some(!top.is_zero()))
    }
}
