//! One item and known marginals: the max-min optimum against what simpler mechanisms guarantee, over all joint distributions with
//! these marginals.

use super::single_item::{marginals, whole};
use crate::case::{Case, Generator, build::additive};
use crate::exact::{Rational, ratio};
use crate::objective::Revenue;
use crate::optimum::maxmin::max_min;
use crate::paper::Comparison;
use crate::prior::{Distribution, Prior};
use crate::setting::Setting;
use crate::work::Budget;
use num_traits::{One, Zero};

/// The most profiles for which the optimum is computed.
const MAX_PROFILES: usize = 25;

/// On whose authority these theorems stand.
pub(super) const CITED: &str = "a theorem of Bei, Gravin, Lu and Tang, cited and not proved here";

/// Compares the max-min optimum with what simpler mechanisms guarantee. Nothing where there isn't one item, or where there
/// are too many profiles.
pub(super) fn against(
    case: &Case,
    simple: impl Fn(&Setting, &[Distribution]) -> Option<Rational>,
    compare: impl Fn((Rational, Rational)) -> Comparison,
) -> Vec<Comparison> {
    let setting = case.setting();
    if setting.items().len() != 1 || setting.profile_count() > MAX_PROFILES {
        return Vec::new();
    }
    let marginals = marginals(&case.prior);
    let any = || max_min(setting, &marginals, &Revenue, &Budget::DEFAULT, &mut |_| ());
    let sides = || Some((any().ok()?.value, simple(setting, &marginals)?));
    sides().map(compare).into_iter().collect()
}

/// Independent types with these values and masses; nobody stays away.
pub(super) fn sold(values: &[Vec<i64>; 2], masses: &[Vec<Rational>; 2]) -> Option<Case> {
    let types: Vec<Vec<Vec<Rational>>> =
        values.iter().map(|values| values.iter().map(|value| vec![ratio(*value, 1)]).collect()).collect();
    let bound = values.iter().flatten().max().map(|value| ratio((*value).max(1), 1))?;
    let setting = additive(1, bound, &types)?;
    let present =
        |masses: &Vec<Rational>| std::iter::once(Rational::zero()).chain(masses.iter().cloned()).collect();
    let marginals: Vec<Vec<Rational>> = masses.iter().map(present).collect();
    let prior = Prior::independent(&setting, &marginals).ok()?;
    Case::of_priors(prior.clone(), prior).ok()
}

/// The first agent is worth h with probability 1/h and otherwise 1.
pub(super) fn rarely_high(high: i64) -> Vec<Rational> {
    [Rational::one() - ratio(1, high), ratio(1, high)].to_vec()
}

/// Two agents with up to three values each; half of the time any price of hers makes the same from an agent.
pub(super) fn some_marginals(generator: &mut Generator) -> Option<Case> {
    let agent = |generator: &mut Generator| {
        let mut values = vec![1 + whole(generator.below(3))];
        for _ in 0..generator.below(3) {
            let last = values.last().copied().unwrap_or(1);
            values.push(last + 1 + whole(generator.below(4)));
        }
        let weights: Vec<Rational> = if generator.below(2) == 0 {
            let at_least =
                |position: usize| values.get(position).map(|value| ratio(1, *value)).unwrap_or_default();
            (0..values.len()).map(|position| at_least(position) - at_least(position + 1)).collect()
        } else {
            values.iter().map(|_| ratio(1 + whole(generator.below(6)), 1)).collect()
        };
        let total: Rational = weights.iter().sum();
        (values, weights.into_iter().map(|weight| weight / &total).collect::<Vec<_>>())
    };
    let (first, second) = (agent(generator), agent(generator));
    sold(&[first.0, second.0], &[first.1, second.1])
}
