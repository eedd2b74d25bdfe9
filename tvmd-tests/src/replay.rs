//! Property checks that remember: a failure is shrunk and written to a file, and the file is replayed before
//! anything random.
//!
//! The value itself is kept, not the seed that led to it, so counterexamples survive changes of the generators and
//! of proptest.

use proptest::strategy::{Just, Strategy};
use proptest::test_runner::{Config, TestCaseResult, TestError, TestRunner};
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};
use tvmd_core::files::write_whole;
use tvmd_core::model::InstanceDecl;

/// What can be written to a counterexample file and read back.
pub trait Persist: Clone + Debug {
    /// The text of the file.
    fn to_text(&self) -> String;

    /// The value of a file.
    ///
    /// # Errors
    /// Why the text is none.
    fn from_text(text: &str) -> Result<Self, String>;
}

impl Persist for InstanceDecl {
    fn to_text(&self) -> String {
        self.to_json()
    }
    fn from_text(text: &str) -> Result<Self, String> {
        Self::from_json(text).map_err(|error| error.to_string())
    }
}

impl Persist for String {
    fn to_text(&self) -> String {
        self.clone()
    }
    fn from_text(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

/// Checks a property on the remembered counterexample, if there is one, and on `cases` random values; on
/// `TVMD_CASES` times as many if that variable is set.
///
/// # Panics
/// If it fails; the message names the file with the counterexample.
pub fn check<S>(name: &str, cases: u32, strategy: &S, property: impl Fn(&S::Value) -> TestCaseResult)
where
    S: Strategy,
    S::Value: Persist,
{
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("counterexamples");
    let factor = std::env::var("TVMD_CASES").ok().and_then(|factor| factor.parse().ok()).unwrap_or(1);
    if let Err(message) = check_in(&folder, name, cases.saturating_mul(factor), strategy, property) {
        report(&message);
    }
}

/// As [`check`], with the files in `folder`; the failure is returned.
///
/// # Errors
/// What failed, and the file with the counterexample.
pub fn check_in<S>(
    folder: &Path,
    name: &str,
    cases: u32,
    strategy: &S,
    property: impl Fn(&S::Value) -> TestCaseResult,
) -> Result<(), String>
where
    S: Strategy,
    S::Value: Persist,
{
    let file = folder.join(format!("{name}.json"));
    if let Ok(text) = fs::read_to_string(&file) {
        let value = S::Value::from_text(&text)
            .map_err(|error| format!("{name}: {} can't be read back: {error}", file.display()))?;
        runner(1).run(&Just(value), |value| property(&value)).map_err(|error| {
            let reason = reason(&error);
            format!("{name}: {reason}\nthe counterexample {} still fails", file.display())
        })?;
    }
    runner(cases).run(strategy, |value| property(&value)).map_err(|error| {
        if let TestError::Fail(_, value) = &error {
            let written = fs::create_dir_all(folder).and_then(|()| write_whole(&file, value.to_text()));
            let note = written.err().map_or_else(String::new, |error| format!(" (not written: {error})"));
            return format!("{name}: {}\ncounterexample: {}{note}", reason(&error), file.display());
        }
        format!("{name}: {}", reason(&error))
    })
}

/// Seeds are not kept: values are.
fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config { cases, failure_persistence: None, max_shrink_iters: 5_000, ..Config::default() })
}

fn reason<T>(error: &TestError<T>) -> &str {
    match error {
        TestError::Fail(reason, _) | TestError::Abort(reason) => reason.message(),
    }
}

#[allow(clippy::panic, reason = "tests report by panicking")]
fn report(message: &str) -> ! {
    panic!("{message}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a panic is a failed test")]

    use super::*;
    use crate::generate::{self, Limits};
    use proptest::test_runner::TestCaseError;
    use std::cell::RefCell;

    /// The number of agents; a property that is false from two agents on.
    fn alone(instance: &InstanceDecl) -> TestCaseResult {
        match instance.setting.agents.len() {
            1 => Ok(()),
            agents => Err(TestCaseError::fail(format!("{agents} agents"))),
        }
    }

    #[test]
    fn a_failure_is_shrunk_written_and_replayed_first() {
        let folder = tempfile::tempdir().unwrap();
        let instances = generate::two_priors(Limits::SMALL);
        let run = |property: &dyn Fn(&InstanceDecl) -> TestCaseResult| {
            check_in(folder.path(), "alone", 200, &instances, property)
        };
        let message = run(&alone).unwrap_err();
        assert!(message.contains("2 agents") && message.contains("alone.json"), "{message}");

        let written = fs::read_to_string(folder.path().join("alone.json")).unwrap();
        let smallest = InstanceDecl::from_json(&written).unwrap();
        let sizes: Vec<usize> = smallest.setting.agents.iter().map(|agent| agent.types.len()).collect();
        assert_eq!((sizes, smallest.setting.items.len()), (vec![1, 1], 1), "it is shrunk");

        let seen = RefCell::new(Vec::new());
        let record = |instance: &InstanceDecl| {
            seen.borrow_mut().push(instance.clone());
            alone(instance)
        };
        let message = run(&record).unwrap_err();
        assert!(message.contains("still fails"), "{message}");
        assert_eq!(*seen.borrow(), std::slice::from_ref(&smallest), "nothing random comes before it");

        seen.borrow_mut().clear();
        let fixed = |instance: &InstanceDecl| {
            seen.borrow_mut().push(instance.clone());
            Ok(())
        };
        run(&fixed).unwrap();
        assert_eq!(seen.borrow().len(), 201, "then come the random ones");
        assert_eq!(seen.borrow()[0], smallest);
    }

    #[test]
    fn a_panic_is_a_counterexample_too() {
        let folder = tempfile::tempdir().unwrap();
        let texts = "[a-c]{0,8}";
        let property = |text: &String| {
            assert!(!text.contains('b'), "b");
            Ok(())
        };
        check_in(folder.path(), "panics", 500, &texts, property).unwrap_err();
        assert_eq!(fs::read_to_string(folder.path().join("panics.json")).unwrap(), "b");
    }
}
