//! \[BGLT19\]: one item and known marginals; the best posted prices against the max-min optimum.
//!
//! A theorem of Bei, Gravin, Lu and Tang (*Correlation-robust analysis of single item auction*, SODA 2019) that the paper
//! quotes: the most expected revenue that a DSIC, ex-post IR mechanism guarantees, over all joint distributions with the
//! marginals, is at most 4.78 times what sequential posted prices guarantee. It isn't proved here. Both are computed exactly: the
//! first by a linear program ([`max_min`](crate::optimum::maxmin::max_min)), and posted prices by trying all orders and all prices at
//! the buyer's own values (any other price sells as often as the next value of hers, for less) against the worst joint distribution
//! for each.
//!
//! The worst factor found stays far below 4.78: it is a little more than 5/4, for two agents of four values each. Two values each come
//! near to 5/4: the first agent is worth 0 or h, and the second h - 1 or 2h - 1, all equally likely. Three agents of two or three values, and
//! four of two, led to less. All that is found by search only.

use super::known_marginals::{CITED, against, rarely_high, sold, some_marginals};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::objective::Standard;
use crate::optimum::posted::max_min_posted;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Distribution;
use crate::setting::Setting;
use crate::work::Budget;

/// The max-min optimum is at most 4.78 times what the best sequential posted prices guarantee.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
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
        against(case, best_posted, |sides| {
            Comparison::within(what, sides.0, constant(), &sides.1).not_sharp()
        })
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
            against(case, best_posted, |sides| {
                Comparison::at_most("max-min <= best posted prices", sides.0, sides.1)
            })
        };
        vec![Twin::wrong("posted prices are optimal", *self, optimal)]
    }

    fn effort(&self) -> u64 {
        20
    }
}

/// What the best sequential posted prices guarantee, in the best order.
fn best_posted(setting: &Setting, marginals: &[Distribution]) -> Option<Rational> {
    let best = max_min_posted(setting, marginals, Standard::Revenue, &Budget::DEFAULT, &mut |_| ());
    Some(best.ok()?.value)
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

/// Both agents are worth h with probability 1/h and otherwise 1.
fn both_rarely_high(high: i64) -> Option<Case> {
    let masses = rarely_high(high);
    sold(&[vec![1, high], vec![1, high]], &[masses.clone(), masses])
}
