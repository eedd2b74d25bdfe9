//! \[BGLT19\]: one item and known marginals; the best lookahead auction and the best posted prices against the max-min optimum.
//!
//! Theorems of Bei, Gravin, Lu and Tang (*Correlation-robust analysis of single item auction*, SODA 2019) that the paper
//! quotes: the most expected revenue that a DSIC, ex-post IR mechanism guarantees, over all joint distributions with the
//! marginals, is at most twice what a lookahead auction guarantees and at most 4.78 times what sequential posted prices
//! do. Neither is proved here. All three are computed exactly: the first two by linear programs ([`max_min`],
//! [`max_min_lookahead`]), and posted prices by trying all orders and all prices at the buyer's own values (any other
//! price sells as often as the next value of hers, for less) against the worst joint distribution for each.
//!
//! The factor 2 is attained in the limit: the first agent is worth h with probability 1/h and otherwise 1, and the second
//! is always worth a little less than 1, w. So there is one joint distribution. A lookahead auction can sell to the first agent only and
//! makes 1; the price h for her, and then w for the other, makes 1 + w(1 - 1/h). Ties may be broken in any way here: with w = 1 an
//! auction that breaks them for the second agent makes 2 - 1/h, too.
//!
//! For posted prices the worst factor found stays far below 4.78: it is a little more than 5/4, for two agents of four values each. Two values each come
//! near to 5/4: the first agent is worth 0 or h, and the second h - 1 or 2h - 1, all equally likely. Three agents of two or three values, and
//! four of two, led to less. All that is found by search only.

use super::single_item::{marginals, whole};
use crate::case::{Case, Generator, build::additive};
use crate::exact::{Rational, ratio};
use crate::objective::{Revenue, Standard};
use crate::optimum::maxmin::{Ties, max_min, max_min_lookahead};
use crate::optimum::posted::max_min_posted;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::{Distribution, Prior};
use crate::setting::Setting;
use crate::work::Budget;
use num_traits::{One, Zero};

/// The most profiles for which the optimum is computed.
const MAX_PROFILES: usize = 25;

/// The max-min optimum is at most twice what the best lookahead auction guarantees.
#[derive(Clone, Copy, Debug)]
pub struct BestLookahead;

/// The max-min optimum is at most 4.78 times what the best sequential posted prices guarantee.
#[derive(Clone, Copy, Debug)]
pub struct BestPosted;

const CITED: &str = "a theorem of Bei, Gravin, Lu and Tang, cited and not proved here";

