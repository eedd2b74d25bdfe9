//! What is learned of a sample: a setting with a prior, how far off that may be, and what an auction earns nevertheless.

use super::{BelowFirstEdge, Bids, Bins, Sale};
use crate::exact::Rational;
use crate::model::MAX_TYPES;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

/// How the bids of different bidders are taken to hang together. Auctions are always taken to be independent of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dependence {
    /// Each bids by her own distribution, independently of the others.
    Independent,
    /// The same, and all by the same distribution: their bids are pooled.
    Symmetric,
    /// In any way: the profiles of bids are counted.
    Joint,
}

/// A setting with the prior that the bids suggest.
///
/// ```
/// use tvmd::learn::{Bids, Bins, Confidence, Dependence, Learned};
/// use tvmd::ratio;
///
/// // A thousand auctions: Ann bids 1 in every second one and 2 in the others; Ben stays away from every second one, and bids 2 otherwise.
/// let lines = "1,2\n1,\n2,2\n2,\n".repeat(250);
/// let bids = Bids::from_csv(&format!("Ann,Ben\n{lines}"))?;
/// let learned = Learned::of(&bids, &"1,2".parse()?, Dependence::Independent)?;
/// let instance = learned.instance(&ratio!(2)).resolve()?;
/// assert_eq!(instance.prior().ok_or("none")?.marginal(tvmd::AgentId(1)).mass(0), ratio!(1 / 2));
///
/// // A reserve of 2 earns 2 in three quarters of the auctions …
/// assert_eq!(learned.revenue().best(), (ratio!(2), ratio!(3 / 2)));
/// // … and with 95 % confidence nearly as much, whatever the true distributions are. 1/2 may be 0.457, no less.
/// let (reserve, revenue) = learned.guaranteed_revenue(&Confidence::default()).best();
/// assert!(reserve == ratio!(2) && revenue > ratio!(14 / 10));
/// // The bins were fixed beforehand: the true prior is this near the learned one, in total variation.
/// assert!(learned.radius(&Confidence::default()) < Some(ratio!(8 / 100)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Learned {
    pub(super) bidders: Vec<Bidder>,
    /// The types in each auction, ⊥ being 0, and in how many auctions.
    pub(super) profiles: BTreeMap<Vec<usize>, u64>,
    pub(super) dependence: Dependence,
    pub(super) are_bins_fixed: bool,
    pub(super) sale: Sale,
    pub(super) bound: Rational,
}

/// What is known of a bidder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bidder {
    /// Her name.
    pub name: String,
    /// Her types besides ⊥: what they are worth, ascending.
    pub values: Vec<Rational>,
    /// How often she was ⊥, and then each of her types; all bidders together where they are alike.
    pub counts: Vec<u64>,
}

