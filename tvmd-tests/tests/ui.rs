//! The mistakes that `mechanism!` reports, as rustc shows them, and what it accepts: `ui/<kind>/<case>.rs`, a case's
//! `.stderr` beside it.
#![allow(clippy::unwrap_used, reason = "a failure in a test is a failed test")]

use std::fs;
use std::path::Path;

/// What compiles; every other folder is a kind of mistake.
const PASS: &str = "pass";

#[test]
fn ui() {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")).unwrap();
    let kinds = folders.map(|folder| folder.unwrap().file_name().into_string().unwrap());
    let (pass, mut kinds): (Vec<_>, Vec<_>) = kinds.partition(|kind| kind == PASS);
    assert!(!pass.is_empty() && !kinds.is_empty());
    kinds.sort();
    let cases = trybuild::TestCases::new();
    for kind in kinds {
        cases.compile_fail(format!("ui/{kind}/*.rs"));
    }
    cases.pass(format!("ui/{PASS}/*.rs"));
}
