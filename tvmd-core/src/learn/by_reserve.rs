//! What a sale earns, by its reserve.

use crate::exact::{BigInt, Rational};
use num_traits::{One as _, Zero as _};

/// The expected revenue of a second-price auction of one item, as a function of the reserve; or of a posted price, which is the reserve of an
/// auction without second bids.
///
/// The winner pays the reserve or the second highest bid, whichever is more. So with a reserve of r the auction earns
///
/// ```text
/// r·Pr[highest ≥ r] + ∫ Pr[second highest ≥ x] dx over x > r,
/// ```
///
/// which grows with each of these probabilities. What [`Learned`](super::Learned) gives has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByReserve {
    levels: Vec<Level>,
    /// With each level's value as the reserve.
    revenue: Vec<Rational>,
}

/// A value, and with which probability the highest and the second highest bid are at least that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) value: Rational,
    pub(super) highest: Rational,
    pub(super) second: Rational,
}

impl Level {
    /// Of bidders who bid independently, each at least so much with her probability.
    pub(super) fn independent(value: Rational, each: &[Rational]) -> Self {
        // With which probability nobody does, and exactly one, over the product of the denominators: reducing comes last.
        let (mut nobody, mut one, mut whole) = (BigInt::one(), BigInt::zero(), BigInt::one());
        for chance in each {
            let not = chance.denom() - chance.numer();
            one = one * &not + &nobody * chance.numer();
            nobody *= not;
            whole *= chance.denom();
        }
        let over = |part: BigInt| Rational::new(part, whole.clone());
        Self { value, highest: over(&whole - &nobody), second: over(&whole - nobody - one) }
    }
}

impl ByReserve {
    /// From the levels, by ascending value.
    pub(super) fn of(levels: Vec<Level>) -> Self {
        let mut revenue = Vec::with_capacity(levels.len());
        // What second bids above the value add.
        let mut above = Rational::zero();
        for (position, level) in levels.iter().enumerate().rev() {
            revenue.push(&level.value * &level.highest + &above);
            if let Some(below) = position.checked_sub(1).map(|before| &levels[before].value) {
                above += (&level.value - below) * &level.second;
            }
        }
        revenue.reverse();
        Self { levels, revenue }
    }

    /// With this reserve.
    #[must_use]
    pub fn at(&self, reserve: &Rational) -> Rational {
        let next = self.levels.partition_point(|level| level.value < *reserve);
        match (self.levels.get(next), self.revenue.get(next)) {
            // Up to the next value one more is only paid where the second bid is below it.
            (Some(level), Some(revenue)) => {
                revenue - (&level.value - reserve) * (&level.highest - &level.second)
            }
            _ => Rational::zero(),
        }
    }

    /// The values that bids have, ascending, and the revenue with each as the reserve. No others matter: between two of them revenue grows with
    /// the reserve.
    pub fn iter(&self) -> impl Iterator<Item = (&Rational, &Rational)> {
        self.levels.iter().map(|level| &level.value).zip(&self.revenue)
    }

    /// The corners of the revenue, from a reserve of 0 on: it is straight between one and the next. At a value that bids have it falls, and both
    /// ends are there, that at the value itself first.
    ///
    /// ```
    /// use tvmd::learn::{Bids, Bins, Dependence, Learned};
    /// use tvmd::ratio;
    ///
    /// let bids = Bids::from_csv("Buyer\n1\n3\n")?;
    /// let revenue = Learned::of(&bids, &Bins::Values, Dependence::Independent)?.revenue();
    /// // Up to 1 all buy; above it one in two.
    /// let corners = [(ratio!(0), ratio!(0)), (ratio!(1), ratio!(1)), (ratio!(1), ratio!(1 / 2)), (ratio!(3), ratio!(3 / 2)), (ratio!(3), ratio!(0))];
    /// assert_eq!(revenue.corners(), corners);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn corners(&self) -> Vec<(Rational, Rational)> {
        let mut corners: Vec<(Rational, Rational)> = Vec::new();
        let mut below = Rational::zero();
        for (level, revenue) in self.levels.iter().zip(&self.revenue) {
            let just_above = revenue - (&level.value - &below) * (&level.highest - &level.second);
            corners.push((below, just_above));
            corners.push((level.value.clone(), revenue.clone()));
            below = level.value.clone();
        }
        corners.push((below, Rational::zero()));
        corners.dedup();
        corners
    }

    /// The reserve that earns most, and what it earns; of several the lowest, which sells most often. 0 where nothing is earned.
    #[must_use]
    pub fn best(&self) -> (Rational, Rational) {
        let nothing = Rational::zero();
        let without = (&nothing, &self.at(&nothing));
        let best = self.iter().fold(without, |best, point| if point.1 > best.1 { point } else { best });
        (best.0.clone(), best.1.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;

    #[test]
    fn the_best_reserve_is_the_best_of_all() {
        let each = |shares: [(i64, i64); 2]| shares.map(|(top, bottom)| ratio(top, bottom));
        let levels = [(1, each([(1, 1), (3, 4)])), (3, each([(1, 2), (3, 4)])), (4, each([(1, 8), (0, 1)]))];
        let revenue =
            ByReserve::of(levels.map(|(value, each)| Level::independent(ratio(value, 1), &each)).into());
        let all = (0..=40).map(|eighths| ratio(eighths, 8));
        let most = all.max_by_key(|reserve| (revenue.at(reserve), -reserve)).unwrap();
        assert_eq!(revenue.best(), (most.clone(), revenue.at(&most)));
        // 3·(1 - 1/2·1/4), with nothing more if both are at least 3; without a reserve 1·3/4 + 2·3/8.
        assert_eq!(revenue.best(), (ratio(3, 1), ratio(21, 8)));
        assert_eq!(revenue.at(&ratio(0, 1)), ratio(3, 2));
        assert_eq!(revenue.at(&ratio(5, 1)), ratio(0, 1));
        // Between its corners it is straight, from each corner on to what it is at the next.
        for pair in revenue.corners().windows(2) {
            let half = ratio(1, 2);
            let (middle, mean) = ((&pair[0].0 + &pair[1].0) * &half, (&pair[0].1 + &pair[1].1) * &half);
            assert!(pair[0].0 == pair[1].0 || revenue.at(&middle) == mean, "{pair:?}");
        }
    }
}
