//! The best deterministic sale of two items A and B to one buyer, by trying all prices.
//!
//! Whole prices are enough where values are whole: once it is fixed which type buys which bundle, the dearest prices
//! that lead to this are lengths of shortest paths over differences of values. Ties are broken in the seller's
//! favour.

use super::common::expected;
use tvmd::exact::{ratio, text::Text};
use tvmd::model::{
    BundlePrice, InstanceDecl, MechanismDecl, MenuEntryDecl, Menus, Offered, Prices, RuleDecl,
};
use tvmd::prelude::*;

/// The best prices of {A}, {B} and {A, B}, and their revenue: the best that any deterministic mechanism earns.
///
/// `json` is a setting's `JSON`; prices range up to its bound.
pub(crate) fn best_menu(json: &str) -> (Rational, Vec<[i64; 3]>) {
    let bundles = [vec!["A"], vec!["B"], vec!["A", "B"]];
    best(json, |prices: [i64; 3]| {
        let entry = |(bundle, price): (&Vec<&str>, i64)| MenuEntryDecl {
            offered: Offered::Bundle(bundle.iter().map(ToString::to_string).collect()),
            price: ratio(price, 1),
        };
        RuleDecl::Menu(Menus::Single(bundles.iter().zip(prices).map(entry).collect()))
    })
}

/// The best prices of A and B where each is sold on its own, and their revenue: SRev.
pub(crate) fn best_separate(json: &str) -> (Rational, Vec<[i64; 2]>) {
    best(json, |[a, b]| {
        let prices = [("A", a), ("B", b)].map(|(item, price)| (item.to_owned(), Text(ratio(price, 1))));
        RuleDecl::PostedPrices { order: None, prices: Prices::Anonymous(prices.into_iter().collect()) }
    })
}

/// The best prices of both items together, and their revenue: BRev.
pub(crate) fn best_bundle(json: &str) -> (Rational, Vec<[i64; 1]>) {
    best(json, |[price]| RuleDecl::Bundles {
        order: None,
        offers: vec![BundlePrice { bundle: vec!["A".to_owned(), "B".to_owned()], price: ratio(price, 1) }],
    })
}

/// The greatest revenue of a rule that is determined by N prices, and all the prices that attain it.
fn best<const N: usize>(json: &str, rule: impl Fn([i64; N]) -> RuleDecl) -> (Rational, Vec<[i64; N]>) {
    let mut instance = InstanceDecl::from_json(json).expect("written by `mechanism!`");
    let bound: i64 = instance.setting.bound.to_integer().try_into().expect("a small bound");
    let (mut most, mut attained_by) = (ratio(0, 1), Vec::new());
    let mut prices = [0; N];
    loop {
        let candidate = MechanismDecl { rule: rule(prices), claims: Vec::new() };
        instance.mechanisms = [("Candidate".to_owned(), candidate)].into_iter().collect();
        let resolved = instance.resolve().expect("prices up to the bound are fine");
        let revenue = expected(&Revenue, &resolved.mechanisms()[0]);
        if revenue > most {
            (most, attained_by) = (revenue, vec![prices]);
        } else if revenue == most {
            attained_by.push(prices);
        }
        // The next prices, the last changing fastest.
        let Some(position) = prices.iter().rposition(|price| *price < bound) else { break };
        prices[position] += 1;
        prices[position + 1..].fill(0);
    }
    (most, attained_by)
}
