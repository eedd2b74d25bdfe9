//! How often some tail of a distribution is less than was seen by much, whatever the distribution.

use super::GRID;
use super::above::Above;

/// The largest number of draws for which it is summed.
pub(super) const MAX_DRAWS: u64 = 100_000;

/// The least ε, in units of 1/[`GRID`], such that with this many draws, at most [`MAX_DRAWS`], some tail is less than its frequency by more than ε with
/// probability `limit` at most.
pub(super) fn shortfall(draws: u64, limit: Above) -> u64 {
    let (mut small, mut enough) = (0, GRID);
    while enough - small > 1 {
        let between = small.midpoint(enough);
        if is_rare(draws, between, limit) { enough = between } else { small = between }
    }
    enough
}

/// Whether the probability is at most the limit. For any continuous distribution it is, with n draws,
///
/// ```text
/// (1 - ε)^n  +  ε · Σ (n over j) (1 - ε - j/n)^(n-j) (ε + j/n)^(j-1)   over j from 1 up to n(1 - ε).
/// ```
fn is_rare(draws: u64, shortfall: u64, limit: Above) -> bool {
    let whole = draws * GRID;
    let of = |part: u64| Above::ONE.times(part, whole);
    let epsilon = draws * shortfall;
    let mut sum = of(whole - epsilon).power(draws);
    let mut choices = of(epsilon);
    for count in 1..=draws {
        choices = choices.times(draws - count + 1, count);
        let below = epsilon + count * GRID;
        let Some(above) = whole.checked_sub(below).filter(|above| *above > 0) else { break };
        sum = sum.plus(choices.product(of(above).power(draws - count)).product(of(below).power(count - 1)));
        if sum > limit {
            return false;
        }
    }
    sum <= limit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::{Rational, ratio};

    /// L. H. Miller, *Table of Percentage Points of Kolmogorov Statistics*, Journal of the American Statistical Association 51, 1956.
    #[test]
    fn the_values_are_those_of_the_tables() {
        for (draws, failure, value) in [
            (1, ratio(1, 20), ratio(95_000, 100_000)),
            (2, ratio(1, 20), ratio(77_639, 100_000)),
            (5, ratio(1, 10), ratio(44_698, 100_000)),
            (10, ratio(1, 20), ratio(36_866, 100_000)),
            (20, ratio(1, 100), ratio(32_866, 100_000)),
            (40, ratio(1, 20), ratio(18_913, 100_000)),
        ] {
            let found = Rational::new(shortfall(draws, Above::limit(&failure)).into(), GRID.into());
            let off = if found > value { &found - &value } else { &value - &found };
            assert!(off <= ratio(1, 100_000), "{draws} draws, {failure}: {found}");
        }
    }
}
