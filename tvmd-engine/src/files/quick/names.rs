//! The names of a setting, and where they stand.

use crate::model::Pattern;
use crate::setting::{Bundle, ItemId, Setting};
use std::collections::HashMap;

/// The names of a setting.
pub(super) struct Names<'s> {
    pub(super) setting: &'s Setting,
    types: Vec<HashMap<&'s str, usize>>,
}

impl<'s> Names<'s> {
    pub(super) fn of(setting: &'s Setting) -> Self {
        let types = setting.agents().iter().map(|agent| {
            agent.types().iter().enumerate().map(|(position, her_type)| (her_type.name(), position)).collect()
        });
        Self { setting, types: types.collect() }
    }

    /// The position of an agent. There are few.
    pub(super) fn agent(&self, name: &str) -> Option<usize> {
        self.setting.agents().iter().position(|agent| agent.name() == name)
    }

    /// How many types an agent has, and which of them a pattern accepts.
    pub(super) fn accepted(&self, agent: usize, written: &str) -> Option<(usize, Vec<usize>)> {
        let types = &self.types[agent];
        let accepted = match types.get(written) {
            Some(position) => vec![*position],
            None => match Pattern::of(written) {
                Pattern::Any => (0..types.len()).collect(),
                Pattern::OneOf(names) => {
                    let mut positions: Vec<usize> =
                        names.iter().map(|name| types.get(name.as_str()).copied()).collect::<Option<_>>()?;
                    positions.sort_unstable();
                    positions.dedup();
                    positions
                }
            },
        };
        Some((types.len(), accepted))
    }

    /// The number of a profile.
    pub(super) fn profile(&self, names: &[&str]) -> Option<usize> {
        if names.len() != self.types.len() {
            return None;
        }
        let mut named = self.types.iter().zip(names);
        named.try_fold(0, |number, (types, name)| Some(number * types.len() + types.get(name)?))
    }

    /// The set of items with these names; `None` if one is unknown, or is there twice.
    pub(super) fn bundle(&self, names: &[&str]) -> Option<Bundle> {
        let mut bundle = Bundle::EMPTY;
        for name in names {
            let item = ItemId(self.setting.items().iter().position(|item| item == name)?);
            if bundle.contains(item) {
                return None;
            }
            bundle = bundle.union([item].into_iter().collect());
        }
        Some(bundle)
    }
}
