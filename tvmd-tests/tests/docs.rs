//! Every module that the facade lists, and every public one in it, opens with what it is for and an example that runs.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a file that can't be read is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};

/// The names of the modules that `src/lib.rs` re-exports, whatever else of the crates it lists.
fn listed(facade: &str) -> Vec<&str> {
    let facade = facade.split("mod __private").next().unwrap_or_default();
    let of_crate = |from| facade.split(from).skip(1).filter_map(|rest| rest.split(';').next());
    let lists = ["pub use tvmd_engine::", "pub use tvmd_core::"].into_iter().flat_map(of_crate);
    let names = lists.flat_map(|list| list.split(|c: char| !(c.is_alphanumeric() || c == '_')));
    names.filter(|name| name.starts_with(char::is_lowercase)).collect()
}

/// The file of a module in a folder, if it is there.
fn file(folder: &Path, name: &str) -> Option<PathBuf> {
    let files = [folder.join(format!("{name}.rs")), folder.join(name).join("mod.rs")];
    files.into_iter().find(|file| file.exists())
}

/// The modules in a file that anyone sees.
fn shown(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().zip(text.lines().skip(1));
    let modules = lines.filter(|(before, _)| !before.contains("doc(hidden)"));
    modules.filter_map(|(_, line)| line.strip_prefix("pub mod ")?.strip_suffix(';'))
}

/// Whether a front page has a block of code that is compiled.
fn has_example(text: &str) -> bool {
    let page = text.lines().take_while(|line| line.starts_with("//!"));
    page.filter_map(|line| line.strip_prefix("//! ```")).step_by(2).any(|kind| kind != "text")
}

/// The modules from a file on that have no example.
fn without(file: &Path, found: &mut Vec<PathBuf>) -> usize {
    let text = fs::read_to_string(file).unwrap();
    if !has_example(&text) {
        found.push(file.to_owned());
    }
    let folder = match file.file_name().unwrap().to_str() {
        Some("mod.rs") => file.parent().unwrap().to_owned(),
        _ => file.with_extension(""),
    };
    let inner = shown(&text).map(|name| file_of(&folder, name));
    1 + inner.map(|inner| without(&inner, found)).sum::<usize>()
}

fn file_of(folder: &Path, name: &str) -> PathBuf {
    file(folder, name).unwrap_or_else(|| panic!("no module `{name}` in {}", folder.display()))
}

#[test]
fn every_module_of_the_facade_opens_with_an_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let facade = fs::read_to_string(root.join("src/lib.rs")).unwrap();
    assert!(has_example(&facade), "the facade itself");
    let crates = ["tvmd-engine/src", "tvmd-model/src", "tvmd-core/src"].map(|folder| root.join(folder));
    let mut found = Vec::new();
    let of_facade = shown(&facade).map(|name| file_of(&root.join("src"), name));
    let mut modules: usize = of_facade.map(|file| without(&file, &mut found)).sum();
    for name in listed(&facade) {
        match crates.iter().find_map(|folder| file(folder, name)) {
            Some(file) => modules += without(&file, &mut found),
            None => {
                assert!(["ratio", "statements"].contains(&name), "`{name}` is no module and no known macro");
            }
        }
    }
    assert!(modules > 30, "only {modules} modules were found");
    assert!(found.is_empty(), "no example on the front page of {found:#?}");
}

#[test]
fn a_page_of_text_alone_is_no_example() {
    assert!(has_example(
        "//! What it is.\n//!\n//! ```text\n//! a\n//! ```\n//!\n//! ```\n//! f();\n//! ```"
    ));
    assert!(!has_example("//! What it is.\n//!\n//! ```text\n//! a\n//! ```\n\n/// ```\n/// f();\n/// ```"));
    assert_eq!(
        listed("pub use tvmd_core::{\n a_b,\n C, d};\n#[x]\npub use tvmd_core::e;"),
        ["a_b", "d", "e"]
    );
    let text = "//! What it is.\npub mod a;\n#[doc(hidden)]\npub mod b;\nmod c;\npub mod d;";
    assert_eq!(shown(text).collect::<Vec<_>>(), ["a", "d"]);
}
