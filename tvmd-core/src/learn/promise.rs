//! What is known of the truth from what was learned: how near it is, and what auctions earn at least.

use super::by_reserve::{ByReserve, Level};
use super::learned::{count, share};
use super::{Bidder, Confidence, Dependence, Learned, radius};
use crate::exact::Rational;
use num_traits::{Signed as _, Zero as _};

impl Learned {
    /// How far the true prior may be from the learned one, in total variation: farther with probability 1 - `confidence` at most. `None`
    /// where the bins were chosen by the bids; the bounds are about bins that were fixed beforehand.
    ///
    /// Of independent bidders that of the product, each of whose distributions is as near as with a share of the probability of
    /// failing; of symmetric ones that of the product of what is learned of all their bids; of others that of the distribution of profiles.
    #[must_use]
    pub fn radius(&self, confidence: &Confidence) -> Option<Rational> {
        if !self.are_bins_fixed {
            return None;
        }
        let failure = confidence.failure();
        let atoms = |bidder: &Bidder| u64::try_from(bidder.atoms()).unwrap_or(u64::MAX);
        let radius = match self.dependence {
            Dependence::Independent => {
                let of_each = failure / count(self.bidders.len());
                let own = |bidder: &Bidder| radius::total_variation(bidder.draws(), atoms(bidder), &of_each);
                radius::product(&self.bidders.iter().map(own).collect::<Vec<_>>())
            }
            Dependence::Symmetric => {
                let own = |bidder: &Bidder| radius::total_variation(bidder.draws(), atoms(bidder), &failure);
                // They are all the same.
                let all = self.bidders.first().map(own).into_iter().cycle().take(self.bidders.len());
                radius::product(&all.collect::<Vec<_>>())
            }
            Dependence::Joint => {
                let profiles = self.bidders.iter().map(atoms).fold(1, u64::saturating_mul);
                radius::total_variation(self.profiles.values().sum(), profiles, &failure)
            }
        };
        Some(radius::in_units(&radius))
    }

    /// The expected revenue of second-price auctions under the learned prior.
    #[must_use]
    pub fn revenue(&self) -> ByReserve {
        self.less(&Rational::zero())
    }

    /// The revenue that second-price auctions have in expectation at least, whatever the true distribution is: for all reserves at once, with
    /// the probability `confidence`. So it may be read at a reserve that was chosen by it.
    ///
    /// That is the revenue where each tail is less than was seen, by [`radius::tail`]: the tails of each bidder's bids, or of the highest and
    /// the second highest bid if bidders depend on each other. Revenue grows with each. It doesn't matter how bins were chosen, since
    /// what is known of tails is known of all of them at once.
    #[must_use]
    pub fn guaranteed_revenue(&self, confidence: &Confidence) -> ByReserve {
        let failure = confidence.failure();
        let draws = self.bidders.first().map_or(0, Bidder::draws);
        let share = match self.dependence {
            Dependence::Symmetric => failure,
            Dependence::Independent => failure / count(self.bidders.len()),
            // A single bidder has no second highest bid.
            Dependence::Joint => failure / count(self.bidders.len().min(2)),
        };
        self.less(&radius::tail(draws, &share))
    }

    /// The revenue where every tail is less than was seen by so much, or 0.
    fn less(&self, allowance: &Rational) -> ByReserve {
        let mut values: Vec<&Rational> = self.bidders.iter().flat_map(|bidder| &bidder.values).collect();
        values.sort();
        values.dedup();
        let lowered = |tail: &Tail, level: usize| {
            let left = tail.share(level) - allowance;
            if left.is_negative() { Rational::zero() } else { left }
        };
        let levels = values.iter().enumerate().map(|(level, value)| (level, (*value).clone()));
        if self.dependence == Dependence::Joint {
            let [highest, second] = self.highest_two(&values);
            let level = |(level, value)| Level {
                value,
                highest: lowered(&highest, level),
                second: lowered(&second, level),
            };
            return ByReserve::of(levels.map(level).collect());
        }
        let tails: Vec<Tail> = self
            .bidders
            .iter()
            .map(|bidder| {
                let bids = bidder.values.iter().map(Some).zip(bidder.counts.iter().skip(1).copied());
                Tail::of(&values, bids.chain([(None, bidder.counts[0])]))
            })
            .collect();
        let level = |(level, value)| {
            let each: Vec<Rational> = tails.iter().map(|tail| lowered(tail, level)).collect();
            Level::independent(value, &each)
        };
        ByReserve::of(levels.map(level).collect())
    }

    /// How often the highest and the second highest bid of a profile are at least each of these values.
    fn highest_two(&self, values: &[&Rational]) -> [Tail; 2] {
        let of = |profile: &Vec<usize>| {
            let bids = self.bidders.iter().zip(profile);
            let mut bids: Vec<&Rational> =
                bids.filter_map(|(bidder, own)| bidder.values.get(own.checked_sub(1)?)).collect();
            bids.sort_by(|one, other| other.cmp(one));
            [bids.first().copied(), bids.get(1).copied()]
        };
        let two: Vec<_> = self.profiles.iter().map(|(profile, count)| (of(profile), *count)).collect();
        [0, 1].map(|rank| Tail::of(values, two.iter().map(|(bids, count)| (bids[rank], *count))))
    }
}

/// How often bids are at least each of some values.
struct Tail {
    at_least: Vec<u64>,
    draws: u64,
}

impl Tail {
    /// Of bids, or that there is none, with how often each was seen; the values ascend, and the bids are among them.
    fn of<'a>(values: &[&Rational], bids: impl Iterator<Item = (Option<&'a Rational>, u64)>) -> Self {
        let mut tail = Self { at_least: vec![0; values.len()], draws: 0 };
        for (bid, count) in bids {
            tail.draws += count;
            let level = bid.and_then(|bid| values.partition_point(|value| *value <= bid).checked_sub(1));
            if let Some(level) = level {
                tail.at_least[level] += count;
            }
        }
        for level in (1..values.len()).rev() {
            tail.at_least[level - 1] += tail.at_least[level];
        }
        tail
    }

    /// The share of draws that are at least the value at this position.
    fn share(&self, level: usize) -> Rational {
        share(self.at_least[level], self.draws)
    }
}
