//! Optimal revenues with published values, each with a certificate that `tvmd-verify` accepts.
#![allow(clippy::unwrap_used, reason = "a failure in a test is a failed test")]

use std::collections::BTreeMap;
use std::path::Path;
use tvmd_core::model::InstanceDecl;
use tvmd_core::objective::Standard;
use tvmd_core::optimum::file::File;
use tvmd_core::optimum::{Design, Participation, Truthfulness};
use tvmd_core::{Prior, Rational, ratio};

/// The most revenue, certified.
fn revenue(prior: &Prior, truthfulness: &Truthfulness) -> Rational {
    let best = Design::revenue(prior, truthfulness.clone()).best().unwrap();
    let file = File::new(&best, prior, Standard::Revenue, truthfulness, Participation::ExPost);
    assert_eq!(Rational::from(tvmd_verify::verify(&file.to_json().unwrap()).unwrap().value), best.value);
    best.value
}

fn example(name: &str) -> tvmd_core::Instance {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/instances").join(name);
    InstanceDecl::read(&file).unwrap().resolve().unwrap()
}

/// One additive buyer with the values 0, 1/k, …, (k-1)/k for each of two items, all equally likely.
fn uniform_grid(k: usize) -> tvmd_core::Instance {
    let types: Vec<serde_json::Value> = (0..k * k)
        .map(|number| {
            let value = |number: usize| format!("{number}/{k}");
            serde_json::json!({ "name": format!("T{number}"), "values": { "A": value(number / k), "B": value(number % k) } })
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
    InstanceDecl::from_json(&instance.to_string()).unwrap().resolve().unwrap()
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
    let file = File::without_lotteries(&best, prior, Standard::Revenue, &dsic, Participation::ExPost);
    assert_eq!(Rational::from(tvmd_verify::verify(&file.to_json().unwrap()).unwrap().value), best.value);
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
    let file = File::new(&best, prior, Standard::Revenue, &Truthfulness::Bic, Participation::Interim);
    assert_eq!(Rational::from(tvmd_verify::verify(&file.to_json().unwrap()).unwrap().value), ratio!(70));
    assert_eq!(revenue(prior, &Truthfulness::Dsic), ratio!(200 / 3));
}

/// Manelli and Vincent 2006: two items uniform on [0, 1] make (12 + 2√2)/27. These grids make less, and more the finer they are. That
/// isn't so for all distributions: revenue can fall when values rise (Hart and Reny 2015).
#[test]
fn grids_approach_the_continuous_optimum_from_below() {
    let mut before = ratio!(0);
    for k in [1, 2, 4, 8] {
        let grid = uniform_grid(k);
        let now = revenue(grid.prior().unwrap(), &Truthfulness::Dsic);
        assert!(now >= before, "k = {k}");
        // r < (12 + 2√2)/27 exactly if 27r - 12 is negative or its square is below 8.
        let excess = &now * ratio!(27) - ratio!(12);
        assert!(excess < ratio!(0) || &excess * &excess < ratio!(8), "k = {k}: {now}");
        before = now;
    }
    assert!(before > ratio!(9 / 20), "{before}");
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
    let instance = InstanceDecl::from_json(&instance.to_string()).unwrap().resolve().unwrap();
    let [dsic, bic] = [Truthfulness::Dsic, Truthfulness::Bic]
        .map(|truthfulness| revenue(instance.prior().unwrap(), &truthfulness));
    assert_eq!((&dsic, &bic), (&ratio!(25 / 8), &ratio!(51 / 16)));
    assert_eq!(bic / dsic, ratio!(102 / 100));
}

/// One additive buyer whose values for items are independent and nearly exponential: multiples of h = 1/k up to 2, with
/// Pr[v ≥ jh] = (1 - h)^j.
fn exponential_grid(k: i64, items: &[&str]) -> tvmd_core::Instance {
    let step = Rational::new(1.into(), k.into());
    let mut at_least = ratio!(1);
    let mut atoms = Vec::new();
    for number in 0..=2 * k {
        let more = if number == 2 * k { ratio!(0) } else { &at_least * (ratio!(1) - &step) };
        atoms.push((&step * Rational::from_integer(number.into()), &at_least - &more));
        at_least = more;
    }
    let mut types: Vec<(Vec<Rational>, Rational)> = vec![(Vec::new(), ratio!(1))];
    for _ in items {
        let longer = types.iter().flat_map(|(values, mass)| {
            let with = |(value, chance): &(Rational, Rational)| {
                (values.iter().chain([value]).cloned().collect(), mass * chance)
            };
            atoms.iter().map(with).collect::<Vec<_>>()
        });
        types = longer.filter(|(_, mass)| *mass > ratio!(0)).collect();
    }
    let named = types.iter().enumerate().map(|(number, (values, _))| {
        let values: BTreeMap<&str, String> =
            items.iter().copied().zip(values.iter().map(ToString::to_string)).collect();
        serde_json::json!({ "name": format!("T{number}"), "values": values })
    });
    let masses = types.iter().enumerate().map(|(number, (_, mass))| {
        serde_json::json!({ "profile": [format!("T{number}")], "probability": mass.to_string() })
    });
    let instance = serde_json::json!({
        "tvmd": 1,
        "setting": {
            "name": "Exponential", "items": items, "bound": "4",
            "agents": [{ "name": "Buyer", "valuation": "additive", "types": named.collect::<Vec<_>>() }],
        },
        "prior": { "joint": masses.collect::<Vec<_>>() },
    });
    InstanceDecl::from_json(&instance.to_string()).unwrap().resolve().unwrap()
}

/// One item whose value is exponential makes 1/e. As (1 - h)^j ≤ e^(-jh), values on a grid are lower in the sense of stochastic
/// dominance, and lower than with h/2, as 1 - h ≤ (1 - h/2)². For one item that means less revenue: any price sells less often.
#[test]
fn grids_of_an_exponential_value_approach_its_optimum_from_below() {
    let e_inverse = tvmd_core::exact::enclosure::exp(&ratio!(-1), 64).unwrap();
    let mut before = ratio!(0);
    for k in [1, 2, 4, 8] {
        let instance = exponential_grid(k, &["Item"]);
        let prior = instance.prior().unwrap();
        let now = revenue(prior, &Truthfulness::Dsic);
        assert_eq!(now, revenue(prior, &Truthfulness::Bic));
        assert!(now >= before && now < *e_inverse.low(), "h = 1/{k}: {now}");
        before = now;
    }
    assert!(before > ratio!(1 / 3), "{before}");
}

/// Giannakopoulos 2015, "Bounding the optimal revenue of selling multiple goods": for independent items with the same exponential
/// values only the bundle is sold. Two are worth at least p with probability (1 + p)e^(-p), so the best price is the golden ratio φ,
/// and the optimum φ(1 + φ)e^(-φ). These grids make less, and more the finer they are.
#[test]
fn grids_of_two_exponential_values_approach_the_optimum_from_below() {
    // A price near φ makes less than φ does.
    let price = ratio!(1_618 / 1_000);
    let exponential = tvmd_core::exact::enclosure::exp(&-price.clone(), 64).unwrap();
    let optimum = &price * (ratio!(1) + &price) * exponential.low();
    let mut before = ratio!(0);
    for (k, value) in [
        (1, ratio!(0)),
        (2, ratio!(17 / 32)),
        (3, ratio!(464 / 729)),
        (4, ratio!(5_589 / 8_192)),
        (6, ratio!(88_671_875 / 120_932_352)),
        (8, ratio!(417_215_942_773 / 549_755_813_888)),
    ] {
        let instance = exponential_grid(k, &["A", "B"]);
        let now = revenue(instance.prior().unwrap(), &Truthfulness::Dsic);
        assert_eq!(now, value, "h = 1/{k}");
        assert!(now >= before && now < optimum, "h = 1/{k}: {now}");
        before = now;
    }
}
