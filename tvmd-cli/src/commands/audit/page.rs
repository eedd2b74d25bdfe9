//! The page of `tvmd audit --html`.

use super::chosen::Chosen;
use super::table;
use pathdiff::diff_paths;
use std::path::Path;
use tvmd_core::search::{Options, Row};
use tvmd_view::page::{Page, ledger};

/// The ledger, with links to where more is said of each statement, from where the page is written.
pub(super) fn of(file: &Path, rows: &[Row], chosen: &[Chosen<'_>], options: &Options) -> Page {
    let places = |row: &Row| {
        let Some(found) = chosen.iter().find(|chosen| chosen.id == row.id) else {
            return Vec::new();
        };
        let id = found.statement.entry().id;
        let proof = found.paper.proof_file(id).map(|proof| (proof, String::new()));
        let section = (found.paper.page().to_owned(), format!("#{id}"));
        // Somebody who audits from elsewhere has no such files.
        let link = |(place, anchor): (String, String)| {
            let link = link(file, Path::new(&place))? + &anchor;
            Some((place, link))
        };
        proof.into_iter().chain([section]).filter_map(link).collect()
    };
    let summary = table::of_rows(rows, options).notes.join("\n");
    ledger("What the paper says, and what is true", &summary, rows, places)
}

/// A link from a page to a file, if that is there.
fn link(from: &Path, to: &Path) -> Option<String> {
    let folder = std::fs::canonicalize(tvmd_core::files::folder(from)).ok()?;
    let to = diff_paths(std::fs::canonicalize(to).ok()?, folder)?;
    Some(to.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
}
