//! Certificates of the best mechanism without lotteries, whose dual is a tree of decisions.

use super::{certificate, numbers, verdict};
use serde_json::Value;
use tvmd_core::case::Generator;
use tvmd_core::model::InstanceDecl;
use tvmd_core::objective::Standard;
use tvmd_core::optimum::file::File;
use tvmd_core::optimum::{Design, Participation, Truthfulness};
use tvmd_core::{Prior, Rational, ratio};
use tvmd_verify::Proves;

/// The certificate of the best mechanism without lotteries.
fn deterministic(prior: &Prior, truthfulness: &Truthfulness) -> (Rational, String) {
    let best = Design::revenue(prior, truthfulness.clone()).best_without_lotteries(&mut |_| ()).unwrap();
    let file = File::without_lotteries(&best, prior, Standard::Revenue, truthfulness, Participation::ExPost);
    (best.value, file.to_json().unwrap())
}

#[test]
fn random_certificates_without_lotteries_are_accepted() {
    let mut generator = Generator::new(43);
    let (mut checked, mut split) = (0, 0);
    while checked < 200 {
        let Some(case) = generator.case().filter(|case| case.setting().profile_count() <= 9) else {
            continue;
        };
        for truthfulness in [Truthfulness::Dsic, Truthfulness::Bic] {
            let (value, text) = deterministic(&case.prior, &truthfulness);
            assert_eq!(verdict(&text), Ok((Proves::Deterministic, value)), "{text}");
            let document: Value = serde_json::from_str(&text).unwrap();
            split += usize::from(document["dual"].as_array().unwrap().len() > 1);
        }
        checked += 1;
    }
    assert!(split > 8, "{split}");
}

/// An instance at which only a lottery is optimal: its certificate is refused if it says that it is one without, and so is
/// a tree of decisions with a branch less, a branch more, two in the wrong order, or a changed number.
#[test]
fn a_changed_tree_is_noticed() {
    let lottery = include_str!("../../../examples/instances/lottery_menu.json");
    let lottery = InstanceDecl::from_json(lottery).unwrap().resolve().unwrap();
    let (value, text) = deterministic(lottery.prior().unwrap(), &Truthfulness::Dsic);
    let document: Value = serde_json::from_str(&text).unwrap();
    let nodes = document["dual"].as_array().unwrap().clone();
    assert!(nodes.len() > 2);
    let refused = |nodes: Vec<Value>| {
        let mut changed = document.clone();
        changed["dual"] = Value::Array(nodes);
        verdict(&changed.to_string()).unwrap_err()
    };
    assert_eq!(refused(nodes[..nodes.len() - 1].to_vec()), "a branch is missing");
    assert_eq!(refused([&nodes[..], &nodes[nodes.len() - 1..]].concat()), "a branch too many");
    assert!(refused(vec![nodes[nodes.len() - 1].clone()]).contains("the upper bound is"));

    let (best, text) =
        certificate(lottery.prior().unwrap(), Standard::Revenue, &Truthfulness::Dsic, Participation::ExPost);
    assert!(best > value);
    let mut claimed: Value = serde_json::from_str(&text).unwrap();
    claimed["proves"] = "deterministic".into();
    assert!(verdict(&claimed.to_string()).unwrap_err().contains("a lottery"));
    let mut split: Value = serde_json::from_str(&text).unwrap();
    split["dual"] =
        Value::Array([&nodes[..1], &[split["dual"][0].clone(), split["dual"][0].clone()]].concat());
    assert_eq!(verdict(&split.to_string()).unwrap_err(), "lotteries decide nothing");

    let mut paths = Vec::new();
    numbers(&document["dual"], "/dual", &mut paths);
    numbers(&document["primal"], "/primal", &mut paths);
    let mut noticed = 0;
    for path in &paths {
        let mut changed = document.clone();
        let number = changed.pointer_mut(path).unwrap();
        let before = tvmd_core::exact::parse(number.as_str().unwrap()).unwrap();
        *number = Value::String((before + ratio!(1 / 7)).to_string());
        // A leaf with room to spare may still bound what it did; nothing else is proved than what is true.
        match verdict(&changed.to_string()) {
            Ok(proved) => assert_eq!(proved.1, value, "{path}"),
            Err(_) => noticed += 1,
        }
    }
    assert!(noticed * 2 > paths.len(), "{noticed} of {}", paths.len());
}
