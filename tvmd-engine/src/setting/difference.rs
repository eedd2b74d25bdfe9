//! In what two settings differ, in words.

use super::{Agent, Bundle, Setting, Type, Valuation};
use crate::names::{brief, brief_list};

impl Setting {
    /// In what another setting first differs from this one, in words; `None` if both have the same items, bound, agents, types
    /// and values. What settings are called doesn't matter.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Option<String> {
        if self.items() != other.items() {
            let listed = |items: &[String]| brief_list(&items.join(", ")).into_owned();
            let (one, other) = (listed(self.items()), listed(other.items()));
            return Some(format!("the items are {one} in the one and {other} in the other"));
        }
        if self.bound() != other.bound() {
            return Some(format!(
                "the bound is {} in the one and {} in the other",
                self.bound(),
                other.bound()
            ));
        }
        if let Some(names) = differing(self.agents(), other.agents(), Agent::name) {
            return Some(format!("agent {names}"));
        }
        let mut agents = self.agents().iter().zip(other.agents());
        agents.find_map(|(ours, theirs)| self.difference_of(ours, theirs))
    }

    fn difference_of(&self, one: &Agent, other: &Agent) -> Option<String> {
        let agent = brief(&one.name);
        // ⊥, the first, isn't counted.
        if let Some(names) = differing(&one.types[1..], &other.types[1..], |t| &t.name) {
            return Some(format!("{agent}'s type {names}"));
        }
        let (one, other) = one.types.iter().zip(&other.types).find(|(one, other)| one != other)?;
        let name = brief(&one.name);
        let valued = |t: &Type, bundle| t.valuation.value(bundle);
        let bundle = self
            .listed(one)
            .chain(self.listed(other))
            .find(|bundle| valued(one, *bundle) != valued(other, *bundle));
        Some(match bundle {
            Some(bundle) => format!(
                "{agent}'s type {name} values {} at {} in the one and at {} in the other",
                brief_list(&self.bundle_name(bundle)),
                valued(one, bundle),
                valued(other, bundle)
            ),
            None => format!(
                "{agent}'s type {name} {} in the one and {} in the other",
                kind(&one.valuation),
                kind(&other.valuation)
            ),
        })
    }

    /// The bundles that a type's values are listed of.
    fn listed(&self, t: &Type) -> impl Iterator<Item = Bundle> {
        let bundles: Vec<Bundle> = match &t.valuation {
            Valuation::Additive(_) | Valuation::UnitDemand(_) => {
                (0..self.items().len()).map(|item| Bundle::from_iter([super::ItemId(item)])).collect()
            }
            Valuation::Bundles(listed) => listed.iter().map(|(bundle, _)| *bundle).collect(),
        };
        bundles.into_iter()
    }
}

/// The first of two lists that has another name, by number, or is in one list only.
fn differing<T>(one: &[T], other: &[T], name: impl Fn(&T) -> &str) -> Option<String> {
    let shown = |found: Option<&T>| {
        found.map_or_else(|| "missing".to_owned(), |found| format!("`{}`", brief(name(found))))
    };
    (0..one.len().max(other.len()))
        .map(|index| (index, one.get(index), other.get(index)))
        .find(|(_, one, other)| one.map(&name) != other.map(&name))
        .map(|(index, one, other)| {
            format!("{} is {} in the one and {} in the other", index + 1, shown(one), shown(other))
        })
}

fn kind(valuation: &Valuation) -> &'static str {
    match valuation {
        Valuation::Additive(_) => "is additive",
        Valuation::UnitDemand(_) => "wants one item only",
        Valuation::Bundles(_) => "lists values of bundles",
    }
}
