//! A text of JSON with its values and lines, to say where something is wrong in it.

use super::error::{FileError, Mistake};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::tree::{Node, Syntax};

/// A text that is JSON.
pub(super) struct Document {
    pub(super) tree: Node,
    /// Where lines end, in bytes.
    breaks: Vec<usize>,
}

impl Document {
    /// Reads a text.
    pub(super) fn parse(text: &str) -> Result<Self, FileError> {
        let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        match Node::parse(text) {
            Ok(tree) => Ok(Self { tree, breaks }),
            Err(Syntax { at, reason }) => {
                let line = breaks.partition_point(|end| *end < at);
                let start = line.checked_sub(1).map_or(0, |before| breaks[before] + 1);
                let column = text.get(start..at).map_or(0, |before| before.chars().count()) + 1;
                let reason = format!("is not JSON: {reason} (column {column})");
                Err(FileError { mistakes: vec![Mistake { line: Some(line + 1), ..Mistake::whole(reason) }] })
            }
        }
    }

    /// Where a place begins, in bytes.
    pub(super) fn position(&self, place: &Place) -> usize {
        self.tree.at(place).start
    }

    /// A mistake at a place of this document.
    pub(super) fn mistake(&self, diagnostic: &Diagnostic, place: &Place) -> Mistake {
        let line = 1 + self.breaks.partition_point(|end| *end < self.position(place));
        Mistake::of(diagnostic, place.to_string(), (!place.0.is_empty()).then_some(line))
    }
}
