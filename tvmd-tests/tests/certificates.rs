//! Certificates of optimality: written by the engine, checked by `tvmd-verify`, which shares no code with it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure in a test is a failed test")]

use serde_json::Value;
use tvmd_core::case::Generator;
use tvmd_core::model::InstanceDecl;
use tvmd_core::objective::{Performance, Standard};
use tvmd_core::optimum::couplings::worst_joint;
use tvmd_core::optimum::file::File;
use tvmd_core::optimum::maxmin::{MaxMin, Ties, max_min, max_min_lookahead};
use tvmd_core::optimum::posted::max_min_posted;
use tvmd_core::optimum::{Design, Linear as _, Participation, Truthfulness};
use tvmd_core::prior::Distribution;
use tvmd_core::work::Budget;
use tvmd_core::{AgentId, Prior, Rational, Table, ratio};
use tvmd_verify::{Proves, verify};

/// What a certificate proves, or why it proves nothing.
fn verdict(text: &str) -> Result<(Proves, Rational), String> {
    let proved = verify(text).map_err(|error| error.to_string())?;
    Ok((proved.proves, proved.value.into()))
}

fn certificate(
    prior: &Prior,
    objective: Standard,
    truthfulness: &Truthfulness,
    participation: Participation,
) -> (Rational, String) {
    let goal = objective.goal();
    let design = Design { goal, participation, ..Design::revenue(prior, truthfulness.clone()) };
    let best = design.best().unwrap();
    let file = File::new(&best, prior, objective, truthfulness, participation);
    (best.value, file.to_json().unwrap())
}

/// What can be asked for.
fn problems() -> Vec<(Standard, Truthfulness, Participation)> {
    let incentives = [
        (Truthfulness::Dsic, Participation::ExPost),
        (Truthfulness::Dsic, Participation::Interim),
        (Truthfulness::Bic, Participation::ExPost),
        (Truthfulness::Bic, Participation::Interim),
        (Truthfulness::EpsBic(ratio!(1 / 10)), Participation::ExPost),
    ];
    let objectives = [Standard::Revenue, Standard::Welfare];
    let pairs =
        objectives.into_iter().flat_map(|objective| incentives.clone().map(|asked| (objective, asked)));
    pairs.map(|(objective, (truthfulness, participation))| (objective, truthfulness, participation)).collect()
}

#[test]
fn random_certificates_are_accepted() {
    let mut generator = Generator::new(41);
    let mut checked = 0;
    while checked < 60 {
        let Some(case) = generator.case().filter(|case| case.setting().profile_count() <= 16) else {
            continue;
        };
        for (objective, truthfulness, participation) in problems() {
            let (value, text) = certificate(&case.prior, objective, &truthfulness, participation);
            let certified = verdict(&text).map(|proved| proved.1);
            assert_eq!(
                certified.as_ref(),
                Ok(&value),
                "{objective:?} {truthfulness:?} {participation:?}\n{text}"
            );
        }
        checked += 1;
    }
}

/// All numbers of a document, by path.
fn numbers(value: &Value, path: &str, found: &mut Vec<String>) {
    let is_number = |text: &str| text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    match value {
        Value::String(text) if is_number(text) => found.push(path.to_owned()),
        Value::Array(all) => {
            all.iter().enumerate().for_each(|(at, inner)| numbers(inner, &format!("{path}/{at}"), found));
        }
        Value::Object(all) => {
            all.iter().for_each(|(name, inner)| numbers(inner, &format!("{path}/{name}"), found));
        }
        _ => {}
    }
}

