//! Names that refer to something, looked up where it stands.

use super::findings::Findings;
use super::names::unique;
use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Noun};
use crate::setting::{Bundle, ItemId};

/// The position of a name in a list; or a complaint that suggests the nearest, if the list is `complete`.
pub(super) fn find<'a>(
    what: Noun,
    name: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
    complete: impl FnOnce(&Findings) -> bool,
    at: impl FnOnce() -> Place,
    errors: &mut Findings,
) -> Option<usize> {
    let position = known.clone().into_iter().position(|known| known == name);
    if position.is_none() {
        if complete(errors) {
            errors.report_each(at(), || catalogue::unknown(what, name, known));
        } else {
            errors.doubt(&at());
        }
    }
    position
}

/// The position of an item of a setting at `at`, or a complaint that suggests the nearest.
pub(super) fn find_item(
    name: &str,
    items: &[String],
    at_items: &Place,
    at: impl FnOnce() -> Place,
    errors: &mut Findings,
) -> Option<usize> {
    let complete = |errors: &Findings| !items.is_empty() && errors.is_read(at_items);
    find(Noun::ITEM, name, items.iter().map(String::as_str), complete, at, errors)
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
