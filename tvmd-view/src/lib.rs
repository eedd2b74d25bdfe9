//! Answers to look at: what is found about an auction, as tables.
//!
//! A [`Sheet`] is a table with a name and a title, whose numbers are exact; it is written for people, and as CSV, Markdown and LaTeX.
//! The functions here make the sheets that a designer asks for: [`outcomes`], [`interim`], [`virtual_values`], [`deviations`], [`prior`],
//! [`worst_prior`], [`summary`], [`setting`]. A [`page`] shows them in a browser, with pictures. An [`answer`] is all that there is to say of a question: for programs,
//! in words, as tables and as a page; a [`counterexample`] is a violation as a program.
//!
//! ```
//! use tvmd_core::model::InstanceDecl;
//! use tvmd_view::outcomes;
//!
//! let json = r#"{ "tvmd": 1,
//!     "setting": { "name": "Shop", "items": ["Tea"], "bound": "2", "agents": [
//!         { "name": "Buyer", "valuation": "additive", "types": [
//!             { "name": "Low", "values": { "Tea": "1" } }, { "name": "High", "values": { "Tea": "2" } } ] } ] },
//!     "prior": "uniform",
//!     "mechanisms": { "Posted": { "posted_prices": { "prices": { "Tea": "3/2" } } } } }"#;
//! let instance = InstanceDecl::from_json(json)?.resolve()?;
//! let sheet = outcomes(instance.mechanisms()[0].table(), instance.prior());
//! assert_eq!(
//!     sheet.to_string(),
//!     "\
//! Who gets what, and pays what
//!  Buyer  probability  gets     pays
//!  Low            1/2  nothing     0
//!  High           1/2  {Tea}     3/2
//!   profiles of probability 0 are left out
//! "
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod answer;
pub mod counterexample;
mod deviations;
mod interim;
mod outcomes;
pub mod page;
mod prior;
#[doc(hidden)]
pub mod schema;
mod setting;
mod sheet;
mod summary;
mod virtual_values;

pub use deviations::{deviations, gains};
pub use interim::interim;
pub use outcomes::{outcomes, profiles};
pub use prior::{prior, worst_prior};
pub use setting::setting;
pub use sheet::{Cell, Notation, Rounded, Sheet, below, markdown, number};
pub use summary::summary;
pub use virtual_values::virtual_values;
