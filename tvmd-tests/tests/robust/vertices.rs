//! The corners of a ball of distributions, listed one by one.

use num_traits::{Signed, Zero};
use std::collections::BTreeSet;
use tvmd_core::Rational;

/// All corners of the ball of distributions within `delta` of one, with mass where it is reached only: mass comes to one point, and others are
/// emptied for it, the last of them perhaps in part.
pub(crate) fn vertices(masses: &[Rational], delta: &Rational, reached: &[bool]) -> BTreeSet<Vec<Rational>> {
    let mut found = BTreeSet::from([masses.to_vec()]);
    for to in (0..masses.len()).filter(|to| reached[*to]) {
        let others: Vec<usize> =
            (0..masses.len()).filter(|at| *at != to && masses[*at].is_positive()).collect();
        for emptied in 0..1_u32 << others.len() {
            let (mut moved, mut left) = (masses.to_vec(), delta.clone());
            for (position, from) in
                others.iter().enumerate().filter(|(position, _)| emptied >> position & 1 == 1)
            {
                left -= &masses[others[position]];
                shift(&mut moved, *from, to, &masses[*from]);
            }
            if left.is_negative() {
                continue;
            }
            let whole = emptied.count_ones() as usize == others.len();
            if whole || left.is_zero() {
                found.insert(moved.clone());
            }
            for (position, from) in
                others.iter().enumerate().filter(|(position, _)| emptied >> position & 1 == 0)
            {
                if masses[others[position]] >= left {
                    let mut partly = moved.clone();
                    shift(&mut partly, *from, to, &left);
                    found.insert(partly);
                }
            }
        }
    }
    found
}

fn shift(masses: &mut [Rational], from: usize, to: usize, mass: &Rational) {
    masses[from] -= mass;
    masses[to] += mass;
}
