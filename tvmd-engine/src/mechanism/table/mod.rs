//! A mechanism as a dense table: the outcome at every profile, in columns of whole numbers.

mod error;
mod making;
mod numbered;

pub use error::TableError;

use super::Outcome;
use super::columns::Columns;
use super::list::OutcomeList;
use super::marginals::Marginals;
use crate::setting::{Profile, Setting};
use std::collections::HashMap;
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

/// What happens at all profiles.
#[derive(Clone, Debug)]
pub(super) enum Contents {
    /// Distinct outcomes, and the position of each profile's.
    Listed { outcomes: OutcomeList, at: Vec<u32> },
    /// Additive agents' chances of items.
    Marginals(Marginals),
}

impl Table {
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

    pub(super) fn contents(&self) -> &Contents {
        &self.contents
    }

    /// The same table, swept over columns wherever they fit, or over menus.
    #[cfg(test)]
    pub(crate) fn swept_over(&self, columns: bool) -> Self {
        let Contents::Listed { outcomes, at } = &self.contents else { return self.clone() };
        let agents = 0..self.setting.agents().len();
        let laid = |agent| Columns::of_any_list(&self.setting, outcomes, at, agent).filter(|_| columns);
        let table = Self::with(self.setting.clone(), self.contents.clone());
        let known = table.columns.set(agents.map(laid).collect());
        assert!(known.is_ok(), "nothing was laid out before");
        table
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
                        .or_insert_with_key(|(one, another)| self.make(*one) == other.make(*another))
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
}
