//! The paper that comes with the library passes the tests of every paper, and its ledger is whole: a row for every numbered item and every
//! cited system.
#![allow(clippy::unwrap_used, reason = "a failure in a test is a failed test")]

use std::collections::BTreeSet;
use tvmd_core::paper::Paper as _;
use tvmd_core::tv_robustness::TvRobustness;

tvmd_core::paper_tests!(
    tvmd_core::tv_robustness: tvmd_core::tv_robustness::TvRobustness,
    in concat!(env!("CARGO_MANIFEST_DIR"), "/..")
);

/// Every row that programs may ask for by name.
const IDS: &str = "definition-1 definition-2 definition-3 definition-4 definition-5 definition-6 lemma-1 lemma-2 lemma-3 lemma-4 \
    lemma-5 lemma-6 lemma-7 lemma-8 lemma-9 lemma-10 lemma-11 theorem-1 theorem-2 theorem-3 theorem-4 proposition-1 proposition-2 \
    proposition-3 proposition-5 corollary-1 corollary-2a corollary-2b observation-1 inequality-2 inequality-3 \
    lemma-7-intermediate lemma-7-tv lemma-7-ir lemma-7-bic lemma-7-revenue proposition-4-statement proposition-4-proof \
    theorem-1-support example-lemma-2 example-theorem-1 example-theorem-2 dk19 prophet-half-max prophet-median \
    bilw20 co21 hn13 bglt19-lookahead bglt19-posted";

#[test]
fn every_item_has_a_row() {
    let rows: BTreeSet<&str> =
        TvRobustness.statements().iter().map(|statement| statement.entry().id).collect();
    let missing: Vec<&str> = IDS.split_whitespace().filter(|id| !rows.contains(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
