//! Chances of items as a lottery over allocations.

use crate::exact::{BigInt, Rational};
use crate::mechanism::{Allocation, Outcome};
use crate::setting::{Bundle, ItemId};
use num_traits::Zero as _;

/// The lottery in which a number is drawn between 0 and 1, and each item goes to the agent in whose share of [0, 1] it falls; shares
/// are laid side by side in the agents' order.
pub(super) fn one_draw(
    agents: usize,
    items: usize,
    chance: &dyn Fn(usize, usize) -> BigInt,
    over: &BigInt,
    payments: Vec<Rational>,
) -> Outcome {
    // By item and agent: where her share ends.
    let ends = |item: usize| {
        let mut end = BigInt::zero();
        (0..agents)
            .map(|agent| {
                end += chance(agent, item);
                end.clone()
            })
            .collect::<Vec<BigInt>>()
    };
    let ends: Vec<Vec<BigInt>> = (0..items).map(ends).collect();
    let mut bounds = vec![BigInt::zero(), over.clone()];
    bounds.extend(ends.iter().flatten().cloned());
    bounds.sort();
    bounds.dedup();
    let branches = bounds.windows(2).map(|bounds| {
        let mut bundles = vec![Bundle::EMPTY; agents];
        for (item, ends) in ends.iter().enumerate() {
            if let Some(winner) = ends.iter().position(|end| *end > bounds[0]) {
                bundles[winner] = bundles[winner].union(ItemId(item).into());
            }
        }
        let share = Rational::new(&bounds[1] - &bounds[0], over.clone());
        (share, Allocation::new(bundles).expect("an item falls into one share"))
    });
    Outcome::lottery(branches, payments).expect("shares are at least 0 and add up to 1")
}
