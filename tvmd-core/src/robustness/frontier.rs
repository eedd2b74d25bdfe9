//! Which (ε, q) hold under every prior near the given one.
//!
//! The smallest q for an ε is the largest mass that an agent's types who gain more than ε can have. Say which types these are, and by which misreport
//! each gains. How likely they can be is then a linear program: mass is taken anywhere, δ at most, and all of it is best put where the misreport
//! of one of these types gains most, which makes her likelier and her gain larger. What is maximised is the mass that comes from other
//! types; that each expected gain is more than ε is linear in what is taken and put. All choices of types and misreports are tried, but
//! those that contain one that is impossible, or can't exceed what was found.
//!
//! A strict inequality is decided first: a program asks by how much all of these gains can exceed ε at once. Where that is something, the largest
//! mass with gains of at least ε is approached by masses with gains of more.

use super::ball::highest;
use crate::exact::{BigInt, Rational};
use crate::incentive::Temptation;
use crate::mechanism::Table;
use crate::optimum::{Ball, Program, Relation, VariableId};
use crate::prior::{Prior, PriorError, Spread};
use crate::work::{Budget, Count, RATIONAL_BYTES, Work};
use num_traits::{One, Signed, Zero};
use serde::Serialize;
use std::collections::BTreeMap;

/// The steps that a program takes for each of its rows and columns.
const ENTRY_STEPS: u64 = 1_200;

/// How nearly truthful a mechanism is under every prior within a distance, exactly.
///
/// ```
/// use tvmd::optimum::Ball;
/// use tvmd::prelude::*;
/// use tvmd::robustness::NearFrontier;
/// use tvmd::work::Budget;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior independent { Buyer { Low: 3/4, High: 1/4 } } }
/// #     mechanism Bid in Shop { outcomes { High => Buyer gets { Tea } pays 2, Low => Buyer gets { Tea } pays 1, _ => nothing } }
/// # }
///
/// // High, of mass 1/4, gains 1 by reporting Low; within a tenth her mass is at most 7/20.
/// let near = NearFrontier::of(&Bid.table(), &Shop::prior(), &ratio!(1 / 10), Ball::All)?;
/// let steps = near.steps(&Budget::DEFAULT);
/// assert_eq!((&steps[0].epsilon, &steps[0].q, steps[0].exact), (&ratio!(0), &ratio!(7 / 20), true));
/// assert_eq!((&steps[1].epsilon, &steps[1].q), (&ratio!(1), &ratio!(0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct NearFrontier {
    delta: Rational,
    /// By agent.
    agents: Vec<Vec<Tempted>>,
}

/// A type who gains by some misreport under some prior in a ball.
#[derive(Clone, Debug)]
struct Tempted {
    mass: Rational,
    /// What she gains at most by each misreport, given her type, and how that is spread: by falling gain.
    lies: Vec<(Rational, Spread)>,
    /// The most values that any of these has.
    widest: usize,
}

/// An (ε, q) that holds under every prior in a ball.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Guaranteed {
    /// The gain that is allowed, in units of payments.
    #[serde(with = "crate::exact::text")]
    pub epsilon: Rational,
    /// The mass of types that may gain more.
    #[serde(with = "crate::exact::text")]
    pub q: Rational,
    /// Whether no smaller q holds. Where finding that would be too much work, q is the mass of the types who can gain more under some prior
    /// in the ball, and δ, which may be too much.
    pub exact: bool,
}

