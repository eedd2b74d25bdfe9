//! The worst objective: its prior is within δ, no other within δ is worse, and V·δ is attained where it can be.

use super::program;
use num_traits::{One, Zero};
use tvmd_core::case::Generator;
use tvmd_core::exact::ratio;
use tvmd_core::objective::{Objective, Performance, Revenue, Welfare};
use tvmd_core::prior::PriorError;
use tvmd_core::robustness::{Extremes, Regret, worst_within};
use tvmd_core::tv_robustness::lemma_2::bound;
use tvmd_core::{Prior, Rational};

const CASES: usize = 400;

#[test]
fn the_worst_prior_is_within_delta_and_nothing_near_is_worse() {
    let mut generator = Generator::new(17);
    for _ in 0..CASES {
        let case = generator.case().unwrap();
        let objectives: [&dyn Objective; 2] = [&Revenue, &Welfare];
        for objective in objectives {
            let performance = Performance::new(objective, &case.table).unwrap();
            let delta = case.prior.total_variation(&case.prior_hat).unwrap().value;
            let extremes = Extremes::of(performance.clone(), &case.prior).unwrap();
            let worst = extremes.worst_prior(&delta);
            let distance = case.prior.total_variation(&worst).unwrap();
            assert!(distance.value <= delta);
            let least = performance.expectation(&worst).unwrap();
            assert_eq!(least, extremes.least.at(&delta));
            let most = performance.expectation(&extremes.best_prior(&delta)).unwrap();
            assert_eq!(most, extremes.most.at(&delta));
            assert!(performance.expectation(&case.prior_hat).unwrap() <= most);
            assert!(least <= performance.expectation(&case.prior_hat).unwrap());
            let gap = performance.expectation(&case.prior).unwrap() - least;
            assert!(gap <= performance.width_in_play() * &delta);
            assert!(gap <= bound(&performance, &case.prior, &worst).unwrap());
        }
    }
}

/// Every prior on a grid of masses k/6 within δ, against the claimed least performance: exhaustive on two profiles
/// and ⊥.
#[test]
fn the_worst_prior_is_the_worst_of_all_priors_on_a_grid() {
    let instance = tvmd_core::model::InstanceDecl::from_json(
        r#"{ "tvmd": 1, "setting": { "name": "Shop", "items": ["Tea"], "bound": "2", "agents": [
             { "name": "Ann", "valuation": "additive", "types": [
               { "name": "Low", "values": { "Tea": "1" } }, { "name": "High", "values": { "Tea": "2" } } ] } ] },
             "mechanisms": { "Posted": { "posted_prices": { "prices": { "Tea": "3/2" } } } } }"#,
    )
    .unwrap()
    .resolve()
    .unwrap();
    let setting = instance.setting();
    let revenue = Performance::new(&Revenue, instance.mechanisms()[0].table()).unwrap();
    let grid: Vec<Prior> = (0..=6)
        .flat_map(|bottom| (0..=6 - bottom).map(move |low| [bottom, low, 6 - bottom - low]))
        .map(|sixths| Prior::from_masses(setting, &sixths.map(|sixth| ratio(sixth, 6))).unwrap())
        .collect();
    for prior in &grid {
        for delta in (0..=6).map(|sixth| ratio(sixth, 6)) {
            let within = grid.iter().filter(|other| prior.total_variation(other).unwrap().value <= delta);
            let least = within.map(|other| revenue.expectation(other).unwrap()).min().unwrap();
            let worst = Extremes::of(revenue.clone(), prior).unwrap().worst_prior(&delta);
            assert_eq!(revenue.expectation(&worst).unwrap(), least);
            // V·δ is attained as long as the buyer has that much probability of paying.
            let paying = prior.distribution().mass(2);
            let gap = revenue.expectation(prior).unwrap() - least;
            assert_eq!(gap == ratio(3, 2) * &delta, paying >= delta);
        }
    }
}

#[test]
fn the_ends_of_the_range_of_delta() {
    let case = Generator::new(3).case().unwrap();
    let revenue = Performance::new(&Revenue, &case.table).unwrap();
    let extremes = Extremes::of(revenue.clone(), &case.prior).unwrap();
    assert_eq!(extremes.worst_prior(&Rational::zero()), case.prior);
    let all = extremes.worst_prior(&Rational::one());
    assert_eq!(revenue.expectation(&all).unwrap(), revenue.range_in_play().0);
    // Priors are never farther apart than 1, or nearer than 0.
    assert_eq!(extremes.worst_prior(&ratio(3, 2)), all);
    assert_eq!(extremes.best_prior(&ratio(-1, 2)), case.prior);
    let regret = Regret::of(&case.table, &case.prior).unwrap();
    assert_eq!(regret.at(&ratio(3, 2)), regret.at(&Rational::one()));
    assert_eq!(regret.at(&ratio(-1, 2)), regret.at(&Rational::zero()));
    let profiles = case.setting().profile_count();
    let too_few = worst_within(&revenue.values()[1..], &case.prior, &Rational::one());
    assert_eq!(too_few.unwrap_err(), PriorError::Profiles(profiles, profiles - 1));
}

/// A linear program says the same; and it refutes a curve that puts mass only where the prior has some.
#[test]
fn a_linear_program_says_the_same() {
    let mut generator = Generator::new(18);
    let (mut compared, mut refuted) = (0, 0);
    while compared < 100 {
        let case = generator.case().unwrap();
        if case.setting().profile_count() > 12 {
            continue;
        }
        compared += 1;
        let performance = Performance::new(&Revenue, &case.table).unwrap();
        let delta = case.prior.total_variation(&case.prior_hat).unwrap().value;
        let lost: Vec<Option<Rational>> = performance.values().iter().map(|value| Some(-value)).collect();
        let least = -program::highest(&lost, &case.prior, &delta).unwrap();
        let extremes = Extremes::of(performance.clone(), &case.prior).unwrap();
        assert_eq!(extremes.least.at(&delta), least);

        let reachable = case.prior.distribution().support().map(|profile| &performance.values()[profile]);
        let in_support = reachable.min().unwrap();
        refuted += usize::from(extremes.least.at(&delta).max(in_support.clone()) != least);
    }
    assert!(refuted > 5, "{refuted}");
}
