//! What economists read off a mechanism: reduced forms, virtual values, who would pretend to be whom.
//!
//! All are exact. They are about one prior, and about mechanisms that can be listed; nothing here is a verdict, which
//! [`incentive`](crate::incentive) gives.
//!
//! ```
//! use tvmd::prelude::*;
//! use tvmd::quantities::{ReducedForm, VirtualValue};
//!
//! tvmd::mechanism! {
//!     setting Gallery<First, Second> {
//!         items { Painting }
//!         bound 2;
//!         agent First:  additive { Low = 1, High = 2 }
//!         agent Second: additive { Low = 1, High = 2 }
//!         prior uniform;
//!     }
//!     mechanism Vickrey in Gallery { second_price; }
//! }
//! use gallery::{Agent, First, Second};
//!
//! let reduced = ReducedForm::of(&Table::of(&Vickrey)?, &Gallery::prior())?;
//! // High wins for sure as First, who comes first in a tie, and half of the time as Second.
//! assert_eq!(reduced.of_type(Agent::First, First::High).ok_or("never")?.chances, [ratio!(1)]);
//! assert_eq!(reduced.of_type(Agent::Second, Second::High).ok_or("never")?.payment, ratio!(1 / 2));
//! assert_eq!(reduced.rent(Agent::Second), ratio!(1 / 4));
//!
//! let low = &VirtualValue::of_agent(&Gallery::prior(), Agent::First).ok_or("several items")?[0];
//! assert_eq!((&low.value, &low.marginal_revenue), (&ratio!(1), &ratio!(0)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod deviation;
mod reduced_form;
mod virtual_value;

pub use deviation::DeviationMatrix;
pub use reduced_form::{ReducedForm, TypeExpects};
pub use virtual_value::VirtualValue;
