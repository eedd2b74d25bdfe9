//! From bids to a setting with a prior, to how far off that may be, and to revenue that is promised nevertheless.
//!
//! [`Bids`] are read from a CSV file, put into [`Bins`], and counted: [`Learned`]. How far the truth may be from what was counted is said
//! by [`radius`], with the [`Confidence`] that is asked for.
//!
//! ```
//! use tvmd::learn::{Bids, Bins, Confidence, Dependence, Learned};
//! use tvmd::ratio;
//!
//! // Two hundred buyers; every second one offers 3, the others 1, 2 or nothing.
//! let bids = Bids::from_csv(&format!("Buyer\n{}", "3\n1\n3\n2\n3\n\"\"\n3\n3\n1\n1\n".repeat(20)))?;
//! let learned = Learned::of(&bids, &Bins::usual(&bids), Dependence::Independent)?;
//! assert_eq!(learned.revenue().best(), (ratio!(3), ratio!(3 / 2)));
//!
//! // Whoever they are drawn from: at a price of 3 such a buyer pays at least this much in expectation, says 95 % confidence.
//! let (price, least) = learned.guaranteed_revenue(&Confidence::default()).best();
//! assert_eq!((price, least), (ratio!(3), ratio!(1_242_933 / 1_000_000)));
//!
//! // The rest of the library takes it from here.
//! assert!(learned.instance(&ratio!(3)).resolve()?.mechanism("SecondPrice").is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is assumed
//!
//! - The auctions are independent of each other and alike: draws from one distribution of bids, from which the next auction is drawn, too.
//! - A bid is what the item is worth to the bidder. So it is where nothing else pays, as in second-price auctions; where bidders pay what they bid
//!   they bid less, and what is learned is about their bids only.
//! - [`Dependence`] says what is assumed of different bidders; of [`Joint`](Dependence::Joint) ones nothing is.
//! - Where bins are given by their edges, a bidder who is never seen to stay away never does: there is no ⊥ in her distribution, it isn't counted among
//!   the atoms of [`radius`], and in the worst case that revenue is promised for she bids least where she doesn't bid what was seen.
//!
//! Each of the statements, on [`radius`](Learned::radius) and on [`guaranteed_revenue`](Learned::guaranteed_revenue), holds with the
//! confidence by itself.
//!
//! # Which bins
//!
//! A statement about total variation is one about atoms that were fixed before the sample was seen, since whoever chooses them by the sample can
//! choose those that it overstates. So there is a radius only where the edges of bins are given, and it is right only if they weren't
//! chosen by these bids. Promised revenue is another matter: it only rests on tails, all of which are bounded at once, so that bins and
//! reserves may be chosen by the sample.
//!
//! For mechanisms other than second-price auctions with a reserve, [`Extremes`](crate::robustness::Extremes) at the radius are the promise:
//! what revenue comes to under every prior so near. It is about types, which are bids that were rounded down.

mod above;
mod bids;
mod binomial;
mod bins;
mod by_reserve;
mod confidence;
pub mod decimal;
mod instance;
mod learned;
mod mistakes;
mod promise;
pub mod radius;
mod reading;
mod sale;
mod smirnov;

pub use bids::{Auction, Bids};
pub use bins::{BelowFirstEdge, Bins, ParseBinsError};
pub use by_reserve::ByReserve;
pub use confidence::{Confidence, ParseConfidenceError};
pub use learned::{Bidder, Dependence, LearnError, Learned};
pub use promise::{WorstBid, WorstBids};
pub use sale::Sale;

/// Bounds are rounded up to multiples of one over this.
const GRID: u64 = 1_000_000;
