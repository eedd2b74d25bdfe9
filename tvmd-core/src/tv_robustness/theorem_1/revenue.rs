//! Theorem 1 for revenue: two families that need all of 1 + α. The module `alternate` finds such cases by itself.
//!
//! **1 + α is the best constant for every α in (0, 1]**, unless there are one buyer and one item only. Two bidders, one
//! item: the first is worth 1 with probability αc and otherwise c, and alone. M offers her the item at 1 and sells nothing
//! to the second; it makes αc, and OPT(D) = c, by the price c. Under D̂ the second bidder is there, worth 1, where the first
//! was worth 1 and is now absent, so that δ = αc. M makes nothing, and OPT(D̂) ≥ c(1 - αc) + αc, by the price c for the
//! first and 1 for the second. Payments lie in \[0, 1\], so V = 1, and the ratio is at least
//!
//! ```text
//! α(c(1 - αc) + αc) / ((1 + α)αc)  =  1 - αc/(1 + α),
//! ```
//!
//! as near to 1 as one likes for small c. A buyer of two items does the same: types (1, 0) and (c, 0) under D, and (0, 1)
//! for (1, 0) under D̂.
//!
//! **With equal supports, too.** For α < 1 give every profile of either prior a little mass in the other as well: all quantities are
//! continuous in it. For α = 1 that spoils M's optimality, and this family does: one buyer who wants one of two items, of type S =
//! (1, P + τ), B = (c, 0) or T = (0, P), of masses a, b and μ with a = bc/(1 - c) + μP/τ, where 0 < P < P + τ ≤ 1. M sells the first
//! item at 1 and nothing else. *It is optimal for D:* write x for the chance of B's item and y for that of T's, of which she pays at
//! most cx and Py; S gains (1 - c)x by B's report and τy by T's at least, so she pays at most 1 less the larger of both, and the
//! revenue is at most a - (bc/(1 - c))(1 - c)x - (μP/τ)τy + bcx + μPy = a. Under D̂ mass δ has moved from S to T. M makes a - δ, and
//! the prices c and P make c(a - δ + b) + P(μ + δ). The loss is at least δ(1 + P - c) + (cb + Pμ + ca) - a, and a - cb - Pμ - ca =
//! μP((1 - c)/τ - 1), so with μ/τ → 0, δ fixed as a share of b·c/(1 - c) and P → 1, c → 0 it tends to 2δ.
//!
//! **One buyer and one item: 1 is the best constant**, α·OPT(D̂) - E_D̂\[M\] ≤ V·δ. Let f be M's payments by type, and g
//! those of a best mechanism for D̂. *Neither falls with the value:* if v < w, then v doesn't gain by reporting w, so that
//! p(w) - p(v) ≥ v·(x(w) - x(v)), and chances of the item don't fall; ⊥ is a type of value 0 here, and nobody of value 0
//! pays anything. Types of one value are offered what is equally good for them; let g give them all what pays most, which
//! leaves it a best one with payments in the same interval. h = α·g - f has E_D h ≤ α·OPT(D) - α·OPT(D) = 0, so the loss is
//! E_D̂ h ≤ E_D̂ h - E_D h ≤ δ·max(h(s) - h(t)) over two types s and t. If s is of greater value than t, then f(s) ≥ f(t),
//! and h(s) - h(t) ≤ α·V. Otherwise g(s) ≤ g(t), and it is at most f(t) - f(s) ≤ V. And α ≤ 1.
//!
//! It is attained for every α: value 1 with probability αc and otherwise c, M asks 1, and mass moves from 1 to c.

use crate::case::Case;
use crate::case::build::{additive, first_only, unit_demand};
use crate::exact::{Rational, ratio};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, ItemId, Profile};
use num_traits::{One, Zero};

/// The families above for α and c: two bidders, and a buyer of two items.
pub(super) fn families(alpha: &Rational, low: &Rational) -> Vec<Case> {
    [two_bidders(alpha, low), two_items(alpha, low)].into_iter().flatten().collect()
}

fn two_bidders(alpha: &Rational, low: &Rational) -> Option<Case> {
    let one = Rational::one();
    let first = vec![vec![low.clone()], vec![one.clone()]];
    let setting = additive(1, one.clone(), &[first, vec![vec![one.clone()]]])?;
    let high = alpha * low;
    let prior = |moved: [usize; 2]| {
        let atoms = [([1, 0], &one - &high), (moved, high.clone())];
        Prior::joint(&setting, atoms.map(|(types, mass)| (Profile::new(types.to_vec()), mass))).ok()
    };
    let table = first_only(&setting, |reports| {
        if reports.of(AgentId(0)) == 2 {
            (Bundle::all(1), one.clone())
        } else {
            (Bundle::EMPTY, Rational::zero())
        }
    })?;
    Some(Case::new(table, prior([2, 0])?, prior([0, 1])?))
}

fn two_items(alpha: &Rational, low: &Rational) -> Option<Case> {
    let (zero, one) = (Rational::zero(), Rational::one());
    let types = [[low.clone(), zero.clone()], [one.clone(), zero.clone()], [zero.clone(), one.clone()]];
    let setting = additive(2, one.clone(), &[types.map(Vec::from).to_vec()])?;
    let high = alpha * low;
    let prior = |masses: [Rational; 2]| {
        let [first, second] = masses;
        Prior::from_masses(&setting, &[zero.clone(), &one - &high, first, second]).ok()
    };
    let table = first_only(&setting, |reports| {
        if reports.of(AgentId(0)) == 2 {
            (Bundle::from_iter([ItemId(0)]), one.clone())
        } else {
            (Bundle::EMPTY, Rational::zero())
        }
    })?;
    Some(Case::new(table, prior([high.clone(), zero.clone()])?, prior([zero.clone(), high.clone()])?))
}

/// The family with equal supports and α = 1 at c = 1/50, P = 49/50, τ = 1/100 and μ = 10⁻⁶, where nine tenths of S move.
pub(super) fn equal_supports() -> Option<Case> {
    let (zero, one) = (Rational::zero(), Rational::one());
    let (low, price, more, rare) = (ratio(1, 50), ratio(49, 50), ratio(1, 100), ratio(1, 1_000_000));
    // a + b = 1 - μ, and a = b·c/(1 - c) + μ·P/τ.
    let rest = &rare * &price / &more;
    let second = (&one - &low) * (&one - &rare - rest);
    let first = &one - &rare - &second;
    let moved = &first * ratio(9, 10);
    let types = vec![vec![one.clone(), &price + more], vec![low, zero.clone()], vec![zero.clone(), price]];
    let setting = unit_demand(2, one.clone(), &[types])?;
    let table = first_only(&setting, |reports| {
        if reports.of(AgentId(0)) == 1 {
            (Bundle::from_iter([ItemId(0)]), one.clone())
        } else {
            (Bundle::EMPTY, Rational::zero())
        }
    })?;
    let prior = |first: Rational, last: Rational| {
        Prior::from_masses(&setting, &[zero.clone(), first, second.clone(), last]).ok()
    };
    Some(Case::new(table, prior(first.clone(), rare.clone())?, prior(first - &moved, rare + moved)?))
}
