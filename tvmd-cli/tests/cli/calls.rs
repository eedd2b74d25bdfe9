//! Calls that can't be what was meant: refused for what a file is refused for, never a success that did nothing.

use super::malformed::assert_message;
use super::{Run, example, json, tvmd};
use std::path::Path;

/// An auction of one buyer without mechanisms.
const BARE: &str = r#"{ "tvmd": 1,
  "setting": { "name": "Shop", "items": ["Tea"], "bound": "4",
    "agents": [ { "name": "Ann", "valuation": "additive", "types": [ { "name": "Low", "values": { "Tea": "1" } } ] } ] },
  "prior": "uniform" }"#;

/// Two bidders whose types are equal: how far that is from a product can't be said to 10⁻¹².
const EQUAL: &str = r#"{ "tvmd": 1,
  "setting": { "name": "Pair", "items": ["Tea"], "bound": "4", "agents": [
    { "name": "P", "valuation": "additive", "types": [ { "name": "L", "values": { "Tea": "1" } }, { "name": "H", "values": { "Tea": "2" } } ] },
    { "name": "Q", "valuation": "additive", "types": [ { "name": "L", "values": { "Tea": "1" } }, { "name": "H", "values": { "Tea": "2" } } ] } ] },
  "prior": { "joint": [ { "profile": ["L", "L"], "probability": "1/2" }, { "profile": ["H", "H"], "probability": "1/2" } ] } }"#;

/// A run in which `FILE` stands for the gallery, in a folder without a catalogue.
fn gallery(call: &[&str]) -> Run {
    let file = example("gallery.json").canonicalize().unwrap();
    let file = file.to_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    super::tvmd_in(folder.path(), call.iter().map(|word| if *word == "FILE" { file } else { word }))
}

fn refused(call: &[&str], expected: &[&str]) {
    let run = gallery(call);
    assert_eq!(run.status, 2, "{call:?}: {}{}", run.stdout, run.stderr);
    assert!(run.stdout.is_empty(), "{call:?}: {}", run.stdout);
    for part in expected {
        assert!(run.stderr.contains(part), "{call:?}: no `{part}` in\n{}", run.stderr);
    }
}

