//! The best mechanism in a ball, against the program over the ball's corners, one row each; and its certificate.

use super::textbook::{Asked, most};
use super::vertices::vertices;
use num_traits::{One, Zero};
use tvmd_core::case::Generator;
use tvmd_core::case::build::additive;
use tvmd_core::exact::ratio;
use tvmd_core::objective::{Performance, Revenue, Standard};
use tvmd_core::optimum::file::File;
use tvmd_core::optimum::{Ball, Criterion, Design, Linear as _, Participation, Sought, Truthfulness, Within};
use tvmd_core::robustness::Extremes;
use tvmd_core::work::Budget;
use tvmd_core::{Prior, Rational, Table};
use tvmd_verify::{Proves, verify};

/// Priors over one or two agents with one or two types, some profiles being impossible.
pub(crate) fn priors(seed: u64, count: usize) -> Vec<Prior> {
    let mut generator = Generator::new(seed);
    let mut prior = || {
        let agents = 1 + generator.position(2);
        let mut types = || -> Vec<Vec<Rational>> {
            let types = 1 + generator.position(if agents == 1 { 3 } else { 2 });
            (0..types).map(|_| vec![Rational::from_integer((1 + generator.below(4)).into())]).collect()
        };
        let values: Vec<_> = (0..agents).map(|_| types()).collect();
        let setting = additive(1, ratio(4, 1), &values)?;
        let weights: Vec<u64> = setting.profiles().map(|_| generator.below(4).saturating_sub(1)).collect();
        let total = weights.iter().sum::<u64>();
        let masses = weights.iter().map(|weight| Rational::new((*weight).into(), total.into()));
        (total > 0).then(|| Prior::from_masses(&setting, &masses.collect::<Vec<_>>()).unwrap())
    };
    std::iter::from_fn(|| Some(prior())).flatten().take(count).collect()
}

pub(crate) fn deltas() -> [Rational; 5] {
    [ratio(0, 1), ratio(1, 10), ratio(2, 7), ratio(1, 2), ratio(1, 1)]
}

fn best(
    prior: &Prior,
    objective: Standard,
    truthfulness: &Truthfulness,
    delta: &Rational,
    ball: Ball,
) -> Within {
    let design = Design { goal: objective.goal(), ..Design::revenue(prior, truthfulness.clone()) };
    design.best_within(delta, ball, &mut |_| ()).unwrap()
}

/// The corners of a prior's ball.
fn corners(prior: &Prior, delta: &Rational, ball: Ball) -> Vec<Vec<Rational>> {
    let masses: Vec<Rational> = prior.distribution().masses().collect();
    let reached: Vec<bool> = masses.iter().map(|mass| ball == Ball::All || !mass.is_zero()).collect();
    vertices(&masses, delta, &reached).into_iter().collect()
}

