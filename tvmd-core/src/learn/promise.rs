//! What is known of the truth from what was learned: how near it is, and what auctions earn at least.

use super::by_reserve::{ByReserve, Level};
use super::learned::{count, share};
use super::{Bidder, Confidence, Dependence, Learned, Sale, radius};
use crate::exact::Rational;
use num_traits::{One as _, Signed as _, Zero as _};

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
                let of_bidder =
                    |bidder: &Bidder| radius::total_variation(bidder.draws(), atoms(bidder), &of_each);
                radius::product(&self.bidders.iter().map(of_bidder).collect::<Vec<_>>())
            }
            Dependence::Symmetric => {
                let of_bidder =
                    |bidder: &Bidder| radius::total_variation(bidder.draws(), atoms(bidder), &failure);
                // They are all the same.
                let all = self.bidders.first().map(of_bidder).into_iter().cycle().take(self.bidders.len());
                radius::product(&all.collect::<Vec<_>>())
            }
            Dependence::Joint => {
                let profiles = self.bidders.iter().map(atoms).fold(1, u64::saturating_mul);
                radius::total_variation(self.profiles.values().sum(), profiles, &failure)
            }
        };
        Some(radius::in_units(&radius))
    }

    /// The expected revenue of the [sale](Self::sold_by) under the learned prior.
    #[must_use]
    pub fn revenue(&self) -> ByReserve {
        self.less(&Rational::zero())
    }

    /// The revenue that the [sale](Self::sold_by) has in expectation at least, whatever the true distribution is: for all reserves at once, with
    /// the probability `confidence`. So it may be read at a reserve that was chosen by it.
    ///
    /// That is the revenue where each tail is less than was seen, by [`radius::tail`]: the tails of each bidder's bids, or of the highest and
    /// the second highest bid if bidders depend on each other. Revenue grows with each. It doesn't matter how bins were chosen, since
    /// what is known of tails is known of all of them at once.
    ///
    /// Where bins were fixed beforehand, who never stayed away is taken never to do so, and so never to bid less than where the first bin begins:
    /// that tail is 1, whatever was seen. It counts at reserves up to there; above them the sale earns as little whether who doesn't
    /// pay stays away or bids least. Bins that were chosen by the bids leave lower bids possible, and so nothing like it is assumed of them.
    ///
    /// No larger promise is true of all distributions with such tails: [`worst_bids`](Self::worst_bids) has one that earns just this.
    #[must_use]
    pub fn guaranteed_revenue(&self, confidence: &Confidence) -> ByReserve {
        self.less(&self.allowance(confidence))
    }

    /// The distributions that the promise is kept for, beside what was seen: every tail is as low as it may be, so that the sale earns what
    /// [`guaranteed_revenue`](Self::guaranteed_revenue) says, at every reserve. What the tails lack is at the lowest bid of who never stays away.
    ///
    /// ```
    /// use tvmd::learn::{Bids, Bins, Confidence, Dependence, Learned};
    /// use tvmd::ratio;
    ///
    /// let bids = Bids::from_csv(&format!("Buyer\n{}", "1\n3\n".repeat(100)))?;
    /// let learned = Learned::of(&bids, &"1,3".parse()?, Dependence::Independent)?;
    /// let (worst, promised) = (&learned.worst_bids(&Confidence::default())[0], learned.guaranteed_revenue(&Confidence::default()));
    /// let [nothing, one, three] = &worst.masses[..] else { unreachable!() };
    /// // What is missing of the dear bids is a bid of 1: the buyer never stayed away.
    /// assert_eq!((&three.seen, &nothing.at_worst), (&ratio!(1 / 2), &ratio!(0)));
    /// assert_eq!(&one.at_worst + &three.at_worst, ratio!(1));
    /// assert_eq!(promised.at(&ratio!(3)), &three.at_worst * ratio!(3));
    /// // So all of them pay a price of 1.
    /// assert_eq!(promised.at(&ratio!(1)), ratio!(1));
    ///
    /// // Where the bids chose the bins, a lower bid is possible, or none.
    /// let learned = Learned::of(&bids, &Bins::Values, Dependence::Independent)?;
    /// assert!(learned.worst_bids(&Confidence::default())[0].masses[0].at_worst > ratio!(0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn worst_bids(&self, confidence: &Confidence) -> Vec<WorstBids> {
        let (values, allowance) = (self.all_values(), self.allowance(confidence));
        let whose: Vec<String> = match self.dependence {
            Dependence::Joint => vec!["highest bid".to_owned(), "second highest bid".to_owned()],
            Dependence::Symmetric => vec!["each bidder".to_owned()],
            Dependence::Independent => self.bidders.iter().map(|bidder| bidder.name.clone()).collect(),
        };
        let of = |(whose, tail): (String, Tail)| {
            let (seen, at_worst) = (tail.masses(&Rational::zero()), tail.masses(&allowance));
            let values = [None].into_iter().chain(values.iter().map(|value| Some((*value).clone())));
            let masses = values.zip(seen).zip(at_worst).map(|((value, seen), at_worst)| WorstBid {
                value,
                seen,
                at_worst,
            });
            WorstBids { whose, masses: masses.collect() }
        };
        whose.into_iter().zip(self.tails(&values)).map(of).collect()
    }

    /// How much less each tail may be than was seen.
    fn allowance(&self, confidence: &Confidence) -> Rational {
        let failure = confidence.failure();
        let draws = self.bidders.first().map_or(0, Bidder::draws);
        let share = match self.dependence {
            Dependence::Symmetric => failure,
            Dependence::Independent => failure / count(self.bidders.len()),
            Dependence::Joint => failure / count(self.ranks()),
        };
        radius::tail(draws, &share)
    }

    /// Of how many of the highest bids the tails count: a single bidder has no second highest bid, and a posted price asks for none.
    fn ranks(&self) -> usize {
        match self.sale {
            Sale::SecondPrice => self.bidders.len().min(2),
            Sale::PostedPrice => 1,
        }
    }

    /// All values that bids have, ascending.
    fn all_values(&self) -> Vec<&Rational> {
        let mut values: Vec<&Rational> = self.bidders.iter().flat_map(|bidder| &bidder.values).collect();
        values.sort();
        values.dedup();
        values
    }

    /// The tails that revenue grows with: of each bidder, the same once where they are alike; or of the highest bids.
    fn tails(&self, values: &[&Rational]) -> Vec<Tail> {
        if self.dependence == Dependence::Joint {
            return self.highest_two(values).into_iter().take(self.ranks()).collect();
        }
        let of = |bidder: &Bidder| {
            let bids = bidder.values.iter().map(Some).zip(bidder.counts.iter().skip(1).copied());
            Tail::of(values, bids.chain([(None, bidder.counts[0])]), self.always_bids(bidder))
        };
        let different = if self.dependence == Dependence::Symmetric { 1 } else { self.bidders.len() };
        self.bidders.iter().take(different).map(of).collect()
    }

    /// Whether she is taken to bid at least the lowest value always.
    fn always_bids(&self, bidder: &Bidder) -> bool {
        self.are_bins_fixed && !bidder.stays_away()
    }

    /// The revenue where every tail is less than was seen by so much, or 0.
    fn less(&self, allowance: &Rational) -> ByReserve {
        let values = self.all_values();
        let tails = self.tails(&values);
        let level = |(position, value): (usize, &&Rational)| {
            let value = (*value).clone();
            let mut each = tails.iter().map(|tail| tail.lowered(position, allowance));
            let level = if self.dependence == Dependence::Joint {
                Level {
                    value,
                    highest: each.next().unwrap_or_default(),
                    second: each.next().unwrap_or_default(),
                }
            } else {
                // Those who are alike, as often as they are.
                let all: Vec<Rational> = each.cycle().take(self.bidders.len()).collect();
                Level::independent(value, &all)
            };
            match self.sale {
                Sale::SecondPrice => level,
                Sale::PostedPrice => Level { second: Rational::zero(), ..level },
            }
        };
        ByReserve::of(values.iter().enumerate().map(level).collect())
    }

    /// How often the highest and the second highest bid of a profile are at least each of these values.
    fn highest_two(&self, values: &[&Rational]) -> [Tail; 2] {
        let of = |profile: &Vec<usize>| {
            let bids = self.bidders.iter().zip(profile);
            let mut bids: Vec<&Rational> =
                bids.filter_map(|(bidder, bin)| bidder.values.get(bin.checked_sub(1)?)).collect();
            bids.sort_by(|one, other| other.cmp(one));
            [bids.first().copied(), bids.get(1).copied()]
        };
        let two: Vec<_> = self.profiles.iter().map(|(profile, count)| (of(profile), *count)).collect();
        let always = self.bidders.iter().filter(|bidder| self.always_bids(bidder)).count();
        [0, 1]
            .map(|rank| Tail::of(values, two.iter().map(|(bids, count)| (bids[rank], *count)), rank < always))
    }
}

