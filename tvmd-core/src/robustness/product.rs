//! What a mechanism can lose, and what lying can gain, over independent priors near an independent one.
//!
//! Where types are independent under the prior, and stay so, each agent's distribution may be off by δ. An expectation is then linear in each agent's
//! distribution, the others' being what they are, so it is least at corners of their balls: there mass comes to one type, and others are emptied
//! for it, one of them perhaps in part. For one agent the best corner is known from the values of her types. So the corners of all others are
//! tried, and that of one agent found: exactly, and in as many steps as the others have choices of corners together, which are counted
//! first. With two agents only the corners of one are tried. (Moving each agent in turn to her best corner is quick, and may stop
//! short of the worst.)
//!
//! These priors are within 1 - (1 - δ)ⁿ of the given one. Over δ they trace polynomials and no lines, so there are values at a δ, and no curves.

use super::regret::Lie;
use crate::exact::{BigInt, Rational};
use crate::incentive::{Temptation, differences};
use crate::mechanism::Table;
use crate::prior::{Prior, PriorError};
use crate::setting::AgentId;
use crate::work::{Count, RATIONAL, RATIONAL_BYTES, Work};
use num_traits::{One, Signed, Zero};
use std::collections::BTreeSet;

/// A distribution of an agent's types, by mass.
type Masses = Vec<Rational>;

/// The independent priors under which each agent's distribution is within a distance of that under a given one.
///
/// ```
/// use tvmd::prelude::*;
/// use tvmd::robustness::Products;
/// # tvmd::mechanism! {
/// #     setting Gallery<First, Second> {
/// #         items { Painting }
/// #         bound 2;
/// #         agent First:  additive { Low = 1, High = 2 }
/// #         agent Second: additive { Low = 1, High = 2 }
/// #         prior uniform;
/// #     }
/// #     mechanism Posted in Gallery { posted_prices { Painting: 2 } }
/// # }
///
/// // 2, unless both are Low: with probability 1/4, and 9/25 if each is Low with 3/5.
/// let near = Products::of(&Gallery::prior(), &ratio!(1 / 10)).ok_or("types aren't independent")?;
/// let revenue = Performance::new(&Revenue, &Posted.table())?;
/// let (least, worst) = near.least(revenue.values())?;
/// assert_eq!(least, ratio!(32 / 25));
/// assert_eq!(revenue.expectation(&worst)?, least);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Products {
    prior: Prior,
    delta: Rational,
    /// By agent.
    marginals: Vec<Masses>,
}

impl Products {
    /// Those of a prior; `None` if types aren't independent under it.
    ///
    /// All distributions are within 1 of each other, and below 0 there is only the given one.
    #[must_use]
    pub fn of(prior: &Prior, delta: &Rational) -> Option<Self> {
        let agents = (0..prior.setting().agents().len()).map(AgentId);
        let marginals = agents.map(|agent| prior.marginal(agent).masses().collect()).collect();
        let delta = delta.clone().max(Rational::zero()).min(Rational::one());
        (prior.product_of_marginals() == *prior).then(|| Self { prior: prior.clone(), delta, marginals })
    }

    /// What it takes to find the least expectations of so many functions.
    #[must_use]
    pub fn work(prior: &Prior, functions: u64) -> Work {
        let sizes = prior.setting().agents().iter().map(|agent| agent.types().len());
        // To one type, of the others any set, and one in part.
        let corners = |types: usize| (BigInt::one() << (types - 1)) * types * types;
        let mut corners: Vec<BigInt> = sizes.map(corners).collect();
        corners.sort();
        let listed = corners.iter().sum::<BigInt>();
        corners.pop();
        let choices = corners.iter().product::<BigInt>();
        let profiles = prior.setting().profile_count();
        Work {
            what: format!("{} choices of corners of agents' distributions", Count(&choices)),
            steps: (choices * profiles + &listed) * functions * (4 * RATIONAL),
            memory: (listed + profiles) * (8 * RATIONAL_BYTES),
        }
    }

