//! Mechanisms: an outcome for every profile of reports.
//!
//! Implement [`Mechanism`] by hand, or declare a rule in a `mechanism!` block or an instance file. Either way the
//! checks run on the [`Table`] of its outcomes.

mod allocation;
mod expected;
mod impossible;
mod kept;
mod outcome;
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
