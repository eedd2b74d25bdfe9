//! Settings: one to three agents and items, up to four types each, all kinds of valuations.

use super::number::{Grain, Raw, grains, raw};
use proptest::prelude::*;
use proptest::sample::select;
use tvmd_core::Rational;
use tvmd_core::exact::{ratio, text::Text};
use tvmd_core::model::{AgentDecl, BundleValue, SettingDecl, Space, TypeDecl, ValuationKind, Values};
use tvmd_core::setting::BOTTOM;

/// The most agents.
pub(super) const AGENTS: usize = 3;
/// The most items.
pub(super) const ITEMS: usize = 3;
/// The most types of an agent, with ⊥.
pub(super) const TYPES: usize = 5;
/// The most nonempty bundles.
pub(super) const BUNDLES: usize = 7;
/// The most profiles.
pub(super) const PROFILES: usize = 125;

/// How large and how varied settings are.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most agents, up to 3.
    pub agents: usize,
    /// The most items, up to 3.
    pub items: usize,
    /// The most types of an agent without ⊥, up to 4.
    pub types: usize,
    /// The kinds of valuations, the plainest first.
    pub kinds: &'static [ValuationKind],
}

impl Limits {
    /// Everything up to three agents, three items and four types.
    pub const ALL: Self = Self {
        agents: AGENTS,
        items: ITEMS,
        types: TYPES - 1,
        kinds: &[ValuationKind::Additive, ValuationKind::UnitDemand, ValuationKind::Bundles],
    };
    /// At most nine profiles.
    pub const SMALL: Self = Self { agents: 2, types: 2, ..Self::ALL };
    /// Additive agents only.
    pub const ADDITIVE: Self = Self { kinds: &[ValuationKind::Additive], ..Self::ALL };
}

/// A setting, and how fine its numbers are.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The setting.
    pub setting: SettingDecl,
    /// The grain of its numbers and of all that goes with it.
    pub(super) grain: Grain,
}

/// Settings within limits.
pub(super) fn frames(limits: Limits) -> impl Strategy<Value = Frame> {
    let raws = prop::collection::vec(raw(), BUNDLES);
    let agent = (select(limits.kinds), prop::collection::vec(raws, 1..=limits.types));
    let agents = prop::collection::vec(agent, 1..=limits.agents);
    let bound = select(&[(1, 1), (2, 1), (5, 2)]);
    (1..=limits.items, bound, grains(), agents).prop_map(|(items, bound, grain, agents)| {
        let bound = ratio(bound.0, bound.1);
        let items: Vec<String> = ["X", "Y", "Z"].iter().take(items).map(ToString::to_string).collect();
        let agents = ["Ann", "Bob", "Cid"].iter().zip(agents).map(|(name, (valuation, types))| AgentDecl {
            name: (*name).to_owned(),
            valuation,
            types: types
                .iter()
                .enumerate()
                .map(|(position, raws)| TypeDecl {
                    name: format!("T{}", position + 1),
                    space: Space::One(values(valuation, raws, &items, &bound, grain)),
                })
                .collect(),
        });
        let agents = agents.collect();
        Frame { setting: SettingDecl { name: "Random".to_owned(), items, bound, agents }, grain }
    })
}

fn values(kind: ValuationKind, raws: &[Raw], items: &[String], bound: &Rational, grain: Grain) -> Values {
    match kind {
        ValuationKind::Additive | ValuationKind::UnitDemand => {
            let each = match kind {
                ValuationKind::Additive => bound / Rational::from_integer(items.len().into()),
                _ => bound.clone(),
            };
            let listed = items.iter().zip(raws).filter(|(_, raw)| !raw.is_nothing());
            Values::Items(
                listed.map(|(item, raw)| (item.clone(), Text(grain.fraction(*raw) * &each))).collect(),
            )
        }
        ValuationKind::Bundles => {
            let value = |raw| grain.fraction(raw) * bound;
            let mut listed: Vec<BundleValue> = Vec::new();
            for (bundle, raw) in bundles(items).into_iter().zip(raws).filter(|(_, raw)| !raw.is_nothing()) {
                // No bundle is listed below a part of it; its parts come before it.
                let is_part = |part: &&BundleValue| part.bundle.iter().all(|item| bundle.contains(item));
                let parts = listed.iter().filter(is_part).map(|part| part.value.clone());
                let value = parts.fold(value(*raw), Rational::max);
                listed.push(BundleValue { bundle, value });
            }
            Values::Bundles(listed)
        }
    }
}

/// All nonempty bundles, small ones first.
pub(super) fn bundles(items: &[String]) -> Vec<Vec<String>> {
    let mut bundles: Vec<Vec<String>> = (1_usize..1 << items.len())
        .map(|bits| {
            let inside = items.iter().enumerate().filter(|(item, _)| bits >> item & 1 == 1);
            inside.map(|(_, name)| name.clone()).collect()
        })
        .collect();
    bundles.sort_by_key(Vec::len);
    bundles
}

impl Frame {
    /// The names of the agents.
    pub(super) fn agents(&self) -> Vec<String> {
        self.setting.agents.iter().map(|agent| agent.name.clone()).collect()
    }

    /// The names of an agent's types, ⊥ first.
    pub(super) fn types(agent: &AgentDecl) -> Vec<String> {
        std::iter::once(BOTTOM.to_owned()).chain(agent.types.iter().flat_map(TypeDecl::names)).collect()
    }

    /// All profiles by name, in lexicographic order.
    pub(super) fn profiles(&self) -> Vec<Vec<String>> {
        let types: Vec<Vec<String>> = self.setting.agents.iter().map(Self::types).collect();
        let sizes: Vec<usize> = types.iter().map(Vec::len).collect();
        let named = |profile: Vec<usize>| {
            profile.iter().zip(&types).map(|(place, all)| all[*place].clone()).collect()
        };
        crate::naive::product(&sizes).into_iter().map(named).collect()
    }
}
