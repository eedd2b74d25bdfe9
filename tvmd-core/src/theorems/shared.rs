//! What the tests that `theorems!` makes of one mechanism share, and what they assert.
#![allow(clippy::panic, reason = "these are the assertions of tests")]

use super::{Refutation, Tested, test};
use crate::Mechanism;
use crate::paper::Statement;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A statement's test, done once however many ask for it.
type Once = Arc<OnceLock<Result<Tested, Refutation>>>;

/// The tests of one mechanism: what came of each, whether the mechanism is possible at all, and whether one of them has said that it isn't.
#[derive(Debug, Default)]
pub struct Shared {
    impossible: OnceLock<Option<String>>,
    said: AtomicBool,
    tested: Mutex<BTreeMap<&'static str, Once>>,
}

impl Shared {
    /// Nothing was tested yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            impossible: OnceLock::new(),
            said: AtomicBool::new(false),
            tested: Mutex::new(BTreeMap::new()),
        }
    }

    /// Fails, with the shrunken instance that violates it, unless the statement holds wherever it is tested at this mechanism. It is kept
    /// in the file `kept-lemma-2.json`, for the path `kept`.
    ///
    /// # Panics
    /// If the statement is violated; if the mechanism does something impossible, once for all tests that share this.
    pub fn assert_holds(&self, statement: &dyn Statement, mechanism: &dyn Mechanism, kept: &str) {
        if let Some(tested) = self.tested(statement, mechanism, kept) {
            println!("{tested}");
        }
    }

    /// The same, and that the statement says something about the mechanism.
    ///
    /// # Panics
    /// Likewise, and if all cases were vacuous.
    pub fn assert_applies(&self, statement: &dyn Statement, mechanism: &dyn Mechanism, kept: &str) {
        let Some(tested) = self.tested(statement, mechanism, kept) else { return };
        assert!(
            tested.instances > 0,
            "{tested}\nit says nothing about `{}`, since nowhere near it are all its hypotheses met: {}",
            mechanism.name(),
            statement.entry().hypotheses.join("; ")
        );
        println!("{tested}");
    }

    /// Says which statements say nothing about the mechanism, on the standard error, which tests that pass show, too.
    ///
    /// # Panics
    /// If none says anything about it.
    pub fn assert_some_apply(&self, statements: &[&dyn Statement], mechanism: &dyn Mechanism, kept: &str) {
        let name = mechanism.name();
        let tested = statements.iter().map(|statement| {
            let applies = match self.result(*statement, mechanism, kept).get() {
                Some(Ok(tested)) => tested.instances > 0,
                // What is violated isn't vacuous, and what couldn't be tested is said by its own test.
                _ => true,
            };
            (statement.entry().id, applies)
        });
        let (applying, vacuous): (Vec<_>, Vec<_>) = tested.partition(|(_, applies)| *applies);
        assert!(!applying.is_empty(), "none of the statements says anything about `{name}`");
        if !vacuous.is_empty() {
            let ids: Vec<&str> = vacuous.into_iter().map(|(id, _)| id).collect();
            let (said, all) = (ids.join(", "), statements.len());
            let line = format!("{} of {all} statements say nothing about `{name}`: {said}\n", ids.len());
            let _ = std::io::stderr().write_all(line.as_bytes());
        }
    }

    /// What came of a statement that isn't violated; `None` if the mechanism is impossible and another test has said so.
    fn tested(&self, statement: &dyn Statement, mechanism: &dyn Mechanism, kept: &str) -> Option<Tested> {
        let (id, name) = (statement.entry().id, mechanism.name());
        if let Some(reason) = self.impossible(mechanism) {
            // Wherever a run begins, one test fails, so that no run passes that tested nothing.
            if self.said.swap(true, Ordering::Relaxed) {
                println!("{id} was not tested: `{name}` is impossible, as the test of it that failed says");
                return None;
            }
            panic!(
                "`{name}` is impossible {reason}\n\
                 no statement can be tested at it: this test fails for all of them, and the others pass without having tested anything"
            );
        }
        match self.result(statement, mechanism, kept).get() {
            Some(Ok(tested)) => Some(tested.clone()),
            Some(Err(refutation)) => panic!("{refutation}"),
            None => None,
        }
    }

    /// What came of a statement, tested now unless it was before.
    fn result(&self, statement: &dyn Statement, mechanism: &dyn Mechanism, kept: &str) -> Once {
        let id = statement.entry().id;
        // A test that failed says so by a panic, and leaves the map as it is.
        let once = self.tested.lock().unwrap_or_else(PoisonError::into_inner).entry(id).or_default().clone();
        let file = format!("{kept}-{id}.json");
        once.get_or_init(|| test(statement, mechanism, Path::new(&file)));
        once
    }

    /// What the mechanism does that is impossible.
    fn impossible(&self, mechanism: &dyn Mechanism) -> Option<&str> {
        let asked = || mechanism.table().err().map(|error| error.to_string());
        self.impossible.get_or_init(asked).as_deref()
    }
}
