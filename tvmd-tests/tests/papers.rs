//! Every paper in the folder `papers`: its tests pass, and its own program audits it.

use serde_json::Value;
use std::fs;
use std::path::PathBuf;

fn papers() -> Vec<PathBuf> {
    let folders = fs::read_dir(super::workspace().join("papers")).unwrap().map(|entry| entry.unwrap().path());
    folders.filter(|folder| folder.join("Cargo.toml").exists()).collect()
}

#[test]
fn papers_are_guests_with_the_same_rights() {
    let (mut audited, mut refuted) = (0, 0);
    for folder in papers() {
        let said = super::cargo(&folder, &["test"]);
        for test in ["statements::", "the_page_says_what_the_ledger_says", "theorems::"] {
            assert!(
                said.contains(&format!("test {test}")),
                "{}: no test of {test}:\n{said}",
                folder.display()
            );
        }
        // The hunts are those of the paper's tests; this is about its program.
        let ledger = super::cargo(&folder, &["run", "--quiet", "--", "--format", "json", "--budget", "200"]);
        let ledger: Value = serde_json::from_str(&ledger).unwrap();
        for row in ledger["statements"].as_array().unwrap() {
            assert_eq!(row["search"]["surprise"], Value::Null, "{row}");
            audited += 1;
            refuted += usize::from(row["printed"]["verdict"] == "refuted" && row["witness"].is_object());
        }
    }
    assert!(audited > refuted && refuted > 0, "{refuted} of {audited} statements are refuted");
}
