//! The best guarantee for noisy marginals, against the corners of each agent's ball; and its certificate.

use super::best::{deltas, priors};
use super::textbook::{Asked, most};
use super::vertices::vertices;
use num_traits::{One, Zero};
use tvmd_core::objective::{Performance, Revenue, Standard};
use tvmd_core::optimum::couplings::{worst_joint, worst_joint_near};
use tvmd_core::optimum::file::File;
use tvmd_core::optimum::maxmin::{MaxMin, max_min, max_min_near};
use tvmd_core::optimum::{Ball, Noise, OptimumError, Program, Relation};
use tvmd_core::prior::{Distribution, PriorError, TotalVariation};
use tvmd_core::work::Budget;
use tvmd_core::{AgentId, Prior, Rational, Table, ratio};
use tvmd_verify::{Proves, verify};

fn marginals(prior: &Prior) -> Vec<Distribution> {
    (0..prior.setting().agents().len()).map(|agent| prior.marginal(AgentId(agent))).collect()
}

fn near(prior: &Prior, noise: &Noise) -> MaxMin {
    max_min_near(prior.setting(), &marginals(prior), noise, &Revenue, &Budget::DEFAULT, &mut |_| ()).unwrap()
}

/// What a mechanism makes at least: one program over joint distributions, with the marginals as variables.
fn guaranteed(table: &Table, prior: &Prior, noise: &Noise) -> Rational {
    let (one, zero) = (Rational::one, Rational::zero);
    let setting = prior.setting();
    let performance = Performance::new(&Revenue, table).unwrap();
    let mut program = Program::new();
    let masses: Vec<_> =
        performance.values().iter().map(|value| program.variable(Some(zero()), None, -value)).collect();
    program.row(masses.iter().map(|mass| (*mass, one())), Relation::Equal, one()).unwrap();
    for (agent, marginal) in marginals(prior).iter().enumerate() {
        let mut added = Vec::new();
        for own in 0..marginal.len() {
            let with_own =
                setting.profiles().zip(&masses).filter(|(profile, _)| profile.of(AgentId(agent)) == own);
            let mut row: Vec<_> = with_own.map(|(_, mass)| (*mass, one())).collect();
            if noise.ball == Ball::All || !marginal.mass(own).is_zero() {
                let more = program.variable(Some(zero()), None, zero());
                row.push((more, -one()));
                added.push((more, one()));
            }
            program.row(row, Relation::AtMost, marginal.mass(own)).unwrap();
        }
        program.row(added, Relation::AtMost, noise.radii[agent].clone()).unwrap();
    }
    -program.maximise().optimum().unwrap().value
}

#[test]
fn the_mechanism_guarantees_the_value_and_no_other_more_under_the_worst_prior() {
    let mut falls = 0;
    for (position, prior) in priors(81, 12).into_iter().enumerate() {
        for (delta, ball) in
            deltas().into_iter().flat_map(|delta| [(delta.clone(), Ball::All), (delta, Ball::Support)])
        {
            // Agents' marginals are known more or less well.
            let agents = prior.setting().agents().len();
            let radii = (0..agents)
                .map(|agent| if (agent + position) % 2 == 0 { delta.clone() } else { &delta / ratio!(3) });
            let noise = Noise { radii: radii.collect(), ball };
            let best = near(&prior, &noise);
            assert_eq!(guaranteed(&best.table, &prior, &noise), best.value);
            let made = Performance::new(&Revenue, &best.table).unwrap();
            let worst = worst_joint_near(prior.setting(), &marginals(&prior), &noise, made.values()).unwrap();
            assert_eq!((&worst.value, &made.expectation(&worst.prior).unwrap()), (&best.value, &best.value));
            for ((marginal, worst), radius) in
                marginals(&prior).iter().zip(&marginals(&best.worst)).zip(&noise.radii)
            {
                assert!(TotalVariation::between(marginal, worst).value <= *radius);
            }
            let worst: Vec<Rational> = best.worst.distribution().masses().collect();
            assert_eq!(most(prior.setting(), Asked::Dominant, false, &[worst]), best.value);

            let text = File::max_min_near(&best, &prior, &noise, Standard::Revenue).to_json().unwrap();
            let proved = verify(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
            assert_eq!((proved.proves, Rational::from(proved.value)), (Proves::MaxMin, best.value.clone()));

            let exact = max_min(prior.setting(), &marginals(&prior), &Revenue, &Budget::DEFAULT, &mut |_| ())
                .unwrap();
            if delta.is_zero() {
                assert_eq!(exact.value, best.value);
            }
            // Wrong: the best for the marginals themselves, as if it were best near them.
            let at_worst = guaranteed(&exact.table, &prior, &noise);
            assert!(at_worst <= best.value);
            // Lemma 10.
            let width = Performance::new(&Revenue, &exact.table).unwrap().width_in_play();
            assert!(at_worst >= exact.value - width * noise.radii.iter().sum::<Rational>());
            falls += usize::from(at_worst < best.value);
        }
    }
    assert!(falls > 10, "{falls}");
}

/// The worst of the corners of two agents' balls, one by one: for a fixed mechanism the guarantee is convex in the marginals, so this is
/// at least the value, and equal where one agent's marginal is noisy and there is no other.
#[test]
fn corners_of_marginals_guarantee_no_less() {
    for prior in priors(82, 10) {
        let agents = prior.setting().agents().len();
        let noise = Noise { radii: vec![ratio!(1 / 5); agents], ball: Ball::All };
        let best = near(&prior, &noise);
        let performance = Performance::new(&Revenue, &best.table).unwrap();
        let corners = marginals(&prior).into_iter().map(|marginal| {
            let masses: Vec<Rational> = marginal.masses().collect();
            vertices(&masses, &ratio!(1 / 5), &vec![true; masses.len()]).into_iter().collect::<Vec<_>>()
        });
        let mut choices: Vec<Vec<Distribution>> = vec![Vec::new()];
        for corners in corners {
            let longer = |choice: &Vec<Distribution>| {
                let add = |corner: &Vec<Rational>| {
                    [choice.clone(), vec![Distribution::new(corner).unwrap()]].concat()
                };
                corners.iter().map(add).collect::<Vec<_>>()
            };
            choices = choices.iter().flat_map(longer).collect();
        }
        let least = choices
            .iter()
            .map(|chosen| worst_joint(prior.setting(), chosen, performance.values()).unwrap().value);
        let least = least.min().unwrap();
        assert!(if agents == 1 { least == best.value } else { least >= best.value });
    }
}

#[test]
fn distances_are_one_per_agent_and_below_0_there_is_none() {
    let prior = priors(81, 1).remove(0);
    let agents = prior.setting().agents().len();
    let noise = |count: usize, radius: Rational| Noise { radii: vec![radius; count], ball: Ball::All };
    let (known, budget) = (marginals(&prior), Budget::DEFAULT);
    let many = noise(agents + 1, ratio!(0));
    let error = max_min_near(prior.setting(), &known, &many, &Revenue, &budget, &mut |_| ()).unwrap_err();
    assert_eq!(error, OptimumError::Prior(PriorError::Agents(agents, agents + 1)));
    let none = near(&prior, &noise(agents, ratio!(-1 / 10)));
    let exact = max_min(prior.setting(), &known, &Revenue, &budget, &mut |_| ()).unwrap();
    assert_eq!(none.value, exact.value);
}
