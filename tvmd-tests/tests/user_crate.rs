//! A separate crate, outside the workspace, built and tested as a stranger would.
#![allow(clippy::unwrap_used, reason = "a failure to run cargo is a failed test")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Runs cargo in the user's crate. The workspace's lock file is lent to it, so that both build the same versions.
fn cargo(arguments: &[&str]) -> Output {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("user-crate");
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

#[test]
fn a_strangers_crate_builds_and_its_tests_pass() {
    let output = cargo(&["test"]);
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{stdout}\n{stderr}");
    for test in [
        "claims_of_leaves",
        "claims_of_pot_to_south",
        "tests::declared_rules_are_truthful",
        "tests::rules_by_hand_are_checked_like_declared_ones",
        "statements::theorems::Shelf::lemma_2",
    ] {
        assert!(stdout.contains(&format!("test {test} ... ok")), "{test} didn't run:\n{stdout}");
    }
}
