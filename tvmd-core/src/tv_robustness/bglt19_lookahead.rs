//! \[BGLT19\]: one item and known marginals; the best lookahead auction against the max-min optimum.
//!
//! A theorem of Bei, Gravin, Lu and Tang (*Correlation-robust analysis of single item auction*, SODA 2019) that the paper
//! quotes: the most expected revenue that a DSIC, ex-post IR mechanism guarantees, over all joint distributions with the
//! marginals, is at most twice what a lookahead auction guarantees. It isn't proved here. Both are computed exactly, by linear
//! programs ([`max_min`](crate::optimum::maxmin::max_min), [`max_min_lookahead`]).
//!
//! The factor 2 is attained in the limit: the first agent is worth h with probability 1/h and otherwise 1, and the second
//! is always worth a little less than 1, w. So there is one joint distribution. A lookahead auction can sell to the first agent only and
//! makes 1; the price h for her, and then w for the other, makes 1 + w(1 - 1/h). Ties may be broken in any way here: with w = 1 an
//! auction that breaks them for the second agent makes 2 - 1/h, too.

use super::known_marginals::{CITED, against, rarely_high, sold, some_marginals};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::objective::Revenue;
use crate::optimum::maxmin::{Ties, max_min_lookahead};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Distribution;
use crate::setting::Setting;
use crate::work::Budget;
use num_traits::One;

/// The max-min optimum is at most twice what the best lookahead auction guarantees.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
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
        against(case, best_lookahead, |sides| Comparison::within(what, sides.0, ratio(2, 1), &sides.1))
    }

    fn grid(&self) -> Vec<Case> {
        [2, 10, 100].into_iter().filter_map(nearly_one).collect()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        some_marginals(generator)
    }

    fn twins(&self) -> Vec<Twin> {
        let optimal = |case: &Case| {
            against(case, best_lookahead, |sides| {
                Comparison::at_most("max-min <= best lookahead", sides.0, sides.1)
            })
        };
        vec![Twin::wrong("lookahead auctions are optimal", *self, optimal)]
    }

    fn effort(&self) -> u64 {
        10
    }
}

/// What the best lookahead auction guarantees.
fn best_lookahead(setting: &Setting, marginals: &[Distribution]) -> Option<Rational> {
    let best = max_min_lookahead(setting, marginals, &Revenue, Ties::Any, &Budget::DEFAULT, &mut |_| ());
    Some(best.ok()?.value)
}

/// The second agent is always worth a hundredth less than the first is at least; values are in hundredths.
fn nearly_one(high: i64) -> Option<Case> {
    sold(&[vec![100, 100 * high], vec![99]], &[rarely_high(high), vec![Rational::one()]])
}
