//! Links between the pages of the docs lead to what is there, and each page says what to read next.
#![allow(clippy::panic, reason = "a failed test")]

use super::book;
use std::fs;
use std::path::{Path, PathBuf};

/// The pages of the book, the table of contents apart.
fn pages() -> Vec<PathBuf> {
    let src = book().join("src");
    let mut pages: Vec<PathBuf> = [src.clone(), src.join("rules")]
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()))
        .filter(|file| file.extension().is_some_and(|ending| ending == "md") && !file.ends_with("SUMMARY.md"))
        .collect();
    pages.sort();
    assert!(pages.len() > 20, "{pages:?}");
    pages
}

/// Text without its code.
fn prose(text: &str) -> String {
    let mut is_code = false;
    let lines = text.lines().filter(|line| {
        let fence = line.trim_start().starts_with("```");
        is_code ^= fence;
        !fence && !is_code
    });
    // What stands between a backtick and the next is code, too.
    lines.map(|line| line.split('`').step_by(2).collect::<Vec<_>>().join("``") + "\n").collect()
}

/// Where the links of a text lead.
fn links(text: &str) -> Vec<String> {
    let prose = prose(text);
    prose.split("](").skip(1).map(|rest| rest.split(')').next().unwrap().to_owned()).collect()
}

/// The anchors of a page: its headings as mdBook names them.
fn anchors(text: &str) -> Vec<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let named = |heading: &str| {
        let words = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = words
            .chars()
            .filter(|character| character.is_alphanumeric() || [' ', '-', '_'].contains(character));
        kept.map(|character| if character == ' ' { '-' } else { character }).collect()
    };
    headings.map(named).collect()
}

#[test]
fn the_table_of_contents_has_every_page_once() {
    let src = book().join("src");
    let summary = fs::read_to_string(src.join("SUMMARY.md")).unwrap();
    let mut listed: Vec<PathBuf> = links(&summary).iter().map(|link| src.join(link)).collect();
    listed.sort();
    assert_eq!(listed, pages());
}

#[test]
fn links_lead_to_what_is_there() {
    let mut followed = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for link in links(&text) {
            if link.starts_with("http") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
            // What is outside isn't there once the book is made.
            let real = target.canonicalize();
            let real = real.unwrap_or_else(|_| panic!("{}: {link} is not there", page.display()));
            assert!(real.starts_with(book().join("src")), "{}: {link} leads out of the book", page.display());
            let known = anchors(&fs::read_to_string(&real).unwrap());
            assert!(
                anchor.is_empty() || known.iter().any(|one| one == anchor),
                "{}: {link}: {known:?}",
                page.display()
            );
            followed += 1;
        }
        for include in text.split("{{#include ").skip(1) {
            let file = include.split(['}', ':']).next().unwrap();
            assert!(page.parent().unwrap().join(file).is_file(), "{}: {file}", page.display());
        }
    }
    assert!(followed > 50, "{followed} links were found");
}

#[test]
fn each_page_says_what_to_read_next() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let others = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/paper.md",
        "examples/README.md",
        "examples/data/README.md",
    ];
    for page in pages().into_iter().chain(others.map(|file| root.join(file))) {
        let text = fs::read_to_string(&page).unwrap();
        let next = text.lines().find_map(|line| line.strip_prefix("Read next: "));
        let next = next.or_else(|| Some(text.split_once("\n## Read next\n")?.1));
        let next = next.unwrap_or_else(|| panic!("{}: nothing is said of what to read next", page.display()));
        assert!(next.contains("](") || next.contains('`'), "{}: {next}", page.display());
    }
}
