//! The mistakes that `mechanism!` reports, as rustc shows them: `<kind>/<case>.rs`, a case's `.stderr` beside it.
#![allow(clippy::unwrap_used, reason = "a failure in a test is a failed test")]

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// The folders here, each a kind of mistake.
fn kinds() -> Vec<String> {
    let entries = fs::read_dir(env!("CARGO_MANIFEST_DIR")).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    let mut kinds: Vec<_> = folders.map(|folder| folder.file_name().into_string().unwrap()).collect();
    kinds.sort();
    kinds
}

/// The flags with which trybuild has cases compiled.
const FLAGS: [&str; 6] = ["--cfg", "trybuild", "--verbose", "-A", "dead_code", "--diagnostic-width=140"];

/// Alone, trybuild has what the cases need compiled twice: without the last flag, and with it. Flags in the environment are those of both.
/// And it has all of it compiled in a folder of its own, though the macro is the same for strangers' crates, and what that needs of
/// others for the workspace: that is shared, if it is built alike.
#[test]
fn mistakes() {
    let output = Command::new(env::current_exe().unwrap())
        .args(["cases", "--exact", "--ignored", "--nocapture"])
        // `cargo test -p tvmd-ui -- trybuild=NAME` is for some cases only.
        .args(env::args().filter(|argument| argument.starts_with("trybuild=")))
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"))
        .env("CARGO_BUILD_BUILD_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap())
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_DEV_LTO", "off")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

/// Without cases that pass, trybuild checks all in one call of cargo. What passes is in `tvmd-tests/tests/accepted`.
#[test]
#[ignore = "`mistakes` runs it"]
fn cases() {
    let cases = trybuild::TestCases::new();
    for kind in kinds() {
        cases.compile_fail(format!("{kind}/*.rs"));
    }
}
