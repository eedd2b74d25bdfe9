//! Mechanisms: an outcome for every profile of reports.
//!
//! Declare a rule in a `mechanism!` block or an instance file, write one by hand for a declared setting
//! ([`MechanismIn`](crate::declared::MechanismIn)), or implement [`Mechanism`]. Whichever it is, the words are the same:
//! `outcome` is what happens at some reports, `table` what happens at all of them, `incentives` whether truth pays; and the
//! checks run on the table. Rules that are declared are feasible by construction and typed priors are of their setting, so
//! that declared mechanisms give tables and reports where others give a `Result`.
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
//! use gallery::{Agent, Item};
//!
//! /// Who comes first gets it and pays all that it is worth to her, as she says.
//! fn pay_your_bid(reports: gallery::Profile) -> Outcome {
//!     if !reports.first.takes_part() {
//!         return Gallery::nothing();
//!     }
//!     Gallery::sale(Agent::First, Item::Painting, reports.first.value(Item::Painting))
//! }
//!
//! let mechanism = ByHand::<Gallery, _>::new("PayYourBid", pay_your_bid);
//! let revenue = Performance::new(&Revenue, &mechanism.table()?)?.expectation(&Gallery::prior())?;
//! assert_eq!(revenue, ratio!(3 / 2));
//! let report = mechanism.incentives(&Gallery::prior())?;
//! assert!(report.ex_post_ir.holds && !report.dsic.holds);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod allocation;
mod columns;
mod expected;
mod impossible;
mod kept;
mod list;
mod marginals;
mod outcome;
mod pointers;
mod revenue;
// What rules do. How they are said in Rust is `build::rules`.
#[doc(hidden)]
pub mod rules;
mod table;
mod write;

pub use allocation::Allocation;
pub(crate) use columns::{Columns, Numbers, on_sheet, wide};
pub use expected::Expected;
pub use impossible::OutcomeError;
pub use kept::Kept;
pub use list::OutcomeList;
pub use marginals::MarginalsError;
pub(crate) use outcome::Chances;
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
    fn incentives(&self, prior: Option<&Prior>) -> Result<IncentiveReport, IncentiveError> {
        IncentiveReport::of(&self.table().map_err(IncentiveError::Table)?, prior)
    }

    /// What [`incentives`](Self::incentives) was called.
    #[doc(hidden)]
    fn report(&self, prior: Option<&Prior>) -> Result<IncentiveReport, IncentiveError> {
        self.incentives(prior)
    }
}
