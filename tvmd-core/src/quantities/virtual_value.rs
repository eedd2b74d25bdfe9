//! Virtual values of one item, and their ironing.

use crate::exact::Rational;
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, ItemId};
use num_traits::Zero as _;
use std::collections::BTreeMap;

/// What one more sale to agents of a value brings (Myerson 1981, "Optimal auction design"; for discrete values as in Elkind 2007,
/// "Designing and learning optimal finite support auctions").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VirtualValue {
    /// The value, in units of payments.
    pub value: Rational,
    /// The probability of exactly this value.
    pub probability: Rational,
    /// φ: by how much the revenue of a posted price grows, per unit of probability, when the price falls to this value from the next higher one.
    pub marginal_revenue: Rational,
    /// The same of the least concave curve above the revenue curve: never falling in the value.
    pub ironed: Rational,
}

impl VirtualValue {
    /// Those of an agent, by value, lowest first, values of probability 0 left out; ⊥ counts as a value of 0. None if there are several items.
    #[must_use]
    pub fn of_agent(prior: &Prior, agent: impl Into<AgentId>) -> Option<Vec<Self>> {
        let agent = agent.into();
        let setting = prior.setting();
        if setting.items().len() != 1 {
            return None;
        }
        let item: Bundle = [ItemId(0)].into_iter().collect();
        let masses = prior.marginal(agent);
        let mut values: BTreeMap<Rational, Rational> = BTreeMap::new();
        for (her_type, named) in setting.agents().get(agent.0)?.types().iter().enumerate() {
            if !masses.mass(her_type).is_zero() {
                *values.entry(named.valuation().value(item)).or_default() += masses.mass(her_type);
            }
        }
        Some(Self::of_values(&values))
    }

    /// Those of values with their probabilities, which are above 0.
    fn of_values(values: &BTreeMap<Rational, Rational>) -> Vec<Self> {
        // The revenue curve from the highest value down: how likely a sale at this price is, and what it brings.
        let mut curve = vec![(Rational::zero(), Rational::zero())];
        let mut sold = Rational::zero();
        for (value, probability) in values.iter().rev() {
            sold += probability;
            curve.push((sold.clone(), value * &sold));
        }
        let hull = concave_hull(&curve);
        let steps = curve.windows(2).zip(values.iter().rev());
        let mut found: Vec<Self> = steps
            .map(|(step, (value, probability))| {
                let over = hull.windows(2).find(|over| over[0].0 <= step[0].0 && step[1].0 <= over[1].0);
                Self {
                    value: value.clone(),
                    probability: probability.clone(),
                    marginal_revenue: slope(&step[0], &step[1]),
                    ironed: over.map_or_else(Rational::zero, |over| slope(&over[0], &over[1])),
                }
            })
            .collect();
        found.reverse();
        found
    }
}

type Point = (Rational, Rational);

fn slope(from: &Point, to: &Point) -> Rational {
    (&to.1 - &from.1) / (&to.0 - &from.0)
}

/// The corners of the least concave curve above points, which come from left to right.
fn concave_hull(points: &[Point]) -> Vec<Point> {
    let mut hull: Vec<Point> = Vec::new();
    for point in points {
        while let [.., before, last] = hull.as_slice() {
            if slope(before, last) > slope(last, point) {
                break;
            }
            hull.pop();
        }
        hull.push(point.clone());
    }
    hull
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::ratio;

    /// Values 1, 2, 4 of probabilities 1/2, 1/6, 1/3: prices of 2 bring less than those next to them, so 1 … 2 are ironed together.
    #[test]
    fn what_dents_the_revenue_curve_is_ironed() {
        let values = [(1, ratio(1, 2)), (2, ratio(1, 6)), (4, ratio(1, 3))];
        let values = values.map(|(value, chance)| (ratio(value, 1), chance));
        let found = VirtualValue::of_values(&values.into_iter().collect());
        // Revenue 4/3 at 4, 1 at 2, 1 at 1.
        let plain: Vec<Rational> = found.iter().map(|point| point.marginal_revenue.clone()).collect();
        assert_eq!(plain, [ratio(0, 1), ratio(-2, 1), ratio(4, 1)]);
        // From (1/3, 4/3) straight to (1, 1).
        let ironed: Vec<Rational> = found.iter().map(|point| point.ironed.clone()).collect();
        assert_eq!(ironed, [ratio(-1, 2), ratio(-1, 2), ratio(4, 1)]);
    }
}
