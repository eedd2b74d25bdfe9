//! From a guess to an exact solution: what is active in the guess is a basis, from which the exact simplex method goes on.
//!
//! The primal guess says which variables are between their bounds and which rows are tight, the dual guess which multipliers aren't
//! 0 and which reduced costs are. There is a basis with all tight rows of positive multipliers and all variables between bounds
//! (N. S. Mendelsohn and A. L. Dulmage, "Some generalizations of the problem of distinct representatives", 1958, for matrices), and
//! if the guesses are right it is optimal. Where rounding misled them it is near, and few exact pivots mend it.
#![allow(clippy::float_arithmetic, reason = "floats guess here, and decide nothing")]

use crate::basis::{Basis, Side};
use crate::elimination::independent;
use crate::guess::{Guess, NEAR, float, near};
use crate::{Program, Progress, Solution};

/// Programs with more entries than this, zeros included, are guessed first.
const LARGE: usize = 2_000;

impl Program {
    /// The exact answer, by exact pivots from what a float solver found before, telling `progress` how far it is.
    ///
    /// Rows may have been added since; of a guess at another program, with more rows or other variables, no use is made. Whatever
    /// the guess is, the answer is proved.
    ///
    /// # Panics
    /// If the answer's certificate doesn't prove it, which would be a mistake in this crate: no answer leaves it unproved.
    pub fn maximise_from(&self, guess: Guess, progress: &mut dyn FnMut(Progress)) -> Solution {
        let fits = guess.point.len() == self.variable_count()
            && guess.multipliers.as_ref().is_none_or(|multipliers| multipliers.len() <= self.row_count());
        self.maximise_near(Some(guess).filter(|_| fits), progress)
    }

    /// The exact answer, by way of what a float solver found, if that is known.
    pub(crate) fn maximise_near(&self, guess: Option<Guess>, progress: &mut dyn FnMut(Progress)) -> Solution {
        if self.variable_count() * self.row_count() <= LARGE {
            return self.climb_exactly();
        }
        let idle = || Guess { point: vec![0.0; self.variable_count()], multipliers: None };
        let afresh = || {
            progress(Progress::Guess);
            self.guess()
        };
        let Guess { point, multipliers } = guess.or_else(afresh).unwrap_or_else(idle);
        let guesses: [&dyn Fn() -> Option<Vec<f64>>; 2] =
            [&|| multipliers.clone().or_else(|| self.guess_dual_at(&point)), &|| self.guess_dual()];
        let bases = guesses.iter().map(|guess| {
            let multipliers = guess().unwrap_or_else(|| vec![0.0; self.row_count()]);
            self.basis_near(&point, &multipliers)
        });
        let solution = self.climb_from(bases, progress).map(|(solution, _)| solution);
        let certified = solution.filter(|solution| solution.certifies(self));
        certified.unwrap_or_else(|| self.climb_exactly())
    }

    /// A basis that fits a point and multipliers, as far as there is one.
    pub(crate) fn basis_near(&self, point: &[f64], multipliers: &[f64]) -> Basis {
        let stands = self.variables.iter().zip(point).map(|(variable, guess)| {
            let bounds = variable.lower.iter().map(|bound| (bound, Side::Lower));
            let bounds = bounds.chain(variable.upper.iter().map(|bound| (bound, Side::Upper)));
            let apart = bounds.map(|(bound, side)| ((float(bound) - guess).abs(), side));
            let nearest = apart.min_by(|one, other| one.0.total_cmp(&other.0));
            nearest.unwrap_or((f64::INFINITY, Side::Zero))
        });
        let (apart, at): (Vec<f64>, Vec<Side>) = stands.unzip();
        let mut reduced: Vec<f64> =
            self.variables.iter().map(|variable| float(&variable.objective)).collect();
        for (row, multiplier) in self.rows.iter().zip(multipliers) {
            row.floats().for_each(|(column, factor)| reduced[column] -= factor * multiplier);
        }
        // Variables between bounds first, then those at a bound that might as well leave it.
        let between = |column: &usize| apart[*column] > NEAR * (1.0 + point[*column].abs());
        let (mut columns, rest): (Vec<usize>, Vec<usize>) = (0..point.len()).partition(between);
        let first = columns.len();
        columns.extend(rest.into_iter().filter(|column| near(reduced[*column], 0.0)));
        let mut place = vec![None; point.len()];
        columns.iter().enumerate().for_each(|(position, column)| place[*column] = Some(position));

        // Rows with a multiplier first, short ones before long ones, since they keep the elimination sparse; of other tight rows
        // only what they say about variables between bounds is needed.
        let mut rows: Vec<usize> = Vec::new();
        let priced = |row: &usize| !near(multipliers[*row], 0.0);
        let length = |row: &usize| self.rows[*row].entries.len();
        rows.extend((0..multipliers.len()).filter(priced));
        rows.sort_by_key(length);
        let paid = rows.len();
        rows.extend((0..multipliers.len()).filter(|row| !priced(row) && self.is_nearly_tight(*row, point)));
        rows[paid..].sort_by_key(length);
        let limited = rows.iter().enumerate().map(|(position, row)| {
            (
                self.rows[*row].placed(|column| place[column]),
                if position < paid { columns.len() } else { first },
            )
        });
        let chosen = independent(&limited.collect::<Vec<_>>());
        Basis {
            rows: chosen.iter().map(|(row, _)| rows[*row]).collect(),
            columns: chosen.iter().map(|(_, column)| columns[*column]).collect(),
            at,
        }
    }
}