impl NearFrontier {
    /// That of a mechanism under the priors within `delta` of one.
    ///
    /// All priors are within 1 of each other, and below 0 there is only the prior itself.
    ///
    /// # Errors
    /// If the prior belongs to another setting than the table.
    pub fn of(table: &Table, prior: &Prior, delta: &Rational, ball: Ball) -> Result<Self, PriorError> {
        let delta = delta.clone().max(Rational::zero()).min(Rational::one());
        let mut types: BTreeMap<(usize, usize), Vec<(Rational, Spread)>> = BTreeMap::new();
        for Temptation { agent, own, gains, .. } in Temptation::all(table, prior)? {
            let reached = match ball {
                Ball::All => Some(gains).filter(|gains| delta.is_positive() || gains.mass().is_positive()),
                Ball::Support => gains.on_support(),
            };
            let Some(gains) = reached else { continue };
            let most = highest(&gains).at(&delta);
            if most.is_positive() {
                types.entry((agent.0, own)).or_default().push((most, gains));
            }
        }
        let mut agents = vec![Vec::new(); table.setting().agents().len()];
        for ((agent, _), mut lies) in types {
            lies.sort_by(|(one, _), (other, _)| other.cmp(one));
            let widest = lies.iter().map(|(_, lie)| lie.atoms().len()).max().unwrap_or_default();
            agents[agent].push(Tempted { mass: lies[0].1.mass(), lies, widest });
        }
        Ok(Self { delta, agents })
    }

    /// The pairs at ε = 0 and wherever a type ceases to gain more, under the prior itself or under one in the ball, by rising ε. The last has
    /// q = 0. Each holds for a larger ε, too, for which less may do: between these the smallest q falls along curves
    /// ([`smallest_q`](Self::smallest_q)).
    #[must_use]
    pub fn steps(&self, budget: &Budget) -> Vec<Guaranteed> {
        let types = || self.agents.iter().flatten();
        let expected = |tempted: &Tempted| tempted.lies.iter().filter_map(|(_, lie)| lie.expectation()).max();
        let gains = types().filter_map(expected).chain(types().map(|tempted| tempted.lies[0].0.clone()));
        let mut epsilons: Vec<Rational> =
            gains.filter(Rational::is_positive).chain([Rational::zero()]).collect();
        epsilons.sort();
        epsilons.dedup();
        let mut steps: Vec<Guaranteed> = Vec::new();
        for epsilon in &epsilons {
            let step = self.smallest_of(epsilon, epsilons.len(), budget);
            if steps.last().is_none_or(|last| last.q != step.q) {
                steps.push(step);
            }
        }
        steps
    }

    /// The smallest q with which the mechanism is (ε, q)-BIC under every prior in the ball, for ε at least 0.
    #[must_use]
    pub fn smallest_q(&self, epsilon: &Rational, budget: &Budget) -> Guaranteed {
        self.smallest_of(epsilon, 1, budget)
    }

    /// The same, where so many are asked for with one budget.
    fn smallest_of(&self, epsilon: &Rational, asked: usize, budget: &Budget) -> Guaranteed {
        let (mut q, mut exact) = (Rational::zero(), true);
        for types in &self.agents {
            // Types who gain more under some prior, each with the misreports by which she does.
            let more = |tempted: &'_ Tempted| tempted.lies.partition_point(|(most, _)| most > epsilon);
            let gaining: Vec<(&Tempted, usize)> =
                types.iter().map(|tempted| (tempted, more(tempted))).filter(|(_, lies)| *lies > 0).collect();
            if gaining.is_empty() {
                continue;
            }
            if budget.allows(work(&gaining, asked)).is_ok() {
                let mut search = Search { epsilon, delta: &self.delta, most: Rational::zero() };
                search.choose(&gaining, &mut Vec::new());
                q = q.max(search.most);
            } else {
                let all: Rational = gaining.iter().map(|(tempted, _)| &tempted.mass).sum();
                (q, exact) = (q.max((all + &self.delta).min(Rational::one())), false);
            }
        }
        Guaranteed { epsilon: epsilon.clone(), q, exact }
    }
}