/// A changed number makes a certificate void, unless by chance it proves what it then says: the value is then the optimum of
/// what the setting then is. Under DSIC for revenue no other change of the value, the prior, the mechanism or a multiplier will do.
#[test]
fn a_changed_number_is_noticed() {
    let gallery = include_str!("../../examples/instances/gallery.json");
    let gallery = InstanceDecl::from_json(gallery).unwrap().resolve().unwrap();
    let (mut changes, mut still_true) = (0, 0);
    for (objective, truthfulness, participation) in problems() {
        let (_, text) = certificate(gallery.prior().unwrap(), objective, &truthfulness, participation);
        verify(&text).unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        let mut paths = Vec::new();
        numbers(&document, "", &mut paths);
        for path in paths {
            for change in [ratio!(1 / 7), ratio!(-1 / 7)] {
                let mut changed = document.clone();
                let number = changed.pointer_mut(&path).unwrap();
                let before = tvmd_core::exact::parse(number.as_str().unwrap()).unwrap();
                *number = Value::String((before + change).to_string());
                changes += 1;
                let Ok((_, value)) = verdict(&changed.to_string()) else { continue };
                still_true += 1;
                let strict = objective == Standard::Revenue && truthfulness == Truthfulness::Dsic;
                assert!(!strict || path.starts_with("/setting"), "{path}");
                let instance = serde_json::json!({
                    "tvmd": 1, "setting": changed["setting"], "prior": changed["prior"],
                });
                let instance = InstanceDecl::from_json(&instance.to_string()).unwrap().resolve().unwrap();
                let truthfulness = match changed["epsilon"].as_str() {
                    Some(epsilon) => Truthfulness::EpsBic(tvmd_core::exact::parse(epsilon).unwrap()),
                    None => truthfulness.clone(),
                };
                let (best, _) =
                    certificate(instance.prior().unwrap(), objective, &truthfulness, participation);
                assert_eq!(value, best, "{path} {objective:?} {truthfulness:?} {participation:?}");
            }
        }
    }
    assert!(changes > 300 && still_true * 4 < changes, "{changes} changes, {still_true} still true");
}

fn marginals(prior: &Prior) -> Vec<Distribution> {
    (0..prior.setting().agents().len()).map(|agent| prior.marginal(AgentId(agent))).collect()
}

/// What each family guarantees under all joint distributions with a prior's marginals, with its certificate.
fn guarantees(prior: &Prior, objective: Standard) -> Vec<(Rational, Proves, String)> {
    let (setting, marginals) = (prior.setting(), marginals(prior));
    let any = max_min(setting, &marginals, &objective, &Budget::DEFAULT, &mut |_| ()).unwrap();
    let mut found = vec![(any, Proves::MaxMin)];
    if setting.items().len() == 1 {
        let lookahead =
            max_min_lookahead(setting, &marginals, &objective, Ties::Any, &Budget::DEFAULT, &mut |_| ());
        let posted = max_min_posted(setting, &marginals, objective, &Budget::DEFAULT, &mut |_| ());
        found.extend([lookahead, posted].map(|best| (best.unwrap(), Proves::Guarantee)));
    }
    let file = |best: &MaxMin| File::max_min(best, prior, objective).to_json().unwrap();
    found.into_iter().map(|(best, proves)| (best.value.clone(), proves, file(&best))).collect()
}

#[test]
fn random_guarantees_are_accepted_and_the_best_of_all_is_the_greatest() {
    let mut generator = Generator::new(43);
    let (mut checked, mut simple) = (0, 0);
    while checked < 60 {
        let Some(case) = generator.case().filter(|case| case.setting().profile_count() <= 16) else {
            continue;
        };
        for objective in [Standard::Revenue, Standard::Welfare] {
            let found = guarantees(&case.prior, objective);
            for (value, proves, text) in &found {
                assert_eq!(verdict(text), Ok((*proves, value.clone())), "{text}");
                assert!(*value <= found[0].0, "{text}");
            }
            simple += found.len() - 1;
        }
        checked += 1;
    }
    assert!(simple > 10, "{simple} of smaller families");
}

/// What a mechanism makes at least under all joint distributions with a prior's marginals.
fn worst(table: &Table, prior: &Prior, objective: Standard) -> Rational {
    let performance = Performance::new(&objective, table).unwrap();
    worst_joint(prior.setting(), &marginals(prior), performance.values()).unwrap().value
}

