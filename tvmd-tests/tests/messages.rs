//! The book's page of mistakes, made of the compile-fail cases: what was written, what is said, the way out.
#![allow(clippy::unwrap_used, reason = "a file that can't be read is a failed test")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The kinds of mistakes, by the folder of their cases, in the order in which blocks are read.
const KINDS: [(&str, &str); 12] = [
    ("grammar", "What can't be read"),
    ("names", "Names"),
    ("spaces", "Type spaces"),
    ("ranges", "Numbers and their ranges"),
    ("prior", "Priors"),
    ("coverage", "Rows of a table"),
    ("feasibility", "Outcomes that are impossible"),
    ("menus", "Menus and bundles on sale"),
    ("claims", "Claims that are false, or can't be checked"),
    ("proofs", "Theorems without their hypotheses"),
    ("shared", "Settings of other blocks"),
    ("together", "Several mistakes at once"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")
}

/// The files of a folder that end so, in order.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|found| found == ending)).collect();
    files.sort();
    files
}

/// What is said, without the names of our files.
fn said(stderr: &str) -> String {
    let lines = stderr.lines().filter(|line| !line.trim_start().starts_with("--> "));
    lines.map(|line| format!("{line}\n")).collect::<String>().trim_end().to_owned()
}

/// The page, and how many cases are on it.
fn page() -> (String, usize) {
    let mut page = "# What is told of mistakes\n\nEvery mistake in a block is an error at what is wrong, all of them in one build. Files are read by the same checks: there the place is the file's line \
                    and the path of the value, and the words are the same. This page is made of the cases that test them (`tvmd-tests/ui`): first what was \
                    done, then what is said of it; `help` is the way out.\n"
        .to_owned();
    let mut cases = 0;
    for (kind, title) in KINDS {
        // Writing to a string can't fail.
        let _ = writeln!(page, "\n## {title}");
        for file in files(&folder().join(kind), "rs") {
            let code = fs::read_to_string(&file).unwrap();
            let cause = code.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
            let mut cause = cause.collect::<Vec<_>>().join(" ");
            if cause.is_empty() {
                // The name says it.
                cause = file.file_stem().unwrap().to_string_lossy().replace('_', " ");
            }
            let stderr = fs::read_to_string(file.with_extension("stderr")).unwrap();
            let _ = writeln!(page, "\n{cause}\n\n```text\n{}\n```", said(&stderr));
            cases += 1;
        }
    }
    (page + "\nRead next: [Hypotheses are types](proofs.md).\n", cases)
}

/// `TVMD_BOOK=overwrite` writes it.
#[test]
fn the_page_of_mistakes_is_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/book/src/messages.md");
    let (page, cases) = page();
    assert!(cases > 100, "only {cases} cases were found");
    if std::env::var_os("TVMD_BOOK").is_some_and(|word| word == "overwrite") {
        fs::write(&file, &page).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap();
    assert!(
        kept == page,
        "docs/book/src/messages.md isn't what the cases say; run this test with TVMD_BOOK=overwrite"
    );
}

#[test]
fn every_kind_of_mistake_is_on_it() {
    let entries = fs::read_dir(folder()).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    let mut kinds: Vec<String> = folders.map(|folder| folder.file_name().into_string().unwrap()).collect();
    kinds.sort();
    let mut known = KINDS.map(|(kind, _)| kind);
    known.sort_unstable();
    assert_eq!(kinds, known);
}
