//! Twins: each statement survives its search and is not vacuous; each deliberately wrong version is refuted by it.

use tvmd_core::paper::statements;
use tvmd_core::search::{Options, audit, twins};

#[test]
fn the_statements_survive_and_are_not_vacuous() {
    for statement in statements() {
        let row = audit(statement, None, false, &Options::default(), &mut |_| {}).unwrap();
        assert_eq!(row.search.surprise, None, "{}", row.id);
        assert!(row.search.instances > 0, "{}: {} vacuous", row.id, row.search.vacuous);
    }
}

#[test]
fn every_twin_is_refuted() {
    for statement in statements() {
        let rows = twins(statement, &Options::default(), &mut |_| {});
        assert!(!rows.is_empty(), "{} has no twin", statement.entry().id);
        for row in rows {
            assert!(row.is_as_expected(), "{}: the twin `{}` survived", row.id, row.what);
        }
    }
}
