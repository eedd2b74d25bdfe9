//! `paper_tests!`: the tests that every paper passes.
//!
//! ```
//! // In a file of the crate's `tests`.
//! tvmd::paper_tests!(tvmd::tv_robustness: tvmd::tv_robustness::TvRobustness);
//! # fn main() {}
//! ```
#![allow(clippy::panic, reason = "these are the assertions of tests")]

use crate::paper::{Paper, Standing, Statement};
use crate::search::catalogue::replay;
use crate::search::{Catalogue, Options, examine, page};
use std::collections::BTreeSet;
use std::path::Path;

/// Generates the tests of a paper that [`statements!`](crate::statements) declares: in `statements`, one for each, and those about the whole.
///
/// ```text
/// tvmd::paper_tests!(my_crate::rounding: my_crate::Rounding);
/// ```
///
/// A statement stands if the search finds nothing from scratch that contradicts its verdict, it is vacuous nowhere, every wrong version
/// of it is refuted by the same hunt, and its instance in the catalogue shows what its verdict says. Of the paper, ids are the names
/// of the modules, what isn't plainly true is explained, and the page says what the ledger says. The catalogue and
/// the page are looked for in the crate's folder, or in that which is given: `paper_tests!(…, in "/path")`.
///
/// Since the macro that is named by a paper is exported from its crate, this belongs in a file of the crate's `tests`.
#[macro_export]
macro_rules! paper_tests {
    ($($list:ident)::+: $($paper:ident)::+) => {
        $crate::paper_tests! { $($list)::+: $($paper)::+, in env!("CARGO_MANIFEST_DIR") }
    };
    ($($list:ident)::+: $($paper:ident)::+, in $root:expr) => {
        $($list)::+! { tests { $($paper)::+, $root } }
    };
}

/// The tests of [`paper_tests!`] from the list of a paper's statements.
#[doc(hidden)]
#[macro_export]
macro_rules! __paper_tests {
    ($module:tt [$($statement:ident)+] { $paper:expr, $root:expr }) => {
        mod statements {
            use super::*;
            $($crate::__paper_test! { $module $statement $paper, $root })+
        }

        #[test]
        fn ids_are_the_names_of_the_modules() {
            $crate::paper_tests::assert_named(&$paper, &[$(stringify!($statement)),+]);
        }

        #[test]
        fn what_is_not_plainly_true_is_explained() {
            $crate::paper_tests::assert_explained(&$paper);
        }

        #[test]
        fn the_page_says_what_the_ledger_says() {
            $crate::paper_tests::assert_page_current(&$paper, $root);
        }
    };
}

/// The test of one statement.
#[doc(hidden)]
#[macro_export]
macro_rules! __paper_test {
    ([$($module:tt)*] $statement:ident $paper:expr, $root:expr) => {
        #[test]
        fn $statement() {
            $crate::paper_tests::assert_stands(&$paper, $($module)*::$statement::STATEMENT, $root);
        }
    };
}

/// Fails unless a statement and its twins behave as its entry says, from scratch, and so does its instance in the catalogue.
///
/// # Panics
/// If they don't.
#[doc(hidden)]
pub fn assert_stands(paper: &dyn Paper, statement: &dyn Statement, root: &str) {
    let (row, twins) = examine(statement, &Options::default(), &mut |_| ());
    let (id, search) = (&row.id, &row.search);
    assert_eq!(search.surprise, None, "{id}");
    assert!(search.instances > 0, "{id} says nothing: all of {} cases were vacuous", search.vacuous);
    // A statement that the search refutes as printed shows by itself that its check can fail.
    let refuted = row.printed.verdict == Standing::Refuted;
    assert!(refuted || !twins.is_empty(), "{id} has no twin: nothing shows that its check can fail");
    for twin in twins {
        assert!(twin.is_as_expected(), "{id}: the twin `{}` survived {} cases", twin.what, twin.instances);
    }
    let file = Catalogue::at(Path::new(root).join(paper.catalogue())).file(id);
    match replay(statement, &file) {
        Err(error) => panic!("{error}"),
        Ok(None) => assert!(!refuted, "{id} is said to be refuted, and {} is missing", file.display()),
        Ok(Some(found)) => {
            let file = file.display();
            assert!(found.instances > 0, "{file}: {id} says nothing about this instance");
            assert!(found.surprise().is_none(), "{file} violates {id}, which is said to hold");
            assert!(!refuted || found.refutation().is_some(), "{file} doesn't refute {id}");
        }
    }
}

/// Fails unless each statement's id is its module's name, with `-` for `_`, and none occurs twice.
///
/// # Panics
/// If one isn't.
#[doc(hidden)]
pub fn assert_named(paper: &dyn Paper, modules: &[&str]) {
    let ids = paper.statements().iter().map(|statement| statement.entry().id);
    let named: Vec<String> = modules.iter().map(|module| module.replace('_', "-")).collect();
    assert_eq!(ids.collect::<Vec<_>>(), named);
    assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), named.len(), "an id occurs twice");
}

/// Fails unless every statement that doesn't hold as it is printed has an explanation.
///
/// # Panics
/// If one has none.
#[doc(hidden)]
pub fn assert_explained(paper: &dyn Paper) {
    for entry in paper.statements().iter().map(|statement| statement.entry()) {
        let plain = entry.printed.verdict == Standing::Holds;
        assert!(plain || !entry.explanation.is_empty(), "{} isn't explained", entry.id);
    }
}

/// Fails unless the page says what entries and catalogue say.
///
/// # Panics
/// If it doesn't.
#[doc(hidden)]
pub fn assert_page_current(paper: &dyn Paper, root: &str) {
    let root = Path::new(root);
    let catalogue = Catalogue::at(root.join(paper.catalogue()));
    let generated = page(paper, paper.statements().iter().copied(), &catalogue);
    let generated = generated.unwrap_or_else(|error| panic!("{error}"));
    let kept = std::fs::read_to_string(root.join(paper.page())).unwrap_or_default();
    let (page, command) = (paper.page(), paper.command());
    assert!(kept == generated, "{page} is out of date: `{command} --page {page}` writes it anew");
}
