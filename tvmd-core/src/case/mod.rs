//! Cases: what statements speak about, and how they are made, changed, shrunk and written down.
//!
//! A case is exact data and nothing else. It can be drawn at random ([`Generator`]), moved a little ([`neighbour`]), made
//! smaller while it keeps a property ([`shrink`]), and written as an instance file and read back
//! ([`Case::to_instance`], [`Case::from_instance`]).
//!
//! ```
//! use tvmd::case::{Case, Generator, neighbour, shrink};
//!
//! // The same seed gives the same cases.
//! let mut generator = Generator::new(17);
//! let mut cases = std::iter::from_fn(|| Some(generator.case())).flatten();
//! let case = cases.find(|case| case.prior != case.prior_hat).ok_or("none")?;
//! let moved = std::iter::from_fn(|| Some(neighbour(&case, &mut generator))).flatten().next().ok_or("none")?;
//! assert_eq!(moved.table.setting().agents().len(), case.table.setting().agents().len());
//!
//! // Written as an instance file, and read back.
//! let again = Case::from_instance(&case.to_instance(None))?;
//! assert!(again.table.same_outcomes(&case.table));
//!
//! // Made smaller for as long as the two priors differ.
//! let smallest = shrink(case, |case| case.prior != case.prior_hat);
//! assert!(smallest.prior != smallest.prior_hat && smallest.setting().profile_count() == 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod build;
mod extreme;
mod field;
mod instance;
mod kept;
mod moves;
mod random;
mod shrink;

pub use instance::CaseError;
pub use moves::neighbour;
pub use random::Generator;
pub use shrink::shrink;

use crate::exact::Rational;
use crate::mechanism::{Outcome, Table};
use crate::prior::{Mrf, Prior, PriorError, same_setting};
use crate::setting::{AgentId, Setting};
use std::collections::BTreeMap;

/// Something that a statement speaks about: a mechanism and two priors, and what some statements need besides.
#[derive(Clone, Debug)]
pub struct Case {
    /// The mechanism, on all types.
    pub table: Table,
    /// D, or P.
    pub prior: Prior,
    /// D̂, or Q.
    pub prior_hat: Prior,
    /// `kept[agent][type]`: the sets T⁺ of Definitions 3 and 4, ⊥ among them. For statements about extensions.
    pub kept: Option<Vec<Vec<bool>>>,
    /// A Markov random field that `prior` was made from: a representation of it. For statements about those.
    pub field: Option<Mrf>,
    /// Numbers that a statement speaks of besides, by name: `q`, `alpha`.
    pub parameters: BTreeMap<String, Rational>,
}

impl Case {
    /// A mechanism and two priors.
    #[must_use]
    pub fn new(table: Table, prior: Prior, prior_hat: Prior) -> Self {
        Self { table, prior, prior_hat, kept: None, field: None, parameters: BTreeMap::new() }
    }

    /// Two priors of one setting, for statements about no mechanism; nobody gets or pays anything.
    ///
    /// # Errors
    /// If the settings differ.
    pub fn of_priors(prior: Prior, prior_hat: Prior) -> Result<Self, PriorError> {
        let setting = prior.setting().clone();
        same_setting(&setting, prior_hat.setting())?;
        let nothing = vec![Outcome::nothing(setting.agents().len()); setting.profile_count()];
        let table = Table::new(&setting, nothing).expect("nothing is feasible");
        Ok(Self::new(table, prior, prior_hat))
    }

    /// The setting of all parts.
    #[must_use]
    pub fn setting(&self) -> &Setting {
        self.table.setting()
    }

    /// The same with every payment lowered, where it is above that, to what is given for it, so that the mechanism is ex-post IR. `None` if
    /// the mechanism isn't feasible.
    #[must_use]
    pub fn individually_rational(self) -> Option<Self> {
        let setting = self.setting().clone();
        let agents = 0..setting.agents().len();
        let outcomes = setting.profiles().enumerate().map(|(index, profile)| {
            let outcome = self.table.outcome_at(index);
            let payment = |agent: usize| {
                let valuation = &setting.agents()[agent].types()[profile.of(AgentId(agent))].valuation();
                outcome.payment(AgentId(agent)).min(outcome.value(AgentId(agent), valuation))
            };
            Outcome::lottery(outcome.allocations().iter().cloned(), agents.clone().map(payment).collect())
                .ok()
        });
        let table = Table::new(&setting, outcomes.collect::<Option<_>>()?).ok()?;
        Some(Self { table, ..self })
    }

    /// The same with a named number.
    #[must_use]
    pub fn with_parameter(mut self, name: &str, value: Rational) -> Self {
        self.parameters.insert(name.to_owned(), value);
        self
    }

    /// A named number, if the case has it.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&Rational> {
        self.parameters.get(name)
    }
}
