//! Certificates of optimality: written by the engine, checked by `tvmd-verify`, which shares no code with it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure in a test is a failed test")]

mod deterministic;
mod guarantees;

use serde_json::Value;
use tvmd_core::case::Generator;
use tvmd_core::model::InstanceDecl;
use tvmd_core::objective::Standard;
use tvmd_core::optimum::file::File;
use tvmd_core::optimum::{Design, Linear as _, Participation, Truthfulness};
use tvmd_core::{Prior, Rational, ratio};
use tvmd_verify::{Error, Proves, verify};

/// What a certificate proves, or why it proves nothing.
fn verdict(text: &str) -> Result<(Proves, Rational), String> {
    let proved = verify(text).map_err(|error| match error {
        Error::ProvesNothing(reason, _) => reason,
        other => other.to_string(),
    })?;
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
    let gallery = include_str!("../../../examples/instances/gallery.json");
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

#[test]
fn what_is_no_certificate_is_refused_with_a_reason() {
    for text in ["", "{}", "[]", "null", "{\"tvmd\": 1}"] {
        assert!(verdict(text).unwrap_err().contains("not a certificate"), "{text}");
    }
}

/// A negative gain can't be allowed: there is no mechanism, and so no certificate that would be refused.
#[test]
fn a_negative_gain_is_no_question() {
    let gallery = include_str!("../../../examples/instances/gallery.json");
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
