//! Rules, for [`Setting::mechanism`](crate::Setting::mechanism). They say what the rules of a `mechanism!` block say, in the same words.
//!
//! ```
//! use tvmd::build::{priors, rules, types::additive};
//! use tvmd::exact::ratio;
//! use tvmd::{Mechanism, Setting};
//!
//! let types = || additive([("Low", [1]), ("High", [2])]);
//! let shop = Setting::builder("Shop").items(["Tea"]).bound(2).agent("Ann", types()).agent("Ben", types()).build()?;
//!
//! let auction = shop.mechanism("Auction", rules::second_price().reserve("3/2"))?;
//! let posted = shop.mechanism("Posted", rules::posted_prices([("Tea", "3/2")]).order(["Ben", "Ann"]))?;
//! let refusal = shop.mechanism(
//!     "Refusal",
//!     rules::outcomes([
//!         rules::row(["High", "_"]).gets("Ann", "Tea").pays("Ann", "3/2"),
//!         rules::row(["Low", "High"]).gets("Ben", "Tea").pays("Ben", 2),
//!         rules::row(["Low", "_"]).gets("Ann", "Tea").pays("Ann", 1),
//!         rules::row(["_", "_"]),
//!     ]),
//! )?;
//! // Refusal where both are Low, extended: it is truthful there.
//! let extended = rules::dsic_extension(&refusal, [("Ann", ["Low"]), ("Ben", ["Low"])]);
//! let extended = shop.mechanism("Extended", extended)?;
//! let dsic = |mechanism: &dyn Mechanism| mechanism.incentives(None).unwrap().dsic.holds;
//! assert_eq!([&auction, &posted, &refusal, &extended].map(|mechanism| dsic(mechanism)), [true, true, false, true]);
//!
//! // With values that are alike, the best price for the highest bidder follows from the other's value.
//! let alike = shop.prior(priors::joint([(["Low", "Low"], "1/2"), (["High", "High"], "1/2")]))?;
//! let lookahead = shop.mechanism("Lookahead", rules::lookahead(&alike))?;
//! let revenue = alike.support().map(|(reports, mass)| mass * lookahead.outcome(&reports).revenue());
//! assert_eq!(revenue.sum::<tvmd::Rational>(), ratio(3, 2));
//! # Ok::<(), tvmd::diagnostic::Diagnostics>(())
//! ```

mod auction;
mod extension;
mod menu;
mod outcomes;
mod rule;
mod sale;

pub use auction::*;
pub use extension::*;
pub use menu::*;
pub use outcomes::*;
pub use rule::Rule;
pub use sale::*;
