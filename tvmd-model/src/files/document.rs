//! A text of JSON with its values and lines, to say where something is wrong in it.

use super::error::{FileError, Mistake};
use super::excerpt::Excerpt;
use crate::diagnostic::{Diagnostic, PathStep, Place};
use crate::model::tree::{Node, Syntax};
use std::ops::Range;

/// A text that is JSON.
pub struct Document<'t> {
    pub tree: Node<'t>,
    /// Where lines end, in bytes.
    breaks: Vec<usize>,
}

impl<'t> Document<'t> {
    /// Reads a text.
    pub fn parse(text: &'t str) -> Result<Self, FileError> {
        let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        match Node::parse(text) {
            Ok(tree) => Ok(Self { tree, breaks }),
            Err(Syntax { at, reason }) => {
                let line = breaks.partition_point(|end| *end < at);
                let start = line.checked_sub(1).map_or(0, |before| breaks[before] + 1);
                let column = text.get(start..at).map_or(0, |before| before.chars().count()) + 1;
                let reason = format!("is not JSON: {reason} (column {column})");
                let next = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                let excerpt = (text.is_char_boundary(at) && is_of_the_format(text))
                    .then(|| Excerpt::of(text, line + 1, at..at + next));
                let mistake = Mistake { line: Some(line + 1), excerpt, ..Mistake::whole(reason) };
                Err(FileError { mistakes: vec![mistake] })
            }
        }
    }

    /// The same with texts of its own.
    pub fn into_owned(self) -> Document<'static> {
        Document { tree: self.tree.into_owned(), breaks: self.breaks }
    }

    /// Where a place begins, in bytes.
    pub fn position(&self, place: &Place) -> usize {
        self.tree.at(place).start
    }

    /// A mistake at a place of this document, which is of this text.
    pub fn mistake(&self, text: &str, diagnostic: &Diagnostic, place: &Place) -> Mistake {
        let line = 1 + self.breaks.partition_point(|end| *end < self.position(place));
        let line = (!place.0.is_empty()).then_some(line);
        let excerpt = line.zip(self.part(text, place)).map(|(line, part)| Excerpt::of(text, line, part));
        Mistake { excerpt, ..Mistake::of(diagnostic, place.to_string(), line) }
    }

    /// Where a place is: a name where that is meant, or else the value. Of a value that isn't there it is what should contain it; `None` if
    /// that is the whole, and of texts of which nothing is shown.
    fn part(&self, text: &str, place: &Place) -> Option<Range<usize>> {
        let node = self.tree.at(place);
        if std::ptr::eq(node, &raw const self.tree) || !is_of_the_format(text) {
            return None;
        }
        let key = || name(text, node.start);
        let is_named = place.0.last() == Some(&PathStep::Key);
        is_named.then(key).flatten().or(Some(node.start..node.start + node.length))
    }
}

/// Whether a text has a word of the format. A line of another, which was named by mistake, isn't shown: it may be nobody's to see.
fn is_of_the_format(text: &str) -> bool {
    ["\"tvmd\"", "\"setting\"", "\"independent\"", "\"joint\"", "\"mrf\""]
        .iter()
        .any(|word| text.contains(word))
}

/// Where the name of the value is that begins at `start`, quotes and all; `None` if names of many lines are between.
fn name(text: &str, start: usize) -> Option<Range<usize>> {
    let before = text[..start].trim_end().strip_suffix(':')?.trim_end();
    let inside = before.strip_suffix('"')?;
    let is_quote =
        |at: &usize| inside[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 0;
    let opening = inside.rmatch_indices('"').map(|(at, _)| at).find(is_quote)?;
    // The mark stands in the line that is named.
    (!text[opening..start].contains('\n')).then_some(opening..before.len())
}
