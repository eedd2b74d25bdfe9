//! Settings: items, the bound and the agents.

use super::known::Known;
use super::names::{check_alike, check_name, unique};
use super::numbers::check_denominators;
use super::space::Space;
use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Noun, Numbers};
use crate::exact::BigInt;
use crate::model;
use crate::setting::{Agent, MAX_ITEMS, MAX_PROFILES, Setting};
use num_traits::Signed;
use tvmd_model::diagnostic::findings::Findings;

/// Resolves a setting whose profiles will be listed, as far as it can be known.
pub(super) fn setting(model: &model::SettingDecl, at: &Place, errors: &mut Findings) -> Known {
    let known = of_any_size(model, at, errors);
    if !known.enumerable {
        errors.report(at.clone(), catalogue::too_many_profiles(&profiles(known.agents()), MAX_PROFILES));
    }
    known
}

/// How many profiles agents have, ⊥ included.
pub(super) fn profiles(agents: &[Agent]) -> BigInt {
    agents.iter().map(|agent| BigInt::from(agent.types.len())).product()
}

/// Resolves a setting of however many profiles, as far as it can be known.
pub(super) fn of_any_size(model: &model::SettingDecl, at: &Place, errors: &mut Findings) -> Known {
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
    let (name, items, bound) = (&model.name, model.items.clone(), model.bound.clone());
    let (setting, enumerable) = if profiles(&agents) > MAX_PROFILES.into() {
        (Setting::unnumbered(name, items, bound, agents), false)
    } else {
        let whole = Setting::unchecked(name, items, bound, agents);
        (whole.expect("few profiles can be numbered"), true)
    };
    Known::new(setting, other_types, enumerable, at.clone())
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
    let before = errors.count();
    let name_place = |index: usize, _: &str| at.index(index).field("name");
    let names = agents.iter().map(|agent| agent.name.as_str());
    unique(names.clone(), Noun::AGENT, name_place, errors);
    check_alike(names, Noun::AGENT, name_place, errors);
    if errors.count() > before {
        // Who is there, and in which order, is then not known.
        errors.doubt(&at.index(agents.len()));
    }
}
