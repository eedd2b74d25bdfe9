//! A mechanism as a dense table: the outcome at every profile, in columns of whole numbers.

use super::columns::Columns;
use super::list::{Gatherer, OutcomeList};
use super::marginals::Marginals;
use super::rules::Key;
use super::{Mechanism, Outcome, OutcomeError};
use crate::exact::BigInt;
use crate::setting::{Bundle, Profile, Setting};
use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

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
    contents: Contents,
    /// By agent: her columns, where sweeps over them are cheap; laid out when they are asked for.
    columns: OnceLock<Vec<Option<Columns>>>,
    /// Outcomes, made when they are asked for.
    made: OnceLock<Vec<OnceLock<Box<Outcome>>>>,
}

#[derive(Clone, Debug)]
enum Contents {
    /// Distinct outcomes, and the position of each profile's.
    Listed { outcomes: OutcomeList, at: Vec<u32> },
    /// Additive agents' chances of items.
    Marginals(Marginals),
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
                .any(|(own, concerned)| *own == 0 && concerned[position]);
            if absent || !feasible[position] {
                check(setting, &profile, &outcomes.get(position))?;
            }
        }
        Ok(Self::with(setting.clone(), Contents::Listed { outcomes, at }))
    }

    pub(super) fn of_columns(setting: &Setting, marginals: Marginals) -> Self {
        Self::with(setting.clone(), Contents::Marginals(marginals))
    }

    fn with(setting: Setting, contents: Contents) -> Self {
        Self { setting, contents, columns: OnceLock::new(), made: OnceLock::new() }
    }

    /// Lays out the columns over which incentives are checked, where that is cheaper than to look for menus. Checks do it when they need
    /// it, and a table does it once.
    pub fn lay_out(&self) {
        let _ = self.laid_out();
    }

    fn laid_out(&self) -> &[Option<Columns>] {
        self.columns.get_or_init(|| match &self.contents {
            Contents::Marginals(_) => Vec::new(),
            Contents::Listed { outcomes, at } => (0..self.setting.agents().len())
                .map(|agent| Columns::of_list(&self.setting, outcomes, at, agent))
                .collect(),
        })
    }

    /// An agent's columns; `None` where her menus are cheaper.
    pub(crate) fn columns(&self, agent: usize) -> Option<&Columns> {
        match &self.contents {
            Contents::Marginals(marginals) => marginals.columns.get(agent),
            Contents::Listed { .. } => self.laid_out()[agent].as_ref(),
        }
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
        let mut known: HashMap<(usize, usize), bool> = HashMap::new();
        std::ptr::eq(self, other)
            || crate::prior::same_setting(&self.setting, &other.setting).is_ok()
                && (0..self.setting.profile_count()).all(|index| {
                    *known
                        .entry((self.number_at(index), other.number_at(index)))
                        .or_insert_with_key(|(own, others)| self.make(*own) == other.make(*others))
                })
    }

    /// Whether nobody is ever paid: payments are in [0, H], the regime without positive transfers.
    #[must_use]
    pub fn is_without_transfers(&self) -> bool {
        match &self.contents {
            Contents::Listed { outcomes, .. } => outcomes.payments().numerators.first_negative().is_none(),
            Contents::Marginals(marginals) => !marginals.pays_someone(),
        }
    }

    /// The outcome at the profile with this number. It is made when it is first asked for, and kept.
    pub fn outcome_at(&self, index: usize) -> &Outcome {
        self.outcome_numbered(self.number_at(index))
    }

    /// The distinct outcomes; of a table of chances of items, that at each profile.
    pub fn outcomes(&self) -> impl ExactSizeIterator<Item = &Outcome> + '_ {
        (0..self.outcome_count()).map(|number| self.outcome_numbered(number))
    }

    /// One of [`outcomes`](Self::outcomes).
    pub(crate) fn outcome_numbered(&self, number: usize) -> &Outcome {
        let made = self.made.get_or_init(|| vec![OnceLock::new(); self.outcome_count()]);
        made[number].get_or_init(|| Box::new(self.make(number)))
    }

    /// The same, not to be kept.
    pub(crate) fn make(&self, number: usize) -> Outcome {
        match &self.contents {
            Contents::Listed { outcomes, .. } => outcomes.get(number),
            Contents::Marginals(marginals) => {
                marginals.outcome(&self.setting, &self.setting.profile_at(number))
            }
        }
    }

    /// How many [`outcomes`](Self::outcomes) there are.
    pub(crate) fn outcome_count(&self) -> usize {
        match &self.contents {
            Contents::Listed { outcomes, .. } => outcomes.len(),
            Contents::Marginals(_) => self.setting.profile_count(),
        }
    }

    /// What an agent gets of one of [`outcomes`](Self::outcomes): chances of bundles, each once, and what she pays, over her
    /// [`denominators`](Self::denominators).
    pub(crate) fn offer(&self, number: usize, agent: usize) -> (Vec<(BigInt, Bundle)>, BigInt) {
        match &self.contents {
            Contents::Listed { outcomes, .. } => outcomes.offer(number, agent),
            Contents::Marginals(marginals) => marginals.offer(&self.setting, number, agent),
        }
    }

    /// Of an agent's chances, and of her payments.
    pub(crate) fn denominators(&self, agent: usize) -> (BigInt, BigInt) {
        match &self.contents {
            Contents::Listed { outcomes, .. } => {
                (outcomes.chances().over.clone(), outcomes.payments().over.clone())
            }
            Contents::Marginals(marginals) => marginals.denominators(agent),
        }
    }

    /// The position among [`outcomes`](Self::outcomes) of a profile's outcome.
    pub(crate) fn number_at(&self, index: usize) -> usize {
        match &self.contents {
            Contents::Listed { at, .. } => at[index] as usize,
            Contents::Marginals(_) => index,
        }
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
