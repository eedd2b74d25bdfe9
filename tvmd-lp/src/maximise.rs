//! The way to an answer: on the tableau, or from a guess where programs are large.

use crate::{Program, Progress, Solution};
use std::ops::ControlFlow;

impl Program {
    /// The exact answer, with a certificate that has been checked.
    ///
    /// Time grows with variables × rows × pivots. With the feature `guess`, floats guess the optimum of a large program
    /// first, and exact pivots start from the guess; where it is right, there are none.
    ///
    /// # Panics
    /// If the answer's certificate doesn't prove it, which would be a mistake in this crate: no answer leaves it unproved.
    pub fn maximise(&self) -> Solution {
        self.maximise_telling(&mut |_| ControlFlow::Continue(())).expect("nobody stops it")
    }

    /// The same, telling `progress` how far it is; `None` if that says to stop. Small programs are solved without a word, and so are all
    /// without the feature `guess`.
    ///
    /// # Panics
    /// Likewise.
    pub fn maximise_telling(
        &self,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Option<Solution> {
        #[cfg(feature = "guess")]
        let solution = self.maximise_near(None, progress);
        #[cfg(not(feature = "guess"))]
        let (solution, _) = (Some(self.climb_exactly()), progress);
        solution
    }
}
