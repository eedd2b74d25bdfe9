//! What mechanisms come to by their structure is what enumerating profiles finds, and another mechanism's is not.

use super::{mechanism, resolved};
use num_traits::Zero;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestCaseResult};
use tvmd_core::declared::{Declared, Instance};
use tvmd_core::model::{InstanceDecl, Menus, PriorDecl, RuleDecl};
use tvmd_core::objective::{Objective, Performance, Revenue, Welfare};
use tvmd_core::setting::AgentId;
use tvmd_core::structure::{Evaluation, evaluate};
use tvmd_core::{Mechanism as _, Rational};
use tvmd_tests::generate::{self, Limits, MECHANISM};
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

fn by_structure(said: &InstanceDecl) -> Result<Evaluation, TestCaseError> {
    let failed = |error: String| TestCaseError::fail(error);
    let structured = said.resolve_structured().map_err(|errors| failed(errors.to_string()))?;
    evaluate(&structured.mechanisms()[0]).map_err(|lie| failed(lie.to_string()))
}

fn expected(instance: &Instance, objective: &dyn Objective) -> Option<Rational> {
    let performance = Performance::new(objective, mechanism(instance).table()).unwrap();
    Some(performance.expectation(instance.prior().unwrap()).unwrap())
}

fn payment(declared: &Declared, instance: &Instance, agent: usize) -> Rational {
    let paid = |(reports, mass)| declared.outcome(&reports).payment(AgentId(agent)) * mass;
    instance.prior().unwrap().support().map(paid).sum()
}

/// Compares both on instances of a rule. `twin` makes another rule of it; what that comes to must be told apart often enough.
fn same(
    name: &'static str,
    cases: u32,
    instances: &impl Strategy<Value = InstanceDecl>,
    twin: impl Fn(&RuleDecl) -> Option<RuleDecl>,
) {
    let tally = Tally::default();
    let property = |said: &InstanceDecl| -> TestCaseResult {
        let is_joint = matches!(said.prior, Some(PriorDecl::Joint(_)));
        if is_joint && matches!(said.mechanisms.0[0].1.rule, RuleDecl::Lookahead) {
            prop_assert!(said.resolve_structured().is_err());
            return Ok(());
        }
        let instance = resolved(said)?;
        let found = by_structure(said)?;
        let listed = mechanism(&instance).incentives();
        prop_assert_eq!(&found.report.ex_post_ir, &listed.ex_post_ir);
        prop_assert_eq!(&found.report.dsic, &listed.dsic);
        prop_assert_eq!(&found.report.dsic_participating, &listed.dsic_participating);
        let (by_theorem, bic) = (found.report.bic.as_ref().unwrap(), listed.bic.as_ref().unwrap());
        prop_assert_eq!(&by_theorem.verdict, &bic.verdict);
        prop_assert_eq!(&by_theorem.participating, &bic.participating);
        prop_assert_eq!(&by_theorem.interim_ir, &bic.interim_ir);
        prop_assert_eq!(&by_theorem.frontier, &bic.frontier);
        prop_assert_eq!(&by_theorem.frontier_as_printed, &bic.frontier_as_printed);
        let (revenue, welfare) = (expected(&instance, &Revenue), expected(&instance, &Welfare));
        prop_assert_eq!(&found.revenue, &revenue);
        prop_assert_eq!(&found.welfare, &welfare);
        for agent in 0..instance.setting().agents().len() {
            if let Some(paid) = found.expected_payment(AgentId(agent)) {
                prop_assert_eq!(paid, payment(mechanism(&instance), &instance, agent));
            }
        }
        tally.case();
        tally.kind("earns something", revenue.is_some_and(|revenue| !revenue.is_zero()));
        let mut other = said.clone();
        if let Some(rule) = twin(&said.mechanisms.0[0].1.rule) {
            other.mechanisms.0[0].1.rule = rule;
            let other = by_structure(&other)?;
            let differs = (other.revenue, other.welfare) != (found.revenue, found.welfare);
            tally.kind("a twin is refuted", differs);
        }
        Ok(())
    };
    check(name, cases, instances, property);
    tally.require(name, &[("earns something", 20), ("a twin is refuted", 5)]);
}