/// What it takes to try all choices among types' first lies, so many times.
fn work(types: &[(&Tempted, usize)], times: usize) -> Work {
    // More than a machine can count is more than any budget.
    let choices = types.iter().fold(1_u128, |all, (_, lies)| all.saturating_mul(*lies as u128 + 1));
    let choices = BigInt::from(choices);
    let columns = types.iter().map(|(tempted, _)| tempted.widest + 1).sum::<usize>() + 2;
    let entries = BigInt::from(columns) * (types.len() + 2);
    Work {
        what: format!("{} choices of lies, two linear programs for each,", Count(&choices)),
        steps: choices * times * &entries * ENTRY_STEPS,
        memory: entries * RATIONAL_BYTES,
    }
}

/// The largest mass of types that gain more than ε, as far as it is known.
struct Search<'a> {
    epsilon: &'a Rational,
    delta: &'a Rational,
    most: Rational,
}

impl<'a> Search<'a> {
    /// Tries all choices among the types that are left, beside those that are chosen.
    fn choose(&mut self, left: &[(&'a Tempted, usize)], chosen: &mut Vec<&'a Spread>) {
        let Some(((first, lies), others)) = left.split_first() else { return };
        let possible: Rational = chosen.iter().map(|lie| lie.mass()).sum::<Rational>()
            + left.iter().map(|(tempted, _)| &tempted.mass).sum::<Rational>();
        if (possible + self.delta).min(Rational::one()) <= self.most {
            return;
        }
        for (_, lie) in &first.lies[..*lies] {
            chosen.push(lie);
            if let Some(mass) = self.mass(chosen) {
                self.most = mass.max(self.most.clone());
                self.choose(others, chosen);
            }
            chosen.pop();
        }
        self.choose(others, chosen);
    }

    /// How likely types can be that gain more than ε by these lies; `None` if they can't all at once.
    fn mass(&self, chosen: &[&Spread]) -> Option<Rational> {
        let sure: Rational = chosen.iter().map(|lie| lie.mass()).sum();
        let others = Rational::one() - &sure;
        if chosen.iter().all(|lie| lie.expectation().is_some_and(|gain| gain > *self.epsilon)) {
            return Some(sure + others.min(self.delta.clone()));
        }
        let beyond = self.solve(chosen, &others, true);
        beyond.is_positive().then(|| sure + self.solve(chosen, &others, false))
    }

    /// By how much all gains, weighed with the mass of the type, can exceed ε at once, 1 at most; or how much mass can come from other types where all are at
    /// least ε.
    fn solve(&self, chosen: &[&Spread], others: &Rational, exceed: bool) -> Rational {
        let (zero, one) = (Rational::zero, Rational::one);
        let worth = |counts: bool| if counts { one() } else { zero() };
        let mut program = Program::new();
        let excess = program.variable(Some(zero()), Some(one()), worth(exceed));
        let from_others = program.variable(Some(zero()), Some(others.clone()), worth(!exceed));
        let (mut taken, mut put): (Vec<VariableId>, Vec<VariableId>) = (vec![from_others], Vec::new());
        for lie in chosen {
            let top = program.variable(Some(zero()), None, zero());
            put.push(top);
            let mut form = vec![(top, lie.most() - self.epsilon)];
            let mut gain = zero();
            for (value, mass) in lie.atoms() {
                let removed = program.variable(Some(zero()), Some(mass.clone()), zero());
                taken.push(removed);
                form.push((removed, self.epsilon - value));
                gain += (value - self.epsilon) * mass;
            }
            if exceed {
                form.push((excess, -one()));
            }
            program.row(form, Relation::AtLeast, -gain).expect("its variables are there");
        }
        let all = |variables: &[VariableId], sign: Rational| {
            variables.iter().map(|variable| (*variable, sign.clone())).collect::<Vec<_>>()
        };
        let moved = all(&put, one());
        program.row(moved.clone(), Relation::AtMost, self.delta.clone()).expect("its variables are there");
        let balance = [moved, all(&taken, -one())].concat();
        program.row(balance, Relation::Equal, zero()).expect("its variables are there");
        // Where not even ε is gained by all, nothing exceeds it.
        program.maximise().optimum().map_or_else(zero, |optimum| optimum.value)
    }
}
