//! `theorems!`: a violation is shrunk, kept, and replayed first.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, Stdio};
use std::time::Duration;
use tvmd::theorems::{Refutation, Shared, Tested, test};
use tvmd_core::case::Case;
use tvmd_core::model::InstanceDecl;
use tvmd_core::paper::{Comparison, Entry, Statement};
use tvmd_core::tv_robustness::{STATEMENTS, lemma_2, theorem_1};
use tvmd_core::{Allocation, Bundle, ItemId, Mechanism, Outcome, Profile, Setting, ratio};

/// Lemma 2 with its constant lowered by 2%, which is false; the worst prior near `Posted`'s own shows it.
struct Lowered;

impl Statement for Lowered {
    fn entry(&self) -> Entry {
        lemma_2::STATEMENT.entry()
    }
    fn check(&self, case: &Case) -> Vec<Comparison> {
        let all = lemma_2::STATEMENT.check(case).into_iter();
        all.map(|comparison| Comparison { right: comparison.right * ratio!(49 / 50), ..comparison }).collect()
    }
    fn sharpen(&self, case: Case) -> Case {
        lemma_2::STATEMENT.sharpen(case)
    }
}

#[test]
fn a_violation_is_kept_and_replayed_until_it_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Posted-lemma-2.json");
    let gallery = include_str!("../../../examples/instances/gallery.json");
    let gallery = InstanceDecl::from_json(gallery).unwrap().resolve().unwrap();
    let posted = gallery.mechanism("Posted").unwrap();

    let Tested { id, mechanism, instances, .. } = test(lemma_2::STATEMENT, posted, &file).unwrap();
    assert_eq!((id, mechanism.as_str()), ("lemma-2", "Posted"));
    assert!(instances > 0);
    assert!(!file.exists());

    let message = said(test(&Lowered, posted, &file));
    assert!(message.contains("violated near Posted") && message.contains("replayed first"), "{message}");
    let kept = InstanceDecl::from_json(&fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(kept.setting.agents.len(), 1, "it is shrunk");

    let message = said(test(&Lowered, posted, &file));
    assert!(message.contains("from an earlier run"), "{message}");
    test(lemma_2::STATEMENT, posted, &file).unwrap();

    fs::write(&file, "{}").unwrap();
    let message = said(test(lemma_2::STATEMENT, posted, &file));
    assert!(message.contains("Posted-lemma-2.json"), "{message}");
}

fn said(result: Result<Tested, Refutation>) -> String {
    result.unwrap_err().to_string()
}

/// Tests of a mechanism share what came of each statement; a statement that is named, or all of them, must not be vacuous.
#[test]
fn what_says_nothing_is_no_success() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("Posted");
    let kept = kept.to_str().unwrap();
    let gallery = include_str!("../../../examples/instances/gallery.json");
    let gallery = InstanceDecl::from_json(gallery).unwrap().resolve().unwrap();
    // Truth isn't dominant in it, so Theorem 1 says nothing about it; Lemma 2 says something about every mechanism.
    let (refusal, shared) = (gallery.mechanism("FirstRefusal").unwrap(), Shared::new());
    let panics = |run: &dyn Fn()| {
        let said = catch_unwind(AssertUnwindSafe(run)).err()?;
        Some(said.downcast_ref::<String>().unwrap().clone())
    };
    let (lemma_2, theorem_1) = (lemma_2::STATEMENT, theorem_1::STATEMENT);
    assert_eq!(panics(&|| shared.assert_holds(theorem_1, refusal, kept)), None);
    assert_eq!(panics(&|| shared.assert_applies(lemma_2, refusal, kept)), None);
    let vacuous = panics(&|| shared.assert_applies(theorem_1, refusal, kept)).unwrap();
    assert!(vacuous.contains("says nothing about `FirstRefusal`"), "{vacuous}");
    assert_eq!(panics(&|| shared.assert_some_apply(&[lemma_2, theorem_1], refusal, kept)), None);
    let nothing = panics(&|| shared.assert_some_apply(&[theorem_1], refusal, kept)).unwrap();
    assert!(nothing.contains("none of the statements"), "{nothing}");
}

