//! The mistakes that `mechanism!` reports, as rustc shows them, and what it accepts: `ui/<kind>/<case>.rs`, a case's
//! `.stderr` beside it.
#![allow(clippy::unwrap_used, reason = "a failure in a test is a failed test")]

use std::fs;
use std::path::Path;

/// What compiles; every other folder is a kind of mistake.
const PASS: &str = "pass";

/// The folders in `ui`.
fn kinds() -> Vec<String> {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")).unwrap();
    let mut kinds: Vec<_> =
        folders.map(|folder| folder.unwrap().file_name().into_string().unwrap()).collect();
    kinds.sort();
    kinds
}

/// Without cases that pass, trybuild checks all in one call of cargo.
#[test]
fn mistakes() {
    let kinds = kinds().into_iter().filter(|kind| kind != PASS);
    let cases = trybuild::TestCases::new();
    for kind in kinds {
        cases.compile_fail(format!("ui/{kind}/*.rs"));
    }
}

#[test]
fn what_is_right_passes() {
    assert!(kinds().contains(&PASS.to_owned()));
    trybuild::TestCases::new().pass(format!("ui/{PASS}/*.rs"));
}
