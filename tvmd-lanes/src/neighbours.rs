//! Whether directions like their own rows best, where points have one coordinate: neighbours decide.
//!
//! There a direction is a number v, and a row is worth v·x - p. Let directions stand in the order of v. If of two neighbours neither likes the other's
//! row better, then x doesn't fall from the lower to the higher, as both inequalities together say; and added up along the way they say that
//! nobody likes any row better (Myerson, Optimal Auction Design, 1981, Lemma 2). So two comparisons a row do where a sweep has as many as rows.
//! Where directions are equal but their rows aren't, x may fall between them, and nothing is decided here.

use crate::dispatch;
use crate::grid::BLOCK;
use crate::kernel::Instructions;
use crate::threads::in_parts;
use crate::{Grid, Regret};

/// Directions in their order: their rows and their numbers.
pub(crate) struct Order(Vec<(usize, i64)>);

impl Order {
    fn of(values: &[i64]) -> Self {
        let mut order: Vec<(usize, i64)> = values.iter().copied().enumerate().collect();
        order.sort_by_key(|(_, value)| *value);
        Self(order)
    }
}

/// What [`Grid::regrets`] says, if no row gains over a direction's own; `None` if one does, or if that isn't decided here. All sums of two products are
/// below 2⁶³.
pub(crate) fn regrets(grid: &Grid<i64>, values: &[i64], nothing: bool) -> Option<Vec<Regret>> {
    let order = Order::of(values);
    let fastest = Instructions::fastest();
    let parts = in_parts(grid.blocks(), 2 * grid.rows() * grid.lanes(), 1, |parts| {
        let mut truths = vec![0; grid.rows()];
        for block in parts.flatten() {
            if !dispatch::neighbours(fastest, grid.block(block), &order, &mut truths) {
                return None;
            }
        }
        Some(truths)
    });
    let mut regrets = vec![Regret { gain: 0, truth: 0 }; grid.rows()];
    for part in parts {
        for (regret, truth) in regrets.iter_mut().zip(part?) {
            regret.truth = regret.truth.min(truth.into());
        }
    }
    // Who is worth less than nothing with her own row would like nothing better.
    let settled = !nothing || regrets.iter().all(|regret| regret.truth == 0);
    settled.then_some(regrets)
}

/// Whether neighbours like their own rows in all lanes of a block; lowers `truths` to what these are worth.
#[inline(always)]
pub(crate) fn of_block(points: &[i64], Order(order): &Order, truths: &mut [i64]) -> bool {
    let (cells, _) = points.as_chunks::<BLOCK>();
    let row = |row: usize| (&cells[2 * row], &cells[2 * row + 1]);
    let mut wrong = false;
    let mut before: Option<(usize, i64)> = None;
    for (at, value) in order {
        let (chances, charges) = row(*at);
        let mut least = truths[*at];
        for lane in 0..BLOCK {
            least = least.min(value * chances[lane] - charges[lane]);
        }
        truths[*at] = least;
        if let Some((lower, low)) = before {
            let (fewer, cheaper) = row(lower);
            let mut gains = false;
            for lane in 0..BLOCK {
                let (more, dearer) = (chances[lane] - fewer[lane], charges[lane] - cheaper[lane]);
                let alike = (low < *value) | (more == 0);
                gains |= (low * more > dearer) | (dearer > value * more) | !alike;
            }
            wrong |= gains;
        }
        before = Some((*at, *value));
    }
    !wrong
}
