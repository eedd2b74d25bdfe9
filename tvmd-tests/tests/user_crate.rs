//! Separate crates, outside the workspace, built and tested as strangers would.
#![allow(clippy::unwrap_used, reason = "a failure to run cargo is a failed test")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Runs cargo in a user's crate. The workspace's lock file is lent to it, so that both build the same versions.
fn cargo(folder: &str, arguments: &[&str]) -> Output {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    std::fs::copy(workspace().join("Cargo.lock"), crate_folder.join("Cargo.lock")).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("user-crate");
    Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(crate_folder)
        .env("CARGO_TARGET_DIR", target)
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap()
}

/// Asserts that a crate's tests pass, and that these are among them.
fn assert_tests_pass(folder: &str, tests: &[&str]) {
    let output = cargo(folder, &["test"]);
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{stdout}\n{stderr}");
    for test in tests {
        assert!(stdout.contains(&format!("test {test} ... ok")), "{test} didn't run:\n{stdout}");
    }
}

#[test]
fn a_strangers_crate_builds_and_its_tests_pass() {
    let tests =
        ["claims_of_leaves", "tests::declared_rules_are_truthful", "statements::theorems::Shelf::lemma_2"];
    assert_tests_pass("user-crate", &tests);
}

/// Its mechanisms stand in a setting of the other crate, and it calls tvmd by another name.
#[test]
fn a_second_crate_has_mechanisms_in_a_setting_of_the_first() {
    let tests = [
        "claims_of_chest",
        "tests::mechanisms_of_two_crates_share_a_setting",
        "tests::priors_of_both_can_be_compared",
        "statements::theorems::NorthFirst::lemma_2",
    ];
    assert_tests_pass("second-crate", &tests);
}
