//! Corollary 2, second half: one additive buyer. The best revenue is enclosed by prices and by all that is worth having.

use super::Sides;
use super::plain::Plain;
use num_traits::{Signed, Zero, pow};
use std::collections::BTreeMap;
use tvmd_core::Rational;
use tvmd_core::exact::ratio;

/// A distribution of a value.
type Values = BTreeMap<Rational, Rational>;

/// Rev(D)/(4V) ≤ d_TV(D, D̂) for a product D̂, if Rev(D) ≥ log2(m)·SRev(D).
///
/// That is Ω(log m) with the constant 1, and for m = 2 it says nothing, as log2(2) = 1; what refutes every
/// constant below 1/16 is the family of [`gap`].
pub(super) fn corollary_2b(plain: &Plain) -> Result<Vec<Sides>, String> {
    if plain.agents() != 1 || !plain.additive || !plain.items.is_power_of_two() || plain.items < 2 {
        return Err("not one additive buyer with 2, 4, 8, .. items".to_owned());
    }
    let worth = &plain.singles[0];
    let chances = |value_of: &dyn Fn(usize) -> Rational, hat: bool| -> Values {
        let masses = if hat { &plain.hat } else { &plain.prior };
        let mut values = Values::new();
        for (types, mass) in masses.iter().filter(|(_, mass)| mass.is_positive()) {
            *values.entry(value_of(types[0])).or_insert_with(Rational::zero) += mass;
        }
        values
    };
    let of_item = |item: usize| move |her_type: usize| worth[her_type][item].clone();
    let sum = |her_type: usize| -> Rational { worth[her_type].iter().sum() };
    // D̂ is a product over items.
    let marginals: Vec<Values> = (0..plain.items).map(|item| chances(&of_item(item), true)).collect();
    let all: usize = marginals.iter().map(BTreeMap::len).product();
    let mut joint: BTreeMap<&Vec<Rational>, Rational> = BTreeMap::new();
    for (types, mass) in plain.hat.iter().filter(|(_, mass)| mass.is_positive()) {
        *joint.entry(&worth[types[0]]).or_insert_with(Rational::zero) += mass;
    }
    let independent = joint.iter().all(|(point, mass)| {
        point.iter().zip(&marginals).map(|(value, marginal)| marginal[value].clone()).product::<Rational>()
            == *mass
    });
    if joint.len() != all || !independent {
        return Err("the second prior isn't a product".to_owned());
    }
    let sums = chances(&sum, false);
    let apart: usize = plain.items;
    let srev: Rational = (0..apart).map(|item| best_price(&chances(&of_item(item), false))).sum();
    let (least, most) = (best_price(&sums).max(srev.clone()), expectation(&sums));
    if least < srev * Rational::from_integer(plain.items.ilog2().into()) {
        return Err("no gap to selling separately is shown".to_owned());
    }
    let both = [sums, chances(&sum, true)];
    let width = both.iter().flat_map(BTreeMap::keys).max().cloned().unwrap_or_default() * ratio(4, 1);
    let left = plain.number("left")?;
    if &left * &width < least || &left * &width > most {
        return Err(format!("4V times the left side isn't between {least} and {most}"));
    }
    // A violation must be shown by what prices make.
    let distance = plain.apart();
    Ok(vec![(if least > &distance * &width { left } else { Rational::zero() }, distance)])
}

fn expectation(values: &Values) -> Rational {
    values.iter().map(|(value, mass)| value * mass).sum()
}

/// The most that a price makes.
fn best_price(values: &Values) -> Rational {
    let makes =
        |price: &Rational| price * values.range(price.clone()..).map(|(_, mass)| mass).sum::<Rational>();
    values.keys().map(makes).max().unwrap_or_default()
}

/// SRev and BRev of 4^k independent items with values 1, 2, …, 2^k, Pr\[v ≥ 2^j\] = 2^-j.
pub(super) fn gap(k: usize) -> (Rational, Rational) {
    let tail = |j: usize| if j > k { Rational::zero() } else { pow(ratio(1, 2), j) };
    let item: Values = (0..=k).map(|j| (pow(ratio(2, 1), j), tail(j) - tail(j + 1))).collect();
    let mut sums = Values::from([(Rational::zero(), ratio(1, 1))]);
    let count = pow(4_usize, k);
    for _ in 0..count {
        let mut next = Values::new();
        for (sum, chance) in &sums {
            for (value, mass) in &item {
                *next.entry(sum + value).or_insert_with(Rational::zero) += chance * mass;
            }
        }
        sums = next;
    }
    (best_price(&item) * Rational::from_integer(count.into()), best_price(&sums))
}