/// What is written for one setting, with every number changed one at a time. Only a change of the setting, which is then another
/// problem, of the potentials, or of the mechanism where it has slack may leave a proof. It then proves the same value, or that of the
/// other problem, calculated anew; no other change of the priors, the value or a multiplier will do.
#[test]
fn a_changed_number_of_a_guarantee_is_noticed() {
    let gallery = include_str!("../../examples/instances/gallery.json");
    let gallery = InstanceDecl::from_json(gallery).unwrap().resolve().unwrap();
    let all = [Standard::Revenue, Standard::Welfare].into_iter().flat_map(|objective| {
        guarantees(gallery.prior().unwrap(), objective)
            .into_iter()
            .enumerate()
            .map(move |found| (objective, found))
    });
    for (objective, (at, (value, _, text))) in all {
        let document: Value = serde_json::from_str(&text).unwrap();
        let mut paths = Vec::new();
        numbers(&document, "", &mut paths);
        assert!(paths.iter().any(|path| path.starts_with("/primal/potentials")));
        assert!(paths.iter().any(|path| path.starts_with("/worst_prior")));
        for path in paths {
            for change in [ratio!(1 / 7), ratio!(-1 / 7)] {
                let mut changed = document.clone();
                let number = changed.pointer_mut(&path).unwrap();
                let before = tvmd_core::exact::parse(number.as_str().unwrap()).unwrap();
                *number = Value::String((before + change).to_string());
                let Ok((proves, proved)) = verdict(&changed.to_string()) else { continue };
                let of_setting = path.starts_with("/setting");
                assert!(of_setting || path.starts_with("/primal"), "{path}");
                let instance = serde_json::json!({
                    "tvmd": 1, "setting": changed["setting"], "prior": changed["prior"],
                    "mechanisms": { "Changed": { "outcomes": changed["primal"]["outcomes"] } },
                });
                let instance = InstanceDecl::from_json(&instance.to_string()).unwrap().resolve().unwrap();
                let prior = instance.prior().unwrap();
                let now = match proves {
                    Proves::MaxMin => guarantees(prior, objective)[at].0.clone(),
                    _ => worst(instance.mechanisms()[0].table(), prior, objective),
                };
                assert_eq!((&proved, &value), (&now, &value), "{path}");
            }
        }
    }
}

/// A guarantee doesn't pass for a max-min optimum, nor the other way round.
#[test]
fn what_is_proved_is_not_exchanged() {
    let gallery = include_str!("../../examples/instances/gallery.json");
    let gallery = InstanceDecl::from_json(gallery).unwrap().resolve().unwrap();
    for (_, proves, text) in guarantees(gallery.prior().unwrap(), Standard::Revenue) {
        for other in ["optimum", "max-min", "guarantee"] {
            let mut changed: Value = serde_json::from_str(&text).unwrap();
            let same = changed["proves"] == other;
            changed["proves"] = other.into();
            let proved = verdict(&changed.to_string()).map(|proved| proved.0);
            assert_eq!(proved == Ok(proves), same, "{other}: {proved:?}");
        }
    }
}

#[test]
fn what_is_no_certificate_is_refused_with_a_reason() {
    for text in ["", "{}", "[]", "null", "{\"tvmd\": 1}"] {
        assert!(verdict(text).unwrap_err().contains("not a certificate"), "{text}");
    }
}

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
    let lottery = include_str!("../../examples/instances/lottery_menu.json");
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

/// A negative gain can't be allowed: there is no mechanism, and so no certificate that would be refused.
#[test]
fn a_negative_gain_is_no_question() {
    let gallery = include_str!("../../examples/instances/gallery.json");
    let gallery = InstanceDecl::from_json(gallery).unwrap().resolve().unwrap();
    let design = Design::revenue(gallery.prior().unwrap(), Truthfulness::EpsBic(ratio!(-1 / 10)));
    assert!(design.best().is_err());
    assert!(design.best_without_lotteries(&mut |_| ()).is_err());
    let design = Design::revenue(gallery.prior().unwrap(), Truthfulness::EpsBic(ratio!(0)));
    assert!(design.best().is_ok());
}

/// What a checker doesn't read isn't written: masses of some 700 digits make a value of more than 2000 characters.
#[test]
fn a_number_that_is_too_long_is_not_written() {
    let long = format!("1{}", "3".repeat(700));
    let agent = |name: &str| {
        serde_json::json!({ "name": name, "valuation": "additive", "types": [
            { "name": "Low", "values": { "A": format!("1/{long}") } }, { "name": "High", "values": { "A": "1" } },
        ]})
    };
    let mass = tvmd_core::exact::parse(&format!("1/7{long}")).unwrap();
    let law = serde_json::json!({ "Low": mass.to_string(), "High": (ratio!(1) - mass).to_string() });
    let instance = serde_json::json!({ "tvmd": 1, "prior": { "independent": { "X": law, "Y": law } }, "setting": {
        "name": "Long", "items": ["A"], "bound": "1", "agents": [agent("X"), agent("Y")],
    }});
    let instance = InstanceDecl::from_json(&instance.to_string()).unwrap().resolve().unwrap();
    let prior = instance.prior().unwrap();
    let best = Design::revenue(prior, Truthfulness::Dsic).best().unwrap();
    let file =
        File::new(&best, prior, Standard::Revenue, &Truthfulness::Dsic, Participation::ExPost).to_json();
    let refused = file.unwrap_err().to_string();
    assert!(refused.contains("characters, and at most 2000 are read"), "{refused}");
}
