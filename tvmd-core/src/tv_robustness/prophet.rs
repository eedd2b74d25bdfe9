//! Prophet inequalities for one item: a threshold against the expected maximum of independent values.
//!
//! Agents come in some order; the first whose value reaches the threshold gets the item. Write max for the largest value, q
//! for the probability that somebody gets it, and S = E\[(max - T)⁺\]. Whatever happens to values equal to T, the welfare is
//! at least T·q + (1 - q)·S: whoever is served pays T, and agent i is reached with probability at least 1 - q,
//! independently of her value, which exceeds T by Σ_i E\[(v_i - T)⁺\] ≥ S in all. And E\[max\] ≤ T + S.
//!
//! **Half of the expected maximum.** With T = E\[max\]/2 we have S ≥ E\[max\] - T = T, so the welfare is at least T, for any tie rule.
//!
//! **The median.** Let T be a median of max: Pr\[max > T\] ≤ 1/2 ≤ Pr\[max ≥ T\]. If T ≥ S, serving values equal to T has q ≥ 1/2
//! and so welfare at least (T + S)/2; if T ≤ S, not serving them has q ≤ 1/2 and the same bound. Likewise for serving them with
//! the probability (one coin for all agents) that makes q = 1/2. Neither fixed rule will do for all distributions.
//!
//! The factor 2 is the best possible: a first agent of value 1, a second one of value 1/η with probability η, 0 otherwise. With
//! half of E\[max\] and ties served it is attained: values 1 and 2 for certain, so the threshold is 1 and the first is served.
//!
//! Samuel-Cahn 1984 (the median); Kleinberg and Weinberg 2012 (half of the expectation).

use super::single_item::{independent, orders, setting, value, whole};
use crate::case::{Case, Generator, build::additive};
use crate::exact::{Rational, ratio};
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::{Distribution, Prior};
use crate::setting::AgentId;
use num_traits::{One, Zero};
use std::collections::BTreeMap;

/// The threshold E\[max\]/2 guarantees half of E\[max\], in every order and for any tie rule.
#[derive(Clone, Copy, Debug)]
pub struct HalfMax;

/// The threshold at a median of max guarantees half of E\[max\] in every order, for one of the tie rules. The paper has no median; this
/// is the rule of the literature that it leans on.
#[derive(Clone, Copy, Debug)]
pub struct Median;

/// What happens to values equal to the threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ties {
    Served,
    Passed,
}

/// Independent values: by agent, the values with their probabilities.
struct Values(Vec<Vec<(Rational, Rational)>>);

impl Values {
    /// The values of a case's agents for all items together, drawn from the marginals of its prior.
    fn of(case: &Case) -> Self {
        let setting = case.setting();
        let own = |agent: usize| {
            let marginal: Distribution = case.prior.marginal(AgentId(agent));
            marginal.support().map(|own| (value(setting, agent, own), marginal.mass(own))).collect()
        };
        Self((0..setting.agents().len()).map(own).collect())
    }

    /// The distribution of the largest value.
    fn maximum(&self) -> BTreeMap<Rational, Rational> {
        let mut maximum = BTreeMap::from([(Rational::zero(), Rational::one())]);
        for atoms in &self.0 {
            let mut next = BTreeMap::new();
            for (most, chance) in &maximum {
                for (value, mass) in atoms {
                    *next.entry(most.max(value).clone()).or_insert_with(Rational::zero) += chance * mass;
                }
            }
            maximum = next;
        }
        maximum
    }

    /// The welfare of a threshold in an order, and the probability that somebody is served.
    fn served(&self, order: &[usize], threshold: &Rational, ties: Ties) -> (Rational, Rational) {
        let (mut welfare, mut waiting) = (Rational::zero(), Rational::one());
        for agent in order {
            let enough = |value: &Rational| value > threshold || ties == Ties::Served && value == threshold;
            let chosen = self.0[*agent].iter().filter(|(value, _)| enough(value));
            let (worth, chance) = chosen
                .fold((Rational::zero(), Rational::zero()), |(worth, chance), (value, mass)| {
                    (worth + value * mass, chance + mass)
                });
            welfare += &waiting * worth;
            waiting *= Rational::one() - chance;
        }
        (welfare, Rational::one() - waiting)
    }

    /// The least welfare of a rule over all orders.
    fn least(&self, welfare: impl Fn(&[usize]) -> Rational) -> Rational {
        orders(self.0.len()).iter().map(|order| welfare(order)).min().unwrap_or_default()
    }
}

fn expectation(maximum: &BTreeMap<Rational, Rational>) -> Rational {
    maximum.iter().map(|(value, mass)| value * mass).sum()
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

fn two() -> Rational {
    ratio(2, 1)
}

impl Statement for HalfMax {
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
                profile.types().iter().enumerate().map(|(agent, own)| value(setting, agent, *own)).collect()
            };
            let draws: Vec<(Vec<Rational>, Rational)> =
                case.prior.support().map(|(profile, mass)| (worth(&profile), mass)).collect();
            let most: Rational =
                draws.iter().map(|(own, mass)| own.iter().max().cloned().unwrap_or_default() * mass).sum();
            let threshold = &most / two();
            let first = |order: &[usize], own: &[Rational]| {
                order
                    .iter()
                    .map(|agent| &own[*agent])
                    .find(|own| **own >= threshold)
                    .cloned()
                    .unwrap_or_default()
            };
            let least = values.least(|order| draws.iter().map(|(own, mass)| first(order, own) * mass).sum());
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

impl Statement for Median {
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

/// A first agent of value 1, and a second one of a value with some probability, if any.
fn two_agents(second: &[(Rational, Rational)]) -> Option<Case> {
    let mut values = vec![vec![vec![Rational::one()]]];
    let mut masses = vec![vec![Rational::zero(), Rational::one()]];
    for (mass, value) in second {
        values.push(vec![vec![value.clone()]]);
        masses.push(vec![Rational::one() - mass, mass.clone()]);
    }
    let bound = second.iter().map(|(_, value)| value.clone()).fold(Rational::one(), Ord::max);
    let setting = additive(1, bound, &values)?;
    let prior = Prior::independent(&setting, &masses).ok()?;
    Case::of_priors(prior.clone(), prior).ok()
}

/// Random independent values, or the case in which 2 is approached.
fn generate(generator: &mut Generator) -> Option<Case> {
    if generator.below(3) == 0 {
        let rare = ratio(1, 2 + whole(generator.below(150)));
        let value = rare.recip() * (Rational::one() + generator.fraction());
        return two_agents(&[(rare, value)]);
    }
    let agents = 1 + generator.position(3);
    let setting = setting(generator, agents, 3)?;
    let start = independent(generator, &setting)?;
    let prior = if generator.below(4) == 0 { generator.near(&start) } else { start };
    Case::of_priors(prior.clone(), prior).ok()
}
