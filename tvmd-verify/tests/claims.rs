//! Each cell of the table field × claim, and the claims about types that take part.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure in a test is a failed test")]

use num_rational::BigRational;
use serde_json::{Value, json};
use tvmd_verify::{Error, Objective, Participation, Place, Proves, Truthfulness, verify};

const CLAIMS: [&str; 4] = ["optimum", "deterministic", "max-min", "guarantee"];

/// One buyer, worth 1 or 2 with equal chances: the price 1 makes the most, 1.
fn certificate(proves: &str) -> Value {
    let prior = json!({ "joint": [
        { "profile": ["L"], "probability": "1/2" }, { "profile": ["H"], "probability": "1/2" },
    ]});
    let mut file = json!({
        "tvmd": 1,
        "proves": proves,
        "setting": { "name": "Shop", "items": ["A"], "bound": "2", "agents": [{ "name": "Ann", "valuation": "additive",
            "types": [{ "name": "L", "values": { "A": "1" } }, { "name": "H", "values": { "A": "2" } }] }] },
        "prior": prior,
        "objective": "revenue",
        "truthfulness": "dsic",
        "participation": "ex-post",
        "value": "1",
        "primal": { "outcomes": [
            { "when": ["L"], "gets": { "Ann": ["A"] }, "pays": { "Ann": "1" } },
            { "when": ["H"], "gets": { "Ann": ["A"] }, "pays": { "Ann": "1" } },
            { "when": ["_"] },
        ]},
    });
    if proves != "guarantee" {
        file["dual"] = json!([{ "multipliers": [
            { "agent": "Ann", "type": "L", "others": [], "multiplier": "1" },
            { "agent": "Ann", "type": "H", "misreport": "L", "others": [], "multiplier": "1/2" },
        ]}]);
    }
    if is_of_marginals(proves) {
        file["worst_prior"] = prior;
        file["primal"]["potentials"] = json!({ "Ann": { "L": "1", "H": "1" } });
    }
    file
}

/// The same with truth an equilibrium: in expectation, given the type, which has mass 1/2.
fn bayesian(proves: &str) -> Value {
    let mut file = certificate(proves);
    file["truthfulness"] = "bic".into();
    file["dual"][0]["multipliers"][1] =
        json!({ "agent": "Ann", "type": "H", "misreport": "L", "multiplier": "1" });
    file
}

fn is_of_marginals(proves: &str) -> bool {
    ["max-min", "guarantee"].contains(&proves)
}

fn reason(file: &Value) -> String {
    match verify(&file.to_string()) {
        Err(Error::ProvesNothing(reason, _)) => reason,
        other => panic!("{other:?}\n{file}"),
    }
}

#[test]
fn the_verdict_is_what_the_file_says() {
    for (claim, proves) in
        CLAIMS.into_iter().zip([Proves::Optimum, Proves::Deterministic, Proves::MaxMin, Proves::Guarantee])
    {
        let proved = verify(&certificate(claim).to_string()).unwrap();
        assert_eq!((proved.proves, proved.value), (proves, BigRational::from_integer(1.into())));
        assert_eq!((&proved.setting[..], proved.epsilon), ("Shop", None));
        assert_eq!(proved.objective, Objective::Revenue);
        assert_eq!((proved.truthfulness, proved.participation), (Truthfulness::Dsic, Participation::ExPost));
    }
    let mut file = bayesian("optimum");
    assert_eq!(verify(&file.to_string()).unwrap().truthfulness, Truthfulness::Bic);
    file["epsilon"] = "0".into();
    assert_eq!(verify(&file.to_string()).unwrap().epsilon, Some(BigRational::from_integer(0.into())));
}

#[test]
fn what_every_claim_needs_is_needed() {
    for claim in CLAIMS {
        for field in [
            "tvmd",
            "proves",
            "setting",
            "prior",
            "objective",
            "truthfulness",
            "participation",
            "value",
            "primal",
        ] {
            let mut file = certificate(claim);
            file.as_object_mut().unwrap().remove(field);
            assert!(matches!(verify(&file.to_string()), Err(Error::NotACertificate(..))), "{claim} {field}");
        }
        let mut file = certificate(claim);
        file["another"] = json!(1);
        assert!(matches!(verify(&file.to_string()), Err(Error::NotACertificate(..))), "{claim}");
        file = certificate(claim);
        file["tvmd"] = json!(2);
        let refused = verify(&file.to_string()).unwrap_err();
        assert_eq!(refused.to_string(), "not a certificate: version 2 of the format; version 1 is read");
    }
}

