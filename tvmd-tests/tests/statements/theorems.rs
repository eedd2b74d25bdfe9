//! `theorems!`: a violation is shrunk, kept, and replayed first.

use std::fs;
use tvmd::theorems::check;
use tvmd_core::case::Case;
use tvmd_core::exact::ratio;
use tvmd_core::model::Instance;
use tvmd_core::paper::{Comparison, Statement as _, Twin, lemma_2::Lemma2};

#[test]
fn a_violation_is_kept_and_replayed_until_it_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Posted-lemma-2.json");
    let gallery = include_str!("../../../examples/instances/gallery.json");
    let gallery = Instance::from_json(gallery).unwrap().resolve().unwrap();
    let posted = gallery.mechanism("Posted").unwrap();

    let said = check(&Lemma2, posted, &file).unwrap();
    assert!(said.contains("lemma-2 at Posted") && said.contains("vacuous"), "{said}");
    assert!(!file.exists());

    // Lemma 2 with its constant lowered by 2% is false, and the worst prior near `Posted`'s own shows it.
    let lowered = |case: &Case| {
        let all = Lemma2.check(case).into_iter();
        all.map(|own| Comparison { right: own.right * ratio(49, 50), ..own }).collect()
    };
    let twin = &Twin::wrong("constant lowered by 2%", Lemma2, lowered).statement;
    let message = check(&**twin, posted, &file).unwrap_err();
    assert!(message.contains("violated near Posted") && message.contains("replayed first"), "{message}");
    let kept = Instance::from_json(&fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(kept.setting.agents.len(), 1, "it is shrunk");

    let message = check(&**twin, posted, &file).unwrap_err();
    assert!(message.contains("from an earlier run"), "{message}");
    check(&Lemma2, posted, &file).unwrap();

    fs::write(&file, "{}").unwrap();
    let message = check(&Lemma2, posted, &file).unwrap_err();
    assert!(message.contains("Posted-lemma-2.json"), "{message}");
}
