//! Settings: items, agents with their type spaces, and the bound H.
//!
//! A [`Setting`] is made by resolving a [`model::SettingDecl`](crate::model::SettingDecl) and keeps what was checked then:
//! names are unique, every type space contains ⊥, no bundle is worth more than H to anyone, and the profiles
//! are few enough to be enumerated ([`MAX_PROFILES`]).
//!
//! Agents, items and types are known by their position ([`AgentId`], [`ItemId`], a number of a type): a [`Profile`] is a type per
//! agent, and position 0 is always ⊥, not taking part. All profiles are numbered, the last agent's type varying fastest.
//!
//! ```
//! use tvmd::prelude::*;
//!
//! tvmd::mechanism! {
//!     setting Shop<First, Second> {
//!         items { Tea, Milk }
//!         bound 3;
//!         agent First:  additive    { Low = { Tea: 1 }, High = { Tea: 2, Milk: 1 } }
//!         agent Second: unit_demand { Any = { Tea: 1, Milk: 1 } }
//!     }
//! }
//!
//! let setting = Shop::setting();
//! assert_eq!(setting.items(), ["Tea", "Milk"]);
//! assert_eq!(*setting.bound(), ratio!(3));
//! assert_eq!(setting.profile_count(), 3 * 2);
//!
//! let profile = Profile::from(shop::Profile::from((shop::First::High, shop::Second::Bottom)));
//! assert_eq!(setting.profile_name(&profile), "(High, Bottom)");
//! assert_eq!(setting.index_of(&profile), Some(4));
//!
//! let both = Bundle::all(2);
//! let first = &setting.agents()[0];
//! assert_eq!(first.types()[profile.of(AgentId(0))].valuation().value(both), ratio!(3));
//! assert_eq!(setting.bundle_name(both), "{Tea, Milk}");
//! ```

mod agent;
mod bundle;
mod difference;
mod position;
mod profile;
mod sound;
mod valuation;
mod write;

pub use agent::{Agent, BOTTOM, Type};
pub use bundle::{Bundle, MAX_ITEMS};
pub use position::{AgentId, ItemId, TypeId};
pub use profile::{Numbering, Profile};
pub use valuation::Valuation;

use crate::exact::Rational;
use sound::is_sound;
use std::fmt;
use std::sync::Arc;

/// The most profiles, ⊥ included, that a setting may have; tables hold an entry for each.
pub const MAX_PROFILES: usize = 1 << 22;

/// Items, agents and the bound H (section 2 of the paper). A clone is another handle on the same setting.
#[derive(Clone, Eq)]
pub struct Setting(Arc<Parts>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    name: String,
    items: Vec<String>,
    bound: Rational,
    agents: Vec<Agent>,
    numbering: Numbering,
}

impl Setting {
    /// The setting of these parts; `None` unless they make one: items and agents have names of their own, each agent's first type
    /// is ⊥, values are of these items and in [0, H], and the profiles are few enough to be enumerated.
    ///
    /// This is for what is computed from other settings. [`Setting::builder`] takes a setting as it is said, and says what is
    /// wrong with it.
    #[must_use]
    pub fn of_parts(name: &str, items: Vec<String>, bound: Rational, agents: Vec<Agent>) -> Option<Self> {
        is_sound(&items, &bound, &agents).then(|| Self::unchecked(name, items, bound, agents)).flatten()
    }

    /// The same of parts that are checked elsewhere; `None` if its profiles are more than can be enumerated.
    pub(crate) fn unchecked(
        name: &str,
        items: Vec<String>,
        bound: Rational,
        agents: Vec<Agent>,
    ) -> Option<Self> {
        let sizes = agents.iter().map(|agent| agent.types.len()).collect();
        let numbering = Numbering::new(sizes).filter(|numbering| numbering.count() <= MAX_PROFILES)?;
        Some(Self(Arc::new(Parts { name: name.to_owned(), items, bound, agents, numbering })))
    }

