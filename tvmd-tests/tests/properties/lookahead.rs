//! Lookahead auctions: Ronen's prices earn most of all that depend on the others' reports, and every such price is truthful.

use super::{mechanism, resolved};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use tvmd_core::exact::ratio;
use tvmd_core::incentive::IncentiveReport;
use tvmd_core::mechanism::Lookahead;
use tvmd_core::objective::{Performance, Revenue};
use tvmd_core::setting::{Bundle, ItemId, Profile};
use tvmd_core::{Mechanism, Rational, Table};
use tvmd_tests::generate::{self, Limits};
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// Prices that say nothing and differ a lot: somebody's value, chosen by the others' types.
fn some_price(values: &[Rational], others: &Profile) -> Rational {
    let mixed = others.types().iter().fold(3, |mixed: usize, report| mixed * 31 + report * 7 + 1);
    values[mixed % values.len()].clone()
}

#[test]
fn no_other_price_of_the_others_reports_earns_more() {
    let tally = Tally::default();
    let one_item = Limits { items: 1, ..Limits::ALL };
    let instances = generate::instances(one_item, generate::lookahead());
    check("lookahead-revenue", 200, &instances, |instance| {
        let resolved = resolved(instance)?;
        let (setting, prior) = (resolved.setting(), resolved.prior().unwrap());
        let item: Bundle = [ItemId(0)].into_iter().collect();
        let values: Vec<Rational> = setting
            .agents()
            .iter()
            .flat_map(|agent| agent.types().iter().map(|her_type| her_type.valuation().value(item)))
            .collect();
        let earned = |table: &Table| Performance::new(&Revenue, table).unwrap().expectation(prior).unwrap();
        let best = earned(mechanism(&resolved).table());
        let other = Lookahead::with_prices(setting, |_, others| some_price(&values, others));
        let second = Lookahead::with_prices(setting, |_, _| ratio(0, 1));
        let mut beaten = false;
        for auction in [other.table(), second.table()] {
            let table = auction.map_err(|error| TestCaseError::fail(error.to_string()))?;
            let report = IncentiveReport::of(&table, None).unwrap();
            prop_assert!(report.dsic.holds && report.ex_post_ir.holds);
            prop_assert!(earned(&table) <= best);
            beaten |= earned(&table) < best;
        }
        tally.case();
        tally.kind("earns more than others", beaten);
        Ok(())
    });
    tally.require("lookahead-revenue", &[("earns more than others", 30)]);
}

/// The twin: a price that depends on her own report, her value, is no lookahead price and not truthful.
#[test]
fn a_price_of_the_own_report_is_refuted() {
    let tally = Tally::default();
    let one_item = Limits { items: 1, ..Limits::ALL };
    check("lookahead-twin", 200, &generate::instances(one_item, generate::lookahead()), |instance| {
        let resolved = resolved(instance)?;
        let twin = super::twins::pay_as_bid_twin(mechanism(&resolved));
        tally.case();
        tally.kind("not DSIC", !IncentiveReport::of(&twin, None).unwrap().dsic.holds);
        Ok(())
    });
    tally.require("lookahead-twin", &[("not DSIC", 25)]);
}
