//! Work that is done in shares: put together, they are what the command says; and nothing else is accepted for it.

use super::{example, json, tvmd, tvmd_in};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Statements with random cases, exhaustive ones, and one that is refuted.
const AUDIT: [&str; 6] =
    ["audit", "--only", "lemma-1,lemma-2,proposition-5,observation-1", "--budget", "50", "--from-scratch"];

/// Does all shares of a command's work, and returns the folder with their files.
fn shares(call: &[&str], of: usize) -> TempDir {
    let folder = TempDir::new().unwrap();
    for number in 1..=of {
        let out = part(folder.path(), number);
        let shard = format!("{number}/{of}");
        let done = tvmd(call.iter().copied().chain(["--shard", &shard, "--out", out.to_str().unwrap()]));
        assert_eq!(done.status, 0, "{}", done.stderr);
    }
    folder
}

fn part(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("{number}.json"))
}

fn merged(folder: &Path, parts: &[usize], format: &str) -> super::Run {
    let files = parts.iter().map(|number| part(Path::new(""), *number).display().to_string());
    tvmd_in(folder, ["merge".to_owned(), "--format".to_owned(), format.to_owned()].into_iter().chain(files))
}

/// Without the times that it took.
fn untimed(mut answer: Value, rows: &str) -> Value {
    for row in answer[rows].as_array_mut().unwrap() {
        let of = if row["search"].is_object() { &mut row["search"] } else { row };
        of.as_object_mut().unwrap().remove("seconds").unwrap();
    }
    answer
}

#[test]
fn an_audit_in_shares_is_the_audit() {
    let folder = shares(&AUDIT, 3);
    // In any order, and one of them twice.
    let together = merged(folder.path(), &[3, 1, 2, 1], "json");
    let alone = tvmd(AUDIT.into_iter().chain(["--format", "json"]));
    assert_eq!((together.status, &together.stderr), (alone.status, &alone.stderr));
    assert_eq!(untimed(json(&together), "statements"), untimed(json(&alone), "statements"));
    assert_eq!(merged(folder.path(), &[1, 2, 3], "text").stdout, tvmd(AUDIT).stdout);
}

#[test]
fn twins_in_shares_are_the_twins() {
    let call = ["audit", "--only", "lemma-1,lemma-2", "--budget", "200", "--twins"];
    let folder = shares(&call, 2);
    let together = merged(folder.path(), &[1, 2], "json");
    let alone = tvmd(call.into_iter().chain(["--format", "json"]));
    assert_eq!(untimed(json(&together), "twins"), untimed(json(&alone), "twins"));
}

/// To the byte, and with the same status: what holds, what fails, what is claimed and required, arrays, and what has menus instead of columns.
#[test]
fn a_check_in_shares_is_the_check() {
    let calls: [&[&str]; 5] = [
        &["gallery.json"],
        &["gallery.json", "--require", "dsic,bic(1/10)"],
        &["cremer_mclean.json"],
        &["../learned/auction.json"],
        &["two_items_uniform.json", "--require", "not dsic"],
    ];
    let mut failed = 0;
    for call in calls {
        let file = example(call[0]).canonicalize().unwrap();
        let call: Vec<&str> =
            ["check", file.to_str().unwrap()].into_iter().chain(call[1..].iter().copied()).collect();
        let folder = shares(&call, 3);
        for format in ["text", "json"] {
            let together = merged(folder.path(), &[2, 3, 1, 3], format);
            let alone = tvmd(call.iter().copied().chain(["--format", format]));
            assert_eq!(
                (together.status, &together.stdout, &together.stderr),
                (alone.status, &alone.stdout, &alone.stderr)
            );
            failed += usize::from(alone.status == 1);
        }
    }
    assert!(failed > 0);
}

#[test]
fn shares_of_a_file_that_changed_are_refused() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("in.json");
    fs::copy(example("gallery.json"), &file).unwrap();
    let parts = shares(&["check", file.to_str().unwrap()], 2);
    assert_eq!(merged(parts.path(), &[1, 2], "text").status, 0);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.clone() + "\n").unwrap();
    let run = merged(parts.path(), &[1, 2], "text");
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("has changed since the shares were done"), "{}", run.stderr);
}

/// What is refused, with the reason.
#[test]
fn only_a_whole_and_consistent_cover_is_merged() {
    let folder = shares(&AUDIT, 3);
    let refused = |parts: &[usize], reason: &str| {
        let run = merged(folder.path(), parts, "text");
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains(reason), "{}", run.stderr);
    };
    refused(&[1, 3], "share 2 of 3 is missing; `--shard 2/3` does it");
    refused(&[2], "of 3 shares these are missing: 1, 3; `--shard K/3` does share K");

    // Another number of shares, another call, another input, another finding.
    let mut other = shares(&AUDIT, 2);
    fs::copy(part(other.path(), 2), part(folder.path(), 4)).unwrap();
    refused(&[1, 2, 3, 4], "is one of 2, and 1.json one of 3");
    other =
        shares(&["audit", "--only", "lemma-1,lemma-2,proposition-5", "--budget", "50", "--from-scratch"], 3);
    fs::copy(part(other.path(), 2), part(folder.path(), 4)).unwrap();
    refused(&[1, 4, 3], "4.json: was asked for");
    let text = fs::read_to_string(part(folder.path(), 2)).unwrap();
    let spoilt = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        fs::write(part(folder.path(), 4), text.replacen(from, to, 1)).unwrap();
    };
    let input = json_field(&text, "input");
    spoilt(&input, "00");
    refused(&[1, 4, 3], "has read what hashes to 00");
    spoilt("\"vacuous\": ", "\"vacuous\": 1");
    refused(&[1, 2, 3, 4], "found something else in share 2/3 than 2.json");
    spoilt("tvmd.part/1", "tvmd.part/2");
    refused(&[1, 4, 3], "is no part that `--shard` wrote: its schema is");
    spoilt("\"lemma-2\"", "\"lemma-3\"");
    refused(&[1, 4, 3], "was asked for");
    fs::write(part(folder.path(), 4), &text[..text.len() / 2]).unwrap();
    refused(&[1, 4, 3], "4.json: is no part that `--shard` wrote");
    refused(&[1, 7], "7.json: ");

    // A share of other statements than its own.
    let mut moved: Value = serde_json::from_str(&text).unwrap();
    moved["shard"]["number"] = 1.into();
    fs::write(part(folder.path(), 4), moved.to_string()).unwrap();
    refused(&[4, 2, 3], "share 1/3 is not of the statements that it should be of");
}

fn json_field(text: &str, name: &str) -> String {
    serde_json::from_str::<Value>(text).unwrap()[name].as_str().unwrap().to_owned()
}

#[test]
fn shares_that_make_no_sense_are_refused() {
    for shard in ["0/3", "4/3", "1/0", "3", "1/2/3", "a/b", "-1/3", "1/9999999999999999999999"] {
        let run = tvmd(["audit", "--shard", shard, "--out", "part.json"]);
        assert_eq!(run.status, 2, "{shard}");
        assert!(run.stderr.contains("is no share; write K/N"), "{}", run.stderr);
    }
    assert!(tvmd(["audit", "--shard", "1/2"]).stderr.contains("--out"));
    let over = example("gallery.json").display().to_string();
    let run = tvmd(["audit", "--shard", "1/2", "--out", &format!("{over}/part.json")]);
    assert_eq!(run.status, 2);
}