    /// The least expectation of a function that is given by profile, and a prior under which it is that.
    ///
    /// # Errors
    /// If there isn't one value for each profile.
    pub fn least(&self, values: &[Rational]) -> Result<(Rational, Prior), PriorError> {
        let profiles = self.prior.setting().profile_count();
        if values.len() != profiles {
            return Err(PriorError::Profiles(profiles, values.len()));
        }
        let corners = self.corners();
        let (least, masses) = self.lowest(values, &corners, None);
        Ok((least, self.product(&masses)))
    }

    /// The misreport that gains most, given the type, under one of these priors, and such a prior; `None` if none gains. Of several the first by
    /// agent, type and misreport (⊥ last).
    ///
    /// # Errors
    /// If the table belongs to another setting than the prior.
    pub fn worst_lie(&self, table: &Table) -> Result<Option<(Lie, Prior)>, PriorError> {
        let corners = self.corners();
        let mut worst: Option<(Lie, Vec<Masses>)> = None;
        for Temptation { agent, own, report, .. } in Temptation::all(table, &self.prior)? {
            let own_mass = &self.marginals[agent.0][own];
            if own_mass.is_zero() && self.delta.is_zero() {
                continue;
            }
            let mut lost = vec![Rational::zero(); self.prior.setting().profile_count()];
            for (profile, worth) in differences(table, agent.0, own, report) {
                lost[profile] = worth;
            }
            let (loss, masses) = self.lowest(&lost, &corners, Some((agent.0, own)));
            if -&loss > worst.as_ref().map_or_else(Rational::zero, |(lie, _)| lie.gain.clone()) {
                worst = Some((Lie { agent, own, report, gain: -loss }, masses));
            }
        }
        // Given her type it doesn't matter how likely that is, if it is possible at all.
        let with_type = |(lie, mut masses): (Lie, Vec<Masses>)| {
            let mut likely = self.marginals[lie.agent.0].clone();
            if likely[lie.own].is_zero() {
                let first = likely.iter().position(Rational::is_positive).expect("masses add up to 1");
                let moved = likely[first].clone().min(self.delta.clone());
                likely[first] -= &moved;
                likely[lie.own] += moved;
            }
            masses[lie.agent.0] = likely;
            (lie, self.product(&masses))
        };
        Ok(worst.map(with_type))
    }

    /// By agent, the corners of her ball.
    fn corners(&self) -> Vec<Vec<Masses>> {
        self.marginals.iter().map(|marginal| corners(marginal, &self.delta)).collect()
    }

    /// The prior of these distributions.
    fn product(&self, masses: &[Masses]) -> Prior {
        Prior::independent(self.prior.setting(), masses).expect("mass only moved")
    }

    /// The least expectation of a function, and a distribution of each agent's types with which it is that; where one agent's type is
    /// known, given that type.
    fn lowest(
        &self,
        values: &[Rational],
        corners: &[Vec<Masses>],
        known: Option<(usize, usize)>,
    ) -> (Rational, Vec<Masses>) {
        let sure = known.map(|(agent, own)| {
            let mut sure = vec![Rational::zero(); self.marginals[agent].len()];
            sure[own] = Rational::one();
            (agent, [sure])
        });
        let unknown = (0..corners.len()).filter(|agent| known.is_none_or(|(known, _)| known != *agent));
        let free = unknown.max_by_key(|agent| corners[*agent].len());
        let mut choices: Vec<&[Masses]> = corners.iter().map(Vec::as_slice).collect();
        if let Some((agent, sure)) = &sure {
            choices[*agent] = sure;
        }
        let mut search = Search { products: self, choices, free, chosen: Vec::new(), lowest: None };
        search.choose(values);
        search.lowest.expect("there is a corner")
    }
}

/// The least expectation up to now, and the distributions with which it is that.
struct Search<'a> {
    products: &'a Products,
    /// By agent, the distributions that are tried.
    choices: Vec<&'a [Masses]>,
    /// Whose best distribution is found, and not tried.
    free: Option<usize>,
    /// What is chosen for the first agents; nothing for the free one.
    chosen: Vec<&'a [Rational]>,
    lowest: Option<(Rational, Vec<Masses>)>,
}

