//! Names: which words can be names, and sets of names in which each can be told from the others.

use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Noun};
use crate::names::{hidden, skeleton};
use std::collections::{HashMap, HashSet};
use tvmd_model::diagnostic::findings::Findings;

/// Names may hold anything that can be seen but what the formats use for themselves.
pub(super) fn check_name(name: &str, what: Noun, place: impl FnOnce() -> Place, errors: &mut Findings) {
    if let Some((_, character)) = hidden(name).next() {
        errors.report(place(), catalogue::hidden_in_name(what, name, character));
    } else if name.is_empty() || name == "_" || name.trim() != name || name.contains(['|', ',']) {
        errors.report(place(), catalogue::impossible_name(what, name));
    }
}

/// Complains about each name that looks like another one before it. Names of plain ASCII are told apart.
pub(super) fn check_alike<'a>(
    names: impl Iterator<Item = &'a str> + Clone,
    what: Noun,
    place: impl Fn(usize, &str) -> Place,
    errors: &mut Findings,
) {
    if names.clone().all(str::is_ascii) {
        return;
    }
    let mut seen: HashMap<String, &str> = HashMap::new();
    for (index, name) in names.enumerate() {
        let other = *seen.entry(skeleton(name).collect()).or_insert(name);
        if crate::names::look_alike(name, other) {
            errors.report(place(index, name), catalogue::looks_like_another(what, name, other));
        }
    }
}

/// Up to so many names are compared with all before them.
const FEW: usize = 16;

/// Complains about each name that was used before.
pub(super) fn unique<'a>(
    names: impl Iterator<Item = &'a str>,
    what: Noun,
    place: impl Fn(usize, &str) -> Place,
    errors: &mut Findings,
) {
    let names: Vec<&str> = names.collect();
    let mut seen = HashSet::new();
    for (index, name) in names.iter().enumerate() {
        // Few names are compared sooner than hashed.
        let is_again = if names.len() <= FEW { names[..index].contains(name) } else { !seen.insert(*name) };
        if is_again {
            errors.report(place(index, name), catalogue::already_there(what, name));
        }
    }
}
