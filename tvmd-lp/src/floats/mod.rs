//! What the simplex method on floats thinks is optimal: a guess, from which exact solutions are made and checked.
//!
//! It ends at a basis, which is all that the exact method needs. Where rows are added to a program the next run goes on from the last
//! basis, which stays dual feasible: the new rows are what the point violates.
//!
//! Where a program's numbers are of so different sizes that the machine's floats lose sight of the small ones, floats of more digits do the
//! same (after D. Applegate, W. Cook, S. Dash and D. Espinoza, "Exact solutions to linear programming problems", 2007). A step takes longer
//! then, but an exact pivot from a misled guess takes much longer still.
#![allow(clippy::float_arithmetic, reason = "floats guess here, and decide nothing")]

mod dual;
mod factors;
mod ratio;
mod real;
mod scaled;
mod scales;
mod wide;

use crate::basis::Basis;
use crate::{Program, Progress, Rational, Relation};
use dual::{Dual, End};
use num_traits::Zero as _;
use real::Real;
use scaled::Scaled;
use scales::Scales;
use std::ops::ControlFlow;
use wide::Wide;

/// What floats take for an optimum, and the basis that they ended at. It proves nothing.
///
/// It is for adding rows as they matter: guess, look at which constraints that aren't rows yet the [point](Self::point) violates,
/// add them, guess again from there; in the end [`Program::maximise_from`] makes the last guess exact.
///
/// The most x + y where k·x + y/k ≤ 2 for k = 1, …, 9; one row of the nine matters:
///
/// ```
/// use std::ops::ControlFlow;
/// use tvmd_lp::{Program, Rational, Relation};
///
/// let number = |number: i64| Rational::from_integer(number.into());
/// let mut program = Program::new();
/// let [x, y] = [1, 1].map(|objective| program.variable(Some(number(0)), Some(number(4)), number(objective)));
/// let mut guess = program.guess();
/// for _ in 0..9 {
///     let left = |k: i32| f64::from(k) * guess.point()[x.0] + guess.point()[y.0] / f64::from(k);
///     let worst = (1..=9).max_by(|one, other| left(*one).total_cmp(&left(*other))).expect("nine");
///     if left(worst) <= 2.0 + 1e-9 {
///         break;
///     }
///     let form = [(x, number(worst.into())), (y, Rational::new(1.into(), worst.into()))];
///     program.row(form, Relation::AtMost, number(2))?;
///     guess = program.guess_from(Some(&guess), &mut |_| ControlFlow::Continue(()));
/// }
/// let solution = program.maximise_from(guess, &mut |_| ControlFlow::Continue(())).expect("nobody stopped it");
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
    pub(crate) basis: Basis,
    multipliers: Vec<f64>,
    is_optimal: bool,
}

impl Guess {
    /// About where the optimum is, one number per variable.
    #[must_use]
    pub fn point(&self) -> &[f64] {
        &self.point
    }

    /// Whether floats think that the point is optimal. They don't if the program is infeasible or unbounded as far as they can tell, if they
    /// were told to stop, or where they lost their way.
    #[must_use]
    pub fn is_optimal(&self) -> bool {
        self.is_optimal
    }
}

impl Program {
    /// What floats take for the optimum.
    #[must_use]
    pub fn guess(&self) -> Guess {
        self.guess_from(None, &mut |_| ControlFlow::Continue(()))
    }

    /// The same from where a guess ended before rows were added to the program, or bounds changed, telling `progress` how far it is, which may stop it. Of a guess
    /// at a program with other variables no use is made.
    #[must_use]
    pub fn guess_from(
        &self,
        before: Option<&Guess>,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Guess {
        let scales = Scales::new(self);
        let start = before.filter(|guess| self.fits(guess)).map(|guess| &guess.basis);
        let mut go_on = |steps| progress(Progress::Steps(steps)).is_continue();
        if !scales.are_far_apart() {
            let scaled = Scaled::<f64>::new(self, &scales);
            let (guess, end) = self.ended(Dual::new(&scaled, start), &mut go_on);
            if end != End::Lost {
                return guess;
            }
        }
        self.guess_widely(&scales, start, &mut go_on)
    }

    /// What floats of many digits take for the optimum.
    fn guess_widely(
        &self,
        scales: &Scales,
        start: Option<&Basis>,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> Guess {
        let scaled = Scaled::<Wide>::new(self, scales);
        let mut dual = Dual::new(&scaled, start);
        // A basis that isn't dual feasible is one to which rounding misled.
        if dual.is_shifted {
            dual = Dual::new(&scaled, None);
        }
        self.ended(dual, go_on).0
    }

    /// Where a run ends, and how.
    fn ended<T: Real>(&self, mut dual: Dual<'_, T>, go_on: &mut dyn FnMut(usize) -> bool) -> (Guess, End) {
        let mut end = dual.run(go_on);
        if end == End::Optimal {
            dual.calm();
            end = dual.run(go_on);
        }
        let is_optimal = end == End::Optimal && !dual.is_far();
        let ranges =
            self.variables.iter().map(|variable| (variable.lower.is_some(), variable.upper.is_some()));
        let (point, basis, multipliers) = (dual.point(), dual.basis(ranges), dual.multipliers());
        (Guess { point, basis, multipliers, is_optimal }, end)
    }

    /// Whether a guess is one at this program, or was before rows were added.
    pub(crate) fn fits(&self, guess: &Guess) -> bool {
        guess.point.len() == self.variable_count()
            && guess.basis.rows.iter().all(|row| *row < self.row_count())
    }

    /// A bound on the objective, exactly, that the multipliers of a guess show, whether it is optimal or not; `None` if they show none.
    #[must_use]
    pub fn upper_bound_of(&self, guess: &Guess) -> Option<Rational> {
        let allowed = |relation: Relation, multiplier: f64| match relation {
            Relation::AtMost => multiplier >= 0.0,
            Relation::Equal => true,
            Relation::AtLeast => multiplier <= 0.0,
        };
        let given = guess.multipliers.iter().copied().chain(std::iter::repeat(0.0));
        let exact = self.rows.iter().zip(given).map(|(row, multiplier)| {
            let multiplier = if allowed(row.relation, multiplier) { multiplier } else { 0.0 };
            Rational::from_float(multiplier).unwrap_or_else(Rational::zero)
        });
        self.upper_bound(&exact.collect::<Vec<_>>())
    }
}

#[cfg(test)]
mod tests;
