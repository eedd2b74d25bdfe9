//! Ctrl-C: what is finished is printed and is usable, and it is said how much that is; status 130.
#![cfg(unix)]

use super::terminal::{done, interrupted};
use super::{Run, tvmd};
use std::path::{Path, PathBuf};

/// How many of how many parts a message says were finished.
fn said(run: &Run, what: &str) -> (usize, usize) {
    let counts = run
        .stderr
        .split_once("tvmd: interrupted: ")
        .unwrap()
        .1
        .split_once(&format!(" {what} were finished"))
        .unwrap()
        .0;
    let (done, all) = counts.split_once(" of ").unwrap();
    (done.parse().unwrap(), all.parse().unwrap())
}

/// A run that is interrupted once some parts are done, and how many it says were finished, of how many: not all.
fn interrupted_among(call: &[&str], what: &str) -> (Run, usize, usize) {
    let run = interrupted(call, |seen| done(seen, what).is_some_and(|done| done > 0));
    assert_eq!(run.status, 130, "{}", run.stderr);
    let (done, all) = said(&run, what);
    assert!(0 < done && done < all && run.stderr.contains("and are printed"), "{}", run.stderr);
    (run, done, all)
}

/// More than any machine checks before it is interrupted.
const MANY: usize = 10_000;

/// A file with so many mechanisms, each of which takes a moment.
fn mechanisms(folder: &Path, count: usize) -> String {
    let agent = |name| {
        serde_json::json!({ "name": name, "valuation": "additive", "types":
            [{ "name": "V", "grid": { "Tea": { "from": "0", "to": "10", "step": "1" } } }] })
    };
    let price = |number| {
        let price = number % 10;
        (format!("M{number}"), serde_json::json!({ "second_price": { "reserve": price } }))
    };
    let instance = serde_json::json!({
        "tvmd": 1,
        "setting": { "name": "Shop", "items": ["Tea"], "bound": "10", "agents": [agent("A"), agent("B"), agent("C")] },
        "prior": "uniform",
        "mechanisms": (0..count).map(price).collect::<serde_json::Map<_, _>>()
    });
    let file = folder.join("shop.json");
    std::fs::write(&file, instance.to_string()).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn mechanisms_that_are_checked_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let file = mechanisms(folder.path(), MANY);
    let call = ["check", &file, "--format=json"];
    let (run, done, all) = interrupted_among(&call, "mechanisms");
    assert_eq!(all, MANY);
    let answer = super::json(&run);
    let printed = answer["mechanisms"].as_array().unwrap();
    assert_eq!(printed.len(), done);
    // They are as if they had been checked alone.
    let name = printed[done - 1]["name"].as_str().unwrap();
    let alone = super::json(&tvmd(["check", &file, "--format=json", "--mechanism", name]));
    assert_eq!(alone["mechanisms"][0], printed[done - 1]);
}

#[test]
fn statements_that_are_searched_are_printed() {
    let call = ["audit", "--from-scratch", "--format=json"];
    let (run, done, _) = interrupted_among(&call, "statements");
    let answer = super::json(&run);
    let rows = answer["statements"].as_array().unwrap();
    assert!(rows.len() == done && rows.iter().all(|row| row["search"].is_object()), "{}", run.stdout);
}

#[test]
fn values_that_are_swept_over_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let file = shop(folder.path(), 4, 8, 3);
    let call = ["check", file.to_str().unwrap(), "--sweep", "reserve=0..8 step 1/124", "--format=json"];
    let (run, done, all) = interrupted_among(&call, "values");
    assert_eq!(all, 993);
    assert_eq!(super::json(&run)["sweep"].as_array().unwrap().len(), done);
}

/// A second-price auction of one item, in a file: so many agents, each with a value of 0 to the bound.
fn shop(folder: &Path, agents: usize, bound: u32, reserve: u32) -> PathBuf {
    let agent = |name: usize| {
        let grid = serde_json::json!({ "Tea": { "from": "0", "to": bound.to_string(), "step": "1" } });
        serde_json::json!({ "name": format!("A{name}"), "valuation": "additive", "types": [{ "name": "V", "grid": grid }] })
    };
    let agents: Vec<_> = (0..agents).map(agent).collect();
    let instance = serde_json::json!({
        "tvmd": 1,
        "setting": { "name": "Shop", "items": ["Tea"], "bound": bound.to_string(), "agents": agents },
        "prior": "uniform",
        "mechanisms": { "Auction": { "second_price": { "reserve": reserve.to_string() } } }
    });
    let file = folder.join("shop.json");
    std::fs::write(&file, instance.to_string()).unwrap();
    file
}

