//! Ctrl-C: what is finished is printed and is usable, and it is said how much that is; status 130.
#![cfg(unix)]
#![allow(clippy::panic, reason = "a failed test")]

use super::{Run, finished, tvmd};
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Runs `tvmd` and interrupts it after a while; after longer ones until `is_good`, since machines are slow and fast.
fn interrupted(call: &[&str], is_good: impl Fn(&Run) -> bool) -> Run {
    let mut runs = Vec::new();
    // From 0.1 s to a minute, each a quarter longer than the one before.
    let mut wait = Duration::from_millis(100);
    while wait < Duration::from_secs(60) {
        let command = Command::new(env!("CARGO_BIN_EXE_tvmd"))
            .args(call)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        sleep(wait);
        wait = wait * 5 / 4;
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
    let run = interrupted(&call, |run| some_but_not_all(run, "mechanisms"));
    let (done, all) = said(&run, "mechanisms").unwrap();
    assert_eq!(all, MANY);
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

/// A buyer of two items with so many values of each: the linear program takes a while.
fn two_items(folder: &Path, most: usize) -> String {
    let grid = serde_json::json!({ "from": "0", "to": most.to_string(), "step": "1" });
    let instance = serde_json::json!({
        "tvmd": 1,
        "setting": { "name": "Shop", "items": ["Tea", "Milk"], "bound": (2 * most).to_string(), "agents": [
            { "name": "Buyer", "valuation": "additive", "types": [{ "name": "V", "grid": { "Tea": grid, "Milk": grid } }] },
        ] },
        "prior": "uniform",
    });
    let file = folder.join("two_items.json");
    std::fs::write(&file, instance.to_string()).unwrap();
    file.to_str().unwrap().to_owned()
}

/// A search goes on with what it knows: the same as at a time limit, with the status of an interruption.
#[test]
fn bounds_that_are_known_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let file = two_items(folder.path(), 16);
    let searching = "tvmd: interrupted: the search stops with what it knows; Ctrl-C again ends it at once\n";
    for command in [&["optimum"][..], &["optimum", "--no-lotteries"], &["simple"]] {
        let call =
            [&command[..1], &[file.as_str(), "--budget=1000", "--format=json"], &command[1..]].concat();
        let run = interrupted(&call, |run| run.stdout.contains("\"upper_bound\": \""));
        assert_eq!(run.status, 130);
        assert_eq!(run.stderr, searching);
        let known = super::json(&run);
        let number = |name: &str| known[name].as_str().map(|text| tvmd_core::exact::parse(text).unwrap());
        // Uniform on 0 to 16 each: 8·9/17 for each item at its best price, and never more than the bound.
        let (value, upper) = (number("value").unwrap(), number("upper_bound").unwrap());
        assert!(value <= upper && upper <= tvmd_core::ratio!(32), "{known}");
        assert!(value >= tvmd_core::ratio!(144 / 17) || command.len() > 1, "{known}");
    }
    let run = interrupted(&["optimum", &file, "--budget=1000"], |run| {
        run.stdout.starts_with("interrupted: the optimum is at least ")
    });
    assert_eq!((run.status, run.stderr.as_str()), (130, searching));
}

/// Posted prices are tried in turn, so a mechanism is known, too.
#[test]
fn the_best_prices_so_far_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let agent = |name: usize| {
        let values = |own: usize| serde_json::json!({ "name": format!("V{own}"), "values": { "Tea": own.to_string() } });
        serde_json::json!({ "name": format!("A{name}"), "valuation": "additive", "types": (1..=3).map(values).collect::<Vec<_>>() })
    };
    let mut instance = serde_json::json!({
        "tvmd": 1,
        "setting": { "name": "Shop", "items": ["Tea"], "bound": "3", "agents": (0..5).map(agent).collect::<Vec<_>>() },
        "prior": "uniform",
    });
    let file = folder.path().join("shop.json");
    std::fs::write(&file, instance.to_string()).unwrap();
    let call = [
        "maxmin",
        file.to_str().unwrap(),
        "--family=posted",
        "--objective=welfare",
        "--budget=1000000000",
        "--format=json",
    ];
    let run = interrupted(&call, |run| run.status == 130 && run.stdout.contains("mechanism"));
    instance["mechanisms"] = serde_json::json!({ "Known": super::json(&run)["mechanism"] });
    std::fs::write(&file, instance.to_string()).unwrap();
    let checked = tvmd(["check", file.to_str().unwrap(), "--require=dsic,ex_post_ir"]);
    assert_eq!(checked.status, 0, "{}", checked.stderr);
}

