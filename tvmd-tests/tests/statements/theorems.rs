//! `theorems!`: a violation is shrunk, kept, and replayed first.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, Stdio};
use std::time::Duration;
use tvmd::theorems::{Shared, assert_holds, check};
use tvmd_core::case::Case;
use tvmd_core::model::InstanceDecl;
use tvmd_core::paper::{Comparison, Statement as _, Twin};
use tvmd_core::tv_robustness::{lemma_2::Lemma2, statements};
use tvmd_core::{Allocation, Bundle, ItemId, Mechanism, Outcome, Profile, Setting, ratio};

/// Lemma 2 with its constant lowered by 2%, which is false; the worst prior near `Posted`'s own shows it.
fn lowered() -> Twin {
    let lowered = |case: &Case| {
        let all = Lemma2.check(case).into_iter();
        all.map(|own| Comparison { right: own.right * ratio!(49 / 50), ..own }).collect()
    };
    Twin::wrong("constant lowered by 2%", Lemma2, lowered)
}

#[test]
fn a_violation_is_kept_and_replayed_until_it_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Posted-lemma-2.json");
    let gallery = include_str!("../../../examples/instances/gallery.json");
    let gallery = InstanceDecl::from_json(gallery).unwrap().resolve().unwrap();
    let posted = gallery.mechanism("Posted").unwrap();

    let said = check(&Lemma2, posted, &file).unwrap();
    assert!(said.contains("lemma-2 at Posted") && said.contains("vacuous"), "{said}");
    assert!(!file.exists());

    let twin = &lowered().statement;
    let message = check(&**twin, posted, &file).unwrap_err();
    assert!(message.contains("violated near Posted") && message.contains("replayed first"), "{message}");
    let kept = InstanceDecl::from_json(&fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(kept.setting.agents.len(), 1, "it is shrunk");

    let message = check(&**twin, posted, &file).unwrap_err();
    assert!(message.contains("from an earlier run"), "{message}");
    check(&Lemma2, posted, &file).unwrap();

    fs::write(&file, "{}").unwrap();
    let message = check(&Lemma2, posted, &file).unwrap_err();
    assert!(message.contains("Posted-lemma-2.json"), "{message}");
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
fn failures(mechanism: &dyn Mechanism, ids: &[&str], file: &str) -> Vec<String> {
    let shared = Shared::new();
    let run = |id: &&str| {
        let test = AssertUnwindSafe(|| assert_holds(id, mechanism, file, &shared));
        catch_unwind(test).err().map(|said| said.downcast_ref::<String>().unwrap().clone())
    };
    ids.iter().filter_map(run).collect()
}

#[test]
fn what_is_impossible_fails_once_with_names_and_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Overcharge.json");
    let gallery = include_str!("../../../examples/instances/gallery.json");
    let gallery = InstanceDecl::from_json(gallery).unwrap().resolve().unwrap();
    let overcharge = |payment| Overcharge { setting: gallery.setting().clone(), payment };
    let every: Vec<&str> = statements().iter().map(|statement| statement.entry().id).collect();
    // All tests, one alone, and two.
    for ids in [&every[..], &every[3..4], &every[5..7]] {
        let failed = failures(&overcharge(true), ids, file.to_str().unwrap());
        let [said] = failed.as_slice() else { panic!("{} failures", failed.len()) };
        let reason = "at (High, Low): Second pays 5, outside [-2, 2] (the bound H is 2)";
        assert!(said.starts_with(&format!("`Overcharge` is impossible {reason}")), "{said}");
    }
    let failed = failures(&overcharge(false), &every[..2], file.to_str().unwrap());
    assert!(
        failed[0].contains("(High, Low): First gets an item that the setting doesn't have"),
        "{}",
        failed[0]
    );
    assert!(!file.exists());
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
    let twin = &lowered().statement;
    let found = tvmd_core::search::check_near(&**twin, posted).unwrap();
    loop {
        let kept = tvmd_core::search::keep_violation(&**twin, found.surprise().unwrap(), file.as_ref());
        kept.1.unwrap();
    }
}

#[test]
fn a_killed_test_leaves_a_counterexample_that_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Posted-lemma-2.json");
    let kills = std::env::var("TVMD_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(8);
    let mut first = None;
    for kill in 0_u64..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "theorems::keeps_until_it_is_killed"])
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
