//! Ctrl-C: what is finished is printed and is usable, and it is said how much that is; status 130.
#![cfg(unix)]
#![allow(clippy::panic, reason = "a failed test")]

use super::{Run, finished, tvmd};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Runs `tvmd` and interrupts it after a while; after longer ones until `is_good`, since machines are slow and fast.
fn interrupted(call: &[&str], is_good: impl Fn(&Run) -> bool) -> Run {
    let mut runs = Vec::new();
    for tenths in [2, 5, 10, 20, 40, 80, 160, 320, 640] {
        let command = Command::new(env!("CARGO_BIN_EXE_tvmd"))
            .args(call)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        sleep(Duration::from_millis(100 * tenths));
        let sent = Command::new("kill").args(["-INT", &command.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let output = command.wait_with_output().unwrap();
        // Before there is a handler the signal itself ends it.
        if output.status.code().is_some() {
            let run = finished(output);
            if is_good(&run) {
                return run;
            }
            runs.push(run.stderr);
        }
    }
    panic!("never as expected: {runs:#?}");
}

/// How many of how many parts a message says were finished.
fn said(run: &Run, what: &str) -> Option<(usize, usize)> {
    let said = run.stderr.strip_prefix("tvmd: interrupted: ")?;
    let (counts, rest) = said.split_once(what)?;
    assert!(rest.starts_with(" were finished"), "{said}");
    let (done, all) = counts.trim().split_once(" of ")?;
    Some((done.parse().unwrap(), all.parse().unwrap()))
}

fn some_but_not_all(run: &Run, what: &str) -> bool {
    run.status == 130 && said(run, what).is_some_and(|(done, all)| 0 < done && done < all)
}

/// A file with very many mechanisms, each of which takes a moment.
fn many_mechanisms(folder: &Path) -> String {
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
        "mechanisms": (0..500).map(price).collect::<serde_json::Map<_, _>>()
    });
    let file = folder.join("shop.json");
    std::fs::write(&file, instance.to_string()).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn mechanisms_that_are_checked_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let file = many_mechanisms(folder.path());
    let call = ["check", &file, "--format=json"];
    let run = interrupted(&call, |run| some_but_not_all(run, "mechanisms"));
    let (done, all) = said(&run, "mechanisms").unwrap();
    assert_eq!(all, 500);
    assert!(run.stderr.contains("and are printed"), "{}", run.stderr);
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
    let run = interrupted(&call, |run| some_but_not_all(run, "statements"));
    let (done, _) = said(&run, "statements").unwrap();
    let answer = super::json(&run);
    let rows = answer["statements"].as_array().unwrap();
    assert!(rows.len() == done && rows.iter().all(|row| row["search"].is_object()), "{}", run.stdout);
}

#[test]
fn values_that_are_swept_over_are_printed() {
    let file = super::example("gallery.json");
    let call = [
        "check",
        file.to_str().unwrap(),
        "--mechanism=Reserve",
        "--sweep",
        "reserve=0..2 step 1/499",
        "--format=json",
    ];
    let run = interrupted(&call, |run| some_but_not_all(run, "values"));
    let (done, all) = said(&run, "values").unwrap();
    assert_eq!(all, 999);
    assert_eq!(super::json(&run)["sweep"].as_array().unwrap().len(), done);
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
    let run = interrupted(&call, |run| run.status == 130);
    assert_eq!((run.stderr.as_str(), run.stdout.as_str()), ("tvmd: interrupted: nothing was finished\n", ""));
    assert!(!out.exists());
}

#[test]
fn nothing_is_said_of_progress_where_nobody_looks() {
    let folder = tempfile::tempdir().unwrap();
    let run = tvmd(["check", &many_mechanisms(folder.path())]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
}
