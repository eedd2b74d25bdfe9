//! Independent priors near an independent one: against all corners of all agents' balls, one by one; and wrong versions.

use super::regret::gains;
use super::vertices::vertices;
use num_traits::{Signed, Zero};
use tvmd_core::case::{Case, Generator};
use tvmd_core::exact::ratio;
use tvmd_core::incentive::Verdict;
use tvmd_core::objective::{Objective, Performance, Revenue, Welfare};
use tvmd_core::robustness::{Extremes, Products, Regret};
use tvmd_core::{AgentId, Prior, Rational};

/// Cases with independent types; and how far off each agent's distribution may be.
fn cases(seed: u64, count: usize) -> Vec<(Case, Rational)> {
    let mut generator = Generator::new(seed);
    let mut case = || {
        let case = generator.case()?;
        let agents = case.setting().agents();
        let small = agents.len() <= 3 && agents.iter().all(|agent| agent.types().len() <= 3);
        let prior = case.prior.product_of_marginals();
        let delta = generator.fraction() / ratio(2, 1);
        small.then(|| (Case::new(case.table.clone(), prior.clone(), prior), delta))
    };
    std::iter::from_fn(|| Some(case())).flatten().take(count).collect()
}

fn marginals(prior: &Prior) -> Vec<Vec<Rational>> {
    (0..prior.setting().agents().len())
        .map(|agent| prior.marginal(AgentId(agent)).masses().collect())
        .collect()
}

/// All priors at which each agent's distribution is a corner of her ball.
fn corners(prior: &Prior, delta: &Rational) -> Vec<Prior> {
    let mut choices: Vec<Vec<Vec<Rational>>> = vec![Vec::new()];
    for marginal in marginals(prior) {
        let corners = vertices(&marginal, delta, &vec![true; marginal.len()]);
        let longer = |choice: &Vec<Vec<Rational>>| {
            corners.iter().map(|corner| [choice.clone(), vec![corner.clone()]].concat()).collect::<Vec<_>>()
        };
        choices = choices.iter().flat_map(longer).collect();
    }
    choices.iter().map(|choice| Prior::independent(prior.setting(), choice).unwrap()).collect()
}

#[test]
fn no_corner_is_worse_and_the_worst_prior_is_one_of_them() {
    let (mut compared, mut several, mut joint) = (0, 0, 0);
    for (case, delta) in cases(31, 60) {
        let near = Products::of(&case.prior, &delta).unwrap();
        let all = corners(&case.prior, &delta);
        several += usize::from(case.setting().agents().len() > 1);
        let objectives: [&dyn Objective; 2] = [&Revenue, &Welfare];
        for objective in objectives {
            let performance = Performance::new(objective, &case.table).unwrap();
            let (least, worst) = near.least(performance.values()).unwrap();
            let brute = all.iter().map(|prior| performance.expectation(prior).unwrap()).min().unwrap();
            assert_eq!((&least, performance.expectation(&worst).unwrap()), (&brute, brute.clone()));
            for (marginal, moved) in marginals(&case.prior).iter().zip(marginals(&worst)) {
                let more: Rational =
                    marginal.iter().zip(&moved).map(|(mass, moved)| Rational::zero().max(moved - mass)).sum();
                assert!(more <= delta);
            }
            assert_eq!(worst.product_of_marginals(), worst);
            compared += 1;
            // Wrong: as if the joint distribution moved by δ only, or by n·δ wherever that is worst.
            let curve = Extremes::of(performance, &case.prior).unwrap().least;
            let agents = Rational::from_integer(case.setting().agents().len().into());
            assert!(curve.at(&(agents * &delta)) <= least);
            joint += usize::from(curve.at(&delta) != least);
        }
    }
    assert!(compared == 120 && several > 20 && joint > 10, "{compared} {several} {joint}");
}

