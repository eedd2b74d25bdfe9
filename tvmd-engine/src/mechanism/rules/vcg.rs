//! `vcg`: the allocation of greatest welfare, and each agent pays what her presence costs the others
//! (Vickrey 1961, Clarke 1971, Groves 1973).
//!
//! Ties between allocations: agent by agent in the setting's order, each gets the bundle worth most to her among
//! those that greatest welfare allows, then the one with the fewest items, then the first in the items' order. So
//! ties go to earlier agents, and nobody gets items that add nothing.

use super::computed::Computed;
use super::key::{self, Keys};
use crate::exact::{BigInt, Rational};
use crate::mechanism::{Allocation, Outcome};
use crate::setting::{AgentId, Bundle, Profile, Setting, Type, Valuation};
use crate::work::{Making, RATIONAL, most, valuing};
use num_traits::{One as _, Zero};
use std::collections::HashMap;

/// The VCG outcome at a profile.
pub fn vcg(setting: &Setting, reports: &Profile) -> Outcome {
    let valuations: Vec<Option<&Valuation>> = setting
        .agents()
        .iter()
        .enumerate()
        .map(|(position, agent)| {
            let report = reports.of(AgentId(position));
            (report > 0).then(|| &agent.types[report].valuation)
        })
        .collect();
    let all = Bundle::all(setting.items().len());
    let (bundles, welfare) = best_allocation(&valuations, all);
    let payments = (0..valuations.len())
        .map(|agent| {
            let Some(valuation) = valuations[agent] else { return Rational::zero() };
            let mut others = valuations.clone();
            others[agent] = None;
            let without_her = best_allocation(&others, all).1;
            without_her - (&welfare - valuation.value(bundles[agent]))
        })
        .collect();
    Outcome::sure(Allocation::new(bundles).expect("each takes from what is left"), payments)
}

/// The rule, which has no parts.
pub(crate) struct Vcg;

impl Computed for Vcg {
    fn outcome(&self, setting: &Setting, reports: &Profile) -> Outcome {
        vcg(setting, reports)
    }

    fn keys<'a>(&'a self, _: &'a Setting) -> Keys<'a> {
        key::none()
    }

    /// At each profile the best allocation to all, and to all but each.
    fn making(&self, setting: &Setting) -> Making {
        let (agents, items) = (setting.agents().len(), setting.items().len());
        let additive = |her_type: &Type| {
            her_type.valuation == Valuation::BOTTOM || matches!(her_type.valuation, Valuation::Additive(_))
        };
        let best = if setting.agents().iter().flat_map(|agent| &agent.types).all(additive) {
            BigInt::from(agents * items) * RATIONAL
        } else {
            let valued = (BigInt::one() << items) * most(setting, valuing);
            (BigInt::from(3).pow(items.try_into().unwrap_or(u32::MAX)) * (3 * RATIONAL) + valued) * agents
        };
        Making::at_each_profile(setting, best * (agents + 1))
    }

    fn denominator_bits(&self) -> u64 {
        0
    }
}

/// A welfare-maximising allocation of `all`, by the tie-break above, and its welfare. `None` takes no part.
fn best_allocation(valuations: &[Option<&Valuation>], all: Bundle) -> (Vec<Bundle>, Rational) {
    let additive = |valuation: &Option<&Valuation>| matches!(valuation, None | Some(Valuation::Additive(_)));
    if valuations.iter().all(additive) { item_by_item(valuations, all) } else { by_subsets(valuations, all) }
}

/// Additive agents: each item to the earliest of those who value it most, if it is worth anything.
fn item_by_item(valuations: &[Option<&Valuation>], all: Bundle) -> (Vec<Bundle>, Rational) {
    let mut bundles = vec![Bundle::EMPTY; valuations.len()];
    let mut welfare = Rational::zero();
    for item in all.items() {
        let single: Bundle = [item].into_iter().collect();
        let (mut winner, mut highest) = (None, Rational::zero());
        for (agent, valuation) in valuations.iter().enumerate() {
            let value = valuation.map_or_else(Rational::zero, |valuation| valuation.value(single));
            if value > highest {
                (winner, highest) = (Some(agent), value);
            }
        }
        if let Some(winner) = winner {
            bundles[winner] = bundles[winner].union(single);
            welfare += highest;
        }
    }
    (bundles, welfare)
}

/// Any valuations: dynamic programming over agents and the items left, 3^items steps an agent.
fn by_subsets(valuations: &[Option<&Valuation>], all: Bundle) -> (Vec<Bundle>, Rational) {
    // best[agent][left] is the welfare that agents from `agent` on get out of `left`, and the bundle of `agent`.
    let mut best: Vec<HashMap<Bundle, (Rational, Bundle)>> = Vec::with_capacity(valuations.len() + 1);
    best.push(all.subsets().map(|left| (left, (Rational::zero(), Bundle::EMPTY))).collect());
    for valuation in valuations.iter().rev() {
        let later = &best[best.len() - 1];
        let values: HashMap<Bundle, Rational> = all
            .subsets()
            .map(|bundle| {
                (bundle, valuation.map_or_else(Rational::zero, |valuation| valuation.value(bundle)))
            })
            .collect();
        let choose = |left: Bundle| {
            let options = left.subsets().map(|bundle| {
                let value = &values[&bundle];
                let welfare = value + &later[&left.without(bundle)].0;
                (welfare, value, std::cmp::Reverse(bundle.len()), bundle.first_in_order(), bundle)
            });
            let (welfare, _, _, _, bundle) = options.max().expect("the empty set is a subset");
            (welfare, bundle)
        };
        let row = all.subsets().map(|left| (left, choose(left))).collect();
        best.push(row);
    }
    let mut left = all;
    let welfare = best[valuations.len()][&all].0.clone();
    let mut bundles = Vec::with_capacity(valuations.len());
    for row in best.iter().skip(1).rev() {
        let bundle = row[&left].1;
        bundles.push(bundle);
        left = left.without(bundle);
    }
    (bundles, welfare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ItemId;
    use crate::exact::ratio;

    #[test]
    fn the_two_ways_agree() {
        let mut random = oorandom::Rand32::new(7);
        for _ in 0..200 {
            let mut value = || ratio(i64::from(random.rand_range(0..4)), 1);
            let types: Vec<Valuation> =
                (0..3).map(|_| Valuation::Additive(vec![value(), value(), value()])).collect();
            let valuations: Vec<Option<&Valuation>> = types.iter().map(Some).collect();
            let all: Bundle = (0..3).map(ItemId).collect();
            assert_eq!(item_by_item(&valuations, all), by_subsets(&valuations, all));
        }
    }
}