/// Who is interrupted twice wants it to end.
#[test]
fn a_second_interruption_ends_a_search() {
    let folder = tempfile::tempdir().unwrap();
    let file = two_items(folder.path(), 40);
    let sent = |process: &std::process::Child| {
        assert!(Command::new("kill").args(["-INT", &process.id().to_string()]).status().unwrap().success());
    };
    let mut said = Vec::new();
    for tenths in [5, 10, 20, 40, 80, 5, 10, 20] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tvmd"))
            .args(["optimum", &file, "--budget=1000"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        sleep(Duration::from_millis(100 * tenths));
        sent(&command);
        // The second comes once the first is heard.
        let mut stderr = BufReader::new(command.stderr.take().unwrap());
        let mut words = String::new();
        stderr.read_line(&mut words).unwrap();
        sent(&command);
        stderr.read_to_string(&mut words).unwrap();
        let run = command.wait_with_output().unwrap();
        // The search may be over first.
        if run.status.code() == Some(130) && words.ends_with("tvmd: interrupted: nothing was finished\n") {
            assert!(run.stdout.is_empty() && words.contains("Ctrl-C again ends it at once\n"), "{words}");
            return;
        }
        said.push(words);
    }
    panic!("never as expected: {said:#?}");
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
    let run = interrupted(&programs, |run| some_but_not_all(run, "parts") && run.stdout.contains("regret"));
    let part = super::json(&run);
    let whole = super::json(&tvmd([&call[..3], &["--format=json"]].concat()));
    assert_eq!((&part["status"], &part["objective"]), (&"stopped".into(), &whole["objective"]));
    assert_eq!(part["incentives"]["regret"], whole["incentives"]["regret"]);
    assert!(part.get("promises").is_none());
    let run = interrupted(&call, |run| some_but_not_all(run, "parts"));
    let title = "Auction under every prior within total variation distance δ\n  prior        revenue of ";
    assert!(run.stdout.starts_with(title), "{}", run.stdout);
    assert!(run.stdout.contains("Corners of the curves of expected revenue\n"), "{}", run.stdout);
    assert!(run.stderr.contains("and are printed"), "{}", run.stderr);
}

#[test]
fn mechanisms_that_are_compared_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let file = mechanisms(folder.path(), MANY);
    let run = interrupted(&["compare", &file, "--format=json"], |run| some_but_not_all(run, "mechanisms"));
    let (done, _) = said(&run, "mechanisms").unwrap();
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
    let run = interrupted(&call, |run| run.status == 130);
    assert_eq!((run.stderr.as_str(), run.stdout.as_str()), ("tvmd: interrupted: nothing was finished\n", ""));
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
    let run = interrupted(&programs, |run| some_but_not_all(run, "parts"));
    let part = super::json(&run);
    let whole = super::json(&tvmd([&call[..4], &["--format=json"]].concat()));
    assert_eq!((&part["status"], &part["ball"]), (&"stopped".into(), &"product".into()));
    assert_eq!(part["objective"], whole["objective"]);
    assert!(part.get("promises").is_none());
    let run = interrupted(&call, |run| some_but_not_all(run, "parts"));
    assert!(run.stdout.starts_with("Auction where types are independent"), "{}", run.stdout);
    assert!(
        run.stdout.contains("  revenue of at least ") && run.stderr.contains("and are printed"),
        "{}",
        run.stdout
    );
}

/// However early a search for a guarantee is stopped, something is known: what one price makes that is posted to one agent, and welfare.
#[test]
fn bounds_on_a_guarantee_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let agent = |name: &str| {
        let grid = serde_json::json!({ "Tea": { "from": "0", "to": "24", "step": "1" } });
        serde_json::json!({ "name": name, "valuation": "additive", "types": [{ "name": "V", "grid": grid }] })
    };
    let instance = serde_json::json!({
        "tvmd": 1,
        "setting": { "name": "Shop", "items": ["Tea"], "bound": "24", "agents": [agent("A"), agent("B")] },
        "prior": "uniform",
    });
    let file = folder.path().join("shop.json");
    std::fs::write(&file, instance.to_string()).unwrap();
    let file = file.to_str().unwrap();
    for more in [&["maxmin"][..], &["maxmin", "--within=1/10"], &["optimum", "--within=1/10"]] {
        let call = [&more[..1], &[file, "--budget=1000", "--format=json"], &more[1..]].concat();
        let run = interrupted(&call, |run| run.status == 130 && run.stdout.contains("stopped"));
        let known = super::json(&run);
        let number = |name: &str| tvmd_core::exact::parse(known[name].as_str().unwrap_or("none")).unwrap();
        // Uniform on 0 to 24: 12 or 13 for 13 or 12 of 25, less a tenth of it where that may move; never more than the bound.
        let least = if more.len() > 1 {
            tvmd_core::ratio!(13) * tvmd_core::ratio!(19 / 50)
        } else {
            tvmd_core::ratio!(156 / 25)
        };
        assert!(number("value") >= least && number("value") <= number("upper_bound"), "{more:?}: {known}");
        assert!(number("upper_bound") < tvmd_core::ratio!(24), "{known}");
    }
}
