//! The mistakes that `mechanism!` reports, as rustc shows them: `ui/<kind>/<case>.rs`, a case's `.stderr` beside it.
#![allow(clippy::unwrap_used, reason = "a failure in a test is a failed test")]

use std::fs;
use std::path::Path;

/// The folders in `ui`, each a kind of mistake.
fn kinds() -> Vec<String> {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")).unwrap();
    let mut kinds: Vec<_> =
        folders.map(|folder| folder.unwrap().file_name().into_string().unwrap()).collect();
    kinds.sort();
    kinds
}

/// Without cases that pass, trybuild checks all in one call of cargo. What passes is in `accepted`.
#[test]
fn mistakes() {
    let cases = trybuild::TestCases::new();
    for kind in kinds() {
        cases.compile_fail(format!("ui/{kind}/*.rs"));
    }
}
