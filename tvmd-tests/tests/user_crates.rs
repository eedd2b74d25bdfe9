//! Users' crates: blocks, rules by hand, claims that are left for tests, the paper's statements, and a setting that two crates share.

use std::path::Path;

/// Asserts that a crate's tests pass, and that these are among them.
fn assert_tests_pass(folder: &str, tests: &[&str]) {
    let said = super::cargo(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &["test"]);
    for test in tests {
        assert!(said.contains(&format!("test {test} ... ok")), "{test} didn't run:\n{said}");
    }
}

#[test]
fn a_strangers_crate_builds_and_its_tests_pass() {
    let tests = [
        "claims_of_leaves",
        "claims_of_pot_to_south",
        "tests::declared_rules_are_truthful",
        "tests::rules_by_hand_are_checked_like_declared_ones",
        "statements::theorems::Shelf::lemma_2",
    ];
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
