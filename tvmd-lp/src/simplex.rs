//! The simplex method with bounded variables, exact from end to end.
//!
//! First a feasible vertex: while a basic variable is outside its bounds it leaves, for a nonbasic one that can bring it to
//! the bound; where none can, its row shows that nothing is feasible. Then uphill: the steepest reduced cost enters. Neither
//! can cycle, because after some steps without progress the rule of least index takes over (R. G. Bland, "New finite pivoting
//! rules for the simplex method", 1977, and its analogue for the first phase). The answer's certificate is checked before it
//! is returned. Meant for programs of up to some hundreds of rows; the tableau is dense.

use crate::BigInt;
use crate::tableau::{Number, Overflow, Tableau, plus, times};
use std::cmp::Ordering;

/// Pivots without progress after which the least index decides.
const PATIENCE: usize = 12;

/// How a climb ended.
#[derive(Clone, Copy, Debug)]
pub(crate) enum End {
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

impl<T: Number> Tableau<T> {
    /// How many bits its largest number has.
    pub(crate) fn bits(&self) -> u64 {
        let numbers =
            self.rows.iter().chain([&self.objective]).flat_map(|row| row.form.iter().chain([&row.value]));
        let bounds = self.bounds.iter().flat_map(|(lower, upper)| lower.iter().chain(upper));
        let bits = numbers.chain(bounds).map(|number| {
            let number: BigInt = number.clone().into();
            number.bits()
        });
        bits.max().unwrap_or(0)
    }

    pub(crate) fn climb(&mut self) -> Result<End, Overflow> {
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
                if chosen.as_ref().is_none_or(|(least, ..)| *variable < self.basic[*least]) {
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
                Some((nearest, least_top, least_bottom, _)) => {
                    match times(&top, least_bottom)?.cmp(&times(least_top, &bottom)?) {
                        Ordering::Less => true,
                        Ordering::Equal => self.basic[row] < self.basic[*nearest],
                        Ordering::Greater => false,
                    }
                }
            };
            if nearer {
                stop = Some((row, top, bottom, bound.clone()));
            }
        }
        let (lower, upper) = &self.bounds[self.nonbasic[column]];
        let bound = if up { upper } else { lower };
        if let Some(bound) = bound {
            let width = plus(bound, &-self.at[column].clone())?.abs();
            let crosses = match &stop {
                None => true,
                Some((_, top, bottom, _)) => times(&width, bottom)? <= *top,
            };
            if crosses {
                let bound = bound.clone();
                self.shift(column, &bound)?;
                return Ok(Some(true));
            }
        }
        let Some((row, top, _, bound)) = stop else { return Ok(None) };
        self.pivot(row, column, &bound)?;
        Ok(Some(!top.is_zero()))
    }
}
