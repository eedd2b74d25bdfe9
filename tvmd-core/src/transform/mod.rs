//! From mechanisms that are nearly BIC to mechanisms that are BIC.
//!
//! [`Repricing`] rests on the construction behind Lemma 8: replicas and surrogates, after Daskalakis and Weinberg ("Symmetries
//! and optimal multi-dimensional mechanism design", EC 2012), Rubinstein and Weinberg ("Simple mechanisms for a subadditive
//! buyer and applications to revenue monotonicity", EC 2015) and Cai, Oikonomou, Velegkas and Zhao ("An efficient ε-BIC to BIC
//! transformation and its application to black-box reduction in revenue maximization", SODA 2021); here for finitely many
//! types, exactly, and with the best menu that it leaves room for. An [`Account`] says what it costs.
//!
//! ```
//! use std::sync::Arc;
//! use tvmd::incentive::Verdict;
//! use tvmd::prelude::*;
//! use tvmd::transform::Repricing;
//!
//! tvmd::mechanism! {
//!     setting Gallery<First, Second> {
//!         items { Painting }
//!         bound 2;
//!         agent First:  additive { Low = 1, High = 2 }
//!         agent Second: additive { Low = 1, High = 2 }
//!         prior independent { First uniform Second { Low: 3/5, High: 2/5 } }
//!     }
//!     mechanism FirstRefusal in Gallery {
//!         outcomes {
//!             (High, _)   => First gets { Painting } pays 3/2,
//!             (Low, High) => Second gets { Painting } pays 2,
//!             (Low, _)    => First gets { Painting } pays 1,
//!             _           => nothing,
//!         }
//!         claims ex_post_ir, bic(1/10), not bic;
//!     }
//! }
//!
//! let repriced = Repricing::new(&Arc::new(Table::of(&FirstRefusal)?), &Gallery::prior())?;
//! assert!(Verdict::bic(&repriced.table()?, &Gallery::prior())?.holds);
//! let account = repriced.account();
//! assert_eq!(account.epsilon(), ratio!(1 / 10));
//! assert_eq!((account.before(), account.after()), (ratio!(29 / 20), ratio!(7 / 5)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`kernel::lemma8`](crate::kernel::lemma8) is the same with proofs.

mod account;
mod menu;
mod repricing;
mod side;

pub use account::{Account, Share};
use menu::Menu;
pub use repricing::Repricing;
pub use side::{Side, balanced_rebate};
