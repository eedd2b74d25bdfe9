//! What becomes of the sets that may be left to a buyer.

use super::wide::Factor;
use crate::setting::Bundle;

/// What types that take the same come to, out of one set.
pub(super) struct Step<T> {
    /// The set's position.
    pub(super) from: usize,
    pub(super) taken: Bundle,
    pub(super) weight: T,
}

/// What becomes of each set when a buyer comes to it.
pub(super) struct Visits<T> {
    /// Out of one set after the other.
    pub(super) steps: Vec<Step<T>>,
    /// By set: what her types pay and what they get is worth, each times its weight.
    pub(super) paid: Vec<T>,
    pub(super) worth: Vec<T>,
}

impl<T> Default for Visits<T> {
    fn default() -> Self {
        Self { steps: Vec::new(), paid: Vec::new(), worth: Vec::new() }
    }
}

impl<T: Factor> Visits<T> {
    /// Adds that something is taken from a set, with this weight, to a step that is known to say so, or as another one; says which that is.
    pub(super) fn add(
        &mut self,
        known: Option<usize>,
        from: usize,
        taken: Bundle,
        weight: Option<&T>,
    ) -> usize {
        let step = known.unwrap_or(self.steps.len());
        if known.is_none() {
            self.steps.push(Step { from, taken, weight: T::zero() });
        }
        if let Some(weight) = weight {
            self.steps[step].weight += weight;
        }
        step
    }
}
