//! Answers: all that there is to say of a question about an auction, for programs, in words, as tables and as a page.
//!
//! The command line prints them, and the package for Python reads them. For programs they are JSON, of which the command line has schemas.
//!
//! ```
//! use tvmd_core::model::InstanceDecl;
//! use tvmd_core::{Mechanism as _, ratio};
//! use tvmd_view::answer::compare::{Answer, Compared};
//!
//! let json = r#"{ "tvmd": 1,
//!     "setting": { "name": "Shop", "items": ["Tea"], "bound": "2", "agents": [
//!         { "name": "Buyer", "valuation": "additive", "types": [
//!             { "name": "Low", "values": { "Tea": "1" } }, { "name": "High", "values": { "Tea": "2" } } ] } ] },
//!     "prior": "uniform",
//!     "mechanisms": { "Cheap": { "posted_prices": { "prices": { "Tea": "1" } } },
//!                     "Dear": { "posted_prices": { "prices": { "Tea": "2" } } } } }"#;
//! let shop = InstanceDecl::from_json(json)?.resolve()?;
//! let delta = ratio!(1 / 10);
//! let near = shop.prior().map(|prior| (prior, &delta));
//! let compared = shop.mechanisms().iter().map(|own| {
//!     Compared::of(own.name(), own.table(), own.incentives().clone(), near)
//! });
//! let answer = Answer::of(shop.setting(), Some(delta.clone()), compared.collect::<Result<_, _>>()?);
//! assert!(answer.sheet().csv().contains("\nrevenue,1,1\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod check;
pub mod compare;
pub mod distance;
pub mod learn;
pub mod maxmin;
pub mod optimum;
pub mod robustness;
pub mod simple;
pub mod sweep;

use serde::{Serialize, Serializer};
use tvmd_core::Prior;
use tvmd_core::paper::Paper as _;
use tvmd_core::tv_robustness::TvRobustness;

/// The paper whose lemmas answers name, with its authors.
#[must_use]
pub fn paper() -> String {
    format!("{}, \"{}\"", TvRobustness.authors().join(", "), TvRobustness.title())
}

/// A prior for programs: as it stands in files, profile by profile.
///
/// # Errors
/// As of the serializer.
pub fn listed<S: Serializer>(prior: &Prior, serializer: S) -> Result<S::Ok, S::Error> {
    prior.to_model().serialize(serializer)
}
