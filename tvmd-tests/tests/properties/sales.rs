//! Sequential sales do what they say: agents come in order, and each takes the best of what is left, found by
//! trying everything, under the documented tie-break.

use super::best_set::{brute_force, bundle, posted, subsets};
use super::{mechanism, resolved};
use num_traits::Zero;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use std::cmp::Reverse;
use tvmd_core::model::{self, BundlePrice, Order, RuleDecl};
use tvmd_core::setting::{ItemId, Profile, Setting, Valuation};
use tvmd_core::{AgentId, Bundle, Mechanism, Rational};
use tvmd_tests::generate::{self, Limits, MECHANISM};
use tvmd_tests::naive::value;
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// What someone buys and pays, given the items left.
type Purchase = (Bundle, Rational);

/// Everyone's purchases when agents come in order; ⊥ buys nothing.
fn sequential(
    setting: &Setting,
    order: &Order,
    profile: &Profile,
    buy: impl Fn(usize, &Valuation, &[usize]) -> Purchase,
) -> Vec<Purchase> {
    let agents = setting.agents();
    let position = |name: &String| agents.iter().position(|agent| agent.name() == name).unwrap();
    let order = order
        .as_ref()
        .map_or((0..agents.len()).collect(), |order| order.iter().map(position).collect::<Vec<_>>());
    let mut left: Vec<usize> = (0..setting.items().len()).collect();
    let mut bought = vec![(Bundle::EMPTY, Rational::zero()); agents.len()];
    for agent in order {
        let report = profile.types()[agent];
        if report > 0 {
            bought[agent] = buy(agent, agents[agent].types()[report].valuation(), &left);
            left.retain(|item| !bought[agent].0.contains(ItemId(*item)));
        }
    }
    bought
}

/// The best collection of disjoint offers: the largest utility, then the dearest, then the most items, then the
/// first as listed.
fn best_offers(
    offers: &[(Vec<usize>, Rational)],
    valuation: &Valuation,
    left: &[usize],
    items: usize,
) -> Purchase {
    let all: Vec<usize> = (0..offers.len()).collect();
    let ranked = subsets(&all).into_iter().filter_map(|chosen| {
        let mut taken: Vec<usize> = chosen.iter().flat_map(|offer| offers[*offer].0.clone()).collect();
        let sold = taken.len();
        taken.sort_unstable();
        taken.dedup();
        let possible = taken.len() == sold && taken.iter().all(|item| left.contains(item));
        let cost: Rational = chosen.iter().map(|offer| &offers[*offer].1).sum();
        let utility = value(valuation, bundle(&taken), items) - &cost;
        possible.then_some((Reverse(utility), Reverse(cost), Reverse(sold), chosen, taken))
    });
    let (_, Reverse(cost), _, _, taken) = ranked.min().unwrap();
    (bundle(&taken), cost)
}

/// The mechanism's outcome at every profile is that of the simulation.
fn same_sales(
    instance: &model::InstanceDecl,
    tally: &Tally,
    buy: impl Fn(usize, &Valuation, &[usize]) -> Purchase,
) -> TestCaseResult {
    let resolved = resolved(instance)?;
    let (setting, mechanism) = (resolved.setting(), mechanism(&resolved));
    let (RuleDecl::PostedPrices { order, .. } | RuleDecl::Bundles { order, .. }) =
        &instance.mechanisms.get(MECHANISM).unwrap().rule
    else {
        unreachable!("the strategies are of sequential sales");
    };
    let mut several = false;
    for profile in setting.profiles() {
        let outcome = mechanism.outcome(&profile);
        let found: Vec<Purchase> = (0..setting.agents().len())
            .map(|agent| (outcome.allocations()[0].1.bundle(AgentId(agent)), outcome.payment(AgentId(agent))))
            .collect();
        prop_assert_eq!(outcome.allocations().len(), 1);
        several |= found.iter().filter(|(bought, _)| !bought.is_empty()).count() > 1;
        prop_assert_eq!(
            &found,
            &sequential(setting, order, &profile, &buy),
            "{}",
            setting.profile_name(&profile)
        );
    }
    tally.case();
    tally.kind("several agents buy", several);
    Ok(())
}

#[test]
fn posted_prices_sell_best_sets_in_order() {
    let tally = Tally::default();
    let property = |instance: &model::InstanceDecl| {
        let posted: Vec<_> =
            instance.setting.agents.iter().map(|agent| posted(instance, &agent.name)).collect();
        same_sales(instance, &tally, |agent, valuation, left| {
            let asked = &posted[agent];
            let on_sale: Vec<usize> = left.iter().copied().filter(|item| asked[*item].is_some()).collect();
            let prices: Vec<Rational> = asked.iter().map(|price| price.clone().unwrap_or_default()).collect();
            let (bought, _) = brute_force(valuation, &on_sale, &prices);
            (bought, bought.items().map(|item| &prices[item.0]).sum())
        })
    };
    check("sales-posted", 300, &generate::instances(Limits::ALL, generate::posted_prices()), property);
    tally.require("sales-posted", &[("several agents buy", 3)]);
}

#[test]
fn bundle_sales_sell_best_collections_in_order() {
    let tally = Tally::default();
    let property = |instance: &model::InstanceDecl| {
        let RuleDecl::Bundles { offers, .. } = &instance.mechanisms.get(MECHANISM).unwrap().rule else {
            unreachable!("the strategy sells bundles");
        };
        let items = &instance.setting.items;
        let position = |name: &String| items.iter().position(|item| item == name).unwrap();
        let offer = |offer: &BundlePrice| (offer.bundle.iter().map(position).collect(), offer.price.clone());
        let offers: Vec<(Vec<usize>, Rational)> = offers.iter().map(offer).collect();
        same_sales(instance, &tally, |_, valuation, left| best_offers(&offers, valuation, left, items.len()))
    };
    check("sales-bundles", 400, &generate::instances(Limits::ALL, generate::bundle_sale()), property);
    tally.require("sales-bundles", &[("several agents buy", 3)]);
}
