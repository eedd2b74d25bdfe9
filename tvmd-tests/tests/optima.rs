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

/// Manelli and Vincent 2006: two items uniform on [0, 1] make (12 + 2√2)/27. These grids make less, and more the finer they are. That
/// isn't so for all distributions: revenue can fall when values rise (Hart and Reny 2015).
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

/// Yao 2017, "Dominant-strategy versus Bayesian multi-item auctions": two additive bidders for two items, all values
/// independent and uniform on {1, 2}. Bayesian incentive compatibility makes exactly 2% more than dominant strategies.
#[test]
fn truth_as_an_equilibrium_makes_more_than_as_a_dominant_strategy() {
    let types: Vec<serde_json::Value> = [("1", "1"), ("1", "2"), ("2", "1"), ("2", "2")]
        .map(|(a, b)| serde_json::json!({ "name": format!("T{a}{b}"), "values": { "A": a, "B": b } }))
        .to_vec();
    let agent = |name: &str| serde_json::json!({ "name": name, "valuation": "additive", "types": types });
    let instance = serde_json::json!({
        "tvmd": 1,
        "setting": { "name": "Yao", "items": ["A", "B"], "bound": "4", "agents": [agent("Ann"), agent("Ben")] },
        "prior": "uniform",
    });
    let instance = Instance::from_json(&instance.to_string()).unwrap().resolve().unwrap();
    let [dsic, bic] =
        [Truthfulness::Dsic, Truthfulness::Bic].map(|own| revenue(instance.prior().unwrap(), &own));
    assert_eq!((&dsic, &bic), (&ratio!(25 / 8), &ratio!(51 / 16)));
    assert_eq!(bic / dsic, ratio!(102 / 100));
}

/// One item whose value is exponential makes 1/e. Let values be multiples of h up to 2, and Pr[v ≥ kh] = (1 - h)^k, which is at
/// most e^(-kh): values are lower in the sense of stochastic dominance, and lower than with h/2, as 1 - h ≤ (1 - h/2)². For one item
/// that means less revenue: any price sells less often.
#[test]
fn grids_of_an_exponential_value_approach_its_optimum_from_below() {
    let e_inverse = tvmd_core::exact::enclosure::exp(&ratio!(-1), 64).unwrap();
    let mut before = ratio!(0);
    for k in [1_i64, 2, 4, 8] {
        let step = Rational::new(1.into(), k.into());
        let last = 2 * k;
        let mut at_least = ratio!(1);
        let mut types = Vec::new();
        let mut joint = Vec::new();
        for number in 0..=last {
            let more = if number == last { ratio!(0) } else { &at_least * (ratio!(1) - &step) };
            let mass = &at_least - &more;
            let value = &step * Rational::from_integer(number.into());
            let name = format!("T{number}");
            types.push(serde_json::json!({ "name": name, "values": { "Item": value.to_string() } }));
            if mass > ratio!(0) {
                joint.push(serde_json::json!({ "profile": [name], "probability": mass.to_string() }));
            }
            at_least = more;
        }
        let instance = serde_json::json!({
            "tvmd": 1,
            "setting": {
                "name": "Exponential", "items": ["Item"], "bound": "4",
                "agents": [{ "name": "Buyer", "valuation": "additive", "types": types }],
            },
            "prior": { "joint": joint },
        });
        let instance = Instance::from_json(&instance.to_string()).unwrap().resolve().unwrap();
        let prior = instance.prior().unwrap();
        let now = revenue(prior, &Truthfulness::Dsic);
        assert_eq!(now, revenue(prior, &Truthfulness::Bic));
        assert!(now >= before && now < *e_inverse.low(), "h = 1/{k}: {now}");
        before = now;
    }
    assert!(before > ratio!(1 / 3), "{before}");
}
