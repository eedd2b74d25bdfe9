//! Cases with an agent, a type or an item fewer.

use super::super::Case;
use super::super::moves::listed;
use crate::exact::Rational;
use crate::mechanism::{Allocation, Outcome, Table};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, ItemId, Profile, Setting, Valuation};
use num_traits::Zero;

/// Without an agent: the others' outcomes where she doesn't take part, and their marginal.
pub(super) fn without_agent(case: &Case, agent: usize) -> Option<Case> {
    let old = case.setting();
    let mut agents = old.agents().to_vec();
    agents.remove(agent);
    let insert = |profile: &Profile, at: usize| {
        let mut types = profile.types().to_vec();
        types.insert(agent, at);
        Profile::new(types)
    };
    let types = old.agents()[agent].types().len();
    let drop = |outcome: &Outcome| {
        let left = |allocation: &Allocation| {
            (0..old.agents().len())
                .filter(|other| *other != agent)
                .map(|other| allocation.bundle(AgentId(other)))
                .collect()
        };
        let branches = outcome.allocations().iter();
        let branches = branches
            .map(|(chance, allocation)| Some((chance.clone(), Allocation::new(left(allocation)).ok()?)));
        let others = (0..old.agents().len()).filter(|other| *other != agent);
        let payments = others.map(|other| outcome.payment(AgentId(other))).collect();
        Outcome::lottery(branches.collect::<Option<Vec<_>>>()?, payments).ok()
    };
    let setting = old.with_agents(agents)?;
    let outcomes = setting.profiles().map(|profile| drop(case.table.outcome(&insert(&profile, 0))?));
    let prior = |prior: &Prior| {
        let mass = |profile: Profile| -> Rational {
            (0..types)
                .filter_map(|at| old.index_of(&insert(&profile, at)))
                .map(|at| prior.distribution().mass(at))
                .sum()
        };
        Prior::from_masses(&setting, &setting.profiles().map(mass).collect::<Vec<_>>()).ok()
    };
    Some(Case {
        table: Table::new(&setting, outcomes.collect::<Option<_>>()?).ok()?,
        prior: prior(&case.prior)?,
        prior_hat: prior(&case.prior_hat)?,
        kept: case.kept.clone().map(|mut kept| {
            kept.remove(agent);
            kept
        }),
        field: None,
        parameters: case.parameters.clone(),
    })
}

/// Without a type: the priors are conditioned on the others.
pub(super) fn without_type(case: &Case, agent: usize, removed: usize) -> Option<Case> {
    let old = case.setting();
    let mut agents = old.agents().to_vec();
    if agents[agent].types().len() <= 2 {
        return None;
    }
    agents[agent].types_mut().remove(removed);
    let setting = old.with_agents(agents)?;
    let before = |profile: &Profile| {
        let position = profile.of(AgentId(agent));
        old.index_of(&profile.with(AgentId(agent), position + usize::from(position >= removed)))
    };
    let indices: Vec<usize> = setting.profiles().map(|profile| before(&profile)).collect::<Option<_>>()?;
    let prior = |prior: &Prior| {
        let masses: Vec<Rational> = indices.iter().map(|at| prior.distribution().mass(*at)).collect();
        let total: Rational = masses.iter().sum();
        let masses: Vec<Rational> =
            (!total.is_zero()).then(|| masses.into_iter().map(|mass| mass / &total).collect())?;
        Prior::from_masses(&setting, &masses).ok()
    };
    let outcomes = indices.iter().map(|at| case.table.outcome_at(*at).clone()).collect();
    Some(Case {
        table: Table::new(&setting, outcomes).ok()?,
        prior: prior(&case.prior)?,
        prior_hat: prior(&case.prior_hat)?,
        kept: case.kept.clone().map(|mut kept| {
            kept[agent].remove(removed);
            kept
        }),
        field: None,
        parameters: case.parameters.clone(),
    })
}

/// Without an item, for types with a value per item.
pub(super) fn without_item(case: &Case, item: usize) -> Option<Case> {
    let old = case.setting();
    let mut items = old.items().to_vec();
    items.remove(item);
    let mut agents = old.agents().to_vec();
    for spec in agents.iter_mut().flat_map(|agent| agent.types_mut().iter_mut()) {
        match spec.valuation_mut() {
            Valuation::Additive(values) | Valuation::UnitDemand(values) => {
                values.remove(item);
            }
            Valuation::Bundles(listed) if listed.is_empty() => {}
            Valuation::Bundles(_) => return None,
        }
    }
    let setting = Setting::of_parts(old.name(), items, old.bound().clone(), agents)?;
    let rest = |bundle: Bundle| -> Bundle {
        let others = bundle.items().filter(|other| other.0 != item);
        others.map(|other| ItemId(other.0 - usize::from(other.0 > item))).collect()
    };
    let agents = old.agents().len();
    let outcomes = listed(&case.table).into_iter().map(|outcome| {
        let branches = outcome.allocations().iter().map(|(chance, allocation)| {
            let bundles = (0..agents).map(|agent| rest(allocation.bundle(AgentId(agent))));
            Some((chance.clone(), Allocation::new(bundles.collect()).ok()?))
        });
        let payments = (0..agents).map(|agent| outcome.payment(AgentId(agent))).collect();
        Outcome::lottery(branches.collect::<Option<Vec<_>>>()?, payments).ok()
    });
    let outcomes: Vec<Outcome> = outcomes.collect::<Option<_>>()?;
    let prior =
        |prior: &Prior| Prior::from_masses(&setting, &prior.distribution().masses().collect::<Vec<_>>()).ok();
    Some(Case {
        table: Table::new(&setting, outcomes).ok()?,
        prior: prior(&case.prior)?,
        prior_hat: prior(&case.prior_hat)?,
        kept: case.kept.clone(),
        field: None,
        parameters: case.parameters.clone(),
    })
}