/// A rule written by hand that has the second agent pay 5 when both are High, or both agents get the painting.
struct Overcharge {
    setting: Setting,
    payment: bool,
}

impl Mechanism for Overcharge {
    fn name(&self) -> &'static str {
        "Overcharge"
    }
    fn setting(&self) -> &Setting {
        &self.setting
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        if reports.types() != [2, 1] {
            return Outcome::nothing(2);
        }
        if self.payment {
            return Outcome::sure(Allocation::nothing(2), vec![ratio!(0), ratio!(5)]);
        }
        let nowhere: Bundle = [ItemId(1)].into_iter().collect();
        let allocation = Allocation::new(vec![nowhere, Bundle::EMPTY]).unwrap();
        Outcome::sure(allocation, vec![ratio!(0); 2])
    }
}

/// Runs the tests of a mechanism, as `theorems!` makes them, and returns what the failures say.
fn failures(mechanism: &dyn Mechanism, statements: &[&dyn Statement], kept: &str) -> Vec<String> {
    let shared = Shared::new();
    let run = |statement: &&dyn Statement| {
        let test = AssertUnwindSafe(|| shared.assert_holds(*statement, mechanism, kept));
        catch_unwind(test).err().map(|said| said.downcast_ref::<String>().unwrap().clone())
    };
    statements.iter().filter_map(run).collect()
}

#[test]
fn what_is_impossible_fails_once_with_names_and_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Overcharge");
    let gallery = include_str!("../../../examples/instances/gallery.json");
    let gallery = InstanceDecl::from_json(gallery).unwrap().resolve().unwrap();
    let overcharge = |payment| Overcharge { setting: gallery.setting().clone(), payment };
    // All tests, one alone, and two.
    for statements in [STATEMENTS, &STATEMENTS[3..4], &STATEMENTS[5..7]] {
        let failed = failures(&overcharge(true), statements, file.to_str().unwrap());
        let [said] = failed.as_slice() else { panic!("{} failures", failed.len()) };
        let reason = "at (High, Low): Second pays 5, outside [-2, 2] (the bound H is 2)";
        assert!(said.starts_with(&format!("`Overcharge` is impossible {reason}")), "{said}");
    }
    let failed = failures(&overcharge(false), &STATEMENTS[..2], file.to_str().unwrap());
    assert!(
        failed[0].contains("(High, Low): First gets an item that the setting doesn't have"),
        "{}",
        failed[0]
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// The file that [`keeps_until_it_is_killed`] writes.
const FILE: &str = "TVMD_COUNTEREXAMPLE";

/// Violates, shrinks and keeps the same again and again; run by the test below it.
#[test]
#[ignore = "has no end"]
fn keeps_until_it_is_killed() {
    let Some(file) = std::env::var_os(FILE) else { return };
    let gallery = include_str!("../../../examples/instances/gallery.json");
    let gallery = InstanceDecl::from_json(gallery).unwrap().resolve().unwrap();
    let posted = gallery.mechanism("Posted").unwrap();
    let found = tvmd_core::search::check_near(&Lowered, posted).unwrap();
    loop {
        let kept = tvmd_core::search::keep_violation(&Lowered, found.surprise().unwrap(), file.as_ref());
        kept.1.unwrap();
    }
}

#[test]
fn a_killed_test_leaves_a_counterexample_that_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Posted-lemma-2.json");
    let kills = std::env::var("TVMD_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(8);
    let (_, module) = module_path!().split_once("::").unwrap();
    let endless = format!("{module}::keeps_until_it_is_killed");
    let mut first = None;
    for kill in 0_u64..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", &endless])
            .env(FILE, &file)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        while !file.exists() && child.try_wait().unwrap().is_none() {}
        std::thread::sleep(Duration::from_micros(kill * 3_571 % 20_000));
        child.kill().unwrap();
        assert!(!child.wait().unwrap().success());
        let text = fs::read_to_string(&file).unwrap();
        InstanceDecl::from_json(&text).unwrap();
        assert_eq!(first.get_or_insert(text.clone()), &text);
    }
}
