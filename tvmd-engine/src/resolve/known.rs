//! A setting as far as it is known, and the names in it.
//!
//! A name that isn't found is a mistake only where all names were read; otherwise it may be one of the others.

use super::lookup::{bundle, find_item, not_found};
use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Noun};
use crate::setting::{Bundle, Setting};
use std::collections::HashMap;
use std::ops::Deref;
use tvmd_model::diagnostic::findings::Findings;

/// A setting of which some parts may only stand in for what couldn't be read or is wrong.
pub(super) struct Known {
    pub(super) setting: Setting,
    /// Where each name of an agent stands first.
    agents_by_name: HashMap<String, usize>,
    /// For each agent, how the names of types begin that she may have besides: nothing, or the name of a grid.
    pub(super) other_types: Vec<Vec<String>>,
    /// Whether the profiles known of are few enough to be enumerated.
    pub(super) enumerable: bool,
    pub(super) at: Place,
}

impl Deref for Known {
    type Target = Setting;
    fn deref(&self) -> &Setting {
        &self.setting
    }
}

impl Known {
    /// A setting at a place, in which other types may begin so.
    pub(super) fn new(setting: Setting, other_types: Vec<Vec<String>>, enumerable: bool, at: Place) -> Self {
        // Of equal names the first is the one that is collected last.
        let names = setting.agents().iter().map(|agent| agent.name.clone()).enumerate().rev();
        let agents_by_name = names.map(|(position, name)| (name, position)).collect();
        Self { setting, agents_by_name, other_types, enumerable, at }
    }

    /// A setting that was resolved before.
    pub(super) fn all_of(setting: &Setting) -> Self {
        let other_types = vec![Vec::new(); setting.agents().len()];
        Self::new(setting.clone(), other_types, true, Place::default().field("setting"))
    }

    /// The setting, if there is nothing wrong with it.
    pub(crate) fn whole(&self, errors: &Findings) -> Option<&Setting> {
        errors.is_whole(&self.at).then_some(&self.setting)
    }

    /// Whether nothing is wrong with the items.
    pub(super) fn items_whole(&self, errors: &Findings) -> bool {
        errors.is_whole(&self.at.field("items"))
    }

    /// Whether nothing is wrong with the agents and what they value.
    pub(super) fn agents_whole(&self, errors: &Findings) -> bool {
        errors.is_whole(&self.at.field("agents"))
    }

    /// Whether H can be relied on.
    pub(super) fn bound_whole(&self, errors: &Findings) -> bool {
        errors.is_whole(&self.at.field("bound"))
    }

    /// Whether it is known how many agents there are, and in which order.
    pub(super) fn agents_in_order(&self, errors: &Findings) -> bool {
        errors.is_whole(&self.at.field("agents").index(self.agents().len()))
    }

    /// Whether there are two items at least.
    pub(super) fn has_several_items(&self) -> bool {
        let mut named = self.items().iter().filter(|item| !item.is_empty());
        named.next().is_some_and(|first| named.any(|other| other != first))
    }

    /// Whether an agent may have a type of this name that isn't known.
    pub(super) fn may_have(&self, agent: usize, name: &str) -> bool {
        self.other_types[agent].iter().any(|beginning| name.starts_with(beginning))
    }

    /// The position of an item, or a complaint that suggests the nearest.
    pub(super) fn item(
        &self,
        name: &str,
        at: impl FnOnce() -> Place,
        errors: &mut Findings,
    ) -> Option<usize> {
        // Without a place, which is only needed where there is none.
        if let Some(position) = self.items().iter().position(|known| known == name) {
            return Some(position);
        }
        find_item(name, self.items(), &self.at.field("items"), at, errors)
    }

    /// The set of items with these names, or complaints about unknown and repeated ones.
    pub(super) fn bundle(&self, names: &[String], at: &Place, errors: &mut Findings) -> Option<Bundle> {
        bundle(names, self.items(), &self.at.field("items"), at, errors)
    }

    /// The position of an agent, or a complaint that suggests the nearest.
    pub(super) fn agent(
        &self,
        name: &str,
        at: impl FnOnce() -> Place,
        errors: &mut Findings,
    ) -> Option<usize> {
        let position = self.position_of_agent(name);
        if position.is_none() {
            self.no_agent(name, at(), errors);
        }
        position
    }

    /// There may be thousands, each of whom is looked up for every part of an instance.
    fn position_of_agent(&self, name: &str) -> Option<usize> {
        self.agents_by_name.get(name).copied()
    }

    fn no_agent(&self, name: &str, at: Place, errors: &mut Findings) {
        let (agents, count) = (self.at.field("agents"), self.agents().len());
        let all_read = count > 0
            && errors.is_read(&agents.index(count))
            && (0..count).all(|agent| errors.is_read(&agents.index(agent).field("name")));
        let known: Vec<&str> = self.agents().iter().map(|agent| agent.name.as_str()).collect();
        not_found(Noun::AGENT, name, &known, all_read, at, errors);
    }

    /// The position of an agent's type, or a complaint that suggests the nearest.
    pub(super) fn own_type(
        &self,
        agent: usize,
        name: &str,
        at: impl FnOnce() -> Place,
        errors: &mut Findings,
    ) -> Option<usize> {
        let position = self.position_of_type(agent, name);
        if position.is_none() {
            self.no_type(agent, name, at(), errors);
        }
        position
    }

    fn position_of_type(&self, agent: usize, name: &str) -> Option<usize> {
        self.agents()[agent].types.iter().position(|her_type| her_type.name == name)
    }

    fn no_type(&self, agent: usize, name: &str, at: Place, errors: &mut Findings) {
        if self.may_have(agent, name) {
            return errors.doubt(&at);
        }
        let owner = &self.agents()[agent];
        errors.report_each(at, || {
            let known = owner.types.iter().map(|her_type| her_type.name.as_str());
            // Those that are only known by name may be meant, too.
            let others = self.other_types[agent].iter().map(String::as_str);
            catalogue::unknown_type(&owner.name, name, &known.chain(others).collect::<Vec<_>>())
        });
    }
}