#[test]
fn fields_belong_to_their_claims_and_only_there() {
    for claim in CLAIMS {
        let other = certificate(if is_of_marginals(claim) { "optimum" } else { "max-min" });
        for field in ["worst_prior", "potentials", "dual"] {
            let mut file = certificate(claim);
            let within =
                |file: &mut Value| if field == "potentials" { file["primal"].take() } else { file.take() };
            let (mut own, other) = (within(&mut file), within(&mut other.clone()));
            let fields = own.as_object_mut().unwrap();
            match fields.remove(field) {
                Some(_) => {}
                None if field == "dual" => {
                    drop(fields.insert(field.to_owned(), certificate("optimum")["dual"].clone()));
                }
                None => drop(fields.insert(field.to_owned(), other[field].clone())),
            }
            let file = if field == "potentials" {
                let mut whole = certificate(claim);
                whole["primal"] = own;
                whole
            } else {
                own
            };
            assert!(reason(&file).contains(field), "{claim} {field}");
        }
    }
}

#[test]
fn a_gain_is_allowed_only_in_expectation_and_is_said() {
    for claim in CLAIMS {
        for epsilon in ["1", "0", "-1"] {
            let mut file = certificate(claim);
            file["epsilon"] = epsilon.into();
            assert_eq!(reason(&file), "`epsilon` belongs to `bic`, and only there", "{claim}");
        }
    }
    for claim in ["optimum", "deterministic"] {
        let mut file = bayesian(claim);
        file["epsilon"] = "-1/10".into();
        assert_eq!(reason(&file), "`epsilon` is negative");
        file["epsilon"] = "1/10".into();
        assert!(reason(&file).contains("the upper bound is 21/20"), "{}", reason(&file));
    }
}

#[test]
fn what_only_marginals_are_known_for_is_dsic_and_ex_post_ir() {
    for claim in ["max-min", "guarantee"] {
        for (field, word) in [("truthfulness", "bic"), ("participation", "interim")] {
            let mut file = certificate(claim);
            file[field] = word.into();
            assert_eq!(reason(&file), "guarantees are about `dsic` and `ex-post` mechanisms", "{claim}");
        }
    }
}

#[test]
fn other_words_and_values_are_not_proved() {
    for claim in CLAIMS {
        for (field, word) in [("objective", "welfare"), ("value", "2"), ("value", "1/2")] {
            let mut file = certificate(claim);
            file[field] = word.into();
            assert!(reason(&file).contains("attains"), "{claim} {field}");
        }
    }
    let mut file = certificate("deterministic");
    file["primal"]["outcomes"][0] = json!({ "when": ["L"], "pays": { "Ann": "1" }, "lottery": [
        { "probability": "1/2", "gets": { "Ann": ["A"] } }, { "probability": "1/2", "gets": { "Ann": ["A"] } },
    ]});
    assert!(reason(&file).contains("a lottery"));
    file["proves"] = "optimum".into();
    assert!(verify(&file.to_string()).is_ok());
}

/// Crémer and McLean's idea (1988): the second agent, to whom nothing is worth anything, knows something about the value of the
/// first, who pays by what the second reports. All of the first's value is extracted, though she loses at times.
fn full_extraction() -> Value {
    let types = |names: [&str; 2], worths: [&str; 2]| {
        let own = names
            .into_iter()
            .zip(worths)
            .map(|(name, worth)| json!({ "name": name, "values": { "A": worth } }));
        own.collect::<Vec<_>>()
    };
    let row = |own: &str, signal: &str, pays: &str| json!({ "when": [own, signal], "gets": { "Ann": ["A"] }, "pays": { "Ann": pays } });
    let all = [("Ann", "L"), ("Ann", "H"), ("Sue", "Bad"), ("Sue", "Good")];
    let multipliers = all.map(|(agent, own)| json!({ "agent": agent, "type": own, "multiplier": "1" }));
    json!({
        "tvmd": 1,
        "proves": "optimum",
        "setting": { "name": "Signal", "items": ["A"], "bound": "4", "agents": [
            { "name": "Ann", "valuation": "additive", "types": types(["L", "H"], ["1", "2"]) },
            { "name": "Sue", "valuation": "additive", "types": types(["Bad", "Good"], ["0", "0"]) },
        ]},
        "prior": { "joint": [
            { "profile": ["L", "Bad"], "probability": "3/8" }, { "profile": ["L", "Good"], "probability": "1/8" },
            { "profile": ["H", "Bad"], "probability": "1/8" }, { "profile": ["H", "Good"], "probability": "3/8" },
        ]},
        "objective": "revenue",
        "truthfulness": "dsic",
        "participation": "interim",
        "value": "3/2",
        "primal": { "outcomes": [
            row("L", "Bad", "1/2"), row("H", "Bad", "1/2"), row("L", "Good", "5/2"), row("H", "Good", "5/2"),
            { "when": ["_", "_"] },
        ]},
        "dual": [{ "multipliers": multipliers }],
    })
}

