//! A user's crate: blocks, rules by hand, claims that are left for tests, the paper's statements.

use std::path::Path;

#[test]
fn a_strangers_crate_builds_and_its_tests_pass() {
    let said = super::cargo(&Path::new(env!("CARGO_MANIFEST_DIR")).join("user-crate"), &["test"]);
    for test in
        ["claims_of_leaves", "tests::declared_rules_are_truthful", "statements::theorems::Shelf::lemma_2"]
    {
        assert!(said.contains(&format!("test {test} ... ok")), "{test} didn't run:\n{said}");
    }
}
