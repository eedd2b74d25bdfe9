//! Lemma 3: priors that are close have conditionals that are close, at most types.
//!
//! X is one agent's type and Y the others'; TV_x is the distance of P and Q given X = x, for x drawn from Q, and δ that of P and
//! Q themselves. The paper prints Pr\[TV_x > 2δ/q\] ≤ q for every q, which says t · Pr\[TV_x ≥ t\] ≤ 2δ for every t. More is true:
//! t · Pr\[TV_x ≥ t\] ≤ (2 - t)δ and E\[TV_x\] ≤ 2δ - δ², both attained. So the printed 2 is a supremum that isn't attained.
//!
//! Proof. Let a and b be the masses of x under P and Q, and o = Σ_y min(P(x, y), Q(x, y)); then δ = Σ_x (a - o) = Σ_x (b - o).
//! Clearly o ≤ min(a, b), and o ≤ max(a, b)(1 - TV_x), since both joint densities are at most max(a, b) times the conditional ones.
//! If TV_x ≥ t, adding 1 - t times the first bound to the second gives (2 - t)o ≤ (1 - t)(a + b), that is
//! t·b ≤ (b - o) + (1 - t)(a - o). Sum over these x; for all others the right side is at least 0.
//!
//! For the expectation, b·TV_x ≤ b - b·o/max(a, b). That is b - o where a < b, and elsewhere b - o plus (a - b)·o/a, at most
//! (a - o)·o/a. Let O and E be the sums of o and a - o over x with a ≥ b. Then Σ (a - o)·o/a = Σ (o - o²/a) ≤ O·E/(O + E), by
//! Cauchy-Schwarz, and this grows with both. As O ≤ 1 - δ and E ≤ δ, it is at most δ(1 - δ), and so E\[TV_x\] ≤ δ + δ(1 - δ).
//!
//! Where P gives x no mass there is no conditional. Nothing in the proof depends on what it is taken to be, so the
//! worst is assumed: TV_x = 1.

use crate::case::build::unit_demand;
use crate::case::{Case, Generator};
use crate::exact::{Rational, ratio};
use crate::paper::{Comparison, Entry, Statement, Term, Twin, Version};
use crate::prior::{Prior, TotalVariation};
use crate::setting::{AgentId, Profile};
use num_traits::{One, Zero};
use std::cmp::Reverse;