    /// A setting of which no profile is ever numbered: one with a mistake, or one of so many profiles that it is only looked at by
    /// its structure.
    pub(crate) fn unnumbered(name: &str, items: Vec<String>, bound: Rational, agents: Vec<Agent>) -> Self {
        let numbering = Numbering::default();
        Self(Arc::new(Parts { name: name.to_owned(), items, bound, agents, numbering }))
    }

    /// The same items and bound with other agents; `None` unless these make a setting, as in [`of_parts`](Self::of_parts).
    #[must_use]
    pub fn with_agents(&self, agents: Vec<Agent>) -> Option<Self> {
        Self::of_parts(self.name(), self.0.items.clone(), self.0.bound.clone(), agents)
    }

    /// The same items and agents with another bound; `None` if it is lower, since values may then exceed it.
    #[must_use]
    pub fn with_bound(&self, bound: Rational) -> Option<Self> {
        (bound >= self.0.bound).then(|| Self(Arc::new(Parts { bound, ..(*self.0).clone() })))
    }

    /// What the setting is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The items' names, in order.
    #[must_use]
    pub fn items(&self) -> &[String] {
        &self.0.items
    }

    /// H: values lie in [0, H] and payments in [-H, H].
    #[must_use]
    pub fn bound(&self) -> &Rational {
        &self.0.bound
    }

    /// The agents, in order.
    #[must_use]
    pub fn agents(&self) -> &[Agent] {
        &self.0.agents
    }

    /// The agent at this position.
    ///
    /// # Panics
    /// If there is none, as a list does.
    #[track_caller]
    pub(crate) fn agent_at(&self, agent: AgentId) -> &Agent {
        let agents = self.agents();
        let (name, count) = (self.name(), agents.len());
        assert!(agent.0 < count, "the setting `{name}` has {count} agents, and none at position {}", agent.0);
        &agents[agent.0]
    }

    /// Whether all agents are additive.
    pub(crate) fn is_additive(&self) -> bool {
        self.agents().iter().all(Agent::is_additive)
    }

    /// How its profiles are numbered.
    pub fn numbering(&self) -> &Numbering {
        &self.0.numbering
    }

    /// How many profiles there are, ⊥ included.
    #[must_use]
    pub fn profile_count(&self) -> usize {
        self.numbering().count()
    }

    /// The number of a profile, or `None` if it isn't one of this setting.
    #[must_use]
    pub fn index_of(&self, profile: &Profile) -> Option<usize> {
        self.numbering().index(profile)
    }

    /// The profile of a number below [`profile_count`](Self::profile_count).
    #[must_use]
    pub fn profile_at(&self, index: usize) -> Profile {
        self.numbering().profile(index)
    }

    /// All profiles, in the order of their numbers: the last agent's type varies fastest.
    pub fn profiles(&self) -> impl Iterator<Item = Profile> + '_ {
        (0..self.numbering().count()).map(|index| self.numbering().profile(index))
    }

    /// The names of a profile's types: `(Low, High)`.
    #[must_use]
    pub fn profile_name(&self, profile: &Profile) -> String {
        format!("({})", self.type_names(profile).join(", "))
    }

    /// The names of a profile's types, by agent.
    #[must_use]
    pub fn type_names(&self, profile: &Profile) -> Vec<&str> {
        self.agents()
            .iter()
            .zip(profile.types())
            .map(|(agent, position)| agent.type_name(*position))
            .collect()
    }

    /// The names of a bundle's items: `{Painting}`.
    #[must_use]
    pub fn bundle_name(&self, bundle: Bundle) -> String {
        let names: Vec<&str> =
            bundle.items().filter_map(|item| self.items().get(item.0)).map(String::as_str).collect();
        format!("{{{}}}", names.join(", "))
    }
}

impl PartialEq for Setting {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl fmt::Debug for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Parts { name, items, bound, agents, .. } = &*self.0;
        let mut shown = f.debug_struct("Setting");
        shown.field("name", name).field("items", items).field("bound", bound).field("agents", agents).finish()
    }
}
