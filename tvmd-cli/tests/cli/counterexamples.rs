//! Violations as programs: what is printed is kept, as tests in Rust that are run with the others, and as Lean.

use super::{example, json, tvmd};
use std::fs;
use std::path::{Path, PathBuf};

/// Files with violations, whose programs are kept under these names.
fn violations() -> [(&'static str, PathBuf); 3] {
    let several = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/violations.json");
    [("gallery", example("gallery.json")), ("moved", example("gallery_moved.json")), ("several", several)]
}

fn printed(file: &Path, option: &str) -> String {
    let run = tvmd(["check".as_ref(), file.as_os_str(), option.as_ref()]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    run.stdout
}

/// Compares with what is kept, or writes it anew if `TVMD_KEEP` is set.
fn assert_kept(file: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    if std::env::var_os("TVMD_KEEP").is_some() {
        fs::write(&file, text).unwrap();
    }
    let again = "`TVMD_KEEP=1 cargo test -p tvmd-cli --test cli counterexamples` writes it anew; read it before you keep it";
    assert!(fs::read_to_string(&file).unwrap() == text, "{}: {again}", file.display());
}

#[test]
fn as_tests_they_are_those_that_are_run() {
    for (name, file) in violations() {
        let kept = format!("tvmd-tests/tests/accepted/counterexamples/{name}.in");
        assert_kept(&kept, &printed(&file, "--witness-test"));
    }
}

#[test]
fn as_lean_they_are_those_that_are_kept() {
    for (name, file) in violations() {
        assert_kept(&format!("tvmd-cli/tests/cli/lean/{name}.lean"), &printed(&file, "--lean"));
    }
}

/// Every violation of every mechanism is there, with its gain.
#[test]
fn none_is_left_out() {
    let mut all = 0;
    for (_, file) in violations() {
        let (tests, lean) = (printed(&file, "--witness-test"), printed(&file, "--lean"));
        let answer = json(&tvmd(["check".as_ref(), file.as_os_str(), "--format=json".as_ref()]));
        let mut count = 0;
        for mechanism in answer["mechanisms"].as_array().unwrap() {
            for property in ["ex_post_ir", "interim_ir", "dsic", "bic"] {
                let Some(witness) = mechanism[property]["witness"].as_object() else { continue };
                count += 1;
                let gain = witness["gain"].as_str().unwrap();
                let literal = gain.replace('/', " / ");
                assert!(
                    tests.contains(&format!("assert_eq!(gain, tvmd::ratio!({literal}));")),
                    "{witness:?}"
                );
                let theorem = |sign| lean.contains(&format!(" = {sign}{gain} := by decide +kernel"));
                assert!(theorem("") || theorem("-"), "{witness:?}");
            }
        }
        let printed = (tests.matches("#[test]").count(), lean.matches("theorem not_").count());
        assert_eq!(printed, (count, count));
        all += count;
    }
    assert!(all > 8, "{all}");
}

#[test]
fn where_nothing_is_violated_there_is_nothing_to_print() {
    let file = example("gallery.json");
    let run = |more: &[&str]| {
        let file = file.to_str().unwrap();
        tvmd(["check", file, "--mechanism=Posted"].iter().chain(more))
    };
    for option in ["--witness-test", "--lean"] {
        let plain = run(&[option]);
        assert_eq!((plain.status, plain.stdout.as_str()), (1, ""));
        assert!(plain.stderr.contains(&format!("{option}: nothing is violated")), "{}", plain.stderr);
        assert_eq!(run(&[option, "--format=json"]).status, 2);
    }
}
