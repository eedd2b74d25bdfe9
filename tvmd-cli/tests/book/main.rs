//! The commands in the book print what it says that they print, its pictures are what they draw, and its links lead somewhere.
#![allow(clippy::unwrap_used, reason = "a failure to set up the test is a failed test")]

mod format;
mod links;
mod pictures;

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the book.
fn book() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/book").canonicalize().unwrap()
}

/// Each block `console` of a page is run, beside copies of the files that the book is about. `TRYCMD=overwrite` writes down what is printed now.
#[test]
fn commands_print_what_the_book_says() {
    let book = book();
    let folder = tempfile::tempdir().unwrap();
    let mut files = 0;
    let auctions = fs::read_dir(book.join("auctions")).unwrap().map(|file| file.unwrap().path());
    for file in auctions.chain([book.join("../../examples/data/mario_kart.csv")]) {
        fs::copy(&file, folder.path().join(file.file_name().unwrap())).unwrap();
        files += 1;
    }
    assert!(files > 2, "the book has files");
    std::env::set_current_dir(folder.path()).unwrap();
    let cases = trycmd::TestCases::new();
    cases.case(book.join("src/*.md"));
    cases.case(book.join("src/rules/*.md"));
    cases.run();
}
