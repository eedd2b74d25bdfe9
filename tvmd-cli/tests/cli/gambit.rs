//! Mechanisms as games for Gambit. That truth is an equilibrium exactly if the check says so is tested with Gambit itself, by `.ci/python`.

use super::{example, json, tvmd};
use std::fs;

#[test]
fn a_game_is_printed_or_written() {
    let file = example("gallery.json");
    let file = file.to_str().unwrap();
    let call = ["gambit", file, "--mechanism=Posted"];
    let printed = tvmd(call);
    assert_eq!(printed.status, 0, "{}", printed.stderr);
    assert!(
        printed.stdout.starts_with("EFG 2 R \"Posted in Gallery\" { \"First\" \"Second\" }\n"),
        "{}",
        printed.stdout
    );
    // Four profiles of types are likely, and each agent has three reports.
    assert_eq!(printed.stdout.lines().filter(|line| line.starts_with("t ")).count(), 4 * 3 * 3);
    assert_eq!(json(&tvmd(call.iter().chain(&["--format=json"])))["game"], printed.stdout);

    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("game.efg");
    let run = tvmd(call.iter().chain(&["--out", out.to_str().unwrap()]));
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert_eq!(fs::read_to_string(out).unwrap(), printed.stdout);
}

#[test]
fn what_is_no_game_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let with = |name: &str, change: &dyn Fn(&mut serde_json::Value)| {
        let mut auction: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(example("gallery.json")).unwrap()).unwrap();
        change(&mut auction);
        let file = folder.path().join(name);
        fs::write(&file, auction.to_string()).unwrap();
        file
    };
    let bare = with("bare.json", &|auction| {
        let auction = auction.as_object_mut().unwrap();
        auction.retain(|field, _| ["tvmd", "setting", "mechanisms"].contains(&field.as_str()));
        let prices =
            serde_json::json!({ "Posted": { "posted_prices": { "prices": { "Painting": "3/2" } } } });
        auction.insert("mechanisms".to_owned(), prices);
    });
    // 32² profiles of types, each with 33² of reports.
    let large = with("large.json", &|auction| {
        let types: Vec<_> = (1..=32)
            .map(|value| serde_json::json!({ "name": format!("V{value}"), "values": { "Painting": "2" } }))
            .collect();
        for agent in [0, 1] {
            auction["setting"]["agents"][agent]["types"] = types.clone().into();
        }
        auction["prior"] = "uniform".into();
        auction["mechanisms"] =
            serde_json::json!({ "Posted": { "posted_prices": { "prices": { "Painting": "3/2" } } } });
    });
    for (file, mechanism, reason) in [
        (&example("gallery.json"), "Postde", "did you mean `Posted`?"),
        (&bare, "Posted", "chance draws types by a prior, and the file has no `prior`"),
        (&large, "Posted", "1024 profiles of types, each with 1089 of reports"),
    ] {
        let run = tvmd(["gambit".as_ref(), file.as_os_str(), "--mechanism".as_ref(), mechanism.as_ref()]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        assert!(run.stderr.contains(reason), "{}", run.stderr);
    }
}