#[test]
fn numbers_are_refused_by_the_checks_of_files() {
    // The words are those for a claim in a file.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.json");
    let said = |claim: &str| {
        let claims = format!(r#""mechanisms": {{ "M": {{ "vcg": {{}}, "claims": ["{claim}"] }} }} }}"#);
        let text = BARE.replacen("\"prior\": \"uniform\" }", &format!("\"prior\": \"uniform\", {claims}"), 1);
        std::fs::write(&file, text).unwrap();
        let run = tvmd(["check".as_ref(), file.as_os_str()]);
        assert_eq!(run.status, 2, "{claim}");
        super::without_lines(&run.stderr).rsplit_once("claims[0]: ").unwrap().1.trim().to_owned()
    };
    let (gain, q) = (said("bic(-1/10)"), said("bic(0, 2)"));
    refused(&["check", "FILE", "--require", "bic(-1/10)"], &["--require", &gain]);
    refused(&["check", "FILE", "--require", "bic(-1/10), bic(0, 2)"], &["--require", &gain, &q]);
    refused(&["check", "FILE", "--require", "not bic(0, -1)"], &["--require", "-1 isn't in [0, 1]"]);
    refused(&["optimum", "FILE", "--truthfulness=bic", "--epsilon", "-1/10"], &["--epsilon", &gain]);
    refused(&["optimum", "FILE", "--truthfulness=bic", "--epsilon=-1/10"], &["--epsilon", &gain]);
    refused(
        &["robustness", "FILE", "--mechanism=Posted", "--promise", "regret<=-1/10"],
        &["--promise", &gain],
    );
}

/// A number below 0 after an option is its value, and what is said is about the number.
#[test]
fn a_negative_number_is_the_value_of_its_option() {
    for (call, expected) in [
        (&["optimum", "FILE", "--epsilon", "-x"][..], "`-x` is not a number"),
        (&["tv", "FILE", "--tolerance", "-1/2"], "above 0"),
        (&["robustness", "FILE", "--mechanism=Posted", "--delta", "-1/2"], "in [0, 1]"),
        (&["robustness", "FILE", "--mechanism=Posted", "--promise", "-1"], "`-1` is not a promise"),
        (&["optimum", "FILE", "--within", "-1/10"], "-1/10 isn't a distance of distributions"),
        (&["maxmin", "FILE", "--within", "-1/10"], "-1/10 isn't a distance of distributions"),
        (&["audit", "--budget", "-1"], "`-1` is no count"),
        (&["audit", "--budget", "0"], "`0` is no count"),
        (&["audit", "--seed", "-1"], "`-1` is no seed"),
        (&["check", "FILE", "--require", "-1"], "`-1` is not a property"),
    ] {
        refused(call, &[expected]);
    }
    let below = &["robustness", "FILE", "--mechanism=Posted", "--promise", "welfare>=-1"];
    assert_eq!(gallery(below).status, 0);
}

#[test]
fn distances_are_those_of_priors_and_of_agents() {
    refused(&["optimum", "FILE", "--within", "11/10"], &["--within", "11/10 isn't a distance", "[0, 1]"]);
    refused(&["optimum", "FILE", "--within", "a tenth"], &["--within", "`a tenth` is not a number"]);
    refused(&["optimum", "FILE", "--within=1/10", "--no-lotteries"], &["--within", "--no-lotteries"]);
    refused(&["optimum", "FILE", "--ball=support"], &["--within"]);
    refused(&["optimum", "FILE", "--within=1/10", "--ball=round"], &["--ball", "round", "support"]);
    refused(&["maxmin", "FILE", "--ball=support"], &["--within"]);
    refused(&["maxmin", "FILE", "--within", "Fisrt=1/10"], &["no agent `Fisrt`; did you mean `First`?"]);
    refused(&["maxmin", "FILE", "--within=First=1/2", "--within=First=1/3"], &["for First is already there"]);
    refused(
        &["maxmin", "FILE", "--within=1/2", "--within=1/3"],
        &["a distance for all agents is already there"],
    );
    refused(&["maxmin", "FILE", "--within=First=2"], &["2 isn't a distance of distributions"]);
    refused(&["maxmin", "FILE", "--within=1/10", "--family=posted"], &["it goes with --family any"]);
    refused(&["robustness", "FILE", "--mechanism=Posted", "--ball=round"], &["--ball", "round", "support"]);
}

#[test]
fn lists_are_not_empty_and_name_nothing_twice() {
    refused(&["check", "FILE", "--require", ""], &["--require", "`` is not a property"]);
    refused(&["check", "FILE", "--require", "dsic,,bic"], &["--require", "`` is not a property"]);
    refused(&["check", "FILE", "--require", "bic, not dsic, bic"], &["--require", "`bic` is already there"]);
    refused(&["audit", "--only", ""], &["--only", "there is no statement ``"]);
    refused(&["audit", "--only", "lemma-1,lemma-1"], &["--only", "`lemma-1` is already there"]);
    let twice = ["--promise", "revenue>=1", "--promise", "revenue >= 1"];
    refused(
        &[&["robustness", "FILE", "--mechanism=Posted"][..], &twice].concat(),
        &["--promise", "already there"],
    );
    refused(
        &["robustness", "FILE", "--mechanism=Posted", "--promise", ""],
        &["--promise", "`` is not a promise"],
    );
}

#[test]
fn nothing_to_check_is_no_success() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bare.json");
    std::fs::write(&file, BARE).unwrap();
    let run = |more: &[&str]| {
        let file = file.to_str().unwrap();
        tvmd(["check", file].iter().chain(more))
    };
    let required = run(&["--require", "dsic"]);
    assert_eq!((required.status, required.stdout.as_str()), (2, ""));
    assert!(required.stderr.contains("the file has no mechanisms"), "{}", required.stderr);
    let named = run(&["--mechanism", "Posted"]);
    assert!(named.status == 2 && named.stderr.contains("there is none at all"), "{}", named.stderr);
    // Nothing is asked for: the file is well-formed, and the answer says that this is all.
    let plain = run(&[]);
    assert!(plain.status == 0 && plain.stdout.contains("the file has no mechanisms"), "{}", plain.stdout);
    assert_eq!(json(&run(&["--format=json"])), serde_json::json!({ "mechanisms": [] }));
}

#[test]
fn requirements_about_a_prior_need_one_before_anything_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("priorless.json");
    let text =
        BARE.replacen("\"prior\": \"uniform\"", r#""mechanisms": { "Free": { "second_price": {} } }"#, 1);
    std::fs::write(&file, text).unwrap();
    let run = tvmd(["check".as_ref(), file.as_os_str(), "--require=bic(1/10), dsic".as_ref()]);
    assert!(run.status == 2 && run.stdout.is_empty(), "{}", run.stdout);
    assert!(run.stderr.contains("`bic(1/10)` is about a prior"), "{}", run.stderr);
}

