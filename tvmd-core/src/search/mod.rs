//! The search for the worst instance of a statement, and the rows of the ledger that come of it.
//!
//! Random cases hardly ever come near a bound, so each is made by what is known of the statement's structure
//! ([`Statement::generate`](crate::paper::Statement::generate), [`Statement::sharpen`](crate::paper::Statement::sharpen)),
//! and the worst are then moved locally. All is reproducible from a seed.
//!
//! [`hunt()`] looks for the worst case of a statement, [`audit`] makes a row of the ledger of what it finds, [`check_near`] looks only near a
//! given mechanism, as `theorems!` does. What is found is kept in a [`Catalogue`], from which a [`page()`] is written.
//!
//! ```
//! use tvmd::search::{Options, check_near, hunt};
//! use tvmd::tv_robustness::lemma_2;
//!
//! // The search comes within 2% of equality, and never beyond it.
//! let options = Options { budget: 200, ..Options::default() };
//! let found = hunt(lemma_2::STATEMENT, None, &options, &mut |_| ());
//! assert!(found.surprise().is_none());
//! let (ratio, worst) = found.best().ok_or("all cases were vacuous")?;
//! assert!(ratio > tvmd::ratio!(49 / 50) && worst.comparison.holds());
//!
//! // The same statement near one mechanism.
//! # tvmd::mechanism! {
//! #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
//! #     mechanism Posted in Shop { posted_prices { Tea: 3/2 } }
//! # }
//! let near = check_near(lemma_2::STATEMENT, &Posted)?;
//! assert!(near.instances > 0 && near.surprise().is_none());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod catalogue;
mod error;
pub mod hunt;
pub mod ledger;
mod near;
mod page;
mod twins;

pub use catalogue::Catalogue;
pub use error::SearchError;
pub use hunt::{At, Found, Options, hunt};
pub use ledger::{Record, Row, audit};
pub use near::{NEAR, SEED, check_near, keep_violation, still_violated};
pub use page::page;
pub use twins::{TwinRow, examine, twins};
