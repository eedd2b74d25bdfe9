//! Keys: what an outcome of a rule depends on, found without computing the outcome.
//!
//! Many profiles have the same outcome: in a second-price auction it is settled by the winner and the rank of the second
//! value. A table asks for the key of each profile and computes an outcome only for keys that it hasn't met.

use crate::setting::{Profile, Setting};

/// What the outcome depends on. Equal keys mean equal outcomes.
pub(crate) type Key = Vec<u64>;

/// A function from profiles to keys; it gives none where the rule has no shortcut.
pub(crate) type Keys<'a> = Box<dyn FnMut(&Profile) -> Option<Key> + 'a>;

/// The keys of a rule without a shortcut.
pub(super) fn none<'a>() -> Keys<'a> {
    Box::new(|_| None)
}

/// Something of each type of each agent.
pub(super) fn by_type<T>(setting: &Setting, of: impl Fn(usize, usize) -> T) -> Vec<Vec<T>> {
    let mut all = Vec::new();
    for (position, agent) in setting.agents().iter().enumerate() {
        let mut of_agent = Vec::with_capacity(agent.types.len());
        for report in 0..agent.types.len() {
            of_agent.push(of(position, report));
        }
        all.push(of_agent);
    }
    all
}
