//! Optimal revenues with published values, each with a certificate that `tvmd-verify` accepts.
#![allow(clippy::unwrap_used, reason = "a failure in a test is a failed test")]

use std::path::Path;
use tvmd_core::model::Instance;
use tvmd_core::optimum::file::{File, Objective};
use tvmd_core::optimum::{Design, Participation, Truthfulness};
use tvmd_core::{Prior, Rational, ratio};

/// The most revenue, certified.
fn revenue(prior: &Prior, truthfulness: &Truthfulness) -> Rational {
    let best = Design::revenue(prior, truthfulness.clone()).best().unwrap();
    let file = File::new(&best, prior, Objective::Revenue, truthfulness, Participation::ExPost);
    assert_eq!(tvmd_verify::verify(&file.to_json().unwrap()).unwrap().value, best.value);
    best.value
}

fn example(name: &str) -> tvmd_core::Instance {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/instances").join(name);
    Instance::read(&file).unwrap().resolve().unwrap()
}

/// One additive buyer with the values 0, 1/k, …, (k-1)/k for each of two items, all equally likely.
fn uniform_grid(k: usize) -> tvmd_core::Instance {
    let types: Vec<serde_json::Value> = (0..k * k)
        .map(|own| {
            let value = |number: usize| format!("{number}/{k}");
            serde_json::json!({ "name": format!("T{own}"), "values": { "A": value(own / k), "B": value(own % k) } })
        })
        .collect();
    let instance = serde_json::json!({
        "tvmd": 1,
        "setting": {
            "name": "Grid", "items": ["A", "B"], "bound": "2",
            "agents": [{ "name": "Buyer", "valuation": "additive", "types": types }],
        },
        "prior": "uniform",
    });
    Instance::from_json(&instance.to_string()).unwrap().resolve().unwrap()
}

/// Hart and Nisan 2017, "Approximate revenue maximization with multiple items": two independent items, uniform on {1, 2} and on {0, 1, 2}.
#[test]
fn two_independent_items() {
    for truthfulness in [Truthfulness::Dsic, Truthfulness::Bic] {
        let uniform = example("two_items_uniform.json");
        assert_eq!(revenue(uniform.prior().unwrap(), &truthfulness), ratio!(9 / 4));
        let from_zero = example("two_items_zero_one_two.json");
        assert_eq!(revenue(from_zero.prior().unwrap(), &truthfulness), ratio!(13 / 9));
    }
}

/// The most revenue without lotteries, certified.
fn without_lotteries(prior: &Prior) -> Rational {
    let dsic = Truthfulness::Dsic;
    let best = Design::revenue(prior, dsic.clone()).best_without_lotteries(&mut |_| ()).unwrap();
    let file = File::without_lotteries(&best, prior, Objective::Revenue, &dsic, Participation::ExPost);
    assert_eq!(tvmd_verify::verify(&file.to_json().unwrap()).unwrap().value, best.value);
    best.value
}

/// Daskalakis 2015 and Hart and Reny 2015: priors at which only lotteries are optimal. The values are those of the examples'
/// menus, with lotteries and without, here shown to be the best of all.
#[test]
fn menus_with_lotteries_are_optimal() {
    for (file, value, deterministic) in [
        ("lottery_menu_correlated.json", ratio!(5 / 2), ratio!(7 / 3)),
        ("lottery_menu_iid.json", ratio!(61 / 18), ratio!(60 / 18)),
        ("lottery_menu.json", ratio!(21 / 8), ratio!(5 / 2)),
        ("lottery_unit_demand.json", ratio!(3 / 2), ratio!(4 / 3)),
    ] {
        let instance = example(file);
        let prior = instance.prior().unwrap();
        assert_eq!(revenue(prior, &Truthfulness::Dsic), value, "{file}");
        assert_eq!(without_lotteries(prior), deterministic, "{file}");
    }
}

/// Myerson 1981, section 7: with correlated values, bets that may cost the losers extract the whole surplus of 70; what holds at
/// every profile makes less.
#[test]
fn bets_on_correlated_values_beat_what_is_rational_at_every_profile() {
    let instance = example("myerson_correlated.json");
    let prior = instance.prior().unwrap();
    let bets = Design { participation: Participation::Interim, ..Design::revenue(prior, Truthfulness::Bic) };
    let best = bets.best().unwrap();
    let file = File::new(&best, prior, Objective::Revenue, &Truthfulness::Bic, Participation::Interim);
    assert_eq!(tvmd_verify::verify(&file.to_json().unwrap()).unwrap().value, ratio!(70));
    assert_eq!(revenue(prior, &Truthfulness::Dsic), ratio!(200 / 3));
}

/// Manelli and Vincent 2006: two items uniform on [0, 1] make (12 + 2√2)/27. Rounding values down to a grid can't earn more, and
/// a grid that contains another earns at least as much.
#[test]
fn grids_approach_the_continuous_optimum_from_below() {
    let mut before = ratio!(0);
    for k in [1, 2, 4] {
        let grid = uniform_grid(k);
        let now = revenue(grid.prior().unwrap(), &Truthfulness::Dsic);
        assert!(now >= before, "k = {k}");
        // r < (12 + 2√2)/27 exactly if 27r - 12 is negative or its square is below 8.
        let excess = &now * ratio!(27) - ratio!(12);
        assert!(excess < ratio!(0) || &excess * &excess < ratio!(8), "k = {k}: {now}");
        before = now;
    }
    assert!(before > ratio!(2 / 5), "{before}");
}