#[test]
fn dominant_strategies_among_types_that_take_part() {
    let whole = full_extraction();
    let proved = verify(&whole.to_string()).unwrap();
    assert_eq!(proved.value, BigRational::new(3.into(), 2.into()));
    let claimed = (proved.truthfulness, proved.participation);
    assert_eq!(claimed, (Truthfulness::Dsic, Participation::Interim));
    // With ⊥ as a report, and participation at every profile, it isn't so.
    let mut file = whole.clone();
    file["participation"] = "ex-post".into();
    assert!(reason(&file).contains("loses by taking part"));
    // Reports of types that take part are constraints, also against ⊥ and at profiles of no mass; ⊥ and its own reports are none.
    for row in [
        json!({ "when": ["L", "Bad"], "gets": { "Ann": ["A"] }, "pays": { "Ann": "1/4" } }),
        json!({ "when": ["L", "Bottom"], "gets": { "Ann": ["A"] } }),
    ] {
        let mut file = whole.clone();
        file["primal"]["outcomes"].as_array_mut().unwrap().insert(0, row.clone());
        if row["when"][1] == "Bad" {
            file["primal"]["outcomes"].as_array_mut().unwrap().remove(1);
        }
        assert!(
            reason(&file).contains("Ann of type H gains more than is allowed by reporting L"),
            "{}",
            reason(&file)
        );
    }
    for (own, lie) in [("L", "Bottom"), ("Bottom", "L")] {
        let mut file = whole.clone();
        let asked =
            json!({ "agent": "Ann", "type": own, "misreport": lie, "others": ["Bad"], "multiplier": "0" });
        file["dual"][0]["multipliers"].as_array_mut().unwrap().push(asked);
        assert!(reason(&file).contains("of no constraint"));
        file["dual"][0]["multipliers"][4]["type"] = "L".into();
        file["dual"][0]["multipliers"][4]["misreport"] = "H".into();
        assert!(verify(&file.to_string()).is_ok());
    }
    // Participation is in expectation, given the type.
    let mut file = whole;
    file["primal"]["outcomes"][2]["pays"]["Ann"] = "3".into();
    file["primal"]["outcomes"][3]["pays"]["Ann"] = "3".into();
    assert!(reason(&file).contains("Ann of type L loses by taking part"));
}

/// What proves nothing has a place: the part of the file that shows it.
#[test]
fn what_proves_nothing_has_a_place() {
    let marked = |file: &Value| {
        let text = serde_json::to_string_pretty(file).unwrap();
        match verify(&text) {
            Err(Error::ProvesNothing(_, Some(Place { line, column, bytes }))) => {
                let begins = text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
                assert_eq!(begins + column - 1, bytes.start);
                serde_json::from_str::<Value>(&text[bytes]).unwrap()
            }
            other => panic!("{other:?}\n{text}"),
        }
    };
    let spoilt = |proves: &str, path: &str, to: Value| {
        let mut file = certificate(proves);
        *file.pointer_mut(path).unwrap() = to;
        file
    };
    // By what is spoilt, what is marked.
    for (proves, path, to, at) in [
        ("optimum", "/value", json!("2"), "/value"),
        ("optimum", "/setting/items/0", json!("_"), "/setting/items/0"),
        ("optimum", "/setting/agents/0/types/1/name", json!("L"), "/setting/agents/0/types/1"),
        ("optimum", "/setting/agents/0/types/1/values/A", json!("3"), "/setting/agents/0/types/1/values"),
        ("optimum", "/prior/joint/1/profile/0", json!("L"), "/prior/joint/1/profile"),
        ("optimum", "/prior/joint/1/probability", json!("1/3"), "/prior/joint"),
        ("optimum", "/primal/outcomes/1/pays/Ann", json!("3"), "/primal/outcomes/1/pays/Ann"),
        ("optimum", "/primal/outcomes/1/gets/Ann/0", json!("B"), "/primal/outcomes/1/when"),
        // High gains by reporting L, and L loses.
        ("optimum", "/primal/outcomes/1/pays/Ann", json!("2"), "/primal/outcomes/1/pays/Ann"),
        ("optimum", "/primal/outcomes/0/pays/Ann", json!("3/2"), "/primal/outcomes/0/pays/Ann"),
        ("optimum", "/dual/0/multipliers/1/multiplier", json!("-1"), "/dual/0/multipliers/1/multiplier"),
        ("optimum", "/dual/0/multipliers/0/type", json!("M"), "/dual/0/multipliers/0/type"),
        ("optimum", "/dual", json!([]), "/dual"),
        ("max-min", "/worst_prior/joint/0/probability", json!("1/3"), "/worst_prior/joint"),
        ("max-min", "/primal/potentials/Ann/H", json!("3"), "/primal/outcomes/1/when"),
        ("guarantee", "/truthfulness", json!("bic"), "/truthfulness"),
    ] {
        let file = spoilt(proves, path, to);
        assert_eq!(marked(&file), *file.pointer(at).unwrap(), "{path}");
    }
    let mut file = bayesian("optimum");
    file["primal"]["outcomes"][1]["pays"]["Ann"] = json!("2");
    assert_eq!(marked(&file), file["primal"]["outcomes"][1]["pays"]["Ann"]);
}
