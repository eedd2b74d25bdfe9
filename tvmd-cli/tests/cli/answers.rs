//! Well-formed calls: the contract of the commands.

use super::{example, json, tvmd};
use serde_json::json;

#[test]
fn check_reports_first_refusal_as_published() {
    let run =
        tvmd(["check".as_ref(), example("gallery.json").as_os_str(), "--format".as_ref(), "json".as_ref()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let answer = json(&run);
    let first_refusal = &answer["mechanisms"][0];
    assert_eq!(first_refusal["name"], "FirstRefusal");
    assert_eq!(first_refusal["ex_post_ir"], json!({ "holds": true, "regret": "0", "witness": null }));
    assert_eq!(first_refusal["dsic"]["holds"], false);
    assert_eq!(first_refusal["dsic"]["regret"], "1/2");
    let witness = &first_refusal["dsic"]["witness"];
    assert_eq!(
        [&witness["agent"], &witness["type"], &witness["misreport"], &witness["others"], &witness["gain"]],
        [&json!("First"), &json!("High"), &json!("Low"), &json!({ "Second": "Low" }), &json!("1/2")]
    );
    assert_eq!(first_refusal["bic"]["holds"], true);
    assert_eq!(first_refusal["frontier"], json!([{ "epsilon": "0", "q": "0" }]));
    assert_eq!(first_refusal["revenue"], "3/2");
}

#[test]
fn moving_a_tenth_of_the_mass_costs_exactly_a_tenth() {
    let moved = example("gallery_moved.json");
    let run = tvmd([
        "check".as_ref(),
        moved.as_os_str(),
        "--format=json".as_ref(),
        "--mechanism=FirstRefusal".as_ref(),
    ]);
    let answer = json(&run);
    assert_eq!(answer["mechanisms"].as_array().unwrap().len(), 1);
    let bic = &answer["mechanisms"][0]["bic"];
    assert_eq!((&bic["holds"], &bic["regret"]), (&json!(false), &json!("1/10")));
    let frontier = &answer["mechanisms"][0]["frontier"];
    assert_eq!(*frontier, json!([{ "epsilon": "0", "q": "1/2" }, { "epsilon": "1/10", "q": "0" }]));

    let distance = tvmd([
        "tv".as_ref(),
        example("gallery.json").as_os_str(),
        moved.as_os_str(),
        "--format=json".as_ref(),
    ]);
    assert_eq!(json(&distance)["value"], "1/10");
}

#[test]
fn requirements_decide_the_exit_status() {
    let file = example("gallery.json");
    let require = |properties: &str| {
        tvmd([
            "check".as_ref(),
            file.as_os_str(),
            "--mechanism=FirstRefusal".as_ref(),
            "--require".as_ref(),
            properties.as_ref(),
        ])
    };
    for (properties, status) in [
        ("ex_post_ir,bic", 0),
        ("not dsic", 0),
        ("bic(0, 0)", 0),
        ("dsic", 1),
        ("ex_post_ir,not bic", 1),
        ("truthful", 2),
        ("bic(1/0)", 2),
        ("", 2),
    ] {
        let run = require(properties);
        assert_eq!(run.status, status, "{properties}: {}", run.stderr);
        assert_eq!(run.stderr.is_empty(), status == 0, "{properties}");
    }
    assert!(require("dsic").stderr.contains("First of type High gains 1/2 by reporting Low"));
}

#[test]
fn a_false_claim_in_the_file_is_status_1() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read_to_string(example("gallery.json")).unwrap().replace("\"not dsic\"", "\"dsic\"");
    let file = folder.path().join("false.json");
    std::fs::write(&file, text).unwrap();
    let run = tvmd(["check".as_ref(), file.as_os_str()]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("FirstRefusal: `dsic` doesn't hold"), "{}", run.stderr);
}

#[test]
fn without_a_prior_what_is_bayesian_is_null() {
    let folder = tempfile::tempdir().unwrap();
    let mut instance: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(example("gallery.json")).unwrap()).unwrap();
    instance.as_object_mut().unwrap().remove("prior");
    instance["mechanisms"]["FirstRefusal"]["claims"] = json!([]);
    let file = folder.path().join("priorless.json");
    std::fs::write(&file, instance.to_string()).unwrap();
    let run = tvmd(["check".as_ref(), file.as_os_str(), "--format=json".as_ref()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let first = &json(&run)["mechanisms"][0];
    assert_eq!([&first["bic"], &first["frontier"], &first["revenue"]], [&json!(null); 3]);
    assert_eq!(tvmd(["check".as_ref(), file.as_os_str(), "--require=bic".as_ref()]).status, 2);
}

#[test]
fn audit_prints_the_rows_that_exist() {
    let run = tvmd(["audit", "--budget", "50", "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let answer = json(&run);
    assert_eq!(answer["schema"], "tvmd.audit/1");
    let rows = answer["statements"].as_array().unwrap();
    let row = |id: &str| rows.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("no row {id}"));
    let ids: Vec<&str> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
    let in_order: Vec<&str> =
        ["definition-1", "lemma-2", "lemma-11"].map(|id| row(id)["id"].as_str().unwrap()).into();
    assert!(ids.iter().filter(|id| in_order.contains(id)).eq(in_order.iter()), "{ids:?}");
    let lemma_2 = row("lemma-2");
    assert_eq!(lemma_2["printed"]["verdict"], "holds");
    assert_eq!(lemma_2["search"]["best_ratio"], "1");
}

#[test]
fn audit_is_reproducible_and_its_witness_is_an_instance() {
    let audit = |seed: &str| {
        let run = tvmd(["audit", "--only=lemma-2", "--budget=40", "--seed", seed, "--format=json"]);
        json(&run)["statements"][0]["witness"].clone()
    };
    let witness = audit("5");
    assert_eq!(witness, audit("5"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("witness.json");
    std::fs::write(&file, witness.to_string()).unwrap();
    let run = tvmd(["check".as_ref(), file.as_os_str()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[test]
fn text_is_the_default_and_names_what_it_found() {
    let run = tvmd(["check".as_ref(), example("gallery.json").as_os_str()]);
    assert!(run.stdout.contains("First of type High gains 1/2 by reporting Low when Second reports Low"));
    let audit = tvmd(["audit", "--only", "lemma-1", "--budget", "10"]);
    assert!(audit.stdout.contains("lemma-1") && !audit.stdout.contains("lemma-2"));
}

/// Crémer and McLean 1988: DSIC among bidders who take part, and not where staying away is a report.
#[test]
fn check_names_the_convention_where_it_matters() {
    let file = example("cremer_mclean.json");
    let check = |more: &[&str]| tvmd(["check", file.to_str().unwrap()].iter().chain(more));
    let answer = json(&check(&["--format=json"]));
    let [extracts, vickrey] = [&answer["mechanisms"][0], &answer["mechanisms"][1]];
    let holds = json!({ "holds": true, "regret": "0", "witness": null });
    for verdict in ["dsic_participating", "bic", "bic_participating", "interim_ir"] {
        assert_eq!(extracts[verdict], holds, "{verdict}");
        assert_eq!(vickrey[verdict], holds, "{verdict}");
    }
    let dsic = &extracts["dsic"];
    assert_eq!((&dsic["holds"], &dsic["regret"]), (&json!(false), &json!("2")));
    assert_eq!(dsic["witness"]["misreport"], "Bottom");

    let people = check(&["--mechanism=FullExtraction"]).stdout;
    assert!(people.contains("⊥ counts as a report there; among types that take part it holds"), "{people}");
    assert!(people.contains("interim IR  holds"), "{people}");
    let people = check(&["--mechanism=Vickrey"]).stdout;
    assert!(!people.contains("take part") && !people.contains("interim IR"), "{people}");

    for (properties, status) in
        [("dsic_participating,interim_ir,bic_participating", 0), ("dsic", 1), ("not dsic_participating", 1)]
    {
        let run = check(&["--mechanism=FullExtraction", "--require", properties]);
        assert_eq!(run.status, status, "{properties}: {}", run.stderr);
    }
    let gallery = example("gallery.json");
    let run = tvmd(["check", gallery.to_str().unwrap(), "--require", "dsic_participating"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("First of type High gains 1/2 by reporting Low"), "{}", run.stderr);
}
