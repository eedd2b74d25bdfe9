//! Ctrl-C in a search: it stops with the bounds that are known; status 130.
#![cfg(unix)]
#![allow(clippy::panic, reason = "a failed test")]

use super::terminal::{Terminal, interrupted};
use super::tvmd;
use std::path::Path;

/// What a search says that was stopped.
const STOPS: &str = "tvmd: interrupted: the search stops with what it knows; Ctrl-C again ends it at once\n";

/// Whether a search tells how far it is, so has begun.
fn searches(seen: &str) -> bool {
    seen.contains("solving the linear program: ")
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
    for command in [&["optimum"][..], &["optimum", "--no-lotteries"], &["simple"]] {
        let call =
            [&command[..1], &[file.as_str(), "--budget=1000", "--format=json"], &command[1..]].concat();
        let run = interrupted(&call, searches);
        assert!(run.status == 130 && run.stderr.contains(STOPS), "{}", run.stderr);
        let known = super::json(&run);
        let number = |name: &str| known[name].as_str().map(|text| tvmd_core::exact::parse(text).unwrap());
        // Uniform on 0 to 16 each: 8·9/17 for each item at its best price, and never more than the bound.
        let (value, upper) = (number("value").unwrap(), number("upper_bound").unwrap());
        assert!(value <= upper && upper <= tvmd_core::ratio!(32), "{known}");
        assert!(value >= tvmd_core::ratio!(144 / 17) || command.len() > 1, "{known}");
    }
    let run = interrupted(&["optimum", &file, "--budget=1000"], searches);
    assert!(run.stdout.starts_with("interrupted: the optimum is at least "), "{}", run.stdout);
    assert!(run.status == 130 && run.stderr.contains(STOPS), "{}", run.stderr);
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
    let run = interrupted(&call, searches);
    assert_eq!(run.status, 130, "{}", run.stderr);
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
    // Where the search is over before the second comes, it is tried again.
    for _ in 0..5 {
        let mut terminal = Terminal::of(&["optimum", &file, "--budget=1000"]);
        terminal.wait(searches);
        terminal.interrupt();
        terminal.wait(|seen| seen.contains(STOPS));
        terminal.interrupt();
        let run = terminal.finish();
        if run.stderr.ends_with("tvmd: interrupted: nothing was finished\n") {
            return assert_eq!((run.status, run.stdout.as_str()), (130, ""));
        }
    }
    panic!("each search was over first");
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
        let run = interrupted(&call, searches);
        let known = super::json(&run);
        assert_eq!((run.status, &known["status"]), (130, &"stopped".into()));
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
