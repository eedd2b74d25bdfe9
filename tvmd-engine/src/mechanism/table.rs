//! A mechanism as a dense table: the outcome at every profile, distinct outcomes stored once.

use super::rules::Key;
use super::{Mechanism, Outcome, OutcomeError};
use crate::setting::{AgentId, Profile, Setting};
use num_traits::Signed;
use std::collections::HashMap;
use std::fmt;

/// The outcomes of a mechanism at all profiles, each checked to be feasible. The checks run on tables.
///
/// ```
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } }
/// #     mechanism Posted in Shop { posted_prices { Tea: 3/2 } }
/// # }
///
/// let posted = Table::of(&Posted)?;
/// let high: Profile = shop::Profile::from(shop::Buyer::High).into();
/// assert_eq!(posted.outcome(&high).map(Outcome::revenue), Some(ratio!(3 / 2)));
///
/// // The same from a list of outcomes: one per profile, in the order of `Setting::profiles`.
/// let listed = Shop::setting().profiles().map(|reports| Posted.outcome(&reports));
/// assert!(Table::new(Shop::setting(), listed.collect())?.same_outcomes(&posted));
/// # Ok::<(), tvmd::mechanism::TableError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Table {
    setting: Setting,
    /// The distinct outcomes.
    outcomes: Vec<Outcome>,
    /// The position of each profile's outcome, by profile number.
    at: Vec<u32>,
}

/// A mechanism does something impossible at a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableError {
    /// The reports at which it does so, by name.
    pub reports: String,
    /// What is impossible about it, by position.
    pub error: OutcomeError,
    /// The same in words, with the names of the setting.
    pub reason: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at {}: {}", self.reports, self.reason)
    }
}

impl std::error::Error for TableError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// A mechanism that is a list of its outcomes, by profile number.
struct Listed<'a> {
    setting: &'a Setting,
    outcomes: Vec<Outcome>,
}

impl Mechanism for Listed<'_> {
    fn name(&self) -> &'static str {
        "Table"
    }
    fn setting(&self) -> &Setting {
        self.setting
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        let index = self.setting.index_of(reports);
        let listed = index.and_then(|index| self.outcomes.get(index));
        listed.cloned().unwrap_or_else(|| Outcome::nothing(self.setting.agents().len()))
    }
}

impl Table {
    /// The table with these outcomes, in the order of [`Setting::profiles`]; nothing happens at profiles beyond them.
    ///
    /// # Errors
    /// The first infeasible outcome.
    pub fn new(setting: &Setting, outcomes: Vec<Outcome>) -> Result<Self, TableError> {
        Self::of(&Listed { setting, outcomes })
    }

    /// Asks a mechanism for its outcome at every profile.
    ///
    /// # Errors
    /// The first outcome that isn't one of the setting: infeasible, a payment outside [-H, H], or an agent at ⊥ who
    /// gets or pays something.
    pub fn of(mechanism: &(impl Mechanism + ?Sized)) -> Result<Self, TableError> {
        Self::keyed(mechanism, |_| None)
    }

    /// The same, for a mechanism of whose profiles some have equal outcomes: those with equal keys.
    pub(crate) fn keyed(
        mechanism: &(impl Mechanism + ?Sized),
        mut key: impl FnMut(&Profile) -> Option<Key>,
    ) -> Result<Self, TableError> {
        let setting = mechanism.setting().clone();
        let mut of_key: HashMap<Key, u32> = HashMap::new();
        let mut of_outcome: HashMap<Outcome, u32> = HashMap::new();
        let mut outcomes: Vec<Outcome> = Vec::new();
        let mut at = Vec::with_capacity(setting.profile_count());
        for profile in setting.profiles() {
            let key = key(&profile);
            if let Some(position) = key.as_ref().and_then(|key| of_key.get(key)) {
                at.push(*position);
                continue;
            }
            let outcome = mechanism.outcome(&profile);
            outcome.check(&setting, |agent| profile.types()[agent] == 0).map_err(|error| TableError {
                reports: setting.profile_name(&profile),
                reason: error.in_words(Some(&setting)),
                error,
            })?;
            let position = *of_outcome.entry(outcome).or_insert_with_key(|outcome| {
                outcomes.push(outcome.clone());
                u32::try_from(outcomes.len() - 1).expect("at most 2^22 profiles")
            });
            of_key.extend(key.map(|key| (key, position)));
            at.push(position);
        }
        Ok(Self { setting, outcomes, at })
    }

    /// The setting whose profiles it covers.
    #[must_use]
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// The outcome at a profile, or `None` if it isn't one of the setting.
    #[must_use]
    pub fn outcome(&self, profile: &Profile) -> Option<&Outcome> {
        self.setting.index_of(profile).map(|index| self.outcome_at(index))
    }

    /// Whether two tables give the same outcome at every profile of the same types.
    #[must_use]
    pub fn same_outcomes(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || crate::prior::same_setting(&self.setting, &other.setting).is_ok()
                && (0..self.at.len()).all(|index| self.outcome_at(index) == other.outcome_at(index))
    }

    /// Whether nobody is ever paid: payments are in [0, H], the regime without positive transfers.
    #[must_use]
    pub fn is_without_transfers(&self) -> bool {
        let agents = self.setting.agents().len();
        let paid = |outcome: &Outcome| (0..agents).any(|agent| outcome.payment(AgentId(agent)).is_negative());
        !self.outcomes.iter().any(paid)
    }

    /// The outcome at the profile with this number.
    pub fn outcome_at(&self, index: usize) -> &Outcome {
        &self.outcomes[self.at[index] as usize]
    }

    /// The distinct outcomes.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// The position among [`outcomes`](Self::outcomes) of each profile's outcome.
    pub(crate) fn positions(&self) -> &[u32] {
        &self.at
    }
}
