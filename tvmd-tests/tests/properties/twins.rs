//! Broken twins of the rules: the same machinery that finds the rules truthful refutes them.
//!
//! A twin allocates as its rule does and charges something that depends on the buyer's own report.

use super::{mechanism, regrets, resolved};
use num_traits::{Signed, Zero};
use proptest::prelude::*;
use tvmd_core::declared::Instance;
use tvmd_core::exact::ratio;
use tvmd_core::incentive::IncentiveReport;
use tvmd_core::setting::{AgentId, Profile};
use tvmd_core::{Mechanism, Outcome, Rational, Setting, Table, model};
use tvmd_tests::generate::{self, Limits, MECHANISM};
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// What an agent pays instead: of the setting, her position, her reported type and the rule's outcome.
type Charge = fn(&Setting, AgentId, usize, &Outcome) -> Rational;

/// A rule with other payments, a mechanism written by hand.
struct Twin<'a, M> {
    rule: &'a M,
    charge: Charge,
}

impl<M: Mechanism> Mechanism for Twin<'_, M> {
    fn name(&self) -> &'static str {
        "Twin"
    }
    fn setting(&self) -> &Setting {
        self.rule.setting()
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        let outcome = self.rule.outcome(reports);
        let charge = |(agent, report): (usize, &usize)| match report {
            0 => Rational::zero(),
            report => (self.charge)(self.setting(), AgentId(agent), *report, &outcome),
        };
        let payments = reports.types().iter().enumerate().map(charge).collect();
        Outcome::lottery(outcome.allocations().iter().cloned(), payments).unwrap()
    }
}

/// The value that she reports for what she gets.
fn pay_as_bid(setting: &Setting, agent: AgentId, report: usize, outcome: &Outcome) -> Rational {
    outcome.value(agent, setting.agents()[agent.0].types()[report].valuation())
}

/// Half the price for those who report their first type.
fn discount(_: &Setting, agent: AgentId, report: usize, outcome: &Outcome) -> Rational {
    if report == 1 { outcome.payment(agent) / ratio(2, 1) } else { outcome.payment(agent) }
}

/// An entry fee of a quarter of the bound, however little she gets.
fn entry_fee(setting: &Setting, agent: AgentId, _: usize, outcome: &Outcome) -> Rational {
    (outcome.payment(agent) + setting.bound() / ratio(4, 1)).min(setting.bound().clone())
}

/// A mechanism with everybody paying her reported value for what she gets.
pub(crate) fn pay_as_bid_twin(rule: &impl Mechanism) -> Table {
    Table::of(&Twin { rule, charge: pay_as_bid }).unwrap()
}

/// The instance with its rule replaced by an explicit table of the twin.
fn with_twin(model: &model::InstanceDecl, instance: &Instance, charge: Charge) -> model::InstanceDecl {
    let twin = Table::of(&Twin { rule: mechanism(instance), charge }).unwrap();
    let table = model::MechanismDecl { rule: twin.to_model(), claims: Vec::new() };
    let mechanisms = [(MECHANISM.to_owned(), table)].into_iter().collect();
    model::InstanceDecl { mechanisms, ..model.clone() }
}

/// A fee that is negligible beside the bound, for taking part: it depends on nothing that a type could report.
fn flat_fee(setting: &Setting, agent: AgentId, _: usize, outcome: &Outcome) -> Rational {
    outcome.payment(agent) + setting.bound() / ratio(1000, 1)
}

/// Runs twins of random instances; at least these shares of them (in percent) must fail.
fn refuted(
    name: &'static str,
    instances: &impl Strategy<Value = model::InstanceDecl>,
    charge: Charge,
    shares: &[(&'static str, u32)],
) {
    let tally = Tally::default();
    let property = |model: &model::InstanceDecl| {
        let twin = resolved(&with_twin(model, &resolved(model)?, charge))?;
        let (ir, dsic) = regrets(&twin)?;
        tally.case();
        tally.kind("ex-post IR refuted", ir.is_positive());
        tally.kind("DSIC refuted", dsic.is_positive());
        Ok(())
    };
    check(name, 200, instances, property);
    tally.require(name, shares);
}

#[test]
fn first_price_is_refuted() {
    let auctions = generate::instances(Limits::ADDITIVE, generate::second_price());
    refuted("twin-first-price", &auctions, pay_as_bid, &[("DSIC refuted", 25)]);
}

#[test]
fn vcg_with_pay_as_bid_is_refuted() {
    let auctions = generate::instances(Limits { types: 3, ..Limits::ALL }, generate::vcg());
    refuted("twin-vcg", &auctions, pay_as_bid, &[("DSIC refuted", 40)]);
}

#[test]
fn prices_that_depend_on_the_report_are_refuted() {
    let sales = generate::instances(Limits::ALL, generate::posted_prices());
    refuted("twin-posted-prices", &sales, discount, &[("DSIC refuted", 15)]);
    refuted("twin-posted-pay-as-bid", &sales, pay_as_bid, &[("DSIC refuted", 15)]);
}

#[test]
fn entry_fees_are_refuted() {
    let fails = [("ex-post IR refuted", 50), ("DSIC refuted", 50)];
    refuted("twin-bundles", &generate::instances(Limits::ALL, generate::bundle_sale()), entry_fee, &fails);
    let alone = Limits { agents: 1, ..Limits::ALL };
    refuted("twin-menu", &generate::instances(alone, generate::single_menu()), entry_fee, &fails);
}

/// A flat fee keeps away those who are given nothing, and makes nobody lie: DSIC fails with ⊥ as a report only. A price that depends on
/// the report makes those lie who take part.
#[test]
fn flat_fees_are_refuted_with_bottom_as_a_report_only() {
    let (fees, lies) = (Tally::default(), Tally::default());
    let auctions = generate::instances(Limits::ADDITIVE, generate::second_price());
    check("twin-flat-fee", 200, &auctions, |model| {
        let instance = resolved(model)?;
        let rule = mechanism(&instance);
        // A fee on top of a price of H would be over the bound.
        if let Ok(table) = Table::of(&Twin { rule, charge: flat_fee }) {
            let report = IncentiveReport::of(&table, None).unwrap();
            prop_assert!(report.dsic_participating.holds);
            fees.case();
            fees.kind("DSIC refuted", !report.dsic.holds);
        }
        let report = IncentiveReport::of(&pay_as_bid_twin(rule), None).unwrap();
        lies.case();
        lies.kind("DSIC among participants refuted", !report.dsic_participating.holds);
        Ok(())
    });
    fees.require("twin-flat-fee", &[("DSIC refuted", 50)]);
    lies.require("twin-lies-of-participants", &[("DSIC among participants refuted", 25)]);
}