/// The same buyers in the opposite order.
fn reversed(order: &Option<Vec<String>>) -> Option<Vec<String>> {
    order.as_ref().map(|order| order.iter().rev().cloned().collect())
}

#[test]
fn posted_prices() {
    let last_first = |rule: &RuleDecl| match rule {
        RuleDecl::PostedPrices { order, prices } => {
            Some(RuleDecl::PostedPrices { order: Some(reversed(order)?), prices: prices.clone() })
        }
        _ => None,
    };
    same(
        "structure-posted-prices",
        500,
        &generate::instances(Limits::ALL, generate::posted_prices()),
        last_first,
    );
}

#[test]
fn bundles() {
    let last_first = |rule: &RuleDecl| match rule {
        RuleDecl::Bundles { order, offers } => {
            Some(RuleDecl::Bundles { order: Some(reversed(order)?), offers: offers.clone() })
        }
        _ => None,
    };
    same("structure-bundles", 300, &generate::instances(Limits::ALL, generate::bundle_sale()), last_first);
}

#[test]
fn menus() {
    let without_the_first = |rule: &RuleDecl| match rule {
        RuleDecl::Menu(Menus::Single(entries)) if entries.len() > 1 => {
            Some(RuleDecl::Menu(Menus::Single(entries[1..].to_vec())))
        }
        RuleDecl::Menu(Menus::PerAgent(menus)) if menus.0.len() > 1 => {
            Some(RuleDecl::Menu(Menus::PerAgent(menus.0[1..].iter().cloned().collect())))
        }
        _ => None,
    };
    let alone = Limits { agents: 1, ..Limits::ALL };
    same("structure-menu", 300, &generate::instances(alone, generate::single_menu()), without_the_first);
    let shared = generate::instances(Limits::ADDITIVE, generate::additive_menus());
    same("structure-menus", 300, &shared, without_the_first);
}

#[test]
fn second_price() {
    let without_reserve = |rule: &RuleDecl| match rule {
        RuleDecl::SecondPrice { reserve: Some(_) } => Some(RuleDecl::SecondPrice { reserve: None }),
        _ => None,
    };
    let additive = generate::instances(Limits::ADDITIVE, generate::second_price());
    same("structure-second-price", 400, &additive, without_reserve);
    let one_item = Limits { items: 1, ..Limits::ALL };
    let one_item = generate::instances(one_item, generate::second_price());
    same("structure-second-price-one-item", 300, &one_item, without_reserve);
}

#[test]
fn vcg() {
    let crowded = Limits { types: 3, ..Limits::ADDITIVE };
    let with_reserve =
        |_: &RuleDecl| Some(RuleDecl::SecondPrice { reserve: Some(tvmd_core::exact::ratio(1, 2)) });
    same("structure-vcg", 200, &generate::instances(crowded, generate::vcg()), with_reserve);
}

#[test]
fn lookahead() {
    let one_item = Limits { items: 1, ..Limits::ALL };
    let second_price = |_: &RuleDecl| Some(RuleDecl::SecondPrice { reserve: None });
    same("structure-lookahead", 500, &generate::instances(one_item, generate::lookahead()), second_price);
}

/// Rules that are given profile by profile have no structure.
#[test]
fn tables_are_refused() {
    let property = |said: &InstanceDecl| -> TestCaseResult {
        let errors = said.resolve_structured().err();
        let told = errors.map_or_else(String::new, |errors| errors.to_string());
        prop_assert!(
            told.contains(&format!(
                "mechanisms.{MECHANISM}.outcomes: `outcomes` is looked at profile by profile"
            )),
            "{}",
            told
        );
        Ok(())
    };
    check("structure-tables", 20, &generate::instances(Limits::SMALL, generate::tables()), property);
}
