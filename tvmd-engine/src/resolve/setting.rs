//! Settings: items, the bound, agents and their type spaces.

use super::findings::Findings;
use super::known::{Known, find};
use super::names::{check_alike, check_name};
use super::{check_denominators, unique};
use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Message, Noun, Numbers};
use crate::exact::{BigInt, Rational};
use crate::model::{self, Entries, MAX_TYPES, ValuationKind, Values};
use crate::setting::{Agent, BOTTOM, Bundle, ItemId, MAX_ITEMS, MAX_PROFILES, Setting, Type, Valuation};
use num_traits::{Signed, Zero};
use std::collections::HashSet;

/// The most items for types with bundle values: they choose among all subsets.
pub(super) const MAX_SUBSET_ITEMS: usize = 16;

/// Resolves a setting, as far as it can be known.
pub(super) fn setting(model: &model::SettingDecl, at: &Place, errors: &mut Findings) -> Known {
    let (at_items, at_bound, at_agents) = (at.field("items"), at.field("bound"), at.field("agents"));
    check_name(&model.name, Noun::SETTING, || at.field("name"), errors);
    check_items(&model.items, &at_items, errors);
    if !model.bound.is_positive() {
        errors.report(at_bound.clone(), catalogue::bound_not_positive(&model.bound));
    }
    check_denominators(Numbers::Bound, [&model.bound], || at_bound.clone(), errors);
    check_agents(&model.agents, &at_agents, errors);
    let spaces = model.agents.iter().enumerate().map(|(index, agent)| {
        let (types, others) = (Vec::new(), Vec::new());
        let at = at_agents.index(index);
        Space { agent, setting: model, at_bound: &at_bound, at_items: &at_items, at, types, others }
            .read(errors)
    });
    let (agents, other_types): (Vec<Agent>, Vec<Vec<String>>) = spaces.unzip();
    let count: BigInt = agents.iter().map(|agent| BigInt::from(agent.types.len())).product();
    let (name, items, bound) = (&model.name, model.items.clone(), model.bound.clone());
    let (setting, enumerable) = if count > MAX_PROFILES.into() {
        errors.report(at.clone(), catalogue::too_many_profiles(&count, MAX_PROFILES));
        (Setting::mistaken(name, items, bound, agents), false)
    } else {
        let whole = Setting::of_parts(name, items, bound, agents);
        (whole.expect("few profiles can be numbered"), true)
    };
    Known { setting, other_types, enumerable, at: at.clone() }
}

fn check_items(items: &[String], at: &Place, errors: &mut Findings) {
    if items.is_empty() && errors.is_read(at) {
        errors.report(at.clone(), catalogue::no_items());
    }
    if items.len() > MAX_ITEMS {
        errors.report(at.clone(), catalogue::too_many_items(items.len(), MAX_ITEMS));
    }
    unique(items.iter().map(String::as_str), Noun::ITEM, |index, _| at.index(index), errors);
    check_alike(items.iter().map(String::as_str), Noun::ITEM, |index, _| at.index(index), errors);
    for (index, item) in items.iter().enumerate() {
        check_name(item, Noun::ITEM, || at.index(index), errors);
    }
}

fn check_agents(agents: &[model::AgentDecl], at: &Place, errors: &mut Findings) {
    if agents.is_empty() && errors.is_read(at) {
        errors.report(at.clone(), catalogue::no_agents());
    }
    let before = errors.len();
    let name_place = |index: usize, _: &str| at.index(index).field("name");
    let names = agents.iter().map(|agent| agent.name.as_str());
    unique(names.clone(), Noun::AGENT, name_place, errors);
    check_alike(names, Noun::AGENT, name_place, errors);
    if errors.len() > before {
        // Who is there, and in which order, is then not known.
        errors.doubt(&at.index(agents.len()));
    }
}

/// The type space of an agent while it is read.
struct Space<'m> {
    agent: &'m model::AgentDecl,
    setting: &'m model::SettingDecl,
    at_bound: &'m Place,
    at_items: &'m Place,
    at: Place,
    /// The types found, ⊥ first.
    types: Vec<Type>,
    /// How the names of others may begin.
    others: Vec<String>,
}

