//! A prophet inequality for one item: a threshold of half the expected maximum of independent values.
//!
//! With max for the largest value, S = E\[(max - T)⁺\] and q for the probability of a sale, the welfare of a threshold T is at least
//! T·q + (1 - q)·S, and E\[max\] ≤ T + S: see the module `threshold`. With T = E\[max\]/2 we have S ≥ E\[max\] - T = T, so the welfare
//! is at least T, for any tie rule.
//!
//! The factor 2 is the best possible: a first agent of value 1, a second one of value 1/η with probability η, 0 otherwise. With
//! half of E\[max\] and ties served it is attained: values 1 and 2 for certain, so the threshold is 1 and the first is served.
//!
//! Kleinberg and Weinberg 2012.

use super::single_item::value;
use super::threshold::{Ties, Values, expectation, generate, two};
use crate::case::{Case, Generator};
use crate::exact::Rational;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use num_traits::One;

/// The threshold E\[max\]/2 guarantees half of E\[max\], in every order and for any tie rule.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "prophet-half-max",
            title: "Prophet inequality: half the expected maximum",
            printed: Version::holds(
                Some("2"),
                "some threshold gets at least half of what a prophet gets from independent values, in any order",
            ),
            sharp: Version::holds(
                Some("2"),
                "E[max] <= 2*E[threshold E[max]/2], whatever happens to values equal to it; 2 is attained if they are served",
            ),
            ratio_of: "E[max]/E[threshold]",
            hypotheses: &["independent values"],
            conventions: &["values are drawn from the prior's marginals", "the worst order counts"],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        half_max(&Values::of(case), &two())
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        generate(generator)
    }

    fn twins(&self) -> Vec<Twin> {
        let whole = |case: &Case| half_max(&Values::of(case), &Rational::one());
        let correlated = |case: &Case| {
            // The same threshold, but values are drawn from the joint prior.
            let values = Values::of(case);
            let setting = case.setting();
            let worth = |profile: &crate::setting::Profile| -> Vec<Rational> {
                profile.types().iter().enumerate().map(|(agent, at)| value(setting, agent, *at)).collect()
            };
            let draws: Vec<(Vec<Rational>, Rational)> =
                case.prior.support().map(|(profile, mass)| (worth(&profile), mass)).collect();
            let most: Rational = draws
                .iter()
                .map(|(worths, mass)| worths.iter().max().cloned().unwrap_or_default() * mass)
                .sum();
            let threshold = &most / two();
            let first = |order: &[usize], worths: &[Rational]| {
                order
                    .iter()
                    .map(|agent| &worths[*agent])
                    .find(|worth| **worth >= threshold)
                    .cloned()
                    .unwrap_or_default()
            };
            let least =
                values.least(|order| draws.iter().map(|(worths, mass)| first(order, worths) * mass).sum());
            vec![Comparison::within("E[max] <= 2*E[threshold]", most, two(), &least)]
        };
        vec![
            Twin::wrong("the threshold E[max]", *self, whole),
            Twin::without("without independence", *self, correlated),
        ]
    }
}

/// The threshold E\[max\] over a divisor, for both tie rules.
fn half_max(values: &Values, divisor: &Rational) -> Vec<Comparison> {
    let most = expectation(&values.maximum());
    let threshold = &most / divisor;
    let compare = |ties, name: &str| {
        let least = values.least(|order| values.served(order, &threshold, ties).0);
        Comparison::within(format!("E[max] <= 2*E[threshold], ties {name}"), most.clone(), two(), &least)
    };
    vec![compare(Ties::Served, "served"), compare(Ties::Passed, "passed")]
}