#[test]
fn no_corner_tempts_more() {
    let (mut lies, mut ruled_out, mut differ) = (0, 0, 0);
    for (case, delta) in cases(32, 80) {
        let near = Products::of(&case.prior, &delta).unwrap();
        let found = near.worst_lie(&case.table).unwrap();
        // At each corner, the gain of each type, whether it has mass there or could have.
        let mut most = Rational::zero();
        let all = corners(&case.prior, &delta);
        for (agent, spec) in case.setting().agents().iter().enumerate() {
            let agent = AgentId(agent);
            for own in 0..spec.types().len() {
                let is_possible = !case.prior.marginal(agent).mass(own).is_zero() || delta.is_positive();
                for report in (0..spec.types().len()).filter(|report| is_possible && *report != own) {
                    let gains = gains(&case.table, agent, own, report);
                    for prior in &all {
                        let drawn = prior.conditional(agent, own);
                        let Some(others) = drawn else { continue };
                        let at = |rest: usize| case.setting().numbering().join(agent.0, own, rest);
                        let gain =
                            others.support().map(|rest| others.mass(rest) * gains[at(rest)].clone().unwrap());
                        most = most.max(gain.sum());
                    }
                }
            }
        }
        let gain = found.as_ref().map(|(lie, _)| lie.gain.clone()).unwrap_or_default();
        assert_eq!(gain, most);
        if let Some((lie, prior)) = found {
            lies += 1;
            ruled_out += usize::from(case.prior.marginal(lie.agent).mass(lie.own).is_zero());
            assert_eq!(Verdict::bic(&case.table, &prior).unwrap().regret, lie.gain);
        }
        // Wrong: what a lie gains over joint priors within δ.
        differ += usize::from(Regret::of(&case.table, &case.prior).unwrap().at(&delta) != gain);
    }
    assert!(lies > 40 && ruled_out > 0 && differ > 10, "{lies} {ruled_out} {differ}");
}

/// Wrong: each agent in turn moves to her best corner, until none can. It stops short of the worst.
#[test]
fn to_move_one_agent_at_a_time_may_stop_short() {
    let mut short = 0;
    let mut generator = Generator::new(33);
    for (case, _) in cases(34, 60) {
        // Any function of the profile; revenue is seldom so contrary.
        let values: Vec<Rational> = case.setting().profiles().map(|_| generator.fraction()).collect();
        let delta = ratio(1, 2);
        let near = Products::of(&case.prior, &delta).unwrap();
        let mut current = marginals(&case.prior);
        loop {
            let before = current.clone();
            for (agent, marginal) in marginals(&case.prior).into_iter().enumerate() {
                let moved =
                    vertices(&marginal, &delta, &vec![true; marginal.len()]).into_iter().map(|corner| {
                        let mut choice = current.clone();
                        choice[agent] = corner;
                        choice
                    });
                let value = |choice: &Vec<Vec<Rational>>| {
                    Prior::independent(case.setting(), choice).unwrap().distribution().expectation(&values)
                };
                let best = moved.min_by_key(value).unwrap();
                if value(&best) < value(&current) {
                    current = best;
                }
            }
            if before == current {
                break;
            }
        }
        let reached =
            Prior::independent(case.setting(), &current).unwrap().distribution().expectation(&values);
        let least = near.least(&values).unwrap().0;
        assert!(least <= reached);
        short += usize::from(least < reached);
    }
    assert!(short > 0, "{short}");
}

#[test]
fn types_that_are_not_independent_have_no_such_ball() {
    let mut generator = Generator::new(35);
    let cases = std::iter::from_fn(|| Some(generator.case())).flatten().take(100);
    let [yes, no] = cases.fold([0, 0], |[yes, no], case| {
        let is_product = case.prior.product_of_marginals() == case.prior;
        assert_eq!(Products::of(&case.prior, &ratio(1, 10)).is_some(), is_product);
        if is_product { [yes + 1, no] } else { [yes, no + 1] }
    });
    assert!(yes > 5 && no > 5, "{yes} {no}");
}