impl Space<'_> {
    /// The agent, and how the names of types begin that she may have besides.
    fn read(mut self, errors: &mut Findings) -> (Agent, Vec<String>) {
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
        self.types.push(Type { name: BOTTOM.to_owned(), valuation: Valuation::BOTTOM });
        let mut names = HashSet::new();
        for (index, decl) in agent.types.iter().enumerate() {
            self.declare(decl, &place.index(index), &mut names, errors);
        }
        let values = self.types.iter().flat_map(|own| own.valuation.numbers());
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
        for (name, values) in if well_formed { decl.expand() } else { Vec::new() } {
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

    /// Checks names and numbers; whether they are of a type, or of a grid whose points are known.
    fn check_space(&self, decl: &model::TypeDecl, at: &Place, errors: &mut Findings) -> bool {
        let (kind, before) = (self.agent.valuation, errors.len());
        if errors.is_read(&self.at.field("valuation")) {
            match (kind, &decl.space) {
                (ValuationKind::Bundles, model::Space::Grid(_)) => {
                    errors.report(at.clone(), catalogue::grid_of_bundles());
                }
                (ValuationKind::Bundles, model::Space::One(Values::Items(_))) => {
                    errors.report(at.clone(), catalogue::items_for_bundles());
                }
                (
                    ValuationKind::Additive | ValuationKind::UnitDemand,
                    model::Space::One(Values::Bundles(_)),
                ) => {
                    errors.report(at.clone(), catalogue::bundles_for_items(kind.keyword()));
                }
                _ => {}
            }
        }
        match &decl.space {
            model::Space::One(Values::Items(values)) => {
                for (index, (item, value)) in values.iter().enumerate() {
                    check_not_negative(&value.0, || at.entry(index, item), errors);
                }
                self.check_items(values, at, errors);
                true
            }
            model::Space::One(Values::Bundles(values)) => {
                self.check_bundles(values, at, errors);
                true
            }
            model::Space::Grid(grid) => {
                for (index, (item, axis)) in grid.iter().enumerate() {
                    check_axis(axis, &at.entry(index, item), errors);
                }
                let axes_known = errors.len() == before && errors.is_read(at);
                self.check_items(grid, at, errors);
                if axes_known && decl.count().is_none() {
                    errors.report(at.clone(), catalogue::huge_grid(&decl.count_in_words(), MAX_TYPES));
                }
                axes_known && decl.count().is_some()
            }
        }
    }

    /// Values are of items that there are, and each is given once.
    fn check_items<T>(&self, values: &Entries<T>, at: &Place, errors: &mut Findings) {
        let key = |index: usize, item: &str| at.entry(index, item).key();
        unique(values.iter().map(|(item, _)| item.as_str()), Noun::VALUE, key, errors);
        for (index, (item, _)) in values.iter().enumerate() {
            find_item(item, &self.setting.items, self.at_items, || key(index, item), errors);
        }
    }

    /// The same for values of bundles.
    fn check_bundles(&self, values: &[model::BundleValue], at: &Place, errors: &mut Findings) {
        let mut listed: Vec<Bundle> = Vec::new();
        for (index, entry) in values.iter().enumerate() {
            let at = at.index(index);
            check_not_negative(&entry.value, || at.field("value"), errors);
            if entry.bundle.is_empty() && !entry.value.is_zero() && errors.is_read(&at) {
                errors.report(at.field("value"), catalogue::empty_bundle_valued());
            }
            let at_bundle = at.field("bundle");
            let Some(bundle) = bundle(&entry.bundle, &self.setting.items, self.at_items, &at_bundle, errors)
            else {
                continue;
            };
            if listed.contains(&bundle) {
                errors.report(at_bundle, catalogue::bundle_valued_twice());
            }
            listed.push(bundle);
        }
        if errors.is_whole(at) {
            check_free_disposal(values, &listed, at, errors);
        }
    }

    /// What the values say of the items that there are.
    fn valuation(&self, values: &Values) -> Valuation {
        let position = |item: &String| self.setting.items.iter().position(|own| own == item);
        let nothing = || vec![Rational::zero(); self.setting.items.len()];
        match values {
            Values::Items(values) => {
                let mut by_item = nothing();
                for (item, value) in values.iter() {
                    if let Some(own) = position(item).and_then(|item| by_item.get_mut(item)) {
                        *own = value.0.clone();
                    }
                }
                self.of_items(by_item)
            }
            Values::Bundles(values) if self.agent.valuation == ValuationKind::Bundles => {
                let bundle = |names: &[String]| names.iter().filter_map(position).map(ItemId).collect();
                Valuation::Bundles(
                    values.iter().map(|entry| (bundle(&entry.bundle), entry.value.clone())).collect(),
                )
            }
            // She was complained about, and is what she was declared to be.
            Values::Bundles(_) => self.of_items(nothing()),
        }
    }

    /// A valuation by values of items, of the kind that was declared.
    fn of_items(&self, values: Vec<Rational>) -> Valuation {
        match self.agent.valuation {
            ValuationKind::UnitDemand => Valuation::UnitDemand(values),
            ValuationKind::Additive | ValuationKind::Bundles => Valuation::Additive(values),
        }
    }

    /// The complaint about a type whose most valuable bundle is worth more than H: at the value that alone exceeds
    /// it, if there is one.
    fn over_bound(
        &self,
        name: &str,
        values: &Values,
        valuation: &Valuation,
        at: &Place,
        errors: &Findings,
    ) -> Option<(Place, Message)> {
        let bound = &self.setting.bound;
        if !errors.is_whole(self.at_bound) {
            return None;
        }
        let alone = match values {
            Values::Items(values) => {
                let found = values.iter().enumerate().find(|(_, (_, value))| value.0 > *bound);
                found.map(|(index, (item, value))| (at.entry(index, item), &value.0))
            }
            Values::Bundles(values) => {
                let found = values.iter().enumerate().find(|(_, entry)| entry.value > *bound);
                found.map(|(index, entry)| (at.index(index).field("value"), &entry.value))
            }
        };
        let most = valuation.most();
        match alone {
            Some((at, value)) => {
                let most = most.max(value.clone());
                Some((at, catalogue::value_over_bound(name, value, bound, &most)))
            }
            None if most > *bound && errors.is_whole(at) && errors.is_whole(&self.at.field("valuation")) => {
                Some((at.clone(), catalogue::items_over_bound(name, bound, &most)))
            }
            None => None,
        }
    }
}

fn check_axis(axis: &model::Grid, at: &Place, errors: &mut Findings) {
    check_not_negative(&axis.from, || at.field("from"), errors);
    if !axis.step.is_positive() {
        errors.report(at.field("step"), catalogue::step_not_positive(&axis.step));
    } else if axis.to < axis.from && errors.is_read(at) {
        errors.report(at.clone(), catalogue::empty_grid(&axis.from, &axis.to));
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

fn check_not_negative(value: &Rational, at: impl FnOnce() -> Place, errors: &mut Findings) {
    if value.is_negative() {
        errors.report(at(), catalogue::negative_value(value));
    }
}

/// The position of an item of a setting at `at`, or a complaint that suggests the nearest.
pub(super) fn find_item(
    name: &str,
    items: &[String],
    at_items: &Place,
    at: impl FnOnce() -> Place,
    errors: &mut Findings,
) -> Option<usize> {
    let complete = |errors: &Findings| !items.is_empty() && errors.is_read(at_items);
    find(Noun::ITEM, name, items.iter().map(String::as_str), complete, at, errors)
}

/// Complains about each bundle that is listed below one of its listed parts.
fn check_free_disposal(values: &[model::BundleValue], bundles: &[Bundle], at: &Place, errors: &mut Findings) {
    for (index, (own, bundle)) in values.iter().zip(bundles).enumerate() {
        let parts = values.iter().zip(bundles).filter(|(_, part)| part.is_within(*bundle));
        let most = parts.map(|(part, _)| part).max_by_key(|part| &part.value);
        if let Some(part) = most.filter(|part| part.value > own.value) {
            let message = catalogue::bundle_below_part(own, part);
            errors.report(at.index(index).field("value"), message);
        }
    }
}

/// The set of items with these names, or complaints about unknown and repeated ones.
pub(super) fn bundle(
    names: &[String],
    items: &[String],
    at_items: &Place,
    at: &Place,
    errors: &mut Findings,
) -> Option<Bundle> {
    unique(names.iter().map(String::as_str), Noun::ITEM, |index, _| at.index(index), errors);
    let found: Vec<ItemId> = names
        .iter()
        .enumerate()
        .filter_map(|(index, name)| find_item(name, items, at_items, || at.index(index), errors).map(ItemId))
        .collect();
    errors.is_whole(at).then(|| found.into_iter().collect())
}