impl<'a> Search<'a> {
    /// Tries all choices of the next agents, for what is expected over the first ones: by types of the free agent, if she is among them, and
    /// of those that follow.
    fn choose(&mut self, expected: &[Rational]) {
        let agent = self.chosen.len();
        if agent == self.choices.len() {
            self.finish(expected);
        } else if self.free == Some(agent) {
            self.chosen.push(&[]);
            self.choose(expected);
            self.chosen.pop();
        } else {
            let types = self.products.marginals[agent].len();
            let before = self.free.filter(|free| *free < agent);
            let outer = before.map_or(1, |free| self.products.marginals[free].len());
            let choices = self.choices[agent];
            for masses in choices {
                let next = contract(expected, outer, types, masses);
                self.chosen.push(masses);
                self.choose(&next);
                self.chosen.pop();
            }
        }
    }

    /// The free agent's best distribution beside what is chosen: what is expected is known by her type.
    fn finish(&mut self, expected: &[Rational]) {
        let products = self.products;
        let found = self.free.map(|free| lowest(&products.marginals[free], expected, &products.delta));
        let value = found.as_ref().map_or_else(
            || expected[0].clone(),
            |masses| masses.iter().zip(expected).map(|(mass, value)| mass * value).sum(),
        );
        if self.lowest.as_ref().is_none_or(|(least, _)| value < *least) {
            let mut all: Vec<Masses> = self.chosen.iter().map(|masses| masses.to_vec()).collect();
            if let Some((free, masses)) = self.free.zip(found) {
                all[free] = masses;
            }
            self.lowest = Some((value, all));
        }
    }
}

/// The expectation over one agent's types of values by type of an agent before her, if any, her own, and those of agents after her.
fn contract(values: &[Rational], outer: usize, types: usize, masses: &[Rational]) -> Vec<Rational> {
    let inner = values.len() / outer / types;
    let at =
        |before: usize, her_type: usize, after: usize| &values[(before * types + her_type) * inner + after];
    let expected = |before: usize, after: usize| {
        let drawn = masses.iter().enumerate().filter(|(_, mass)| !mass.is_zero());
        drawn.map(|(her_type, mass)| mass * at(before, her_type, after)).sum()
    };
    (0..outer)
        .flat_map(|before| (0..inner).map(move |after| (before, after)))
        .map(|(before, after)| expected(before, after))
        .collect()
}

/// The distribution within a distance under which a function of the type is least.
fn lowest(marginal: &[Rational], values: &[Rational], delta: &Rational) -> Masses {
    let (mut masses, mut left) = (marginal.to_vec(), delta.clone());
    let mut falling: Vec<usize> = (0..values.len()).collect();
    falling.sort_by(|one, other| values[*other].cmp(&values[*one]));
    let to = falling[falling.len() - 1];
    for from in falling {
        let moved = masses[from].clone().min(left.clone());
        masses[from] -= &moved;
        masses[to] += &moved;
        left -= moved;
    }
    masses
}

/// The corners of the ball about a distribution: mass comes to one type, and others are emptied for it, the last perhaps in part.
fn corners(marginal: &[Rational], delta: &Rational) -> Vec<Masses> {
    let mut found = BTreeSet::new();
    for to in 0..marginal.len() {
        // What is left to move, and who keeps her mass.
        let mut emptied = vec![(marginal.to_vec(), delta.clone(), Vec::new())];
        for from in (0..marginal.len()).filter(|from| *from != to && marginal[*from].is_positive()) {
            let mut more = Vec::new();
            for (masses, left, kept) in &mut emptied {
                if marginal[from] <= *left {
                    more.push((
                        moved(masses, from, to, &marginal[from]),
                        &*left - &marginal[from],
                        kept.clone(),
                    ));
                }
                kept.push(from);
            }
            emptied.extend(more);
        }
        for (masses, left, kept) in emptied {
            let in_part = kept.iter().filter(|from| marginal[**from] > left && left.is_positive());
            found.extend(in_part.map(|from| moved(&masses, *from, to, &left)));
            if kept.is_empty() || left.is_zero() {
                found.insert(masses);
            }
        }
    }
    found.into_iter().collect()
}

/// The same with some mass of one type at another.
fn moved(masses: &[Rational], from: usize, to: usize, mass: &Rational) -> Masses {
    let mut masses = masses.to_vec();
    masses[from] -= mass;
    masses[to] += mass;
    masses
}
