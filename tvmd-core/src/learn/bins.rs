//! Bins: which bids are taken for one and the same type.

use super::Bids;
use super::decimal::exactly;
use crate::exact::{ParseRationalError, Rational, parse};
use crate::model::MAX_TYPES;
use crate::names::{brief, nearest};
use num_traits::Signed as _;
use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// Up to so many different bids are types of their own where nothing else is asked for.
const FEW: usize = 20;

/// How bids are put into bins. *A bin stands for its lower end*: bids are rounded down, to the greatest edge that isn't above them.
///
/// So revenue that grows with the bids, as that of second-price auctions and of posted prices to one buyer does, is never
/// overestimated. The bins are the same for all bidders.
///
/// ```
/// use tvmd::learn::{Bids, Bins};
/// use tvmd::ratio;
///
/// let bids = Bids::from_csv("Ann,Ben\n12,7.50\n15,9\n31,9\n")?;
/// let edges = |bins: &str| -> Result<Vec<tvmd::Rational>, Box<dyn std::error::Error>> {
///     Ok(bins.parse::<Bins>()?.edges(&bids)?)
/// };
/// assert_eq!(edges("0,10,20")?, [ratio!(0), ratio!(10), ratio!(20)]);
/// assert_eq!(edges("quantiles:2")?, [ratio!(15 / 2), ratio!(12)], "half of the bids are below 12");
/// assert_eq!(edges("values")?.len(), 5);
/// // The bid of 7.50 is in none of these.
/// assert!(edges("10,20").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bins {
    /// Every bid that occurs is a bin of its own.
    Values,
    /// So many bins with about equally many bids each: the first begins with the least bid, and each next one with the first bid after its
    /// share. Bids that are equal are in one bin, so there may be fewer.
    Quantiles(usize),
    /// Each bin begins at one of these, in ascending order, and ends below the next; the last has no end.
    Edges(Vec<Rational>),
}

impl Bins {
    /// What is done where nothing is asked for: the values that occur if they are at most 20, and otherwise 10 quantiles.
    #[must_use]
    pub fn usual(bids: &Bids) -> Self {
        let mut values = bids.ascending();
        values.dedup();
        if values.len() <= FEW { Self::Values } else { Self::Quantiles(10) }
    }

    /// Whether they were fixed before the bids were seen, as far as this can be told.
    #[must_use]
    pub fn are_fixed(&self) -> bool {
        matches!(self, Self::Edges(_))
    }

    /// The lower ends of the bins for these bids, ascending.
    ///
    /// # Errors
    /// If a bid is below the first edge.
    pub fn edges(&self, bids: &Bids) -> Result<Vec<Rational>, Box<BelowFirstEdge>> {
        let ascending = bids.ascending();
        let mut edges: Vec<Rational> = match self {
            Self::Values => ascending.into_iter().cloned().collect(),
            Self::Quantiles(count) => {
                let first_of = |share: usize| ascending.get(share * ascending.len() / count);
                (0..*count).filter_map(first_of).copied().cloned().collect()
            }
            Self::Edges(edges) => match (edges.first(), ascending.first()) {
                (Some(first), Some(bid)) if *bid < first => {
                    return Err(Box::new(BelowFirstEdge {
                        bidder: bids.who_bid(bid),
                        bid: (*bid).clone(),
                        edge: first.clone(),
                    }));
                }
                _ => edges.clone(),
            },
        };
        edges.dedup();
        Ok(edges)
    }
}

impl fmt::Display for Bins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Values => f.write_str("values"),
            Self::Quantiles(count) => write!(f, "quantiles:{count}"),
            Self::Edges(edges) => {
                let edges: Vec<String> = edges.iter().map(ToString::to_string).collect();
                f.write_str(&edges.join(","))
            }
        }
    }
}

/// A bid that is in no bin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BelowFirstEdge {
    /// Who bids it, or the first of them.
    pub bidder: String,
    /// The least bid.
    pub bid: Rational,
    /// The lower end of the first bin.
    pub edge: Rational,
}

impl fmt::Display for BelowFirstEdge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{0}'s bid of {1} is below {2}, where the first bin begins; begin with an edge of at most {1}",
            brief(&self.bidder),
            exactly(&self.bid),
            exactly(&self.edge)
        )
    }
}

impl Error for BelowFirstEdge {}

/// Why a text says no bins.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseBinsError {
    /// Not the number of quantiles.
    Count(String),
    /// An edge is no number.
    Edge(ParseRationalError),
    /// Nearly one of the words for bins.
    Word(String, &'static str),
    /// An edge below 0.
    Negative(Rational),
    /// An edge that isn't above the one before it.
    Order(Rational, Rational),
}

impl fmt::Display for ParseBinsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(text) => write!(
                f,
                "`{}` is no number of quantiles; write quantiles:4, or any whole number above 0",
                brief(text)
            ),
            Self::Edge(error) => {
                write!(
                    f,
                    "{}; bins are `values`, `quantiles:4`, or edges such as 0,10,20",
                    error.at_least_0()
                )
            }
            Self::Word(text, meant) => {
                write!(f, "`{}` is no kind of bins; did you mean `{meant}`?", brief(text))
            }
            Self::Negative(edge) => write!(f, "an edge of {edge}; bids are at least 0, and so are edges"),
            Self::Order(before, edge) => write!(f, "the edge {edge} isn't above the one before it, {before}"),
        }
    }
}

impl Error for ParseBinsError {
    /// The number that can't be read.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        if let Self::Edge(error) = self { Some(error) } else { None }
    }
}

impl FromStr for Bins {
    type Err = ParseBinsError;

    fn from_str(text: &str) -> Result<Self, ParseBinsError> {
        if text == "values" {
            return Ok(Self::Values);
        }
        if let Some(count) = text.strip_prefix("quantiles:") {
            let count = count.parse().ok().filter(|count| (1..=MAX_TYPES).contains(count));
            return count.map(Self::Quantiles).ok_or_else(|| ParseBinsError::Count(text.to_owned()));
        }
        let word = text.split(':').next().unwrap_or_default();
        if let Some(near) = nearest(word, ["values", "quantiles"]) {
            let meant = if near == "values" { "values" } else { "quantiles:4" };
            return Err(ParseBinsError::Word(text.to_owned(), meant));
        }
        let edges: Vec<Rational> =
            text.split(',').map(parse).collect::<Result<_, _>>().map_err(ParseBinsError::Edge)?;
        if let Some(edge) = edges.iter().find(|edge| edge.is_negative()) {
            return Err(ParseBinsError::Negative(edge.clone()));
        }
        match edges.windows(2).find(|pair| pair[0] >= pair[1]) {
            Some(pair) => Err(ParseBinsError::Order(pair[0].clone(), pair[1].clone())),
            None => Ok(Self::Edges(edges)),
        }
    }
}
