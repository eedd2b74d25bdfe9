//! What parts must be like to make a setting. What more is asked of names is asked where they are read.

use super::agent::{Agent, Type};
use super::bundle::{Bundle, MAX_ITEMS};
use super::valuation::Valuation;
use crate::exact::Rational;
use num_traits::Signed;
use std::collections::HashSet;

/// Whether these make a setting: there are items, each with a name of its own, H is above 0, and so on for the agents, whose
/// first types are ⊥ and whose values are of the items that there are and in [0, H].
pub(super) fn is_sound(items: &[String], bound: &Rational, agents: &[Agent]) -> bool {
    let counted = !items.is_empty() && items.len() <= MAX_ITEMS && !agents.is_empty();
    let agent_is_sound = |agent: &Agent| {
        agent.types.first() == Some(&Type::bottom())
            && are_distinct(agent.types.iter().map(Type::name))
            && agent.types.iter().all(|her_type| values_are_sound(&her_type.valuation, items.len(), bound))
    };
    counted
        && bound.is_positive()
        && are_distinct(items.iter().map(String::as_str))
        && are_distinct(agents.iter().map(Agent::name))
        && agents.iter().all(agent_is_sound)
}

fn are_distinct<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    let mut seen = HashSet::new();
    names.into_iter().all(|name| seen.insert(name))
}

fn values_are_sound(valuation: &Valuation, items: usize, bound: &Rational) -> bool {
    let of_items = match valuation {
        Valuation::Additive(values) | Valuation::UnitDemand(values) => values.len() == items,
        Valuation::Bundles(listed) => {
            let rises = |(bundle, value): &(Bundle, Rational)| {
                listed.iter().all(|(part, worth)| !part.is_within(*bundle) || worth <= value)
            };
            let nothing = |(bundle, value): &(Bundle, Rational)| bundle.is_empty() && value.is_positive();
            listed.iter().all(|(bundle, _)| bundle.is_within(Bundle::all(items)))
                && listed.iter().all(rises)
                && !listed.iter().any(nothing)
        }
    };
    of_items && !valuation.numbers().any(Signed::is_negative) && valuation.most() <= *bound
}

#[cfg(test)]
mod tests {
    use crate::exact::{Rational, ratio};
    use crate::setting::{Agent, Bundle, ItemId, Setting, Type, Valuation};

    /// A setting of two items and H = 2 with one type of this valuation, if it is one.
    fn with(valuation: Valuation) -> Option<Setting> {
        let types = vec![Type::bottom(), Type::new("Low", valuation)];
        made(["Cup", "Jug"], ratio(2, 1), types)
    }

    fn made(items: [&str; 2], bound: Rational, types: Vec<Type>) -> Option<Setting> {
        Setting::of_parts("Shop", items.map(str::to_owned).to_vec(), bound, vec![Agent::new("Ann", types)])
    }

    #[test]
    fn values_lie_between_0_and_the_bound() {
        let values = |values: [i64; 2]| values.map(|value| ratio(value, 1)).to_vec();
        assert!(with(Valuation::Additive(values([1, 1]))).is_some());
        assert!(with(Valuation::UnitDemand(values([1, 2]))).is_some());
        for wrong in [
            Valuation::Additive(values([1, 2])),
            Valuation::Additive(values([-1, 2])),
            Valuation::Additive(vec![ratio(1, 1)]),
            Valuation::UnitDemand(values([1, 3])),
            Valuation::Bundles(vec![(Bundle::EMPTY, ratio(1, 1))]),
            Valuation::Bundles(vec![(Bundle::all(3), ratio(1, 1))]),
            Valuation::Bundles(vec![
                (Bundle::from_iter([ItemId(0)]), ratio(2, 1)),
                (Bundle::all(2), ratio(1, 1)),
            ]),
        ] {
            assert!(with(wrong.clone()).is_none(), "{wrong:?}");
        }
    }

    #[test]
    fn names_are_distinct_and_bottom_comes_first() {
        let bottom = || Type::bottom();
        let low = || Type::new("Low", Valuation::Additive(vec![ratio(1, 1); 2]));
        let items = ["Cup", "Jug"];
        assert!(made(items, ratio(2, 1), vec![bottom(), low()]).is_some());
        assert!(made(["Cup", "Cup"], ratio(2, 1), vec![bottom(), low()]).is_none());
        assert!(made(items, ratio(0, 1), vec![bottom()]).is_none());
        for types in [vec![], vec![low()], vec![low(), bottom()], vec![bottom(), low(), low()]] {
            assert!(made(items, ratio(2, 1), types).is_none());
        }
    }

    #[test]
    fn a_bound_can_only_rise() {
        let shop = with(Valuation::Additive(vec![ratio(1, 1); 2])).unwrap();
        assert_eq!(*shop.with_bound(ratio(3, 1)).unwrap().bound(), ratio(3, 1));
        assert!(shop.with_bound(ratio(1, 1)).is_none());
    }
}
