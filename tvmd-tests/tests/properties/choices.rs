//! Menus and the second price by their definitions, ties included.

use super::{mechanism, resolved};
use num_traits::{One, Zero};
use proptest::prelude::*;
use std::cmp::Reverse;
use tvmd_core::model::{self, MenuEntryDecl, Menus, Offered, RuleDecl};
use tvmd_core::setting::{ItemId, Profile};
use tvmd_core::{AgentId, Bundle, Mechanism, Outcome, Rational};
use tvmd_tests::generate::{self, Limits, MECHANISM};
use tvmd_tests::naive::value;
use tvmd_tests::replay::check;
use tvmd_tests::tally::Tally;

/// A lottery over bundles that gives every item with the probability that a menu entry says.
fn lottery(entry: &MenuEntryDecl, items: &[String]) -> Vec<(Rational, Bundle)> {
    let bundle = |names: &[String]| -> Bundle {
        (0..items.len()).filter(|item| names.contains(&items[*item])).map(ItemId).collect()
    };
    match &entry.offered {
        Offered::Bundle(names) => vec![(Rational::one(), bundle(names))],
        Offered::Bundles(chances) => {
            chances.iter().map(|chance| (chance.probability.clone(), bundle(&chance.bundle))).collect()
        }
        // Additive types care for nothing else: as if each item alone were drawn.
        Offered::Items(chances) => chances
            .iter()
            .map(|(name, chance)| (chance.0.clone(), bundle(std::slice::from_ref(name))))
            .collect(),
    }
}

/// How likely the only agent gets each item.
fn chances<'a>(draws: impl Iterator<Item = (&'a Rational, Bundle)> + Clone, items: usize) -> Vec<Rational> {
    let chance = |item| {
        draws.clone().filter(|(_, bundle)| bundle.contains(ItemId(item))).map(|(chance, _)| chance).sum()
    };
    (0..items).map(chance).collect()
}

#[test]
fn menus_give_the_best_entry() {
    let tally = Tally::default();
    let property = |instance: &model::InstanceDecl| {
        let RuleDecl::Menu(Menus::Single(entries)) = &instance.mechanisms.get(MECHANISM).unwrap().rule else {
            unreachable!("the strategy has one menu");
        };
        let names = &instance.setting.items;
        let resolved = resolved(instance)?;
        let mechanism = mechanism(&resolved);
        let (mut tied, mut bought) = (false, false);
        for (position, own_type) in resolved.setting().agents()[0].types().iter().enumerate().skip(1) {
            let utility = |entry: &MenuEntryDecl| -> Rational {
                let worth = lottery(entry, names).into_iter();
                let worth =
                    worth.map(|(chance, bundle)| chance * value(own_type.valuation(), bundle, names.len()));
                worth.sum::<Rational>() - &entry.price
            };
            let ranked = entries
                .iter()
                .enumerate()
                .map(|(place, entry)| (Reverse(utility(entry)), Reverse(entry.price.clone()), place));
            let (Reverse(best), Reverse(price), place) = ranked.clone().min().unwrap();
            tied |= best.is_zero() || ranked.filter(|(utility, ..)| utility.0 == best).count() > 1;
            let outcome: Outcome = mechanism.outcome(&Profile::new(vec![position]));
            let got = outcome.allocations().iter().map(|(chance, drawn)| (chance, drawn.bundle(AgentId(0))));
            let got = chances(got, names.len());
            if best < Rational::zero() {
                prop_assert_eq!(outcome, Outcome::nothing(1));
                continue;
            }
            bought = true;
            let promised = lottery(&entries[place], names);
            let promised = promised.iter().map(|(chance, bundle)| (chance, *bundle));
            prop_assert_eq!(got, chances(promised, names.len()), "{} picks entry {}", own_type.name(), place);
            prop_assert_eq!(outcome.payment(AgentId(0)), price);
        }
        tally.case();
        tally.kind("ties", tied);
        tally.kind("some type buys", bought);
        Ok(())
    };
    let alone = Limits { agents: 1, ..Limits::ALL };
    check("menu-choices", 800, &generate::instances(alone, generate::single_menu()), property);
    tally.require("menu-choices", &[("ties", 3), ("some type buys", 40)]);
}

#[test]
fn second_prices_are_second_prices() {
    let tally = Tally::default();
    let property = |instance: &model::InstanceDecl| {
        let RuleDecl::SecondPrice { reserve } = &instance.mechanisms.get(MECHANISM).unwrap().rule else {
            unreachable!("the strategy is an auction");
        };
        let reserve = reserve.clone().unwrap_or_default();
        let resolved = resolved(instance)?;
        let (setting, mechanism) = (resolved.setting(), mechanism(&resolved));
        let mut competed = false;
        for profile in setting.profiles() {
            let mut payments = vec![Rational::zero(); setting.agents().len()];
            let outcome = mechanism.outcome(&profile);
            for item in 0..setting.items().len() {
                let bid = |(agent, report): (usize, &usize)| {
                    let valuation = setting.agents()[agent].types()[*report].valuation();
                    (
                        Reverse(value(valuation, Bundle::from_iter([ItemId(item)]), setting.items().len())),
                        agent,
                    )
                };
                let bids = profile.types().iter().enumerate().filter(|(_, report)| **report > 0).map(bid);
                let mut bids: Vec<(Reverse<Rational>, usize)> =
                    bids.filter(|(bid, _)| bid.0 >= reserve).collect();
                bids.sort();
                let winner = bids.first().map(|(_, agent)| *agent);
                for agent in 0..payments.len() {
                    let wins = outcome.allocations()[0].1.bundle(AgentId(agent)).contains(ItemId(item));
                    prop_assert_eq!(wins, winner == Some(agent));
                }
                if let Some(winner) = winner {
                    payments[winner] += bids.get(1).map_or(&reserve, |(second, _)| &second.0);
                    competed |= bids.len() > 1;
                }
            }
            let paid: Vec<Rational> =
                (0..payments.len()).map(|agent| outcome.payment(AgentId(agent))).collect();
            prop_assert_eq!(paid, payments);
        }
        tally.case();
        tally.kind("several reach the reserve", competed);
        Ok(())
    };
    check(
        "second-price-choices",
        200,
        &generate::instances(Limits::ADDITIVE, generate::second_price()),
        property,
    );
    tally.require("second-price-choices", &[("several reach the reserve", 25)]);
}
