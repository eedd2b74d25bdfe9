//! What is said about the bound on payments, against optima with wider bounds.

use super::Random;
use super::mechanisms::{setting, values};
use super::participants::problem;
use crate::case::Generator;
use crate::exact::{Rational, ratio};
use crate::model::ValuationKind;
use crate::optimum::{Goal, Participation, PaymentBound, Truthfulness};
use crate::prior::Prior;
use crate::setting::Setting;
use std::sync::Arc;

/// The same setting and masses with another bound.
fn bounded(prior: &Prior, times: i64) -> Prior {
    let setting = prior.setting();
    let wider = setting.with_bound(setting.bound() * ratio(times, 1)).unwrap();
    let masses: Vec<Rational> = prior.distribution().masses().collect();
    Prior::from_masses(&Arc::new(wider), &masses).unwrap()
}

/// Two bidders, worth 1 or 2, who are of the same type with probability 1/2 + 2·`apart`.
fn correlated(apart: &Rational) -> Prior {
    let setting = setting(ValuationKind::Additive, 2, &values(1..=2), 2);
    let mass = |types: &[usize]| match types {
        [0, _] | [_, 0] => ratio(0, 1),
        [one, other] if one == other => ratio(1, 4) + apart,
        _ => ratio(1, 4) - apart,
    };
    let masses: Vec<Rational> = setting.profiles().map(|profile| mass(profile.types())).collect();
    Prior::from_masses(&setting, &masses).unwrap()
}

/// Masses that differ by a few hundredths, ⊥ included.
fn nearly_uniform(setting: &Setting, random: &mut Random) -> Prior {
    let weights: Vec<Rational> = setting.profiles().map(|_| ratio(20 + random.below(4), 1)).collect();
    let total: Rational = weights.iter().sum();
    let masses: Vec<Rational> = weights.into_iter().map(|weight| weight / &total).collect();
    Prior::from_masses(setting, &masses).unwrap()
}

/// What is said to be limited makes more with a wider bound, and what isn't makes no more with one that is 64 times as wide.
#[test]
fn what_is_said_about_the_bound_is_true_of_wider_ones() {
    let mut generator = Generator::new(61);
    let mut random = Random(oorandom::Rand64::new(61));
    let setting = setting(ValuationKind::Additive, 2, &values(1..=2), 2);
    let (mut limited, mut idle) = (0, 0);
    for run in 0..20 {
        let prior =
            if run % 2 == 0 { generator.prior(&setting) } else { nearly_uniform(&setting, &mut random) };
        for truthfulness in [Truthfulness::Dsic, Truthfulness::Bic, Truthfulness::EpsBic(ratio(1, 10))] {
            for participation in [Participation::ExPost, Participation::Interim] {
                let design = problem(&prior, Goal::Revenue, truthfulness.clone(), participation);
                let best = design.best().unwrap();
                let at = |times| {
                    let wider = bounded(&prior, times);
                    problem(&wider, Goal::Revenue, truthfulness.clone(), participation).best().unwrap().value
                };
                match design.payment_bound(&best, &mut |_| ()) {
                    PaymentBound::Limits(more) => {
                        assert!(more > best.value);
                        assert_eq!(at(2), more);
                        limited += 1;
                    }
                    PaymentBound::Idle => {
                        assert_eq!(at(64), best.value);
                        idle += 1;
                    }
                    PaymentBound::Open | PaymentBound::Unknown => {
                        panic!("lotteries and time leave nothing open")
                    }
                }
            }
        }
    }
    assert!(limited > 10 && idle > 10, "{limited} limited, {idle} not");
}

/// Values that are nearly independent: all surplus could be had with large bets only.
#[test]
fn slight_correlation_needs_large_payments() {
    let prior = correlated(&ratio(1, 1000));
    let design = problem(&prior, Goal::Revenue, Truthfulness::Bic, Participation::Interim);
    let best = design.best().unwrap();
    assert_eq!(best.value, ratio(761, 502));
    let said = design.payment_bound(&best, &mut |_| ());
    let PaymentBound::Limits(more) = said else { panic!("{said:?}") };
    assert!(ratio(761, 502) < more && more < ratio(1749, 1000));
    // The surplus is 1749/1000, and bets of 256 times the bound extract all of it.
    let wide = bounded(&prior, 256);
    let wide = problem(&wide, Goal::Revenue, Truthfulness::Bic, Participation::Interim);
    let best = wide.best().unwrap();
    assert_eq!(best.value, ratio(1749, 1000));
    assert_eq!(wide.payment_bound(&best, &mut |_| ()), PaymentBound::Idle);
    // At every profile nobody pays more than her value: the bound isn't in the way.
    let ex_post = problem(&prior, Goal::Revenue, Truthfulness::Dsic, Participation::ExPost);
    assert_eq!(ex_post.payment_bound(&ex_post.best().unwrap(), &mut |_| ()), PaymentBound::Idle);
}

#[test]
fn without_lotteries_it_is_said_too() {
    let (mut limited, mut idle) = (0, 0);
    for apart in [0, 1, 10, 50, 100, 200].map(|apart| ratio(apart, 1000)) {
        let prior = correlated(&apart);
        let design = problem(&prior, Goal::Revenue, Truthfulness::Dsic, Participation::Interim);
        let best = design.best_without_lotteries(&mut |_| ()).unwrap();
        let wider = bounded(&prior, 8);
        let wider = problem(&wider, Goal::Revenue, Truthfulness::Dsic, Participation::Interim);
        let wider = wider.best_without_lotteries(&mut |_| ()).unwrap().value;
        match design.payment_bound_without_lotteries(&best, &mut |_| ()) {
            PaymentBound::Limits(more) => {
                assert!(best.value < more && more <= wider);
                limited += 1;
            }
            PaymentBound::Idle => {
                assert_eq!(wider, best.value);
                idle += 1;
            }
            PaymentBound::Open => {}
            PaymentBound::Unknown => panic!("there is time"),
        }
    }
    assert!(limited > 1 && idle > 1, "{limited} limited, {idle} not");
}
