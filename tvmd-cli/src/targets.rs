//! The files that a call writes, looked at before anything is done: none of them is one that it reads, or another that it writes.

use crate::{Failure, input, output};
use same_file::is_same_file;
use std::fs;
use std::path::{Path, PathBuf};
use tvmd_core::files::{folder, followed, named};

/// Refuses to write what is asked for by these options where a file that is read, or included by one, would be lost, by whatever
/// path or link it is named; and folders, and what can't be written because there is no folder for it.
pub(crate) fn check(reads: &[&Path], writes: &[(&str, Option<&Path>)]) -> Result<(), Failure> {
    let writes: Vec<(&str, &Path)> =
        writes.iter().filter_map(|(option, path)| Some((*option, (*path)?))).collect();
    if writes.is_empty() {
        return Ok(());
    }
    let included = reads.iter().flat_map(|read| included(read));
    let reads: Vec<PathBuf> = reads.iter().map(|read| (*read).to_owned()).chain(included).collect();
    for (position, (option, path)) in writes.iter().enumerate() {
        let wrong = |reason: &str| Err(Failure::Input(format!("{option}: {} {reason}", input::shown(path))));
        if output::is_standard(path) {
            continue;
        }
        if path.is_dir() {
            return wrong("is a folder; name a file in it");
        }
        if !folder(&followed(path)).is_dir() {
            return wrong("is in a folder that doesn't exist");
        }
        if reads.iter().any(|read| same(read, path)) {
            return wrong("is read, too, and would be lost; name another file");
        }
        if let Some((other, _)) = writes[..position].iter().find(|(_, before)| same(before, path)) {
            return wrong(&format!("is the file of {other}, too; name another file"));
        }
        if let Some(reason) = misnamed(option, path) {
            return wrong(&reason);
        }
    }
    Ok(())
}

/// That what is written by an option is something else than the name of its file says: a picture in one format called another.
fn misnamed(option: &str, path: &Path) -> Option<String> {
    let (what, ending, others): (_, _, &[&str]) = match option {
        "--page" | "--html" => {
            ("a page for a browser", "html", &["json", "csv", "npz", "svg", "png", "pdf", "txt"])
        }
        "--table" => ("arrays of numpy", "npz", &["json", "csv", "html", "npy", "txt"]),
        "--drawing" => ("a drawing", "svg", &["html", "png", "pdf", "jpg", "json", "txt"]),
        _ => return None,
    };
    let own = path.extension()?.to_str()?.to_lowercase();
    let named = path.with_extension(ending);
    others.contains(&own.as_str()).then(|| format!("would hold {what}; name it {}", input::shown(&named)))
}

/// Whether two paths name one file, which need not exist yet. Devices and pipes lose nothing.
fn same(one: &Path, other: &Path) -> bool {
    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(first), Ok(second)) => {
            first.is_file() && second.is_file() && is_same_file(one, other).unwrap_or(false)
        }
        (Err(_), Err(_)) => {
            let place = |path: &Path| {
                let target = followed(path);
                Some((fs::canonicalize(folder(&target)).ok()?, target.file_name()?.to_owned()))
            };
            place(one).is_some() && place(one) == place(other)
        }
        _ => false,
    }
}

/// The files that an instance file names; what is wrong with the file is said when it is read.
fn included(file: &Path) -> Vec<PathBuf> {
    let text = if file.is_file() { fs::read_to_string(file).unwrap_or_default() } else { String::new() };
    named_in(file, &text)
}

/// The files that the text of an instance file names.
pub(crate) fn named_in(file: &Path, text: &str) -> Vec<PathBuf> {
    named(text).into_iter().map(|name| folder(file).join(name)).collect()
}
