//! Why a path leads to no number, or to several, in words that name what there is.

use super::path::{Step, children, ends, number, shown, walk};
use crate::model::tree::{Node, Value};
use crate::names::{brief, edits};
use std::collections::HashMap;
use std::fmt;

/// Why a path leads to no number that can be another, and what there is instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoNumber(String);

/// So many paths are told.
const FEW: usize = 6;

impl fmt::Display for NoNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoNumber {}

impl NoNumber {
    /// The text isn't JSON, which reading it tells better.
    pub(super) fn not_json() -> Self {
        Self("the file is not JSON".to_owned())
    }

    /// Several numbers are at the path.
    pub(super) fn several(wanted: &str, paths: &[String]) -> Self {
        let wanted = brief(wanted);
        Self(format!("several numbers are at `{wanted}`: {}; write more of the path", few(paths, "and")))
    }

    /// The number is no probability of a prior that lists them.
    pub(super) fn no_mass(path: &str) -> Self {
        Self(format!("`{path}` is no probability that a prior lists, so there are no others to be rescaled"))
    }

    /// All other probabilities of its distribution are 0.
    pub(super) fn only_mass(path: &str) -> Self {
        Self(format!(
            "all probabilities beside `{path}` are 0, so there is nothing to be rescaled; sweep over one of these"
        ))
    }

    /// No number is at the path.
    pub(super) fn of(tree: &Node<'_>, text: &str, wanted: &str) -> Self {
        let said = none_itself(tree, text, wanted).or_else(|| meant(tree, text, wanted));
        Self(said.unwrap_or_else(|| unknown(tree, text, wanted)))
    }
}

/// Some paths in a row, with this word before the last one.
fn few(paths: &[String], word: &str) -> String {
    let mut told: Vec<String> = paths.iter().take(FEW).map(|path| format!("`{path}`")).collect();
    if let Some(more) = paths.len().checked_sub(FEW).filter(|more| *more > 0) {
        told.push(format!("{more} more"));
    }
    match told.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} {word} {last}", before.join(", ")),
        _ => told.concat(),
    }
}

/// What is at the path itself, if that is no number.
fn none_itself(tree: &Node<'_>, text: &str, wanted: &str) -> Option<String> {
    let (mut found, mut below) = (None, Vec::new());
    walk(tree, &mut |path, node| {
        if ends(path, wanted).is_some() {
            found.get_or_insert((shown(path), node));
        }
        let is_below = || (1..path.len()).any(|steps| ends(&path[..steps], wanted).is_some());
        if number(path, node, text).is_some() && is_below() {
            below.push(shown(path));
        }
    });
    let (path, node) = found?;
    Some(match &node.value {
        _ if !below.is_empty() => {
            let (numbers, are) = if below.len() == 1 { ("number", "is") } else { ("numbers", "are") };
            format!("`{}` is no number; the {numbers} below it {are} {}", brief(wanted), few(&below, "and"))
        }
        Value::Text(word) => format!("`{path}` is `{}`, and no number", brief(word)),
        _ => format!("`{path}` is {node} without numbers"),
    })
}

/// The numbers whose paths have the words that are wanted, in their order, or what comes near them.
fn meant(tree: &Node<'_>, text: &str, wanted: &str) -> Option<String> {
    let words = words(wanted);
    let mut cost = Cost { words: &words, known: HashMap::new() };
    let (mut least, mut near) = (None, Vec::new());
    walk(tree, &mut |path, node| {
        let Some(own) = number(path, node, text).and_then(|_| cost.of(words.len(), path)) else { return };
        if least.is_none_or(|least| own < least) {
            least = Some(own);
            near.clear();
        }
        if least == Some(own) {
            near.push(shown(path));
        }
    });
    let which = if near.len() == 1 { "" } else { "one of " };
    (!near.is_empty())
        .then(|| format!("no number is at `{}`; did you mean {which}{}?", brief(wanted), few(&near, "and")))
}

/// What it takes to read a path as the words.
struct Cost<'w, 'n> {
    words: &'w [&'w str],
    /// How many edits make a word another, as far as that was counted.
    known: HashMap<(usize, &'n str), Option<usize>>,
}

impl<'n> Cost<'_, 'n> {
    /// So many edits of the first `count` words, and steps after the last of them; the path may have others between.
    fn of(&mut self, count: usize, path: &[Step<'n>]) -> Option<(usize, usize)> {
        let Some(before) = count.checked_sub(1) else { return Some((0, 0)) };
        let ways = (0..path.len()).filter_map(|at| {
            let own = self.edits(before, path[at])?;
            Some((own + self.of(before, &path[..at])?.0, path.len() - 1 - at))
        });
        ways.min()
    }

    fn edits(&mut self, word: usize, step: Step<'n>) -> Option<usize> {
        let wanted = self.words[word];
        match step {
            Step::Element(position, _) if wanted == format!("[{position}]") => Some(0),
            Step::Element(_, None) => None,
            Step::Key(name) | Step::Element(_, Some(name)) => {
                *self.known.entry((word, name)).or_insert_with(|| edits(wanted, name))
            }
        }
    }
}

/// The words of a path: names, and positions in their brackets.
fn words(wanted: &str) -> Vec<&str> {
    let names = wanted.split('.').flat_map(|part| {
        let (name, positions) = part.split_at(part.find('[').unwrap_or(part.len()));
        [name].into_iter().chain(positions.split_inclusive(']'))
    });
    names.filter(|word| !word.is_empty()).collect()
}

/// The first word of a path that leads nowhere, and what there is where it stands.
fn unknown(tree: &Node<'_>, text: &str, wanted: &str) -> String {
    for (cut, _) in wanted.rmatch_indices(['.', '[']) {
        let (before, after) = wanted.split_at(cut);
        let mut found = None;
        walk(tree, &mut |path, node| {
            if ends(path, before).is_some() {
                found.get_or_insert((shown(path), node));
            }
        });
        let Some(((path, node), word)) = found.zip(words(after).first().copied()) else { continue };
        let known: Vec<String> = children(node).iter().map(|(step, _)| step.word().into_owned()).collect();
        let there = match known.as_slice() {
            [] => format!("that is {node}"),
            [only] => format!("there is `{only}`"),
            several => format!("there are {}", few(several, "and")),
        };
        return format!("there is no `{}` in `{path}`; {there}", brief(word));
    }
    let mut numbers = Vec::new();
    walk(tree, &mut |path, node| numbers.extend(number(path, node, text).map(|_| shown(path))));
    let word = words(wanted).first().map_or_else(|| brief(wanted), |word| brief(word));
    format!("there is no `{word}` in the file; its numbers are {}", few(&numbers, "and"))
}
