//! The mistakes that `mechanism!` reports, as rustc shows them, and what it accepts: `ui/<kind>/<case>.rs`, a case's
//! `.stderr` beside it.

/// One folder per kind of mistake.
const KINDS: [&str; 12] = [
    "grammar",
    "names",
    "ranges",
    "prior",
    "coverage",
    "feasibility",
    "menus",
    "spaces",
    "claims",
    "proofs",
    "shared",
    "together",
];

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    for kind in KINDS {
        cases.compile_fail(format!("ui/{kind}/*.rs"));
    }
    cases.pass("ui/pass/*.rs");
}
