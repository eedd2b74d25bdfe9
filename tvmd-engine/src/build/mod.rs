//! Settings, priors and mechanisms that are built in Rust, so that their numbers can be parameters.
//!
//! A setting is begun by [`Setting::builder`](crate::Setting::builder); [`Setting::prior`](crate::Setting::prior) and
//! [`Setting::mechanism`](crate::Setting::mechanism) build upon it what [`priors`] and [`rules`] say. These say the same as a
//! `mechanism!` block or an instance file, with the same checks and the same messages; numbers are whole,
//! [`Rational`](crate::Rational)s, or texts such as `"3/2"`.
//!
//! ```
//! use tvmd::build::{priors, rules, types::additive};
//! use tvmd::diagnostic::Diagnostics;
//! use tvmd::exact::ratio;
//! use tvmd::{Mechanism, Setting};
//!
//! let shop = Setting::builder("Shop")
//!     .items(["Tea"])
//!     .bound(2)
//!     .agent("Buyer", additive([("Low", [1]), ("High", [2])]))
//!     .build()?;
//! let prior = shop.prior(priors::independent([("Buyer", [("Low", "1/3"), ("High", "2/3")])]))?;
//! // The best price, by trying some.
//! let mut best = None;
//! for halves in 0..=4 {
//!     let price = ratio(halves, 2);
//!     let posted = shop.mechanism("Posted", rules::posted_prices([("Tea", &price)]))?;
//!     let sold = prior.support().map(|(reports, mass)| mass * posted.outcome(&reports).revenue());
//!     best = best.max(Some((sold.sum::<tvmd::Rational>(), price)));
//! }
//! assert_eq!(best, Some((ratio(4, 3), ratio(2, 1))));
//!
//! let mistakes = shop.mechanism("Posted", rules::posted_prices([("Tae", "5")])).unwrap_err();
//! assert_eq!(mistakes.iter().count(), 2, "no such item, and over the bound");
//! # Ok::<(), Diagnostics>(())
//! ```

mod names;
pub mod priors;
pub mod rules;
mod setting;
pub mod types;
mod unread;

pub use names::BundleNames;
pub use setting::SettingBuilder;
