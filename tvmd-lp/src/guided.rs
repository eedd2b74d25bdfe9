//! From a guess to an exact solution: the basis at which floats ended is one from which the exact simplex method goes on.
//!
//! If floats were right it is optimal. Where rounding misled them it is near, and few exact pivots mend it.

use crate::floats::Guess;
use crate::revised::Climb;
use crate::{Program, Progress, Solution};
use std::ops::ControlFlow;

/// Programs with more entries than this, zeros included, are guessed first.
const LARGE: usize = 2_000;

impl Program {
    /// The exact answer, by exact pivots from where floats ended before, telling `progress` how far it is; `None` if that says to stop.
    ///
    /// Rows may have been added since; of a guess at another program, with more rows or other variables, no use is made. Whatever
    /// the guess is, the answer is proved.
    ///
    /// # Panics
    /// If the answer's certificate doesn't prove it, which would be a mistake in this crate: no answer leaves it unproved.
    pub fn maximise_from(
        &self,
        guess: Guess,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Option<Solution> {
        self.maximise_near(Some(guess), progress)
    }

    /// The exact answer, by way of what floats guess, if they did already.
    pub(crate) fn maximise_near(
        &self,
        guess: Option<Guess>,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Option<Solution> {
        if self.variable_count() * self.row_count() <= LARGE {
            return Some(self.climb_exactly());
        }
        let fits = guess.filter(|guess| self.fits(guess));
        let guess = fits.unwrap_or_else(|| self.guess_from(None, progress));
        match self.climb_from(guess.basis, progress) {
            Climb::Over(solution) if solution.certifies(self) => Some(solution),
            Climb::Stopped => None,
            Climb::Over(_) | Climb::Stuck => Some(self.climb_exactly()),
        }
    }
}
