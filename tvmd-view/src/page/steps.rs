//! Steps: the (ε, q) frontier.

use super::Plot;
use crate::sheet::Sheet;
use num_traits::Zero as _;
use tvmd_core::{Rational, ratio};

/// For which ε and q a mechanism is (ε, q)-BIC, by the corners of the frontier, as a picture and as a table; none where only the corner (0, 0) is
/// there: where it is BIC.
///
/// ```
/// use tvmd_core::ratio;
/// use tvmd_view::page::frontier;
///
/// let corners = [(ratio!(0), ratio!(1 / 2)), (ratio!(1 / 10), ratio!(0))];
/// let (_, sheet) = frontier("The frontier", corners).ok_or("it is BIC")?;
/// assert_eq!(sheet.csv(), "ε,q\n0,1/2\n1/10,0\n");
/// assert!(frontier("The frontier", [(ratio!(0), ratio!(0))]).is_none());
/// # Ok::<(), &str>(())
/// ```
pub fn frontier(
    title: &str,
    corners: impl IntoIterator<Item = (Rational, Rational)>,
) -> Option<(Plot, Sheet)> {
    let corners: Vec<(Rational, Rational)> = corners.into_iter().collect();
    let last = corners.last().filter(|(epsilon, _)| !epsilon.is_zero())?;
    let mut points: Vec<(Rational, Rational)> = Vec::new();
    let mut sheet = Sheet::new("frontier", "Corners of the frontier", ["ε", "q"]);
    for (epsilon, q) in &corners {
        if let Some((_, before)) = points.last().cloned() {
            points.push((epsilon.clone(), before));
        }
        points.push((epsilon.clone(), q.clone()));
        sheet.row([epsilon.clone().into(), q.clone().into()]);
    }
    // A little of where nobody gains as much.
    points.push((&last.0 * ratio!(5 / 4), last.1.clone()));
    sheet.note("types of mass at most q gain more than ε");
    let mut plot = Plot::new(title, "ε: the gain that is allowed", "q: mass that gains more");
    plot.line("smallest q", points);
    Some((plot, sheet))
}
