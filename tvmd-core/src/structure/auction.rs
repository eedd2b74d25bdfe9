//! Second-price auctions of any number of bidders, by order statistics.
//!
//! Of an item only the highest and the second-highest value matter. With independent types, the chance that all values are below v is the
//! product of the bidders' chances, and the chance that all but one are is a sum over that one; both are gathered in one pass over the
//! bidders for each value. What is expected of the highest value and of the payment is then a sum of tails.
//!
//! The winner is monotone in her value and pays the least value with which she would still win, whichever way ties are broken; so truth
//! is dominant and taking part costs nothing (Vickrey 1961; Myerson 1981; Archer and Tardos 2001), item by item for additive bidders.

use super::fraction::{Fraction, weights};
use super::ladder::{Ladder, times};
use super::wide::{Factor, whole};
use crate::exact::scaled::{common_denominator, numerator};
use crate::exact::{BigInt, Rational};
use crate::mechanism::rules::SecondPrice;
use crate::prior::Distribution;
use crate::setting::{Bundle, ItemId, Setting};
use std::collections::BTreeSet;
use tvmd_lanes::Long;

/// Revenue and welfare in expectation.
pub(super) fn second_price<T: Factor>(
    rule: &SecondPrice,
    setting: &Setting,
    types: &[Distribution],
) -> (Fraction, Fraction) {
    let mass: BigInt = types.iter().map(|distribution| weights(distribution).1).product();
    let nothing = Fraction::new(BigInt::default(), &BigInt::from(1), types.len());
    let (mut revenue, mut welfare) = (nothing.clone(), nothing);
    for item in (0..setting.items().len()).map(ItemId) {
        let ladders = Ladder::<T>::all(setting, types, Bundle::from_iter([item]));
        let reached: BTreeSet<&Rational> = ladders
            .iter()
            .flat_map(|ladder| &ladder.values)
            .filter(|value| **value >= rule.reserve)
            .collect();
        let unit = common_denominator(reached.iter().copied().chain([&rule.reserve]));
        // The reserve is paid if anybody reaches it, and what the second value is above it.
        let (mut paid, mut worth) = (BigInt::default(), BigInt::default());
        let mut before: Option<&Rational> = None;
        for value in reached {
            let [none, but_one] = below(&ladders, value);
            let (some, two) = (&mass - &none, &mass - none - but_one);
            let rise = value - before.unwrap_or(&rule.reserve);
            match before {
                None => {
                    paid += numerator(&rule.reserve, &unit) * &some;
                    worth += numerator(value, &unit) * some;
                }
                Some(before) => worth += numerator(&(value - before), &unit) * some,
            }
            paid += numerator(&rise, &unit) * two;
            before = Some(value);
        }
        revenue.add(paid, &unit);
        welfare.add(worth, &unit);
    }
    (revenue, welfare)
}

/// The chances, over all masses, that all values are below this one, and that all but one are.
fn below<T: Factor>(ladders: &[Ladder<T>], value: &Rational) -> [BigInt; 2] {
    let (mut bits, mut none, mut but_one) = (1, Long::from(1), Long::default());
    for ladder in ladders {
        bits += ladder.bits();
        let (below, rest) = ladder.split(value);
        but_one = times(bits, &[(&but_one, &below), (&none, &rest)]);
        none = times(bits, &[(&none, &below)]);
    }
    [whole(&none), whole(&but_one)]
}
