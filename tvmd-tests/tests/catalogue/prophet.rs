//! The median as a threshold, by going through all values in all orders.

use super::Sides;
use super::plain::{Plain, marginal};
use num_traits::{One, Zero};
use std::collections::BTreeMap;
use tvmd_core::Rational;
use tvmd_core::exact::ratio;
use tvmd_tests::naive::{Types, product};

/// E\[max\] ≤ 2·E\[median\] in the worst order, with ties served and with ties passed.
pub(super) fn median(plain: &Plain) -> Result<Vec<Sides>, String> {
    let draws: Vec<(Vec<Rational>, Rational)> = product(&plain.sizes)
        .into_iter()
        .map(|types| {
            let own = types.iter().enumerate();
            let mass: Rational =
                own.clone().map(|(agent, own)| marginal(&plain.prior, agent, *own)).product();
            (own.map(|(agent, own)| plain.everything[agent][*own].clone()).collect(), mass)
        })
        .collect();
    let mut largest: BTreeMap<Rational, Rational> = BTreeMap::new();
    for (values, mass) in &draws {
        *largest.entry(values.iter().max().cloned().unwrap_or_default()).or_default() += mass;
    }
    let up_to =
        |value: &Rational| -> Rational { largest.range(..=value.clone()).map(|(_, mass)| mass).sum() };
    let threshold = largest.keys().find(|value| up_to(value) >= ratio(1, 2)).ok_or("no median")?;
    let prophet: Rational = largest.iter().map(|(value, mass)| value * mass).sum();
    let welfare = |order: &Types, ties: bool| -> Rational {
        let taken = |values: &[Rational]| {
            let found = order.iter().map(|agent| &values[*agent]);
            { found }.find(|own| *own > threshold || ties && *own == threshold).cloned()
        };
        draws.iter().map(|(values, mass)| taken(values).unwrap_or_else(Rational::zero) * mass).sum()
    };
    let orders: Vec<Types> = product(&vec![plain.agents(); plain.agents()])
        .into_iter()
        .filter(|order| (0..plain.agents()).all(|agent| order.contains(&agent)))
        .collect();
    let least = |ties| orders.iter().map(|order| welfare(order, ties)).min().unwrap_or_else(Rational::one);
    Ok([true, false].map(|ties| (prophet.clone(), ratio(2, 1) * least(ties))).to_vec())
}