impl Statement for BestLookahead {
    fn entry(&self) -> Entry {
        let statement = "max-min revenue is at most twice what some lookahead auction guarantees";
        Entry {
            id: "bglt19-lookahead",
            title: "Lookahead auctions with known marginals",
            printed: Version::holds(Some("2"), statement),
            sharp: Version::holds(Some("2"), "the same, as cited; attained in the limit"),
            ratio_of: "max-min/max-min of lookahead auctions",
            hypotheses: &["one item", "only the marginals are known"],
            conventions: &[CITED, "of several highest bidders any may buy", "lotteries over prices included"],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let what = "max-min <= 2 * best lookahead auction";
        against(case, best_lookahead, |own| Comparison::within(what, own.0, ratio(2, 1), &own.1))
    }

    fn grid(&self) -> Vec<Case> {
        [2, 10, 100].into_iter().filter_map(nearly_one).collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        some_marginals(generator)
    }

    fn twins(&self) -> Vec<Twin> {
        let optimal = |case: &Case| {
            against(case, best_lookahead, |own| {
                Comparison::at_most("max-min <= best lookahead", own.0, own.1)
            })
        };
        vec![Twin::wrong("lookahead auctions are optimal", *self, optimal)]
    }

    fn effort(&self) -> u64 {
        10
    }
}

impl Statement for BestPosted {
    fn entry(&self) -> Entry {
        let statement = "max-min revenue is at most 4.78 times what some sequential posted prices guarantee";
        Entry {
            id: "bglt19-posted",
            title: "Posted prices with known marginals",
            printed: Version::holds(Some("239/50"), statement),
            sharp: Version::holds(Some("239/50"), "the same, as cited; no sharper constant is known here"),
            ratio_of: "max-min/max-min of posted prices",
            hypotheses: &["one item", "only the marginals are known"],
            conventions: &[CITED, "the best order, and a price for each agent that isn't drawn at random"],
            explanation: "Found by search: a little more than 5/4 with four values each. Near to 5/4 comes a first agent worth 0 or h beside a \
                          second worth h - 1 or 2h - 1, all equally likely.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let what = "max-min <= 4.78 * best posted prices";
        let constant = || ratio(239, 50);
        against(case, best_posted, |own| Comparison::within(what, own.0, constant(), &own.1).not_sharp())
    }

    fn grid(&self) -> Vec<Case> {
        let half = || vec![ratio(1, 2); 2];
        let apart = sold(&[vec![0, 100], vec![99, 199]], &[half(), half()]);
        [2, 3, 4].into_iter().filter_map(both_rarely_high).chain(apart).chain(worst_posted()).collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        some_marginals(generator)
    }

    fn twins(&self) -> Vec<Twin> {
        let optimal = |case: &Case| {
            against(case, best_posted, |own| {
                Comparison::at_most("max-min <= best posted prices", own.0, own.1)
            })
        };
        vec![Twin::wrong("posted prices are optimal", *self, optimal)]
    }

    fn effort(&self) -> u64 {
        20
    }
}

/// Compares the max-min optimum with what simpler mechanisms guarantee. Nothing where there isn't one item, or where there
/// are too many profiles.
fn against(
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

/// What the best lookahead auction guarantees.
fn best_lookahead(setting: &Setting, marginals: &[Distribution]) -> Option<Rational> {
    let best = max_min_lookahead(setting, marginals, &Revenue, Ties::Any, &Budget::DEFAULT, &mut |_| ());
    Some(best.ok()?.value)
}

/// What the best sequential posted prices guarantee, in the best order.
fn best_posted(setting: &Setting, marginals: &[Distribution]) -> Option<Rational> {
    let best = max_min_posted(setting, marginals, Standard::Revenue, &Budget::DEFAULT, &mut |_| ());
    Some(best.ok()?.value)
}

/// Independent types with these values and masses; nobody stays away.
fn sold(values: &[Vec<i64>; 2], masses: &[Vec<Rational>; 2]) -> Option<Case> {
    let types: Vec<Vec<Vec<Rational>>> =
        values.iter().map(|own| own.iter().map(|value| vec![ratio(*value, 1)]).collect()).collect();
    let bound = values.iter().flatten().max().map(|value| ratio((*value).max(1), 1))?;
    let setting = additive(1, bound, &types)?;
    let present =
        |own: &Vec<Rational>| std::iter::once(Rational::zero()).chain(own.iter().cloned()).collect();
    let marginals: Vec<Vec<Rational>> = masses.iter().map(present).collect();
    let prior = Prior::independent(&setting, &marginals).ok()?;
    Case::of_priors(prior.clone(), prior).ok()
}

/// The worst marginals for posted prices that local moves led to, from random ones of four values each.
fn worst_posted() -> Option<Case> {
    let masses = |weights: [i64; 4]| {
        let total = weights.iter().sum();
        weights.map(|weight| ratio(weight, total)).to_vec()
    };
    let values = [vec![162, 671, 1952, 4193], vec![160, 239, 397, 2194]];
    sold(&values, &[masses([4, 943, 640, 512]), masses([384, 324, 192, 384])])
}

/// The first agent is worth h with probability 1/h and otherwise 1.
fn rarely_high(high: i64) -> Vec<Rational> {
    [Rational::one() - ratio(1, high), ratio(1, high)].to_vec()
}

/// The second agent is always worth a hundredth less than the first is at least; values are in hundredths.
fn nearly_one(high: i64) -> Option<Case> {
    sold(&[vec![100, 100 * high], vec![99]], &[rarely_high(high), vec![Rational::one()]])
}

/// Both agents are worth h with probability 1/h and otherwise 1.
fn both_rarely_high(high: i64) -> Option<Case> {
    let masses = rarely_high(high);
    sold(&[vec![1, high], vec![1, high]], &[masses.clone(), masses])
}

/// Two agents with up to three values each; half of the time any price of hers makes the same from an agent.
fn some_marginals(generator: &mut Generator) -> Option<Case> {
    let agent = |generator: &mut Generator| {
        let mut values = vec![1 + whole(generator.below(3))];
        for _ in 0..generator.below(3) {
            let last = values.last().copied().unwrap_or(1);
            values.push(last + 1 + whole(generator.below(4)));
        }
        let weights: Vec<Rational> = if generator.below(2) == 0 {
            let at_least =
                |position: usize| values.get(position).map(|own| ratio(1, *own)).unwrap_or_default();
            (0..values.len()).map(|own| at_least(own) - at_least(own + 1)).collect()
        } else {
            values.iter().map(|_| ratio(1 + whole(generator.below(6)), 1)).collect()
        };
        let total: Rational = weights.iter().sum();
        (values, weights.into_iter().map(|weight| weight / &total).collect::<Vec<_>>())
    };
    let (first, second) = (agent(generator), agent(generator));
    sold(&[first.0, second.0], &[first.1, second.1])
}
