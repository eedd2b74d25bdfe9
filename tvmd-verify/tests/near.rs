//! Claims about priors, or marginals, near the given ones: what is accepted, and each way to spoil it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure in a test is a failed test")]

use num_rational::BigRational;
use serde_json::{Value, json};
use tvmd_verify::{Ball, Error, Proves, verify};

/// One buyer, worth 1 or 2 with equal chances, who may stay away with probability 1/4 after all: the price 1 makes the most, 3/4.
fn robust() -> Value {
    json!({
        "tvmd": 1,
        "proves": "robust-optimum",
        "setting": { "name": "Shop", "items": ["A"], "bound": "2", "agents": [{ "name": "Ann", "valuation": "additive",
            "types": [{ "name": "L", "values": { "A": "1" } }, { "name": "H", "values": { "A": "2" } }] }] },
        "prior": { "joint": [{ "profile": ["L"], "probability": "1/2" }, { "profile": ["H"], "probability": "1/2" }] },
        "worst_prior": { "joint": [
            { "profile": ["L"], "probability": "1/2" }, { "profile": ["H"], "probability": "1/4" },
            { "profile": ["Bottom"], "probability": "1/4" },
        ]},
        "within": "1/4",
        "objective": "revenue",
        "truthfulness": "dsic",
        "participation": "ex-post",
        "value": "3/4",
        "primal": { "cap": "1", "outcomes": [
            { "when": ["L"], "gets": { "Ann": ["A"] }, "pays": { "Ann": "1" } },
            { "when": ["H"], "gets": { "Ann": ["A"] }, "pays": { "Ann": "1" } },
            { "when": ["_"] },
        ]},
        "dual": [{ "multipliers": [
            { "agent": "Ann", "type": "L", "others": [], "multiplier": "3/4" },
            { "agent": "Ann", "type": "H", "misreport": "L", "others": [], "multiplier": "1/4" },
        ]}],
    })
}

/// The same of her marginal: it is the whole prior.
fn noisy() -> Value {
    let mut file = robust();
    file["proves"] = "max-min".into();
    file["marginals_within"] = json!({ "Ann": "1/4" });
    file["primal"]["potentials"] = json!({ "Ann": { "L": "1", "H": "1" } });
    file.as_object_mut().unwrap().remove("within");
    file["primal"].as_object_mut().unwrap().remove("cap");
    file
}

/// The same, believed to be BIC only: what is asked in expectation is asked under the prior, whatever is worst.
fn bayesian() -> Value {
    let mut file = robust();
    file["truthfulness"] = "bic".into();
    file["dual"][0]["multipliers"][1] =
        json!({ "agent": "Ann", "type": "H", "misreport": "L", "multiplier": "1/2" });
    file
}

fn reason(file: &Value) -> String {
    match verify(&file.to_string()) {
        Err(Error::ProvesNothing(reason, _)) => reason,
        other => panic!("{other:?}\n{file}"),
    }
}

fn with(mut file: Value, path: &str, value: Value) -> Value {
    let (parent, field) = path.rsplit_once('/').unwrap();
    file.pointer_mut(parent).unwrap()[field] = value;
    file
}

#[test]
fn the_verdict_is_what_the_file_says() {
    let quarter = BigRational::new(1.into(), 4.into());
    for (file, proves) in
        [(robust(), Proves::RobustOptimum), (bayesian(), Proves::RobustOptimum), (noisy(), Proves::MaxMin)]
    {
        let proved = verify(&file.to_string()).unwrap();
        assert_eq!((proved.proves, proved.value), (proves, BigRational::new(3.into(), 4.into())));
        assert_eq!(proved.ball, Ball::All);
        let within = if proves == Proves::RobustOptimum {
            proved.within
        } else {
            Some(proved.marginals_within.unwrap()[0].1.clone())
        };
        assert_eq!(within, Some(quarter.clone()));
        let said = with(file, "/ball", "all".into());
        assert!(verify(&said.to_string()).is_ok());
    }
}

#[test]
fn fields_belong_to_their_claims_and_only_there() {
    for field in ["within", "worst_prior", "dual"] {
        let mut file = robust();
        file.as_object_mut().unwrap().remove(field);
        assert!(reason(&file).contains(field), "{field}");
    }
    let mut file = robust();
    file["primal"].as_object_mut().unwrap().remove("cap");
    assert!(reason(&file).contains("cap"));
    for (path, value, said) in [
        ("/within", json!("1/4"), "`within` belongs to robust optima"),
        ("/primal/cap", json!("1"), "`cap` belongs to robust optima"),
    ] {
        assert!(reason(&with(noisy(), path, value)).contains(said));
    }
    for (path, value, said) in [
        ("/marginals_within", json!({ "Ann": "1/4" }), "`marginals_within` belongs to guarantees"),
        ("/primal/potentials", json!({ "Ann": {} }), "`potentials` belong to guarantees"),
    ] {
        assert!(reason(&with(robust(), path, value)).contains(said));
    }
    let mut file = noisy();
    file.as_object_mut().unwrap().remove("marginals_within");
    assert!(reason(&with(file.clone(), "/ball", "all".into())).contains("`ball` belongs to a distance"));
    assert!(reason(&file).contains("the worst prior has other marginals"));
}

#[test]
fn another_ball_is_another_claim() {
    for (path, file) in [("/within", robust()), ("/marginals_within/Ann", noisy())] {
        for (distance, said) in [
            ("0", "the worst prior"),
            ("1/5", "the worst prior"),
            ("1/3", "the mechanism attains 2/3"),
            ("1", "the mechanism attains 0"),
            ("-1/4", "isn't in [0, 1]"),
            ("5/4", "isn't in [0, 1]"),
        ] {
            let reason = reason(&with(file.clone(), path, distance.into()));
            assert!(reason.contains(said), "{path} {distance}: {reason}");
        }
        // Nobody stays away under priors that keep the support.
        assert!(reason(&with(file.clone(), "/ball", "support".into())).contains("the worst prior"));
        let word = with(file, "/ball", "product".into());
        assert!(matches!(verify(&word.to_string()), Err(Error::NotACertificate(..))));
    }
    let file = with(noisy(), "/marginals_within", json!({ "Bob": "1/4" }));
    assert!(reason(&file).contains("there is no agent `Bob`"));
}

#[test]
fn what_is_left_of_the_proof_proves_less() {
    // A cap elsewhere proves less of the same mechanism: lower, and higher.
    for (cap, attained) in [("1/2", "3/8"), ("2", "1/2"), ("0", "0"), ("-1", "-1")] {
        let reason = reason(&with(robust(), "/primal/cap", cap.into()));
        assert!(reason.contains(&format!("the mechanism attains {attained},")), "{cap}: {reason}");
    }
    // A prior that is near, but not the worst.
    let prior = robust()["prior"].clone();
    for file in [robust(), noisy(), bayesian()] {
        assert!(reason(&with(file.clone(), "/worst_prior", prior.clone())).contains("the upper bound is"));
        assert!(reason(&with(file.clone(), "/value", "1".into())).contains("not 1"));
        assert!(reason(&with(file, "/dual/0/multipliers", json!([]))).contains("the upper bound is"));
    }
    // Potentials that differ are worth less where mass moves, those that aren't said being 0.
    let file = with(noisy(), "/primal/potentials/Ann/H", "0".into());
    assert!(reason(&file).contains("the mechanism attains 1/4,"), "{}", reason(&file));
}
