//! What a mechanism can lose, and what lying can gain, under every prior near the one it was made for; and the bounds that the paper has for
//! them.
//!
//! ```
//! use tvmd::prelude::*;
//! use tvmd::robustness::Extremes;
//!
//! tvmd::mechanism! {
//!     setting Shop<Buyer> {
//!         items { Tea }
//!         bound 2;
//!         agent Buyer: additive { Low = 1, High = 2 }
//!         prior independent { Buyer { Low: 1/2, High: 1/2 } }
//!     }
//!     mechanism Posted in Shop {
//!         posted_prices { Tea: 1 }
//!     }
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let revenue = Extremes::of(Performance::new(&Revenue, Posted.table())?, &Shop::prior())?;
//! assert_eq!(revenue.least.at(&ratio!(1 / 10)), ratio!(9 / 10)); // a tenth of the buyers stays away
//! assert_eq!(revenue.at_least_up_to(&ratio!(3 / 4)), Some(ratio!(1 / 4)));
//! # Ok(())
//! # }
//! ```

pub use tvmd_core::robustness::*;
pub use tvmd_core::tv_robustness::{Lemma2Bound, Lemma4Bound};
