//! Tables as they are made: every outcome is checked, and each distinct one is kept once.

use super::{Contents, Table, TableError};
use crate::mechanism::list::{Gatherer, OutcomeList};
use crate::mechanism::rules::Key;
use crate::mechanism::{Mechanism, Outcome};
use crate::setting::{Profile, Setting};
use std::collections::HashMap;

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
        let mut outcomes = Gatherer::default();
        let mut at = Vec::with_capacity(setting.profile_count());
        for profile in setting.profiles() {
            let key = key(&profile);
            if let Some(position) = key.as_ref().and_then(|key| of_key.get(key)) {
                at.push(*position);
                continue;
            }
            let outcome = mechanism.outcome(&profile);
            check(&setting, &profile, &outcome)?;
            let position = outcomes.position(&outcome);
            of_key.extend(key.map(|key| (key, position)));
            at.push(position);
        }
        let outcomes = outcomes.list(setting.agents().len());
        Ok(Self::with(setting, Contents::Listed { outcomes, at }))
    }

    /// The table whose profiles have outcomes of a list: at profile number p, that at position `at[p]`.
    ///
    /// # Errors
    /// The first infeasible outcome, as in [`of`](Self::of).
    ///
    /// # Panics
    /// If there is not one position per profile, or the list has no such position.
    pub fn of_list(setting: &Setting, outcomes: OutcomeList, at: Vec<u32>) -> Result<Self, TableError> {
        assert_eq!(at.len(), setting.profile_count(), "an outcome for every profile");
        let feasible: Vec<bool> = (0..outcomes.len())
            .map(|position| outcomes.get(position).check(setting, |_| false).is_ok())
            .collect();
        let concerned: Vec<Vec<bool>> = (0..setting.agents().len())
            .map(|agent| (0..outcomes.len()).map(|position| outcomes.concerns(position, agent)).collect())
            .collect();
        for (profile, position) in setting.profiles().zip(&at) {
            let position = *position as usize;
            let absent = profile
                .types()
                .iter()
                .zip(&concerned)
                .any(|(report, concerned)| *report == 0 && concerned[position]);
            if absent || !feasible[position] {
                check(setting, &profile, &outcomes.get(position))?;
            }
        }
        Ok(Self::with(setting.clone(), Contents::Listed { outcomes, at }))
    }

    /// The same of distinct outcomes that were checked where they were resolved, each of which is the outcome at some profile.
    pub(crate) fn resolved(setting: &Setting, outcomes: OutcomeList, at: Vec<u32>) -> Self {
        Self::with(setting.clone(), Contents::Listed { outcomes, at })
    }
}

/// Whether an outcome is one of the setting at a profile.
fn check(setting: &Setting, profile: &Profile, outcome: &Outcome) -> Result<(), TableError> {
    outcome.check(setting, |agent| profile.types()[agent] == 0).map_err(|error| TableError {
        reports: setting.profile_name(profile),
        reason: error.in_words(Some(setting)),
        error,
    })
}
