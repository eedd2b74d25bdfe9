//! A prophet inequality for one item: a threshold at the median of the largest of independent values.
//!
//! With max for the largest value, S = E\[(max - T)⁺\] and q for the probability of a sale, the welfare of a threshold T is at least
//! T·q + (1 - q)·S, and E\[max\] ≤ T + S: see the module `threshold`.
//!
//! Let T be a median of max: Pr\[max > T\] ≤ 1/2 ≤ Pr\[max ≥ T\]. If T ≥ S, serving values equal to T has q ≥ 1/2
//! and so welfare at least (T + S)/2; if T ≤ S, not serving them has q ≤ 1/2 and the same bound. Likewise for serving them with
//! the probability (one coin for all agents) that makes q = 1/2. Neither fixed rule will do for all distributions.
//!
//! The factor 2 is the best possible: a first agent of value 1, a second one of value 1/η with probability η, 0 otherwise.
//!
//! Samuel-Cahn 1984.

use super::threshold::{Ties, Values, expectation, generate, two, two_agents};
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use num_traits::{One, Zero};
use std::collections::BTreeMap;

/// The threshold at a median of max guarantees half of E\[max\] in every order, for one of the tie rules. The paper has no median; this
/// is the rule of the literature that it leans on.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "prophet-median",
            title: "Prophet inequality: the median, Samuel-Cahn's rule",
            printed: Version::holds(
                Some("2"),
                "the paper speaks of some threshold only; Samuel-Cahn's (1984) is a median of the maximum, and gets half of what a \
                 prophet gets if ties are broken rightly",
            ),
            sharp: Version::holds(
                Some("2"),
                "one of the two tie rules works: serve values equal to the median m if m >= E[(max - m)+], pass them \
                 otherwise; and so does serving them with the probability that makes a sale as likely as not",
            ),
            ratio_of: "E[max]/E[threshold]",
            hypotheses: &["independent values"],
            conventions: &[
                "values are drawn from the prior's marginals",
                "the smallest median; the worst order counts",
            ],
            explanation: "Neither fixed rule does for values with atoms. Passing ties: one agent of value 1 is never served, and a prophet \
                          gets 1. Serving ties: the first agent has value 1, the second 16 with probability 1/4; the median is 1, \
                          the first is served, which is worth 1, and a prophet gets 3/4 + 4 = 19/4.",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let median = MedianRule::of(case);
        let values = &median.values;
        let rule = if median.middle >= median.excess { Ties::Served } else { Ties::Passed };
        let mixed = values.least(|order| {
            let (served, often) = values.served(order, &median.middle, Ties::Served);
            let (passed, seldom) = values.served(order, &median.middle, Ties::Passed);
            if often == seldom {
                return served;
            }
            let coin = (ratio(1, 2) - &seldom) / (often - &seldom);
            &coin * served + (Rational::one() - &coin) * passed
        });
        vec![
            median.compare("ties by rule", &median.least(rule)),
            median.compare("sale as likely as not", &mixed),
        ]
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        generate(generator)
    }

    fn grid(&self) -> Vec<Case> {
        let second = [(ratio(1, 4), ratio(16, 1))];
        let cases = [two_agents(&[]), two_agents(&second)];
        cases.into_iter().flatten().collect()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![
            Twin::wrong("ties always served", *self, |case| {
                MedianRule::fixed(case, Ties::Served, "ties served")
            }),
            Twin::wrong("ties always passed", *self, |case| {
                MedianRule::fixed(case, Ties::Passed, "ties passed")
            }),
        ]
    }
}

/// The smallest median.
fn median(maximum: &BTreeMap<Rational, Rational>) -> Rational {
    let mut below = Rational::zero();
    let reaches = maximum.iter().find(|(_, mass)| {
        below += *mass;
        below >= ratio(1, 2)
    });
    reaches.map(|(value, _)| value.clone()).unwrap_or_default()
}

/// A threshold at the smallest median of the largest value.
struct MedianRule {
    values: Values,
    /// What a prophet gets.
    most: Rational,
    /// The median.
    middle: Rational,
    /// E\[(max - median)⁺\].
    excess: Rational,
}

impl MedianRule {
    fn of(case: &Case) -> Self {
        let values = Values::of(case);
        let maximum = values.maximum();
        let (most, middle) = (expectation(&maximum), median(&maximum));
        let above = maximum.iter().filter(|(value, _)| **value > middle);
        let excess = above.map(|(value, mass)| (value - &middle) * mass).sum();
        Self { values, most, middle, excess }
    }

    fn least(&self, ties: Ties) -> Rational {
        self.values.least(|order| self.values.served(order, &self.middle, ties).0)
    }

    fn compare(&self, what: &str, least: &Rational) -> Comparison {
        Comparison::within(format!("E[max] <= 2*E[median, {what}]"), self.most.clone(), two(), least)
    }

    /// The same tie rule for all values.
    fn fixed(case: &Case, ties: Ties, what: &str) -> Vec<Comparison> {
        let median = Self::of(case);
        vec![median.compare(what, &median.least(ties))]
    }
}
