//! Names that refer to something, looked up where it stands.

use super::names::unique;
use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Noun};
use crate::setting::{Bundle, ItemId};
use tvmd_model::diagnostic::findings::Findings;

/// Complains about a name that isn't in a list, and suggests the nearest, if the list is `complete`.
pub(super) fn not_found(
    what: Noun,
    name: &str,
    known: &[&str],
    complete: bool,
    at: Place,
    errors: &mut Findings,
) {
    if complete {
        errors.report_each(at, || catalogue::unknown(what, name, known));
    } else {
        errors.doubt(&at);
    }
}

/// The position of an item of a setting at `at`, or a complaint that suggests the nearest.
pub(super) fn find_item(
    name: &str,
    items: &[String],
    at_items: &Place,
    at: impl FnOnce() -> Place,
    errors: &mut Findings,
) -> Option<usize> {
    let position = position(name, items);
    if position.is_none() {
        no_item(name, items, at_items, at(), errors);
    }
    position
}

fn position(name: &str, items: &[String]) -> Option<usize> {
    items.iter().position(|item| item == name)
}

fn no_item(name: &str, items: &[String], at_items: &Place, at: Place, errors: &mut Findings) {
    let complete = !items.is_empty() && errors.is_read(at_items);
    let known: Vec<&str> = items.iter().map(String::as_str).collect();
    not_found(Noun::ITEM, name, &known, complete, at, errors);
}

/// The set of items with these names, or complaints about unknown and repeated ones.
pub(super) fn bundle(
    names: &[String],
    items: &[String],
    at_items: &Place,
    at: &Place,
    errors: &mut Findings,
) -> Option<Bundle> {
    unique(names.iter().map(String::as_str), Noun::ITEM, |index, _| at.index(index), errors);
    let found: Vec<ItemId> = names
        .iter()
        .enumerate()
        .filter_map(|(index, name)| find_item(name, items, at_items, || at.index(index), errors).map(ItemId))
        .collect();
    errors.is_whole(at).then(|| found.into_iter().collect())
}
