//! What commands print follows their schemas.

use super::schemas::{Validator, follows, schema, strict};
use super::{Run, example, json, tvmd};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;

fn answered(arguments: &[&str]) -> Run {
    let run = tvmd(arguments.iter().chain(&["--format=json"]));
    assert!(run.status <= 1 || run.status == 3, "{arguments:?}: {}", run.stderr);
    run
}

/// Real answers of every command, with and without what may be missing in them.
#[test]
fn all_answers_follow_theirs() {
    let path = |name: &str| example(name).to_str().unwrap().to_owned();
    let gallery = path("gallery.json");
    let (gallery, moved) = (gallery.as_str(), path("gallery_moved.json"));
    let items = path("two_items_uniform.json");
    let (hundred, zero_one_two) = (path("hundred_bidders.json"), path("two_items_zero_one_two.json"));
    let folder = tempfile::tempdir().unwrap();
    let priorless = folder.path().join("priorless.json");
    let mut text: Value = serde_json::from_str(&fs::read_to_string(gallery).unwrap()).unwrap();
    text.as_object_mut().unwrap().remove("prior");
    for mechanism in text["mechanisms"].as_object_mut().unwrap().values_mut() {
        mechanism.as_object_mut().unwrap().remove("claims");
    }
    fs::write(&priorless, text.to_string()).unwrap();
    let priorless = priorless.to_str().unwrap();
    let bids = folder.path().join("bids.csv");
    fs::write(&bids, "Ann,Bob\n1,2\n2,1\n,2\n2,2\n").unwrap();
    let bids = bids.to_str().unwrap();
    let posted = ["--mechanism", "Posted"];
    let calls: &[(&str, &[&str])] = &[
        ("check", &[gallery, "--require=dsic", "--timings", "--show=outcomes,deviations"]),
        ("check", &[priorless]),
        ("check", &[&hundred]),
        ("check", &[gallery, "--mechanism=Reserve", "--sweep", "reserve=1..2 step 1/2"]),
        ("compare", &[gallery]),
        ("compare", &[priorless]),
        ("optimum", &[gallery, "--truthfulness=bic"]),
        ("optimum", &[gallery, "--no-lotteries"]),
        ("optimum", &[gallery, "--sweep", "bound=2..3"]),
        ("optimum", &[gallery, "--show=outcomes"]),
        ("optimum", &[gallery, "--within=1/10", "--ball=support"]),
        ("maxmin", &[gallery]),
        ("maxmin", &[gallery, "--within=1/10"]),
        ("maxmin", &[gallery, "--family=posted", "--show=outcomes"]),
        ("robustness", &[gallery, "--promise", "revenue>=1", posted[0], posted[1]]),
        ("robustness", &[gallery, "--mechanism=FirstRefusal", "--objective=welfare"]),
        ("robustness", &[gallery, "--ball=product", "--promise", "revenue>=1", posted[0], posted[1]]),
        ("robustness", &[gallery, "--ball=support", "--mechanism=FirstRefusal"]),
        ("gambit", &[gallery, posted[0], posted[1]]),
        ("learn", &[bids, "--bins=0,1,2"]),
        ("learn", &[bids, "--joint", "--bins=values"]),
        ("simple", &[&items]),
        ("simple", &[&zero_one_two]),
        ("tv", &[gallery, &moved]),
        ("tv", &[gallery]),
        ("audit", &["--only=lemma-1,proposition-5", "--budget=1", "--from-scratch"]),
        ("audit", &["--only=lemma-1,lemma-2", "--budget=20", "--twins"]),
    ];
    let mut validators: BTreeMap<&str, Validator> = BTreeMap::new();
    for (command, arguments) in calls {
        let call: Vec<&str> = [*command].into_iter().chain(arguments.iter().copied()).collect();
        let validator = validators.entry(command).or_insert_with(|| strict(command));
        let answer = json(&answered(&call));
        follows(validator, &answer, &format!("{call:?}"));
        // Without one of its fields it doesn't, and an answer is none of another command.
        for field in answer.as_object().unwrap().keys().filter(|field| !may_be_missing(command, field)) {
            let mut spoilt = answer.clone();
            spoilt.as_object_mut().unwrap().remove(field);
            assert!(!validator.is_valid(&spoilt), "{call:?} without {field}");
        }
    }
    let names: Vec<&str> = validators.keys().copied().collect();
    assert_eq!(
        names,
        ["audit", "check", "compare", "gambit", "learn", "maxmin", "optimum", "robustness", "simple", "tv"]
    );
}

fn may_be_missing(command: &str, field: &str) -> bool {
    command == "optimum" && ["under_the_prior", "worst_prior", "best_for_the_prior"].contains(&field)
        || ["tables", "statements", "twins", "delta", "within", "ball", "for_the_marginals"].contains(&field)
}

#[test]
fn certificates_and_what_is_said_of_them_follow_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("certificate.json");
    let out = out.to_str().unwrap();
    let gallery = example("gallery.json");
    let gallery = gallery.to_str().unwrap();
    let (certificates, verify) = (Validator::of(schema("certificate")), strict("verify"));
    let calls: &[&[&str]] = &[
        &["optimum", gallery],
        &["optimum", gallery, "--truthfulness=bic", "--epsilon=1/10", "--participation=interim"],
        &["optimum", gallery, "--no-lotteries"],
        &["optimum", gallery, "--within=1/10"],
        &["maxmin", gallery],
        &["maxmin", gallery, "--within=1/10", "--ball=support"],
        &["maxmin", gallery, "--family=posted"],
    ];
    for call in calls {
        answered(&[call, &["--certificate", out][..]].concat());
        let certificate: Value = serde_json::from_str(&fs::read_to_string(out).unwrap()).unwrap();
        assert_eq!(certificate["$schema"], schema("certificate")["$id"]);
        follows(&certificates, &certificate, &format!("{call:?}"));
        follows(&verify, &json(&answered(&["verify", out, "--of", gallery])), "verify");
        for (field, by) in
            [("proves", json!("much")), ("value", json!(0.5)), ("dual", json!({})), ("more", json!(1))]
        {
            let mut spoilt = certificate.clone();
            spoilt[field] = by;
            assert!(!certificates.is_valid(&spoilt), "{call:?} with another {field}");
        }
        // What proves nothing.
        let mut wrong = certificate.clone();
        wrong["value"] = json!("99");
        fs::write(out, wrong.to_string()).unwrap();
        follows(&verify, &json(&answered(&["verify", out])), "verify of what is wrong");
    }
}

#[test]
fn parts_follow_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("part.json");
    let out = out.to_str().unwrap();
    let gallery = example("gallery.json");
    let parts = strict("part");
    let calls: &[&[&str]] = &[
        &["check", gallery.to_str().unwrap(), "--require=dsic"],
        &["audit", "--only=lemma-1,lemma-2", "--budget=1", "--from-scratch"],
        &["audit", "--only=lemma-1,lemma-2", "--budget=20", "--twins"],
    ];
    for call in calls {
        let run = answered(&[call, &["--shard=1/2", "--out", out][..]].concat());
        let part: Value = serde_json::from_str(&fs::read_to_string(out).unwrap()).unwrap();
        assert_eq!(json(&run), part);
        follows(&parts, &part, &format!("{call:?}"));
        let mut spoilt = part.clone();
        spoilt["shard"] = json!("1/2");
        assert!(!parts.is_valid(&spoilt));
    }
}
