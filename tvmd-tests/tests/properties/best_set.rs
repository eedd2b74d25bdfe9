//! `Valuation::best_set` is the best of all subsets under the documented tie-break: the largest utility, then the
//! dearest, then the most items, then the first in the items' order.

use super::resolved;
use num_traits::Zero;
use proptest::prelude::*;
use std::cmp::Reverse;
use tvmd_core::model::{self, Prices, RuleDecl, ValuationKind};
use tvmd_core::setting::Valuation;
use tvmd_core::{Bundle, ItemId, Rational};
use tvmd_tests::generate::{self, Limits, MECHANISM};
use tvmd_tests::naive::value;
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// All sets of the listed items.
pub(super) fn subsets(items: &[usize]) -> Vec<Vec<usize>> {
    let chosen = |bits: usize| {
        items.iter().enumerate().filter(|(place, _)| bits >> place & 1 == 1).map(|(_, item)| *item).collect()
    };
    (0..1 << items.len()).map(chosen).collect()
}

pub(super) fn bundle(items: &[usize]) -> Bundle {
    items.iter().copied().map(ItemId).collect()
}

/// The best subset by trying all, and whether another one has the same utility.
pub(super) fn brute_force(valuation: &Valuation, left: &[usize], prices: &[Rational]) -> (Bundle, bool) {
    let utility_and_cost = |items: &[usize]| {
        let cost: Rational = items.iter().map(|item| &prices[*item]).sum();
        (value(valuation, bundle(items), prices.len()) - &cost, cost)
    };
    let mut ranked: Vec<_> = subsets(left)
        .into_iter()
        .map(|items| {
            let (utility, cost) = utility_and_cost(&items);
            (Reverse(utility), Reverse(cost), Reverse(items.len()), items)
        })
        .collect();
    // Lists of one length compare by their first differing item, as the items' order does.
    ranked.sort();
    let tied = ranked.get(1).is_some_and(|second| second.0 == ranked[0].0);
    (bundle(&ranked[0].3), tied)
}

/// What each item costs an agent, by the instance's mechanism; `None` where it isn't for sale.
pub(super) fn posted(instance: &model::InstanceDecl, agent: &str) -> Vec<Option<Rational>> {
    let rule = &instance.mechanisms.get(MECHANISM).unwrap().rule;
    let posted = match rule {
        RuleDecl::PostedPrices { prices: Prices::Anonymous(posted), .. } => Some(posted),
        RuleDecl::PostedPrices { prices: Prices::PerAgent(agents), .. } => agents.get(agent),
        _ => unreachable!("the strategy posts prices"),
    };
    let price = |item: &String| posted?.get(item).map(|price| price.0.clone());
    instance.setting.items.iter().map(price).collect()
}

#[test]
fn best_sets_are_those_of_brute_force() {
    let tally = Tally::default();
    let property = |instance: &model::InstanceDecl| {
        let (mut ties, mut free) = (false, false);
        for agent in resolved(instance)?.setting().agents() {
            let posted = posted(instance, agent.name());
            let on_sale: Vec<usize> = (0..posted.len()).filter(|item| posted[*item].is_some()).collect();
            let prices: Vec<Rational> = posted.into_iter().map(Option::unwrap_or_default).collect();
            free |= on_sale.iter().any(|item| prices[*item].is_zero());
            for her_type in agent.types() {
                for left in subsets(&on_sale) {
                    let (expected, tied) = brute_force(her_type.valuation(), &left, &prices);
                    let found = her_type.valuation().best_set(bundle(&left), |item| prices[item.0].clone());
                    prop_assert_eq!(
                        found,
                        expected,
                        "{} of {} among {:?}",
                        her_type.name(),
                        agent.name(),
                        left
                    );
                    ties |= tied;
                }
            }
        }
        tally.case();
        tally.kind("ties", ties);
        tally.kind("something is free", free);
        for (kind, name) in [
            (ValuationKind::Additive, "additive"),
            (ValuationKind::UnitDemand, "unit demand"),
            (ValuationKind::Bundles, "bundle values"),
        ] {
            tally.kind(name, instance.setting.agents.iter().any(|agent| agent.valuation == kind));
        }
        Ok(())
    };
    check("best-set", 600, &generate::instances(Limits::ALL, generate::posted_prices()), property);
    let kinds = [("additive", 30), ("unit demand", 30), ("bundle values", 30)];
    tally.require("best-set", &[[("ties", 20), ("something is free", 5)].as_slice(), &kinds].concat());
}
