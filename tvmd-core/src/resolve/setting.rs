//! Settings: items, the bound, agents and their type spaces.

use super::{check_denominators, check_name, find, unique};
use crate::diagnostic::catalogue::{self, Noun, Numbers};
use crate::diagnostic::{Diagnostics, Place};
use crate::exact::{BigInt, Rational};
use crate::model::{self, MAX_TYPES, ValuationKind, Values};
use crate::setting::{
    Agent, BOTTOM, Bundle, ItemId, MAX_ITEMS, MAX_PROFILES, Numbering, Setting, Type, Valuation,
};
use num_traits::{Signed, Zero};
use std::collections::HashSet;

/// The most items for types with bundle values: they choose among all subsets.
pub(super) const MAX_SUBSET_ITEMS: usize = 16;

/// Resolves a setting; `None` if anything is wrong with it.
pub(super) fn setting(model: &model::Setting, at: &Place, errors: &mut Diagnostics) -> Option<Setting> {
    let before = errors.len();
    check_name(&model.name, Noun::SETTING, || at.field("name"), errors);
    check_items(&model.items, &at.field("items"), errors);
    if model.items.is_empty() {
        // Every value would be of an unknown item.
        return None;
    }
    if !model.bound.is_positive() {
        errors.report(at.field("bound"), catalogue::bound_not_positive(&model.bound));
    }
    check_denominators(Numbers::Bound, [&model.bound], || at.field("bound"), errors);
    if model.agents.is_empty() {
        errors.report(at.field("agents"), catalogue::no_agents());
    }
    let name_place = |index: usize, _: &str| at.field("agents").index(index).field("name");
    unique(model.agents.iter().map(|agent| agent.name.as_str()), Noun::AGENT, name_place, errors);
    let agents: Vec<Agent> = model
        .agents
        .iter()
        .enumerate()
        .map(|(index, agent)| self::agent(agent, model, &at.field("agents").index(index), errors))
        .collect();
    let sizes: Vec<usize> = agents.iter().map(|agent| agent.types.len()).collect();
    let numbering = Numbering::new(sizes.clone()).filter(|numbering| numbering.count <= MAX_PROFILES);
    if numbering.is_none() {
        let count: BigInt = sizes.iter().copied().map(BigInt::from).product();
        errors.report(at.clone(), catalogue::too_many_profiles(&count, MAX_PROFILES));
    }
    let numbering = numbering.filter(|_| errors.len() == before)?;
    Some(Setting {
        name: model.name.clone(),
        items: model.items.clone(),
        bound: model.bound.clone(),
        agents,
        numbering,
    })
}

fn check_items(items: &[String], at: &Place, errors: &mut Diagnostics) {
    if items.is_empty() {
        errors.report(at.clone(), catalogue::no_items());
    }
    if items.len() > MAX_ITEMS {
        errors.report(at.clone(), catalogue::too_many_items(items.len(), MAX_ITEMS));
    }
    unique(items.iter().map(String::as_str), Noun::ITEM, |index, _| at.index(index), errors);
    for (index, item) in items.iter().enumerate() {
        check_name(item, Noun::ITEM, || at.index(index), errors);
    }
}

fn agent(agent: &model::Agent, setting: &model::Setting, at: &Place, errors: &mut Diagnostics) -> Agent {
    check_name(&agent.name, Noun::AGENT, || at.field("name"), errors);
    let subsets = agent.valuation == ValuationKind::Bundles;
    if subsets && setting.items.len() > MAX_SUBSET_ITEMS {
        errors.report(at.field("valuation"), catalogue::too_many_subsets(MAX_SUBSET_ITEMS));
    }
    let place = at.field("types");
    if agent.types.is_empty() {
        errors.report(place.clone(), catalogue::no_types(&agent.name));
    }
    let mut types = vec![Type { name: BOTTOM.to_owned(), valuation: Valuation::BOTTOM }];
    let mut names: HashSet<String> = HashSet::new();
    for (index, decl) in agent.types.iter().enumerate() {
        let at = place.index(index);
        if !check_grid(decl, agent.valuation, &at, errors) {
            continue;
        }
        // What is wrong with many points of a grid is said once, of the last.
        let mut wrong = Diagnostics::default();
        for (name, values) in decl.expand() {
            let mut errors = Diagnostics::default();
            check_type_name(&name, !names.insert(name.clone()), &at.field("name"), &mut errors);
            let at = at.field(if matches!(decl.space, model::Space::Grid(_)) { "grid" } else { "values" });
            let valuation = self::valuation(&values, agent.valuation, setting, &at, &mut errors);
            if let Some(valuation) = valuation {
                check_bound(&name, &values, &valuation, setting, &at, &mut errors);
                types.push(Type { name, valuation });
            }
            if !errors.is_empty() {
                wrong = errors;
            }
        }
        errors.append(wrong);
    }
    let values = types.iter().flat_map(|own| own.valuation.numbers());
    check_denominators(Numbers::ValuesOf(&agent.name), values, || place.clone(), errors);
    if types.len() > MAX_TYPES {
        errors.report(place, catalogue::too_many_types(&agent.name, types.len(), MAX_TYPES));
    }
    Agent { name: agent.name.clone(), types }
}

fn check_type_name(name: &str, again: bool, at: &Place, errors: &mut Diagnostics) {
    check_name(name, Noun::TYPE, || at.clone(), errors);
    if name == BOTTOM {
        errors.report(at.clone(), catalogue::bottom_declared());
    } else if again {
        errors.report(at.clone(), catalogue::already_there(Noun::TYPE, name));
    }
}

