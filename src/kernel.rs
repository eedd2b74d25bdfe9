//! Proofs about mechanisms, and the theorems that take them.
//!
//! A [`Proof`] is made by an exact check, by a claim that was verified while compiling, or by a lemma; nothing else can make one. So a
//! theorem that asks for proofs can't be called on a mechanism whose hypotheses aren't established. [The kernel's own
//! page](tvmd_core::kernel) says what has to be trusted.
//!
//! ```
//! use tvmd::kernel::{Proof, Dsic, theorem1};
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Shop<Buyer> {
//!         items { Tea }
//!         bound 2;
//!         agent Buyer: additive { Low = 1, High = 2 }
//!     }
//!     mechanism Posted in Shop {
//!         posted_prices { Tea: 1 }
//!         claims ex_post_ir, dsic;
//!     }
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let proof: Proof<Dsic, Posted> = Posted::dsic();
//! let near = PriorOf::<Shop>::joint([(shop::Buyer::Low, ratio!(1 / 4)), (shop::Buyer::High, ratio!(3 / 4))])?;
//! let theorem = theorem1(proof, Posted, Revenue, &PriorOf::<Shop>::uniform(), &near)?;
//! assert!(theorem.performance_hat >= theorem.promised());
//! # Ok(())
//! # }
//! ```

#[doc(inline)]
pub use tvmd_core::kernel::*;
#[doc(inline)]
pub use tvmd_core::tv_robustness::{
    Direct, Lemma5, Observation1, Theorem1, Theorem2, Theorem3, Theorem3Revenue, Theorem4, lemma5,
    lemma8_direct, observation1, theorem1, theorem2, theorem3, theorem4,
};
