//! Paths in an instance file: keys, and the elements of lists by their names, where they have any, or by their positions.

use crate::exact::parse;
use crate::model::tree::{Node, Value};
use crate::names::brief;
use std::borrow::Cow;
use std::ops::Range;

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step<'n> {
    Key(&'n str),
    /// An element of a list: its position, and the name of what it is about, an agent or a type.
    Element(usize, Option<&'n str>),
}

impl<'n> Step<'n> {
    /// The word for it in messages.
    pub(super) fn word(self) -> Cow<'n, str> {
        match self {
            Self::Key(name) | Self::Element(_, Some(name)) => brief(name),
            Self::Element(position, None) => Cow::Owned(format!("[{position}]")),
        }
    }

    /// All words for it. Names stand whole, too; and so do positions, as messages about files write them.
    fn words(self) -> impl Iterator<Item = Cow<'n, str>> {
        let (name, position) = match self {
            Self::Key(name) => (Some(name), None),
            Self::Element(position, name) => (name, Some(position)),
        };
        let names = name.into_iter().flat_map(|name| [Cow::Borrowed(name), brief(name)]);
        names.chain(position.map(|position| Cow::Owned(format!("[{position}]"))))
    }
}

/// A path as messages write it.
pub(super) fn shown(path: &[Step<'_>]) -> String {
    let mut shown = String::new();
    for step in path {
        let word = step.word();
        if !shown.is_empty() && !matches!(step, Step::Element(_, None)) {
            shown.push('.');
        }
        shown.push_str(&word);
    }
    shown
}

/// What is in an object or a list.
pub(super) fn children<'n>(node: &'n Node<'_>) -> Vec<(Step<'n>, &'n Node<'n>)> {
    match &node.value {
        Value::Object(entries) => entries.iter().map(|(key, entry)| (Step::Key(key), entry)).collect(),
        Value::List(elements) => {
            let name = |element: &'n Node<'_>| match &element.field("name")?.value {
                Value::Text(name) => Some(&**name),
                _ => None,
            };
            let step =
                |(position, element): (usize, &'n _)| (Step::Element(position, name(element)), element);
            elements.iter().enumerate().map(step).collect()
        }
        _ => Vec::new(),
    }
}

/// Goes through a file, and shows each value with its path.
pub(super) fn walk<'n>(tree: &'n Node<'_>, seen: &mut dyn FnMut(&[Step<'n>], &'n Node<'n>)) {
    fn below<'n>(
        node: &'n Node<'_>,
        path: &mut Vec<Step<'n>>,
        seen: &mut dyn FnMut(&[Step<'n>], &'n Node<'n>),
    ) {
        for (step, child) in children(node) {
            path.push(step);
            seen(path, child);
            below(child, path, seen);
            path.pop();
        }
    }
    below(tree, &mut Vec::new(), seen);
}

/// Where a number is written, quotes included, if a value is one: what stands in lists are names, and so is what is called so.
pub(super) fn number(path: &[Step<'_>], node: &Node<'_>, text: &str) -> Option<Range<usize>> {
    let is_name = matches!(
        path,
        [Step::Key("tvmd")]
            | [.., Step::Element(..)]
            | [.., Step::Key("setting") | Step::Element(..), Step::Key("name")]
    );
    let (written, quotes) = match &node.value {
        Value::Text(written) => (written, 1),
        Value::Number(written) => (written, 0),
        _ => return None,
    };
    let at = node.start..node.start + written.len() + 2 * quotes;
    // The text of a number has no escapes, and if it had some it would be left alone.
    let stands = text.get(at.start + quotes..at.end - quotes) == Some(written);
    (!is_name && stands && parse(written).is_ok()).then_some(at)
}

/// Whether a path ends with what is `wanted`: in how many of its steps.
pub(super) fn ends(path: &[Step<'_>], wanted: &str) -> Option<usize> {
    let (last, before) = path.split_last()?;
    let of_word = |word: Cow<'_, str>| {
        let rest = wanted.strip_suffix(&*word)?;
        match rest.strip_suffix('.') {
            _ if rest.is_empty() => Some(1),
            None if word.starts_with('[') => Some(1 + ends(before, rest)?),
            Some(rest) => Some(1 + ends(before, rest)?),
            None => None,
        }
    };
    last.words().filter_map(of_word).max()
}
