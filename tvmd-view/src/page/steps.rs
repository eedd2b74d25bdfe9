//! Steps: the (ε, q) frontier.

use super::Plot;
use crate::sheet::Sheet;
use num_traits::Zero as _;
use tvmd_core::incentive::Frontier;
use tvmd_core::{Rational, ratio};

/// For which ε and q a mechanism is (ε, q)-BIC, as a picture and as a table; none where only its corner (0, 0) is there: where it is BIC.
#[must_use]
pub fn frontier(frontier: &Frontier) -> Option<(Plot, Sheet)> {
    let steps = frontier.steps();
    let last = steps.last().filter(|last| !last.epsilon.is_zero())?;
    let mut points: Vec<(Rational, Rational)> = Vec::new();
    let mut sheet = Sheet::new("frontier", "Corners of the (ε, q) frontier", ["ε", "q"]);
    for step in steps {
        if let Some((_, before)) = points.last().cloned() {
            points.push((step.epsilon.clone(), before));
        }
        points.push((step.epsilon.clone(), step.q.clone()));
        sheet.row([step.epsilon.clone().into(), step.q.clone().into()]);
    }
    // A little of where nobody gains as much.
    points.push((&last.epsilon * ratio!(5 / 4), last.q.clone()));
    sheet.note("types of mass at most q gain more than ε");
    let mut plot = Plot::new("The (ε, q) frontier", "ε: the gain that is allowed", "q: mass that gains more");
    plot.line("smallest q", points);
    Some((plot, sheet))
}