/// Whether a declaration is of one type, or of a well-formed grid.
fn check_grid(decl: &model::TypeDecl, kind: ValuationKind, at: &Place, errors: &mut Diagnostics) -> bool {
    let model::Space::Grid(grid) = &decl.space else { return true };
    let before = errors.len();
    let at = at.field("grid");
    if kind == ValuationKind::Bundles {
        errors.report(at, catalogue::grid_of_bundles());
        return false;
    }
    for (index, (item, axis)) in grid.iter().enumerate() {
        let at = at.entry(index, item);
        check_not_negative(&axis.from, || at.field("from"), errors);
        if !axis.step.is_positive() {
            errors.report(at.field("step"), catalogue::step_not_positive(&axis.step));
        } else if axis.to < axis.from {
            errors.report(at, catalogue::empty_grid(&axis.from, &axis.to));
        }
    }
    if errors.len() == before && decl.count().is_none() {
        errors.report(at, catalogue::huge_grid(&decl.count_in_words(), MAX_TYPES));
    }
    errors.len() == before
}

/// The valuation of one type; `None` if something in it is wrong.
fn valuation(
    values: &Values,
    kind: ValuationKind,
    setting: &model::Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<Valuation> {
    match (kind, values) {
        (ValuationKind::Additive, Values::Items(values)) => {
            item_values(values, setting, at, errors).map(Valuation::Additive)
        }
        (ValuationKind::UnitDemand, Values::Items(values)) => {
            item_values(values, setting, at, errors).map(Valuation::UnitDemand)
        }
        (ValuationKind::Bundles, Values::Bundles(values)) => bundle_values(values, setting, at, errors),
        (ValuationKind::Bundles, Values::Items(_)) => {
            errors.report(at.clone(), catalogue::items_for_bundles());
            None
        }
        (_, Values::Bundles(_)) => {
            errors.report(at.clone(), catalogue::bundles_for_items(kind.keyword()));
            None
        }
    }
}

fn item_values(
    values: &model::Entries<crate::exact::text::Text>,
    setting: &model::Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<Vec<Rational>> {
    let before = errors.len();
    let mut by_item = vec![Rational::zero(); setting.items.len()];
    let items = setting.items.iter().map(String::as_str);
    unique(
        values.iter().map(|(item, _)| item.as_str()),
        Noun::VALUE,
        |index, item| at.entry(index, item).key(),
        errors,
    );
    for (index, (item, value)) in values.iter().enumerate() {
        let place = || at.entry(index, item);
        check_not_negative(&value.0, place, errors);
        if let Some(position) = find(Noun::ITEM, item, items.clone(), || place().key(), errors) {
            by_item[position] = value.0.clone();
        }
    }
    (errors.len() == before).then_some(by_item)
}

fn bundle_values(
    values: &[model::BundleValue],
    setting: &model::Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<Valuation> {
    let before = errors.len();
    let mut listed: Vec<(Bundle, Rational)> = Vec::new();
    for (index, entry) in values.iter().enumerate() {
        let at = at.index(index);
        check_not_negative(&entry.value, || at.field("value"), errors);
        let Some(bundle) = bundle(&entry.bundle, &setting.items, &at.field("bundle"), errors) else {
            continue;
        };
        if listed.iter().any(|(own, _)| *own == bundle) {
            errors.report(at.field("bundle"), catalogue::bundle_valued_twice());
        }
        if bundle.is_empty() && !entry.value.is_zero() {
            errors.report(at.field("value"), catalogue::empty_bundle_valued());
        }
        listed.push((bundle, entry.value.clone()));
    }
    (errors.len() == before).then_some(Valuation::Bundles(listed))
}

/// The set of items with these names, or complaints about unknown and repeated ones.
pub(super) fn bundle(
    names: &[String],
    items: &[String],
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<Bundle> {
    let before = errors.len();
    unique(names.iter().map(String::as_str), Noun::ITEM, |index, _| at.index(index), errors);
    let known = items.iter().map(String::as_str);
    let found: Vec<ItemId> = names
        .iter()
        .enumerate()
        .filter_map(|(index, name)| {
            find(Noun::ITEM, name, known.clone(), || at.index(index), errors).map(ItemId)
        })
        .collect();
    (errors.len() == before).then(|| found.into_iter().collect())
}

fn check_not_negative(value: &Rational, at: impl FnOnce() -> Place, errors: &mut Diagnostics) {
    if value.is_negative() {
        errors.report(at(), catalogue::negative_value(value));
    }
}

/// Complains if the most valuable bundle is worth more than H: at the value that alone exceeds it, if there is one.
fn check_bound(
    name: &str,
    values: &Values,
    valuation: &Valuation,
    setting: &model::Setting,
    at: &Place,
    errors: &mut Diagnostics,
) {
    let most = valuation.most();
    if !setting.bound.is_positive() || most <= setting.bound {
        return;
    }
    let too_large = |value: &Rational| *value > setting.bound;
    let alone = match values {
        Values::Items(values) => {
            let found = values.iter().enumerate().find(|(_, (_, value))| too_large(&value.0));
            found.map(|(index, (item, value))| (at.entry(index, item), value.0.clone()))
        }
        Values::Bundles(values) => {
            let found = values.iter().enumerate().find(|(_, entry)| too_large(&entry.value));
            found.map(|(index, entry)| (at.index(index).field("value"), entry.value.clone()))
        }
    };
    let (at, message) = match alone {
        Some((at, value)) => (at, catalogue::value_over_bound(name, &value, &setting.bound, &most)),
        None => (at.clone(), catalogue::items_over_bound(name, &setting.bound, &most)),
    };
    errors.report(at, message);
}
