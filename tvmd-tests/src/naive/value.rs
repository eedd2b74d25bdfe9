//! What bundles and outcomes are worth, from the words of the format.

use num_traits::Zero;
use tvmd_core::setting::{AgentId, Bundle, ItemId, Setting, Valuation};
use tvmd_core::{Outcome, Rational};

/// What a bundle of the first `items` items is worth.
#[must_use]
pub fn value(valuation: &Valuation, bundle: Bundle, items: usize) -> Rational {
    let inside = |item: usize| bundle.contains(ItemId(item));
    let mut worth = Rational::zero();
    match valuation {
        Valuation::Additive(values) => {
            for item in (0..items).filter(|item| inside(*item)) {
                worth += &values[item];
            }
        }
        Valuation::UnitDemand(values) => {
            for item in (0..items).filter(|item| inside(*item)) {
                worth = worth.max(values[item].clone());
            }
        }
        Valuation::Bundles(listed) => {
            for (part, value) in listed {
                if *part == bundle {
                    return value.clone();
                }
                if (0..items).all(|item| inside(item) || !part.contains(ItemId(item))) {
                    worth = worth.max(value.clone());
                }
            }
        }
    }
    worth
}

/// What an outcome is worth to a type of an agent, in expectation over its lottery.
pub(super) fn of_outcome(setting: &Setting, agent: usize, own: usize, outcome: &Outcome) -> Rational {
    let valuation = setting.agents()[agent].types()[own].valuation();
    let mut worth = Rational::zero();
    for (probability, allocation) in outcome.allocations() {
        worth += probability * value(valuation, allocation.bundle(AgentId(agent)), setting.items().len());
    }
    worth
}
