//! What was bid: auction by auction, by whom, how much.

use crate::exact::Rational;

/// Bids of some bidders for the same item, or the same kind of item, in some auctions. Who doesn't bid in an auction didn't take part in it: she is ⊥.
///
/// ```
/// use tvmd::learn::Bids;
///
/// // A column for each bidder, and a line for each auction; an empty cell is ⊥.
/// let wide = Bids::from_csv("Ann,Ben\n12,7.50\n,9\n")?;
/// // Or the columns `auction`, `bidder` and `bid`.
/// let long = Bids::from_csv("auction,bidder,bid\nMay,Ann,12\nMay,Ben,7.50\nJune,Ben,9\n")?;
/// assert_eq!(wide, long);
/// assert_eq!((wide.bidders().len(), wide.auctions().len()), (2, 2));
///
/// let error = Bids::from_csv("Ann,Ben\n12,7 50\n-1,9\n").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "line 2: column Ben: `7 50` is not a number; write 3/2, 0.25 or 7\n\
///      line 3: column Ann: a bid of -1; it must be at least 0\n  \
///      help: leave the cell empty if the bidder didn't take part"
/// );
/// # Ok::<(), tvmd::files::FileError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bids {
    pub(super) bidders: Vec<String>,
    pub(super) auctions: Vec<Auction>,
}

/// The bids in one auction, by the position of the bidder, in their order.
pub type Auction = Vec<(usize, Rational)>;

impl Bids {
    /// The names of the bidders.
    #[must_use]
    pub fn bidders(&self) -> &[String] {
        &self.bidders
    }

    /// The auctions, those in which nobody bids included.
    #[must_use]
    pub fn auctions(&self) -> &[Auction] {
        &self.auctions
    }

    /// The first who bids so much; empty if nobody does.
    pub(super) fn who_bid(&self, bid: &Rational) -> String {
        let found = self.auctions.iter().flatten().find(|(_, own)| own == bid);
        found.map_or_else(String::new, |(position, _)| self.bidders[*position].clone())
    }

    /// All bids in all auctions, ascending.
    #[must_use]
    pub fn ascending(&self) -> Vec<&Rational> {
        let mut bids: Vec<&Rational> = self.auctions.iter().flatten().map(|(_, bid)| bid).collect();
        bids.sort();
        bids
    }
}