#[test]
fn nothing_makes_more_at_the_worst_corner_and_its_certificate_says_so() {
    let (mut compared, mut less) = (0, 0);
    for prior in priors(71, 12) {
        for (delta, ball) in deltas().iter().flat_map(|delta| [(delta, Ball::All), (delta, Ball::Support)]) {
            let corners = corners(&prior, delta, ball);
            for (objective, truthfulness) in [
                (Standard::Revenue, Truthfulness::Dsic),
                (Standard::Revenue, Truthfulness::Bic),
                (Standard::Welfare, Truthfulness::Dsic),
            ] {
                let best = best(&prior, objective, &truthfulness, delta, ball);
                let asked = match truthfulness {
                    Truthfulness::Dsic => Asked::Dominant,
                    _ => Asked::Expected(&prior),
                };
                let welfare = objective == Standard::Welfare;
                assert_eq!(best.value, most(prior.setting(), asked, welfare, &corners), "{delta} {ball:?}");
                compared += 1;

                // Its curve and its worst prior say the same of the mechanism.
                let performance = Performance::new(&objective, &best.table).unwrap();
                assert_eq!(performance.expectation(&best.worst).unwrap(), best.value);
                assert!(prior.total_variation(&best.worst).unwrap().value <= *delta);
                let extremes = Extremes::over(performance, &prior, ball).unwrap();
                assert_eq!(extremes.least.at(delta), best.value);

                let file = File::within(&best, &prior, objective, &truthfulness, Participation::ExPost);
                let text = file.to_json().unwrap();
                let proved = verify(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
                assert_eq!(
                    (proved.proves, Rational::from(proved.value)),
                    (Proves::RobustOptimum, best.value.clone())
                );
                assert_eq!(proved.within.map(Rational::from).as_ref(), Some(delta));

                // Wrong: as if the optimum for the prior were best near it.
                let design =
                    Design { goal: objective.goal(), ..Design::revenue(&prior, truthfulness.clone()) };
                let optimum = design.best().unwrap();
                if delta.is_zero() {
                    assert_eq!(optimum.value, best.value);
                }
                let performance = Performance::new(&objective, &optimum.table).unwrap();
                let at_worst = Extremes::over(performance, &prior, ball).unwrap().least.at(delta);
                assert!(at_worst <= best.value);
                less += usize::from(at_worst < best.value);
            }
        }
    }
    assert!(compared == 360 && less > 15, "{compared} {less}");
}

/// Within 1 nothing is known of the prior: each profile alone is a corner.
#[test]
fn within_1_it_is_the_max_min_over_all_priors() {
    for prior in priors(72, 10) {
        let profiles = prior.setting().profile_count();
        let sure = |at: usize| (0..profiles).map(|other| ratio(i64::from(other == at), 1)).collect();
        let support: Vec<Vec<Rational>> = prior.distribution().support().map(sure).collect();
        let all: Vec<Vec<Rational>> = (0..profiles).map(sure).collect();
        for (ball, corners) in [(Ball::All, all), (Ball::Support, support)] {
            let best = best(&prior, Standard::Revenue, &Truthfulness::Dsic, &Rational::one(), ball);
            assert_eq!(best.value, most(prior.setting(), Asked::Dominant, false, &corners));
        }
        // Beyond the ends are the ends.
        let dsic = Truthfulness::Dsic;
        let at = |delta| best(&prior, Standard::Revenue, &dsic, &delta, Ball::Support).value;
        assert_eq!((at(ratio(-1, 2)), at(ratio(3, 2))), (at(ratio(0, 1)), at(ratio(1, 1))));
    }
}

/// Wrong: a ball that lacks a corner, and one that keeps the support where all priors are meant.
#[test]
fn smaller_balls_promise_more() {
    let (mut lacking, mut kept) = (0, 0);
    for prior in priors(73, 12) {
        let delta = ratio(1, 4);
        let all = best(&prior, Standard::Revenue, &Truthfulness::Dsic, &delta, Ball::All).value;
        let corners = corners(&prior, &delta, Ball::All);
        // Every other corner is missing.
        for half in [0, 1] {
            let others: Vec<_> = corners.iter().skip(half).step_by(2).cloned().collect();
            lacking += usize::from(most(prior.setting(), Asked::Dominant, false, &others) > all);
        }
        let support = best(&prior, Standard::Revenue, &Truthfulness::Dsic, &delta, Ball::Support).value;
        assert!(support >= all);
        kept += usize::from(support > all);
    }
    assert!(lacking > 5 && kept > 1, "{lacking} {kept}");
}

/// Of the mechanisms that are best in a ball the best for the prior itself is found, where it is one of them.
#[test]
fn nothing_is_given_away_under_the_prior_for_nothing() {
    let (mut kept, mut given_up) = (0, 0);
    for prior in priors(73, 12) {
        for (delta, ball) in deltas().iter().flat_map(|delta| [(delta, Ball::All), (delta, Ball::Support)]) {
            let sought = Sought {
                objective: Standard::Revenue,
                truthfulness: Truthfulness::Dsic,
                participation: Participation::ExPost,
                criterion: Criterion::Within(delta.clone(), ball),
            };
            let found = sought.of(&prior, &Budget::DEFAULT, &mut |_| ()).unwrap();
            let near = found.near.unwrap();
            let (value, guaranteed) = near.best_for_the_prior.unwrap();

            let least = |table: &Table| {
                let made = Performance::new(&Revenue, table).unwrap();
                Extremes::over(made, &prior, ball).unwrap().least.at(delta)
            };
            let best = Design::revenue(&prior, Truthfulness::Dsic).best().unwrap();
            assert_eq!((&value, &guaranteed), (&best.value, &least(&best.table)));
            assert_eq!(least(&found.table), found.value);
            let proved = verify(&found.certificate.to_json().unwrap()).unwrap();
            assert_eq!(Rational::from(proved.value), found.value);

            assert!(guaranteed <= found.value && near.under_the_prior <= value);
            if guaranteed == found.value {
                assert_eq!(near.under_the_prior, value);
                kept += usize::from(!delta.is_zero());
            } else {
                given_up += 1;
            }
        }
    }
    assert!(kept > 10 && given_up > 5, "{kept} {given_up}");
}
