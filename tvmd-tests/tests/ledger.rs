//! The ledger is whole: a row for every numbered item and every cited system, and a page that says what the rows say.
#![allow(clippy::unwrap_used, reason = "a failure in a test is a failed test")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tvmd_core::paper::Standing;
use tvmd_core::search::{Catalogue, page};
use tvmd_core::tv_robustness::statements;

/// Every row that programs may ask for by name.
const IDS: &str = "definition-1 definition-2 definition-3 definition-4 definition-5 definition-6 lemma-1 lemma-2 lemma-3 lemma-4 \
    lemma-5 lemma-6 lemma-7 lemma-8 lemma-9 lemma-10 lemma-11 theorem-1 theorem-2 theorem-3 theorem-4 proposition-1 proposition-2 \
    proposition-3 proposition-5 corollary-1 corollary-2a corollary-2b observation-1 inequality-2 inequality-3 \
    lemma-7-intermediate lemma-7-tv lemma-7-ir lemma-7-bic lemma-7-revenue proposition-4-statement proposition-4-proof \
    theorem-1-support example-lemma-2 example-theorem-1 example-theorem-2 dk19 prophet-half-max prophet-median \
    bilw20 co21 hn13 bglt19-lookahead bglt19-posted";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn every_item_has_one_row() {
    let rows: Vec<&str> = statements().iter().map(|statement| statement.entry().id).collect();
    let distinct: BTreeSet<&str> = rows.iter().copied().collect();
    assert_eq!(distinct.len(), rows.len(), "no id twice");
    let missing: Vec<&str> = IDS.split_whitespace().filter(|id| !distinct.contains(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_is_not_plainly_true_is_explained() {
    for entry in statements().iter().map(|statement| statement.entry()) {
        let plain = entry.printed.verdict == Standing::Holds;
        assert!(plain || !entry.explanation.is_empty(), "{} isn't explained", entry.id);
    }
}

#[test]
fn the_page_says_what_the_ledger_says() {
    let catalogue = Catalogue::at(root().join("catalogue"));
    let generated = page(statements(), &catalogue).unwrap();
    let kept = std::fs::read_to_string(root().join("docs/paper.md")).unwrap();
    assert!(
        kept == generated,
        "docs/paper.md is out of date: `cargo tvmd audit --page docs/paper.md` writes it anew"
    );
}
