//! What an agent has chances of: items or bundles.

use crate::exact::scaled::Integer;
use crate::mechanism::OutcomeList;
use crate::setting::{AgentId, Bundle, ItemId, Setting};

/// What an agent has chances of.
pub(in crate::mechanism) enum Quantities {
    /// So many items.
    Items(usize),
    /// In order.
    Bundles(Vec<Bundle>),
}

impl Quantities {
    /// Those of an agent at some outcomes.
    pub(super) fn of_list(setting: &Setting, position: usize, list: &OutcomeList) -> Self {
        if setting.agents()[position].is_additive() {
            return Self::Items(setting.items().len());
        }
        let mut bundles: Vec<Bundle> =
            list.allocations().iter().map(|allocation| allocation.bundle(AgentId(position))).collect();
        bundles.sort_unstable();
        bundles.dedup();
        Self::Bundles(bundles)
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Items(items) => *items,
            Self::Bundles(bundles) => bundles.len(),
        }
    }

    /// Each as a bundle.
    pub(super) fn bundles(&self) -> Vec<Bundle> {
        match self {
            Self::Items(items) => (0..*items).map(|item| Bundle::from_iter([ItemId(item)])).collect(),
            Self::Bundles(bundles) => bundles.clone(),
        }
    }

    /// Adds a chance of a bundle to those of quantities.
    pub(super) fn add<T: Integer>(&self, chances: &mut [T], bundle: Bundle, chance: &T) {
        match self {
            Self::Items(_) => bundle.items().for_each(|item| chances[item.0] += chance.clone()),
            Self::Bundles(bundles) => {
                let place = bundles.binary_search(&bundle).expect("every bundle was collected");
                chances[place] += chance.clone();
            }
        }
    }
}
