//! The cases at which Lemma 5's bounds are attained, and the counterexample to its printed reading.

use crate::case::Case;
use crate::case::build::{first_only, unit_demand};
use crate::exact::{Rational, ratio};
use crate::mechanism::{Allocation, Outcome, Table};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, ItemId};
use crate::tv_robustness::extended::{FIRST, SECOND, worst_offers};
use num_traits::{One, Zero};

/// The counterexample to the printed reading with this many items, H = 1: the types of item j are numbers 2j+1 and 2j+2.
pub(super) fn pairs(items: usize) -> Option<Case> {
    let types = (0..2 * items).map(|number| {
        let worth = ratio(if number % 2 == 0 { 2 } else { 1 }, 2);
        (0..items).map(|item| if item == number / 2 { worth.clone() } else { Rational::zero() }).collect()
    });
    let setting = unit_demand(items, Rational::one(), &[types.collect()])?;
    let table = first_only(&setting, |profile| {
        let number = profile.of(AgentId(0)) - 1;
        ([ItemId(number / 2)].into_iter().collect(), ratio(if number % 2 == 0 { 2 } else { 1 }, 2))
    })?;
    let prior = Prior::uniform(&setting);
    Some(Case::new(table, prior.clone(), prior))
}

/// A case at which the slack is attained: the offers of Lemma 7's, and a second agent whose second type, of probability 1/10, gains
/// much by reporting his first, which gets an item of his own.
pub(super) fn replaced(transfers: bool) -> Option<Case> {
    let [zero, one] = [Rational::zero(), Rational::one()];
    let worth =
        |item| (0..3).map(|other| if other == item { one.clone() } else { zero.clone() }).collect::<Vec<_>>();
    let setting = unit_demand(3, one.clone(), &[vec![worth(0), worth(1)], vec![worth(2); 2]])?;
    let offers = worst_offers(transfers);
    let outcomes = setting.profiles().map(|profile| {
        let [hers, his] = [0, 1].map(|agent| profile.of(AgentId(agent)));
        let (item, payment) = if hers == 0 {
            (None, zero.clone())
        } else {
            offers[hers - 1][usize::from(his == SECOND)].clone()
        };
        let given: Bundle = (his == FIRST).then_some(ItemId(2)).into_iter().collect();
        let paid = if his == FIRST && transfers { -one.clone() } else { zero.clone() };
        let hers: Bundle = item.into_iter().map(ItemId).collect();
        Some(Outcome::sure(Allocation::new(vec![hers, given]).ok()?, vec![payment, paid]))
    });
    let table = Table::new(&setting, outcomes.collect::<Option<_>>()?).ok()?;
    let his = vec![zero.clone(), ratio(9, 10), ratio(1, 10)];
    let prior = Prior::independent(&setting, &[vec![zero, ratio(1, 2), ratio(1, 2)], his]).ok()?;
    Some(Case::new(table, prior.clone(), prior))
}

/// A case at which the loss of revenue is attained: one buyer, who buys the second item for all it is worth if of her second type, and
/// is given the first and paid if of her first.
pub(super) fn lost() -> Option<Case> {
    let [zero, one] = [Rational::zero(), Rational::one()];
    let types = vec![vec![one.clone(), zero], vec![one.clone(), one.clone()]];
    let setting = unit_demand(2, one.clone(), &[types])?;
    let table = first_only(&setting, |profile| {
        let first = profile.of(AgentId(0)) == FIRST;
        let item = ItemId(usize::from(!first));
        ([item].into_iter().collect(), if first { -one.clone() } else { one.clone() })
    })?;
    let prior = Prior::uniform(&setting);
    Some(Case::new(table, prior.clone(), prior))
}