/// t · Pr\[TV_x ≥ t\] ≤ 2δ, and two sharper forms.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "lemma-3",
            title: "Conditionals of close priors",
            printed: Version::holds(Some("2"), "Pr_{x~Q}[TV_x > 2*delta/q] <= q for every q"),
            sharp: Version::holds(
                Some("2"),
                "t * Pr_{x~Q}[TV_x >= t] <= (2 - t)*delta and E_{x~Q}[TV_x] <= 2*delta - delta^2, both attained; so 2 is a \
                 supremum, not attained",
            ),
            ratio_of: "t*Pr[TV_x >= t]/delta",
            hypotheses: &[],
            conventions: &["TV_x = 1, the worst, where P(x) = 0"],
            explanation: "",
        }
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        let Ok(distance) = case.prior.total_variation(&case.prior_hat) else { return Vec::new() };
        let delta = distance.value;
        let mut comparisons = Vec::new();
        for agent in (0..case.setting().agents().len()).map(AgentId) {
            let distances = conditional_distances(&case.prior, &case.prior_hat, agent);
            let expected: Rational = distances.iter().map(|(distance, mass)| distance * mass).sum();
            let bound =
                vec![Term::sharp("2*delta", two() * &delta), Term::sharp("-delta^2", -(&delta * &delta))];
            comparisons.push(Comparison::at_most_sum("E[TV_x] <= 2*delta - delta^2", expected, bound));
            let mut chance = Rational::zero();
            for (threshold, mass) in distances {
                chance += mass;
                let left = &threshold * &chance;
                let right = vec![
                    Term::sharp("2*delta", two() * &delta),
                    Term::sharp("-t*delta", -(threshold * &delta)),
                ];
                comparisons.push(Comparison::within(
                    "t * Pr[TV_x >= t] <= 2*delta",
                    left.clone(),
                    two(),
                    &delta,
                ));
                comparisons.push(Comparison::at_most_sum("t * Pr[TV_x >= t] <= (2 - t)*delta", left, right));
            }
        }
        comparisons
    }

    /// X with two or three types and Y with two, built from the cases of equality: given x, one prior is sure of Y and the other
    /// errs with probability t, and the masses of x are where the two bounds on o meet.
    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        if generator.below(4) == 0 {
            return generator.case();
        }
        let nothing = |types| vec![vec![Rational::zero()]; types];
        let setting = unit_demand(1, Rational::one(), &[nothing(3), nothing(2)])?;
        let one = Rational::one();
        let err = ratio(1, 2 + i64::try_from(generator.below(99)).ok()?);
        // The ratios of the masses under P to those under Q, and masses under Q for which both add up to 1.
        let high = &one / (&one - &err);
        let low = if generator.below(2) == 0 { Rational::zero() } else { &one - &err };
        let same = if generator.below(2) == 0 { Rational::zero() } else { generator.fraction() };
        let often = (&one - &low) / (&high - &low);
        let masses = [(&one - &same) * &often, (&one - &same) * (&one - &often), same];
        let (mut p, mut q) = (Vec::new(), Vec::new());
        for (position, (mass, times)) in masses.into_iter().zip([high, low, one.clone()]).enumerate() {
            let conditionals = if position == 2 {
                [Rational::zero(), Rational::zero()]
            } else if generator.below(2) == 0 {
                [err.clone(), Rational::zero()]
            } else {
                [Rational::zero(), err.clone()]
            };
            for (atoms, mass, wrong) in
                [(&mut p, &mass * times, &conditionals[0]), (&mut q, mass.clone(), &conditionals[1])]
            {
                atoms.push((Profile::new(vec![position + 1, 1]), &mass * (&one - wrong)));
                atoms.push((Profile::new(vec![position + 1, 2]), mass * wrong));
            }
        }
        Case::of_priors(Prior::joint(&setting, p).ok()?, Prior::joint(&setting, q).ok()?).ok()
    }

    fn twins(&self) -> Vec<Twin> {
        vec![Twin::wrong("delta for 2*delta", *self, without_the_two)]
    }
}

fn two() -> Rational {
    ratio(2, 1)
}

/// TV_x with the mass of x under Q, for the types of positive mass, the largest distance first.
fn conditional_distances(p: &Prior, q: &Prior, agent: AgentId) -> Vec<(Rational, Rational)> {
    let marginal = q.marginal(agent);
    let of_type = |at: usize| {
        let distance = match (p.conditional(agent, at), q.conditional(agent, at)) {
            (Some(p), Some(q)) => TotalVariation::between(&p, &q).value,
            _ => Rational::one(),
        };
        (distance, marginal.mass(at))
    };
    let mut distances: Vec<(Rational, Rational)> = marginal.support().map(of_type).collect();
    distances.sort_by_key(|(distance, _)| Reverse(distance.clone()));
    distances
}

/// What a union bound would give if the marginals of X were equal.
fn without_the_two(case: &Case) -> Vec<Comparison> {
    let Ok(distance) = case.prior.total_variation(&case.prior_hat) else { return Vec::new() };
    let expected = |agent| -> Rational {
        let distances = conditional_distances(&case.prior, &case.prior_hat, AgentId(agent));
        distances.iter().map(|(distance, mass)| distance * mass).sum()
    };
    let agents = 0..case.setting().agents().len();
    agents
        .map(|agent| Comparison::at_most("E[TV_x] <= delta", expected(agent), distance.value.clone()))
        .collect()
}
