//! The kernel: the only place that makes proofs.
//!
//! A [`Proof<P, M>`] says that property `P` holds for mechanism `M`, and carries the table of outcomes (and the prior, where
//! `P` is about one) that it speaks of. There are three ways to one: an exhaustive exact check ([`Proof::check`]), a claim
//! that `mechanism!` verified while it expanded (`Posted::dsic()`, which checks again), and a lemma applied to proofs of its
//! hypotheses ([`lemma4`], [`lemma6`], [`lemma7`], [`Proof::under`]); what [`lemma8`] constructs is checked.
//!
//! Theorems take proofs, so that one can't be called on a mechanism whose hypotheses aren't established. Those that only take proofs, and
//! make none but by the lemmas here, stand with their statement: [`theorem1`](crate::tv_robustness::theorem1),
//! [`lemma5`](crate::tv_robustness::lemma5) and the like. A paper of yours can have theorems of the same kind.
//!
//! # What has to be trusted
//!
//! - the checks of [`incentive`](crate::incentive) and the arithmetic under them (`num-bigint`, `num-rational`, and integers
//!   whose range is bounded before a sweep, with overflow checks on in release builds);
//! - [`Table::of`](crate::Table::of), which asks a mechanism for its outcome at every profile, and that valuations are what
//!   [`Valuation::value`](crate::setting::Valuation::value) says;
//! - the lemmas in this module, each with its argument beside it;
//! - the Rust compiler, for privacy: the fields of a proof are private to this module and no other code can make one.
//!
//! Not trusted: the macro (a claim is checked again when its proof is asked for), instance files, the search, and
//! implementations of [`Mechanism`](crate::Mechanism), [`IsDsic`] and the like by users. A mechanism that answers
//! differently every time harms nobody: a proof speaks of the table it carries, and lemmas that take several proofs compare
//! their tables and priors.
//!
//! # Example
//!
//! ```
//! use tvmd::kernel::{Dsic, ExPostIr, Proof, theorem1};
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Shop<Buyer> {
//!         items { Tea }
//!         bound 2;
//!         agent Buyer: additive { Low = 1, High = 2 }
//!         prior uniform;
//!     }
//!     mechanism Posted in Shop {
//!         posted_prices { Tea: 1 }
//!         claims ex_post_ir, dsic;
//!     }
//! }
//!
//! // From a claim, and from a check at run time.
//! let claimed: Proof<Dsic, Posted> = Posted::dsic();
//! let checked = Proof::<ExPostIr, _>::check(&Posted)?;
//!
//! // A theorem takes proofs, or the mechanism itself where it claims what is asked for.
//! let near = PriorOf::<Shop>::joint([(shop::Buyer::Low, ratio!(1 / 4)), (shop::Buyer::High, ratio!(3 / 4))])?;
//! let theorem = theorem1(claimed, checked, Revenue, &Shop::prior(), &near)?;
//! assert_eq!(theorem.delta, ratio!(1 / 4));
//! assert_eq!((theorem.promised(), theorem.performance_hat), (ratio!(1 / 2), ratio!(1)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A mechanism that neither claims nor proves what is asked for doesn't compile:
//!
//! ```compile_fail
//! use tvmd::kernel::{Dsic, IsDsic, Proof};
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } }
//!     mechanism Posted in Shop { posted_prices { Tea: 1 } }
//! }
//!
//! let proof: Proof<Dsic, Posted> = Posted.proof(); // help: claim it with `claims dsic;`
//! ```

mod establishes;
mod lemma_4;
mod lemma_6;
mod lemma_7;
mod lemma_8;
mod proof;
mod property;
mod unproved;

pub use crate::mechanism::Kept;
pub use establishes::{IsBic, IsDsic, IsEpsBic, IsEpsQBic, IsExPostIr};
pub use lemma_4::{lemma4, worth_width};
pub use lemma_6::{Extended, Extension, lemma6};
pub use lemma_7::{BicExtended, Lemma7, lemma7};
pub use lemma_8::{Lemma8, Repriced, lemma8};
pub use proof::Proof;
#[doc(hidden)]
pub use proof::claimed;
pub use property::{Bic, Dsic, EpsBic, EpsQBic, ExPostIr, Provable};
pub use unproved::{Mismatch, Unproved};
