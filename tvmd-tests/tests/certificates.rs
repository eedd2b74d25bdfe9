//! Certificates of optimality: written by the engine, checked by `tvmd-verify`, which shares no code with it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure in a test is a failed test")]

use serde_json::Value;
use tvmd_core::case::Generator;
use tvmd_core::model::Instance;
use tvmd_core::optimum::file::{File, Objective};
use tvmd_core::optimum::{Design, Goal, Participation, Transfers, Truthfulness};
use tvmd_core::{Prior, Rational, ratio};
use tvmd_verify::verify;

fn certificate(
    prior: &Prior,
    objective: Objective,
    truthfulness: &Truthfulness,
    participation: Participation,
) -> (Rational, String) {
    let goal = match objective {
        Objective::Revenue => Goal::Revenue,
        Objective::Welfare => Goal::Welfare,
    };
    let transfers = Transfers::General;
    let design = Design { prior, goal, truthfulness: truthfulness.clone(), participation, transfers };
    let best = design.best().unwrap();
    let file = File::new(&best, prior, objective, truthfulness, participation);
    (best.value, file.to_json().unwrap())
}

/// What can be asked for.
fn problems() -> Vec<(Objective, Truthfulness, Participation)> {
    let incentives = [
        (Truthfulness::Dsic, Participation::ExPost),
        (Truthfulness::Bic, Participation::ExPost),
        (Truthfulness::Bic, Participation::Interim),
        (Truthfulness::EpsBic(ratio!(1 / 10)), Participation::ExPost),
    ];
    let objectives = [Objective::Revenue, Objective::Welfare];
    let pairs = objectives.into_iter().flat_map(|objective| incentives.clone().map(|own| (objective, own)));
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
            let certified = verify(&text);
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
            all.iter().enumerate().for_each(|(at, own)| numbers(own, &format!("{path}/{at}"), found));
        }
        Value::Object(all) => {
            all.iter().for_each(|(name, own)| numbers(own, &format!("{path}/{name}"), found));
        }
        _ => {}
    }
}

/// A changed number makes a certificate void, unless by chance it proves what it then says: the value is then the optimum of
/// what the setting then is. Under DSIC for revenue no other change of the value, the prior, the mechanism or a multiplier will do.
#[test]
fn a_changed_number_is_noticed() {
    let gallery = include_str!("../../examples/instances/gallery.json");
    let gallery = Instance::from_json(gallery).unwrap().resolve().unwrap();
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
                let own = tvmd_core::exact::parse(number.as_str().unwrap()).unwrap();
                *number = Value::String((own + change).to_string());
                changes += 1;
                let Ok(value) = verify(&changed.to_string()) else { continue };
                still_true += 1;
                let strict = objective == Objective::Revenue && truthfulness == Truthfulness::Dsic;
                assert!(!strict || path.starts_with("/setting"), "{path}");
                let instance = serde_json::json!({
                    "tvmd": 1, "setting": changed["setting"], "prior": changed["prior"],
                });
                let instance = Instance::from_json(&instance.to_string()).unwrap().resolve().unwrap();
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
        assert!(verify(text).unwrap_err().contains("not a certificate"), "{text}");
    }
}
