//! Mechanisms: an outcome for every profile of reports.
//!
//! Implement [`Mechanism`] by hand, or declare a rule in a `mechanism!` block or an instance file. Either way the
//! checks run on the [`Table`] of its outcomes.
//!
//! An [`Outcome`] is a lottery over [`Allocation`]s, and payments. Where nothing that can be declared will do, a rule is written in
//! Rust: what it does is checked to be possible, profile by profile, when its table is made.
//!
//! ```
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Gallery<First, Second> {
//!         items { Painting }
//!         bound 2;
//!         agent First:  additive { Low = 1, High = 2 }
//!         agent Second: additive { Low = 1, High = 2 }
//!         prior uniform;
//!     }
//! }
//! use gallery::{Agent, First};
//!
//! /// Who comes first gets it and pays all that it is worth to her, as she says.
//! struct PayYourBid;
//!
//! impl Mechanism for PayYourBid {
//!     fn name(&self) -> &str {
//!         "PayYourBid"
//!     }
//!     fn setting(&self) -> &Setting {
//!         Gallery::setting()
//!     }
//!     fn outcome(&self, reports: &Profile) -> Outcome {
//!         let painting = Bundle::from_iter([gallery::Item::Painting.into()]);
//!         match reports.of(Agent::First) {
//!             bottom if bottom == First::Bottom as usize => Outcome::nothing(2),
//!             report => {
//!                 let value = self.setting().agents()[0].types()[report].valuation().value(painting);
//!                 Outcome::sale(2, Agent::First.into(), painting, value)
//!             }
//!         }
//!     }
//! }
//!
//! let table = PayYourBid.table()?;
//! let revenue = Performance::new(&Revenue, &table)?.expectation(&Gallery::prior())?;
//! assert_eq!(revenue, ratio!(3 / 2));
//! let report = PayYourBid.report(Some(&Gallery::prior()))?;
//! assert!(report.ex_post_ir.holds && !report.dsic.holds);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod allocation;
mod expected;
mod impossible;
mod kept;
mod outcome;
// What rules do. How they are said in Rust is `build::rules`.
#[doc(hidden)]
pub mod rules;
mod table;
mod write;

pub use allocation::Allocation;
pub use expected::Expected;
pub use impossible::OutcomeError;
pub use kept::Kept;
pub use outcome::{Outcome, describe_bundles};
pub use rules::{BicExtension, Defect, Form, Lookahead};
pub use rules::{extend, highest_bidder, is_highest, vcg};
pub use table::{Table, TableError};

use crate::incentive::{IncentiveError, IncentiveReport};
use crate::prior::Prior;
use crate::setting::{Profile, Setting};

/// A direct mechanism M = (x, p) defined on all profiles of a setting, ⊥ included (section 2 of the paper).
pub trait Mechanism {
    /// What the mechanism is called.
    fn name(&self) -> &str;

    /// The setting on whose profiles it is defined.
    fn setting(&self) -> &Setting;

    /// What it does when these types are reported. An agent who reports ⊥ gets and pays nothing.
    ///
    /// It is asked only about profiles of its setting; the outcome is checked to be feasible.
    fn outcome(&self, reports: &Profile) -> Outcome;

    /// The prior that was declared with it, if any.
    fn prior(&self) -> Option<&Prior> {
        None
    }

    /// The outcomes at all profiles.
    ///
    /// # Errors
    /// The first infeasible outcome.
    fn table(&self) -> Result<Table, TableError> {
        Table::of(self)
    }

    /// Ex-post IR, DSIC and all forms of BIC under `prior`, exactly, with the worst witnesses.
    ///
    /// # Errors
    /// If an outcome is infeasible, or the prior belongs to another setting.
    fn report(&self, prior: Option<&Prior>) -> Result<IncentiveReport, IncentiveError> {
        IncentiveReport::of(&self.table().map_err(IncentiveError::Table)?, prior)
    }
}