/// A distribution of bids that a promise is kept for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorstBids {
    /// Whose bids they are: a bidder's, each bidder's, or the highest and the second highest.
    pub whose: String,
    /// By ascending value, and first how likely there is none of these bids.
    pub masses: Vec<WorstBid>,
}

/// How likely a bid is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorstBid {
    /// None where there is no bid; or, if the bids chose the bins, one that is lower than all that were seen.
    pub value: Option<Rational>,
    /// How often it was seen.
    pub seen: Rational,
    /// How likely it is where every tail is as low as it may be.
    pub at_worst: Rational,
}

/// How often bids are at least each of some values.
struct Tail {
    at_least: Vec<u64>,
    draws: u64,
    /// Whether all bids, those that weren't seen as well, are at least the first value.
    holds_all: bool,
}

impl Tail {
    /// Of bids, or that there is none, with how often each was seen; the values ascend, and the bids are among them.
    fn of<'a>(
        values: &[&Rational],
        bids: impl Iterator<Item = (Option<&'a Rational>, u64)>,
        holds_all: bool,
    ) -> Self {
        let mut tail = Self { at_least: vec![0; values.len()], draws: 0, holds_all };
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

    /// The same less so much, or 0; but all that there is, where that is known.
    fn lowered(&self, level: usize, allowance: &Rational) -> Rational {
        if level == 0 && self.holds_all {
            return Rational::one();
        }
        let left = self.share(level) - allowance;
        if left.is_negative() { Rational::zero() } else { left }
    }

    /// How likely no bid is, and each value, where every tail is less by so much.
    fn masses(&self, allowance: &Rational) -> Vec<Rational> {
        let levels = 0..self.at_least.len();
        let mut at_least = vec![Rational::one()];
        at_least.extend(levels.map(|level| self.lowered(level, allowance)));
        at_least.push(Rational::zero());
        at_least.windows(2).map(|pair| &pair[0] - &pair[1]).collect()
    }
}
