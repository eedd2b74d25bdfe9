//! No test is left out: a crate whose own tests aren't built, which would compile it once more, has none.
#![allow(clippy::unwrap_used, reason = "a failure to run cargo is a failed test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The files of a folder, and of those in it, that have a test.
fn with_tests(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let of = |path: PathBuf| match path.is_dir() {
        true => with_tests(&path),
        false if has_test(&fs::read_to_string(&path).unwrap_or_default()) => vec![path],
        false => Vec::new(),
    };
    entries.flat_map(of).collect()
}

fn has_test(text: &str) -> bool {
    text.lines().any(|line| line.trim() == "#[test]")
}

#[test]
fn what_is_not_tested_has_no_tests() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked", "--no-deps"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let targets: Vec<_> =
        packages.iter().flat_map(|package| package["targets"].as_array().unwrap()).collect();
    let file = |target: &serde_json::Value| fs::canonicalize(target["src_path"].as_str().unwrap()).unwrap();
    // Its own package may leave it to another.
    let built: BTreeSet<PathBuf> =
        targets.iter().filter(|target| target["test"] == true).map(|target| file(target)).collect();
    let (mut untested, mut tested) = (Vec::new(), 0);
    for file in targets.iter().map(|target| file(target)).collect::<BTreeSet<_>>() {
        if file.ends_with("src/lib.rs") {
            let found = with_tests(file.parent().unwrap());
            if built.contains(&file) { tested += found.len() } else { untested.extend(found) }
        } else if file.parent().unwrap().ends_with("bin") && has_test(&fs::read_to_string(&file).unwrap()) {
            untested.push(file);
        }
    }
    assert!(tested > 50, "only {tested} files with tests were found");
    assert!(untested.is_empty(), "these tests never run: {untested:#?}");
}
