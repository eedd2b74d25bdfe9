//! The type space of an agent: names of types, and grids of them.

use super::names::{check_alike, check_name};
use super::numbers::check_denominators;
use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Noun, Numbers};
use crate::model::{self, MAX_TYPES, ValuationKind};
use crate::setting::{Agent, BOTTOM, Type};
use std::borrow::Cow;
use std::collections::HashSet;
use tvmd_model::diagnostic::findings::Findings;

/// The most items for types with bundle values: they choose among all subsets.
const MAX_SUBSET_ITEMS: usize = 16;

/// The type space of an agent while it is read.
pub(super) struct Space<'m> {
    pub(super) agent: &'m model::AgentDecl,
    pub(super) setting: &'m model::SettingDecl,
    pub(super) at_bound: &'m Place,
    pub(super) at_items: &'m Place,
    pub(super) at: Place,
    /// The types found, ⊥ first.
    pub(super) types: Vec<Type>,
    /// How the names of others may begin.
    pub(super) others: Vec<String>,
}

impl Space<'_> {
    /// The agent, and how the names of types begin that she may have besides.
    pub(super) fn read(mut self, errors: &mut Findings) -> (Agent, Vec<String>) {
        let Self { agent, setting, .. } = self;
        let place = self.at.field("types");
        check_name(&agent.name, Noun::AGENT, || self.at.field("name"), errors);
        if agent.valuation == ValuationKind::Bundles && setting.items.len() > MAX_SUBSET_ITEMS {
            errors.report(self.at.field("valuation"), catalogue::too_many_subsets(MAX_SUBSET_ITEMS));
        }
        if agent.types.is_empty() && errors.is_read(&place) {
            errors.report(place.clone(), catalogue::no_types(&agent.name));
        }
        if agent.types.is_empty() || !errors.is_read(&place.index(agent.types.len())) {
            self.others.push(String::new());
        }
        let declared = std::iter::once(BOTTOM).chain(agent.types.iter().map(|decl| decl.name.as_str()));
        let at_name = |index: usize, _: &str| place.index(index.saturating_sub(1)).field("name");
        check_alike(declared, Noun::TYPE, at_name, errors);
        self.types.push(Type::bottom());
        let mut names = HashSet::new();
        for (index, decl) in agent.types.iter().enumerate() {
            self.declare(decl, &place.index(index), &mut names, errors);
        }
        let values = self.types.iter().flat_map(|t| t.valuation.numbers());
        check_denominators(Numbers::ValuesOf(&agent.name), values, || place.clone(), errors);
        if self.types.len() > MAX_TYPES {
            errors.report(place, catalogue::too_many_types(&agent.name, self.types.len(), MAX_TYPES));
        }
        (Agent { name: agent.name.clone(), types: self.types }, self.others)
    }

    /// Takes in a type, or all types of a grid.
    fn declare(
        &mut self,
        decl: &model::TypeDecl,
        at: &Place,
        names: &mut HashSet<String>,
        errors: &mut Findings,
    ) {
        let named = errors.is_read(&at.field("name"));
        // What wasn't read may be a grid, or may be none.
        let read = ["values", "grid"].iter().all(|space| errors.is_read(&at.field(space)));
        let at_space = at.field(if matches!(decl.space, model::Space::One(_)) { "values" } else { "grid" });
        let well_formed = self.check_space(decl, &at_space, errors);
        if !named || !read || !well_formed {
            self.others.push(if named { decl.name.clone() } else { String::new() });
        }
        // What is wrong with many points of a grid is said once, of the last.
        let (mut again, mut over) = (None, None);
        let points = match &decl.space {
            _ if !well_formed => Vec::new(),
            model::Space::One(values) => vec![(decl.name.clone(), Cow::Borrowed(values))],
            model::Space::Grid(_) => {
                decl.expand().into_iter().map(|(name, values)| (name, Cow::Owned(values))).collect()
            }
        };
        for (name, values) in points {
            let valuation = self.valuation(&values);
            over = self.over_bound(&name, &values, &valuation, &at_space, errors).or(over);
            if !named || !read {
                continue;
            }
            if !names.insert(name.clone()) {
                again = Some(name);
            } else if name != BOTTOM {
                self.types.push(Type { name, valuation });
            }
        }
        check_type_name(decl, again, &at.field("name"), errors);
        if let Some((at, message)) = over {
            errors.report(at, message);
        }
    }
}

/// `again` is the name of a type that was declared before.
fn check_type_name(decl: &model::TypeDecl, again: Option<String>, at: &Place, errors: &mut Findings) {
    check_name(&decl.name, Noun::TYPE, || at.clone(), errors);
    if decl.name == BOTTOM && matches!(decl.space, model::Space::One(_)) {
        errors.report(at.clone(), catalogue::bottom_declared());
    } else if let Some(name) = again {
        errors.report(at.clone(), catalogue::already_there(Noun::TYPE, &name));
    }
}
