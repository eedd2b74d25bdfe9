//! The declared rules with random parameters; all prices are at least 0.

use super::Frame;
use super::number::{raw, weights};
use super::setting::bundles;
use num_traits::One;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::subsequence;
use tvmd_core::Rational;
use tvmd_core::exact::text::Text;
use tvmd_core::model::{
    BundleChance, BundlePrice, Entries, MenuEntry, Menus, Offered, Order, Prices, Rule, ValuationKind,
};

/// `posted_prices`, the same for all or per agent, some items not for sale.
pub fn posted_prices(frame: &Frame) -> BoxedStrategy<Rule> {
    let agents: Vec<String> = frame.setting.agents.iter().map(|agent| agent.name.clone()).collect();
    let own = item_numbers(frame, frame.setting.bound.clone());
    let count = 1..=agents.len();
    let own_prices = (subsequence(agents.clone(), count), vec(own.clone(), agents.len()));
    let prices = prop_oneof![
        own.prop_map(Prices::Anonymous),
        own_prices.prop_map(|(agents, prices)| Prices::PerAgent(agents.into_iter().zip(prices).collect())),
    ];
    (orders(agents), prices).prop_map(|(order, prices)| Rule::PostedPrices { order, prices }).boxed()
}

/// `bundles`: up to four of them on sale.
pub fn bundle_sale(frame: &Frame) -> BoxedStrategy<Rule> {
    let agents = frame.setting.agents.iter().map(|agent| agent.name.clone()).collect();
    let all = bundles(&frame.setting.items);
    let (bound, grain, most) = (frame.setting.bound.clone(), frame.grain, all.len().min(4));
    let offers = (subsequence(all, 1..=most), vec(raw(), most)).prop_map(move |(bundles, prices)| {
        let offers = bundles.into_iter().zip(prices);
        offers.map(|(bundle, raw)| BundlePrice { bundle, price: grain.fraction(raw) * &bound }).collect()
    });
    (orders(agents), offers).prop_map(|(order, offers)| Rule::Bundles { order, offers }).boxed()
}

/// `menu` of the only agent: bundles and lotteries.
pub fn single_menu(frame: &Frame) -> BoxedStrategy<Rule> {
    let entries = (offers(frame), prices(frame, &Rational::one()))
        .prop_map(|(offered, price)| MenuEntry { offered, price });
    vec(entries, 1..=3).prop_map(|entries| Rule::Menu(Menus::Single(entries))).boxed()
}

/// `menu` of each of several additive agents: item lotteries with probabilities that always fit together.
pub fn additive_menus(frame: &Frame) -> BoxedStrategy<Rule> {
    let agents: Vec<String> = frame.setting.agents.iter().map(|agent| agent.name.clone()).collect();
    let share = Rational::new(1.into(), agents.len().into());
    let entry = (item_numbers(frame, share.clone()), prices(frame, &share))
        .prop_map(|(chances, price)| MenuEntry { offered: Offered::Items(chances), price });
    vec(vec(entry, 1..=3), agents.len())
        .prop_map(move |menus| Rule::Menu(Menus::PerAgent(agents.iter().cloned().zip(menus).collect())))
        .boxed()
}

/// `second_price` with or without a reserve.
pub fn second_price(frame: &Frame) -> BoxedStrategy<Rule> {
    option::of(prices(frame, &Rational::one())).prop_map(|reserve| Rule::SecondPrice { reserve }).boxed()
}

/// `vcg`.
pub fn vcg(_: &Frame) -> BoxedStrategy<Rule> {
    Just(Rule::Vcg).boxed()
}

fn orders(agents: Vec<String>) -> impl Strategy<Value = Order> {
    option::of(Just(agents).prop_shuffle())
}

/// Prices in [0, share · H].
fn prices(frame: &Frame, share: &Rational) -> impl Strategy<Value = Rational> + use<> {
    let (grain, most) = (frame.grain, share * &frame.setting.bound);
    raw().prop_map(move |raw| grain.fraction(raw) * &most)
}

/// What an entry of a menu gives.
fn offers(frame: &Frame) -> BoxedStrategy<Offered> {
    let all = bundles(&frame.setting.items);
    let (most, grain) = (all.len().min(3), frame.grain);
    // One weight more than there are bundles: that of getting nothing.
    let lottery = (subsequence(all, 1..=most), weights(most + 1)).prop_map(move |(bundles, weights)| {
        let chances = bundles.into_iter().zip(grain.masses(&weights));
        let chance = |(bundle, probability)| BundleChance { bundle, probability };
        Offered::Bundles(chances.map(chance).collect())
    });
    let sure = subsequence(frame.setting.items.clone(), 0..=frame.setting.items.len());
    let additive = frame.setting.agents.iter().all(|agent| agent.valuation == ValuationKind::Additive);
    let sold = prop_oneof![sure.prop_map(Offered::Bundle), lottery];
    if !additive {
        return sold.boxed();
    }
    prop_oneof![2 => sold, 1 => item_numbers(frame, Rational::one()).prop_map(Offered::Items)].boxed()
}

/// For some of the items a number in [0, most].
fn item_numbers(frame: &Frame, most: Rational) -> impl Strategy<Value = Entries<Text>> + Clone + use<> {
    let (grain, items) = (frame.grain, frame.setting.items.clone());
    vec(option::weighted(0.8, raw()), items.len()).prop_map(move |numbers| {
        let listed = items.iter().zip(numbers);
        listed.filter_map(|(item, raw)| Some((item.clone(), Text(grain.fraction(raw?) * &most)))).collect()
    })
}
