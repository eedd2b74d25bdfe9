//! What a user crate needs: `use tvmd::prelude::*`.
//!
//! It has the traits whose methods are called on generated types, the types that these give, and `ratio!`.
//!
//! ```
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Shop<Buyer> {
//!         items { Tea }
//!         bound 2;
//!         agent Buyer: additive { Low = 1, High = 2 }
//!         prior uniform;
//!     }
//!     mechanism Posted in Shop { posted_prices { Tea: 2 } claims dsic; }
//! }
//!
//! assert_eq!(Posted.outcome(shop::Buyer::High).payment(shop::Agent::Buyer), ratio!(2));
//! assert_eq!(Posted.name(), "Posted");
//! ```

pub use crate::declared::{ByHand, DeclaredMechanism, DeclaredSetting, MechanismIn, PriorOf};
pub use crate::objective::{Objective, Performance, Revenue, Welfare};
pub use crate::{
    AgentId, Allocation, Bundle, IncentiveReport, ItemId, Mechanism, Outcome, Prior, Profile, Rational,
    Setting, Table, ratio,
};