/// Curves that are found are printed, and are those of the whole answer. Promises, each of which is looked at by itself, come last.
#[test]
fn curves_that_are_found_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let file = shop(folder.path(), 4, 8, 3);
    let promises: Vec<String> = (1..600).map(|part| format!("--promise=revenue>={part}/600")).collect();
    let call = ["robustness", file.to_str().unwrap(), "--mechanism=Auction"];
    let call: Vec<&str> = call.into_iter().chain(promises.iter().map(String::as_str)).collect();
    let programs = [&call[..], &["--format=json"]].concat();
    let is_last = |seen: &str| seen.contains(": bounds and promises");
    let run = interrupted(&programs, is_last);
    assert_eq!((run.status, said(&run, "parts")), (130, (3, 4)));
    let part = super::json(&run);
    let whole = super::json(&tvmd([&call[..3], &["--format=json"]].concat()));
    assert_eq!((&part["status"], &part["objective"]), (&"stopped".into(), &whole["objective"]));
    assert_eq!(part["incentives"]["regret"], whole["incentives"]["regret"]);
    assert!(part.get("promises").is_none());
    let run = interrupted(&call, is_last);
    let title = "Auction under every prior within total variation distance δ\n  prior        revenue of ";
    assert!(run.stdout.starts_with(title), "{}", run.stdout);
    assert!(run.stdout.contains("Corners of the curves of expected revenue\n"), "{}", run.stdout);
    assert!(run.stderr.contains("and are printed"), "{}", run.stderr);
}

#[test]
fn mechanisms_that_are_compared_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let file = mechanisms(folder.path(), MANY);
    let (run, done, _) = interrupted_among(&["compare", &file, "--format=json"], "mechanisms");
    assert_eq!(super::json(&run)["mechanisms"].as_array().unwrap().len(), done);
}

#[test]
fn of_a_share_nothing_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("part.json");
    let call = [
        "audit",
        "--only=example-lemma-2,lemma-4",
        "--budget=1000000000",
        "--from-scratch",
        "--shard=1/1",
        "--out",
        out.to_str().unwrap(),
    ];
    let run = interrupted(&call, |seen| seen.contains(" statements done"));
    assert_eq!((run.status, run.stdout.as_str()), (130, ""));
    assert!(run.stderr.ends_with("tvmd: interrupted: nothing was finished\n"), "{}", run.stderr);
    assert!(!out.exists());
}

#[test]
fn nothing_is_said_of_progress_where_nobody_looks() {
    let folder = tempfile::tempdir().unwrap();
    let run = tvmd(["check", &mechanisms(folder.path(), 100)]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
}

/// Near independent priors that stay so, what is found first is printed, and is that of the whole answer.
#[test]
fn values_near_independent_priors_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let file = shop(folder.path(), 3, 5, 2);
    let promises: Vec<String> = (1..400).map(|part| format!("--promise=revenue>={part}/400")).collect();
    let call = ["robustness", file.to_str().unwrap(), "--ball=product", "--budget=1000000"];
    let call: Vec<&str> = call.into_iter().chain(promises.iter().map(String::as_str)).collect();
    let programs = [&call[..], &["--format=json"]].concat();
    let is_last = |seen: &str| seen.contains(": promises");
    let run = interrupted(&programs, is_last);
    assert_eq!((run.status, said(&run, "parts")), (130, (2, 3)));
    let part = super::json(&run);
    let whole = super::json(&tvmd([&call[..4], &["--format=json"]].concat()));
    assert_eq!((&part["status"], &part["ball"]), (&"stopped".into(), &"product".into()));
    assert_eq!(part["objective"], whole["objective"]);
    assert!(part.get("promises").is_none());
    let run = interrupted(&call, is_last);
    assert!(run.stdout.starts_with("Auction where types are independent"), "{}", run.stdout);
    assert!(
        run.stdout.contains("  revenue of at least ") && run.stderr.contains("and are printed"),
        "{}",
        run.stdout
    );
}