impl Bidder {
    /// In how many auctions; all bidders together where they are alike.
    #[must_use]
    pub fn draws(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Whether she ever stayed away. If not she is taken for one who never does.
    #[must_use]
    pub fn stays_away(&self) -> bool {
        self.counts.first().is_some_and(|absent| *absent > 0)
    }

    /// What she can be, ⊥ only if she stays away.
    pub(super) fn atoms(&self) -> usize {
        self.values.len() + usize::from(self.stays_away())
    }
}

impl Learned {
    /// Counts the bids in bins.
    ///
    /// Types are all bins where these are given by their edges, and otherwise those that the bidder is seen in.
    ///
    /// # Errors
    /// If a bid is in no bin, or the bins are more than a bidder may have types.
    pub fn of(bids: &Bids, bins: &Bins, dependence: Dependence) -> Result<Self, LearnError> {
        let edges = bins.edges(bids).map_err(LearnError::BelowFirstEdge)?;
        if edges.len() > MAX_TYPES {
            return Err(LearnError::Bins(edges.len()));
        }
        let bids_and_edges = bids.auctions().iter().flatten().map(|(_, bid)| bid).chain(&edges);
        let bound = bids_and_edges.max().cloned().unwrap_or_default();
        // By bin, the first of which is ⊥.
        let mut counts = vec![vec![0_u64; 1 + edges.len()]; bids.bidders().len()];
        let mut in_bins: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
        for auction in bids.auctions() {
            let mut profile = vec![0; bids.bidders().len()];
            for (bidder, bid) in auction {
                profile[*bidder] = edges.partition_point(|edge| edge <= bid);
            }
            for (bin, counts) in profile.iter().zip(&mut counts) {
                counts[*bin] += 1;
            }
            if dependence == Dependence::Joint {
                *in_bins.entry(profile).or_default() += 1;
            }
        }
        if dependence == Dependence::Symmetric {
            let pooled = (0..=edges.len()).map(|bin| counts.iter().map(|counts| counts[bin]).sum());
            counts = vec![pooled.collect(); counts.len()];
        }
        let are_bins_fixed = bins.are_fixed();
        // Of each bidder, the bins that are types.
        let kept: Vec<Vec<usize>> = counts
            .iter()
            .map(|counts| (1..=edges.len()).filter(|bin| are_bins_fixed || counts[*bin] > 0).collect())
            .collect();
        let profiles = in_bins.into_iter().map(|(profile, count)| {
            let types =
                profile.iter().zip(&kept).map(|(bin, kept)| kept.partition_point(|known| known <= bin));
            (types.collect(), count)
        });
        let profiles = profiles.collect();
        let bidders = bids.bidders().iter().zip(&counts).zip(&kept).map(|((name, counts), kept)| Bidder {
            name: name.clone(),
            values: kept.iter().map(|bin| edges[bin - 1].clone()).collect(),
            counts: [0].iter().chain(kept).map(|bin| counts[*bin]).collect(),
        });
        let (bidders, sale) = (bidders.collect(), Sale::SecondPrice);
        Ok(Self { bidders, profiles, dependence, are_bins_fixed, sale, bound })
    }

    /// The same where the item is sold in this way; without it, by a second-price auction.
    ///
    /// ```
    /// use tvmd::learn::{Bids, Bins, Dependence, Learned, Sale};
    /// use tvmd::ratio;
    ///
    /// let bids = Bids::from_csv("Ann,Ben\n2,3\n1,2\n")?;
    /// let auction = Learned::of(&bids, &Bins::Values, Dependence::Joint)?;
    /// let posted = auction.clone().sold_by(Sale::PostedPrice);
    /// // At a reserve of 1 the second bid counts, and at a posted price of 1 it doesn't.
    /// assert_eq!((auction.revenue().at(&ratio!(1)), posted.revenue().at(&ratio!(1))), (ratio!(3 / 2), ratio!(1)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn sold_by(self, sale: Sale) -> Self {
        Self { sale, ..self }
    }

    /// How the item is sold.
    #[must_use]
    pub fn sale(&self) -> Sale {
        self.sale
    }

    /// The bidders.
    #[must_use]
    pub fn bidders(&self) -> &[Bidder] {
        &self.bidders
    }

    /// How their bids are taken to hang together.
    #[must_use]
    pub fn dependence(&self) -> Dependence {
        self.dependence
    }
}

pub(super) fn share(part: u64, whole: u64) -> Rational {
    Rational::new(part.into(), whole.into())
}

pub(super) fn count(number: usize) -> Rational {
    Rational::from_integer(number.into())
}

/// Why nothing is learned.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LearnError {
    /// A bid is in no bin.
    BelowFirstEdge(Box<BelowFirstEdge>),
    /// So many bins are more types than a bidder may have.
    Bins(usize),
}

impl fmt::Display for LearnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BelowFirstEdge(error) => error.fmt(f),
            Self::Bins(count) => write!(
                f,
                "{count} different bids are more types than a bidder may have, {MAX_TYPES}; put them into bins, such as quantiles:100"
            ),
        }
    }
}

impl Error for LearnError {
    /// What is wrong with the bins.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        if let Self::BelowFirstEdge(error) = self { Some(error) } else { None }
    }
}
