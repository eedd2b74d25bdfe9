//! Lookahead auctions of any number of bidders with independent types.
//!
//! The price that the highest bidder is offered depends on the others' highest value, and on whether a bidder before her has it, who
//! would win the tie. With independent types nothing else of their reports matters, so that for each value one pass over the bidders
//! gathers what all of them are expected to pay.
//!
//! She may buy at a price of at least the second value that doesn't depend on what she says; so truth is dominant and taking part costs
//! nothing (Ronen 2001).

use super::fraction::{Fraction, weights};
use super::ladder::{Ladder, times};
use super::wide::{Factor, whole};
use crate::exact::scaled::{common_denominator, numerator};
use crate::exact::{BigInt, Rational};
use crate::prior::Distribution;
use crate::setting::{Bundle, Setting};
use std::collections::BTreeSet;
use tvmd_lanes::Long;

/// What a bidder is expected to pay and what the item is worth to her then, each times her weights, over one unit.
struct Sold<T> {
    paid: T,
    worth: T,
}

/// Revenue and welfare in expectation.
pub(super) fn lookahead<T: Factor>(setting: &Setting, types: &[Distribution]) -> (Fraction, Fraction) {
    let mass: BigInt = types.iter().map(|distribution| weights(distribution).1).product();
    let ladders = Ladder::<T>::all(setting, types, Bundle::all(setting.items().len()));
    let all: BTreeSet<&Rational> = ladders.iter().flat_map(|ladder| &ladder.values).collect();
    let unit = common_denominator(all.iter().copied());
    let scaled = |value: &Rational| -> T {
        T::narrow(&numerator(value, &unit)).expect("values were bounded beforehand")
    };
    let values: Vec<Vec<T>> =
        ladders.iter().map(|ladder| ladder.values.iter().map(scaled).collect()).collect();
    // Any expectation over all masses and the unit, and a sum of twice as many as there are bidders.
    let most = mass.bits() + (setting.bound().ceil().to_integer() * &unit).bits() + 64;
    let (mut paid, mut worth) = alone(&ladders, &values, most);
    for second in all {
        let [of_paid, of_worth] = with_second(&ladders, &values, second, &scaled(second), most);
        paid += of_paid;
        worth += of_worth;
    }
    let fraction = |numerator| Fraction::new(numerator, &unit, types.len());
    (fraction(paid), fraction(worth))
}

/// Where nobody else takes part.
fn alone<T: Factor>(ladders: &[Ladder<T>], values: &[Vec<T>], most: u64) -> (BigInt, BigInt) {
    let (mut absent, mut paid, mut worth) = (Long::from(1), Long::default(), Long::default());
    for (ladder, values) in ladders.iter().zip(values) {
        let sold = best(ladder, values, 0, &T::zero());
        let away = ladder.absent();
        paid = times(most, &[(&paid, &away), (&absent, &sold.paid)]);
        worth = times(most, &[(&worth, &away), (&absent, &sold.worth)]);
        absent = times(most, &[(&absent, &away)]);
    }
    (whole(&paid), whole(&worth))
}

/// Where the others' highest value is `second`.
///
/// A bidder wins ties with those after her. If none before her has that value, one after her has: all before are below it, and all after up
/// to it but not all below. If one before her has: all before are up to it but not all below, and all after up to it.
fn with_second<T: Factor>(
    ladders: &[Ladder<T>],
    values: &[Vec<T>],
    second: &Rational,
    price: &T,
    most: u64,
) -> [BigInt; 2] {
    let (mut below, mut up_to) = (Long::from(1), Long::from(1));
    // By amount: with all after up to the value; what is too much of that since all before are below it, and since all after are.
    let mut sums = [(); 2].map(|()| [Long::default(), Long::default(), Long::default()]);
    for (ladder, values) in ladders.iter().zip(values) {
        let (is_below, is_up_to) = (ladder.below(second), ladder.not_above(second));
        let from = ladder.values.partition_point(|value| value < second);
        let winning = best(ladder, values, from, price);
        let from = ladder.values.partition_point(|value| value <= second);
        let losing = best(ladder, values, from, price);
        for ([all, before, after], (winning, losing)) in
            sums.iter_mut().zip([(&winning.paid, &losing.paid), (&winning.worth, &losing.worth)])
        {
            *all = times(most, &[(all, &is_up_to), (&below, winning), (&up_to, losing)]);
            *before = times(most, &[(before, &is_up_to), (&below, losing)]);
            *after = times(most, &[(after, &is_below), (&below, winning)]);
        }
        below = times(most, &[(&below, &is_below)]);
        up_to = times(most, &[(&up_to, &is_up_to)]);
    }
    sums.map(|[all, before, after]| whole(&all) - whole(&before) - whole(&after))
}

/// What a bidder pays who has one of her values from this position on and is offered the best price of at least `least`; of prices that
/// earn the same the lowest.
fn best<T: Factor>(ladder: &Ladder<T>, values: &[T], from: usize, least: &T) -> Sold<T> {
    let weight = |position: usize| ladder.total() - ladder.up_to[position].clone();
    let (mut start, mut paid) = (from, least.clone() * weight(from));
    for (position, value) in values.iter().enumerate().skip(from) {
        let earned = value.clone() * weight(position);
        if earned > paid {
            (start, paid) = (position, earned);
        }
    }
    let mass = |position: usize| ladder.up_to[position + 1].clone() - ladder.up_to[position].clone();
    let worth = (start..values.len()).fold(T::zero(), |sum, at| sum + values[at].clone() * mass(at));
    Sold { paid, worth }
}
