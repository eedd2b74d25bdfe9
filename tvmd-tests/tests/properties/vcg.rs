//! VCG by its definition: no allocation has more welfare, everyone pays what her presence costs the others, and for
//! additive agents it is the second-price auction without a reserve.

use super::{mechanism, resolved};
use proptest::prelude::*;
use tvmd_core::setting::Profile;
use tvmd_core::{AgentId, Allocation, Bundle, ItemId, Mechanism, Rational, Setting, model};
use tvmd_tests::generate::{self, Limits, MECHANISM};
use tvmd_tests::naive::{product, value};
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// All ways to give each item to one agent or to nobody.
fn allocations(setting: &Setting) -> Vec<Allocation> {
    let (agents, items) = (setting.agents().len(), setting.items().len());
    let share = |owners: &[usize], agent: usize| -> Bundle {
        (0..items).filter(|item| owners[*item] == agent).map(ItemId).collect()
    };
    product(&vec![agents + 1; items])
        .iter()
        .map(|owners| Allocation::new((0..agents).map(|agent| share(owners, agent)).collect()).unwrap())
        .collect()
}

/// What an allocation is worth to the types of all agents but `out`.
fn welfare(setting: &Setting, types: &[usize], allocation: &Allocation, out: Option<usize>) -> Rational {
    let agents = types.iter().enumerate().filter(|(agent, _)| Some(*agent) != out);
    agents
        .map(|(agent, her_type)| {
            let valuation = setting.agents()[agent].types()[*her_type].valuation();
            value(valuation, allocation.bundle(AgentId(agent)), setting.items().len())
        })
        .sum()
}

#[test]
fn vcg_is_efficient_and_charges_externalities() {
    let tally = Tally::default();
    let property = |instance: &model::InstanceDecl| {
        let instance = resolved(instance)?;
        let (setting, mechanism) = (instance.setting(), mechanism(&instance));
        let allocations = allocations(setting);
        let best = |types: &[usize], out| {
            allocations.iter().map(|allocation| welfare(setting, types, allocation, out)).max().unwrap()
        };
        let mut charged = false;
        for profile in setting.profiles() {
            let (types, outcome) = (profile.types(), mechanism.outcome(&profile));
            let [(_, chosen)] = outcome.allocations() else {
                return Err(TestCaseError::fail("a lottery"));
            };
            prop_assert_eq!(welfare(setting, types, chosen, None), best(types, None));
            for agent in 0..types.len() {
                let externality = best(types, Some(agent)) - welfare(setting, types, chosen, Some(agent));
                prop_assert_eq!(outcome.payment(AgentId(agent)), externality);
            }
            charged |= outcome.payment(AgentId(0)) > Rational::default();
        }
        tally.case();
        tally.kind("the first agent displaces others", charged);
        Ok(())
    };
    let limits = Limits { types: 2, ..Limits::ALL };
    check("vcg-definition", 150, &generate::instances(limits, generate::vcg()), property);
    tally.require("vcg-definition", &[("the first agent displaces others", 15)]);
}

#[test]
fn vcg_of_additive_agents_is_second_price() {
    let property = |instance: &model::InstanceDecl| {
        let vcg = resolved(instance)?;
        let auction =
            model::MechanismDecl { rule: model::RuleDecl::SecondPrice { reserve: None }, claims: Vec::new() };
        let mechanisms = [(MECHANISM.to_owned(), auction)].into_iter().collect();
        let auction = resolved(&model::InstanceDecl { mechanisms, ..instance.clone() })?;
        let payments = |instance: &tvmd_core::Instance, profile: &Profile| -> Vec<Rational> {
            let outcome = mechanism(instance).outcome(profile);
            (0..profile.types().len()).map(|agent| outcome.payment(AgentId(agent))).collect()
        };
        for profile in vcg.setting().profiles() {
            prop_assert_eq!(payments(&vcg, &profile), payments(&auction, &profile));
        }
        Ok(())
    };
    check("vcg-second-price", 200, &generate::instances(Limits::ADDITIVE, generate::vcg()), property);
}