#[test]
fn a_search_says_what_it_starts_from() {
    let run = gallery(&["audit", "--only=lemma-1", "--budget=1"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("there is no folder `catalogue`"), "{}", run.stderr);
    refused(&["audit", "--only=lemma-1", "--catalogue=catalouge"], &["--catalogue", "no folder `catalouge`"]);
    refused(&["audit", "--page=page.md"], &["--page", "no folder `catalogue`"]);
    let scratch = gallery(&["audit", "--only=lemma-1", "--budget=1", "--from-scratch"]);
    assert_eq!((scratch.status, scratch.stderr.as_str()), (0, ""));
}

#[test]
fn a_broken_catalogue_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("lemma-1.json"), "").unwrap();
    let catalogue = format!("--catalogue={}", folder.path().display());
    refused(&["audit", "--only=lemma-1", &catalogue], &["lemma-1.json", "bring the file back, or remove it"]);
}

#[test]
fn a_tolerance_that_is_not_reached_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("equal.json");
    std::fs::write(&file, EQUAL).unwrap();
    let run = |more: &[&str]| {
        let file = file.to_str().unwrap();
        tvmd(["tv", file, "--format=json"].iter().chain(more))
    };
    let narrow = run(&["--tolerance", "1/1000000000000"]);
    assert_eq!(narrow.status, 1, "{}", narrow.stderr);
    assert!(narrow.stderr.contains("--tolerance: the search was cut off"), "{}", narrow.stderr);
    let answer = json(&narrow);
    assert_eq!(
        (&answer["reached"], &answer["tolerance"]),
        (&false.into(), &"1/1000000000000".into()),
        "{}",
        narrow.stdout
    );
    for wide in [run(&["--tolerance=1/50"]), run(&[])] {
        assert_eq!((wide.status, &json(&wide)["reached"]), (0, &true.into()), "{}", wide.stderr);
    }
}

#[test]
fn cargo_calls_it_with_its_own_name_first() {
    let run = |arguments: &[&str]| {
        super::finished(
            std::process::Command::new(env!("CARGO_BIN_EXE_cargo-tvmd")).args(arguments).output().unwrap(),
        )
    };
    let file = example("gallery.json");
    let by_cargo = run(&["tvmd", "check", file.to_str().unwrap()]);
    assert_eq!(by_cargo.stdout, tvmd(["check".as_ref(), file.as_os_str()]).stdout);
    assert_eq!(run(&["check", file.to_str().unwrap()]).stdout, by_cargo.stdout);
    assert!(run(&["tvmd", "check"]).stderr.contains("Usage: cargo tvmd check"));
    assert!(tvmd(["check"]).stderr.contains("Usage: tvmd check"));
}

#[test]
fn completions_and_manual_pages() {
    for (shell, expected) in
        [("bash", "complete -F _tvmd"), ("zsh", "#compdef tvmd"), ("fish", "complete -c tvmd")]
    {
        let run = tvmd(["completions", shell]);
        assert!(run.status == 0 && run.stdout.contains(expected), "{shell}: {}", run.stdout);
    }
    let page = tvmd(["man"]);
    assert!(page.status == 0 && page.stdout.contains(".TH tvmd 1") && page.stdout.contains("robustness"));
    let page = tvmd(["man", "optimum"]);
    assert!(page.status == 0 && page.stdout.contains("truthfulness"), "{}", page.stdout);
    let unknown = tvmd(["man", "optimun"]);
    assert!(unknown.status == 2 && unknown.stderr.contains("did you mean `optimum`"), "{}", unknown.stderr);
    assert!(!Path::new("tvmd.1").exists());
}

#[test]
fn wrong_calls_are_status_2() {
    let missing = Path::new("no/such/file.json");
    assert_message(
        &tvmd(["check".as_ref(), missing.as_os_str()]),
        &["no/such/file.json", "there is no such file"],
        "no file",
    );
    let gallery = super::example("gallery.json");
    let unknown = tvmd(["check".as_ref(), gallery.as_os_str(), "--mechanism=Postd".as_ref()]);
    assert_message(&unknown, &["did you mean `Posted`"], "unknown mechanism");
    assert_message(
        &tvmd(["audit", "--only", "lemma-22"]),
        &["lemma-22", "did you mean"],
        "unknown statement",
    );
    let other =
        tvmd(["tv".as_ref(), gallery.as_os_str(), super::example("two_items_uniform.json").as_os_str()]);
    assert_message(
        &other,
        &["gallery.json", "different settings: the items are Painting in the one and A, B in the other"],
        "other setting",
    );
    assert_eq!(tvmd(["chekc"]).status, 2);
    assert_eq!(tvmd(["check"]).status, 2);
}
