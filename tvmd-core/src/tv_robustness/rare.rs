//! A rare item beside items that are best sold together: neither simple way of selling makes much more than half of the
//! optimum.
//!
//! Independent items of one additive buyer. Of n items with one distribution sold apart make S in all, and together B > S.
//! One more is worth h with probability (B - S)/h, and otherwise nothing. So SRev = S + (B - S) = B. A price for all that n
//! items can reach, at most x, sells for them, or because of the rare item: it makes at most B + x(B - S)/h. A higher one
//! sells only with the rare item, and makes at most (h + x)(B - S)/h. Both come to at most B as h grows. The rare item sold
//! apart, and the others together, make 2B - S. So in the limit
//!
//! ```text
//! Rev/max{SRev, BRev}  ≥  2 - S/B.
//! ```
//!
//! With 4^k items of [`corollary_2b`](super::corollary_2b) B/S ≥ k/8, so that comes near to 2: *no factor less
//! than 2 does for products*, nor for Markov random fields with Δ = 0, which products are.
//!
//! Here n = 3 and the distribution is that of values 1, 2 and 3 any of which makes 1: 1/2, 1/6 and 1/3. S = 3, and 5 for the
//! three sells with probability 3/4, so B ≥ 15/4. The ratio is near to 6/5 with 54 types.

use super::buyer::chosen;
use crate::case::Case;
use crate::exact::ratio;
use crate::prior::Mrf;
use crate::setting::{Bundle, ItemId};

/// The prior for h = `high`, as a field without edges, and the mechanism that sells the rare item apart.
pub(super) fn rare(high: i64) -> Option<Case> {
    let gain = ratio(3, 4);
    let often = &gain / ratio(high, 1);
    let mut values = vec![vec![ratio(0, 1), ratio(high, 1)]];
    let mut vertices = vec![vec![ratio(1, 1) - &often, often]];
    for _ in 0..3 {
        values.push((1..=3).map(|value| ratio(value, 1)).collect());
        vertices.push(vec![ratio(1, 2), ratio(1, 6), ratio(1, 3)]);
    }
    let case = Case::of_field(&values, Mrf::new(vertices, Vec::new()).ok()?)?;
    let alone = Bundle::from_iter([ItemId(0)]);
    let others = Bundle::all(4).without(alone);
    let menu = [(alone, high), (others, 5), (Bundle::all(4), high + 5)];
    let table = chosen(case.setting(), &menu.map(|(set, price)| (set, ratio(price, 1))))?;
    Some(Case { table, ..case })
}

#[cfg(test)]
mod tests {
    use super::super::buyer::Revenues;
    use super::*;

    #[test]
    fn the_ratio_comes_near_to_six_fifths() {
        let revenues = Revenues::known(&rare(1_000).unwrap()).unwrap();
        assert_eq!((revenues.rev.clone(), revenues.srev.clone()), (ratio(9, 2), ratio(15, 4)));
        assert!(&revenues.rev / revenues.simple() > ratio(1_199, 1_000));
    }
}
