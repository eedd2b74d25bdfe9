//! What a paper is to the harness: statements, each a check and a way to make hard cases.
//!
//! A [`Paper`] is declared by [`statements!`](crate::statements), one line a statement. The [`search`](crate::search) hunts for the worst
//! instance of each and makes rows of the ledger; `theorems!` of the crate `tvmd` tests them on a user's mechanisms. The paper that comes
//! with the library is [`tv_robustness`](crate::tv_robustness); any other is a guest with the same rights.
//!
//! A conjecture of one's own is such a statement, too:
//!
//! ```
//! use tvmd::case::Case;
//! use tvmd::paper::{Comparison, Entry, Standing, Statement, Version};
//! use tvmd::search::{Options, hunt};
//!
//! /// "No prior is far from the product of its marginals."
//! struct MarginalsAreNear;
//!
//! impl Statement for MarginalsAreNear {
//!     fn entry(&self) -> Entry {
//!         let conjecture = "the distance to the product of the marginals is at most 1/8";
//!         Entry {
//!             id: "marginals-are-near",
//!             title: "The product of the marginals",
//!             printed: Version::new(Standing::Open, Some("1/8"), conjecture),
//!             sharp: Version::new(Standing::Open, None, "nothing is known"),
//!             ratio_of: "TV(D, product of marginals)",
//!             hypotheses: &[],
//!             conventions: &["Bottom may have mass"],
//!             explanation: "",
//!         }
//!     }
//!
//!     fn check(&self, case: &Case) -> Vec<Comparison> {
//!         let product = case.prior.product_of_marginals();
//!         let Ok(distance) = case.prior.total_variation(&product) else { return Vec::new() };
//!         vec![Comparison::at_most("TV(D, product) <= 1/8", distance.value, tvmd::ratio!(1 / 8)).printed()]
//!     }
//! }
//!
//! let options = Options { stop_when_refuted: true, ..Options::default() };
//! let found = hunt(&MarginalsAreNear, None, &options, &mut |_| ());
//! let at = found.refutation().ok_or("it survived")?;
//! assert!(!at.comparison.holds());
//! # Ok::<(), &str>(())
//! ```

mod comparison;
mod declare;
#[allow(clippy::module_inception, reason = "the room is named after its main concept")]
mod paper;
mod statement;
mod twin;

pub use comparison::{ClaimKind, Comparison, Term};
pub use paper::{Paper, qualified};
pub use statement::{Entry, Standing, Statement, Version};
pub use twin::{Flaw, Twin};
