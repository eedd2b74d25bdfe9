//! Where in a file is what proves nothing.

use super::file::Named;
use serde::Deserialize as _;
use serde_json::value::RawValue;
use std::ops::Range;

/// A part of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line in which it begins, counted from 1.
    pub line: usize,
    /// The column in which it begins, counted from 1, in bytes.
    pub column: usize,
    /// All of it, in bytes of the text.
    pub bytes: Range<usize>,
}

/// A step into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Field(&'static str),
    /// The element of a list, or the entry of an object, of this number.
    Number(usize),
}

impl From<&'static str> for Step {
    fn from(field: &'static str) -> Self {
        Self::Field(field)
    }
}

impl From<usize> for Step {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

/// Why nothing is proved, and the steps to what shows that.
#[derive(Debug)]
pub(crate) struct Wrong {
    pub(crate) reason: String,
    steps: Vec<Step>,
}

impl From<String> for Wrong {
    fn from(reason: String) -> Self {
        Self { reason, steps: Vec::new() }
    }
}

impl From<&str> for Wrong {
    fn from(reason: &str) -> Self {
        Self::from(reason.to_owned())
    }
}

impl Wrong {
    /// The same behind this step.
    pub(crate) fn behind(mut self, step: impl Into<Step>) -> Self {
        self.steps.insert(0, step.into());
        self
    }

    /// The same behind this step, if it is about nothing within it.
    pub(crate) fn or_behind(self, step: impl Into<Step>) -> Self {
        if self.steps.is_empty() { self.behind(step) } else { self }
    }

    /// The same with something said before.
    pub(crate) fn said(self, before: &str) -> Self {
        Self { reason: format!("{before}: {}", self.reason), ..self }
    }

    /// Where that is in a text, or the last part on the way there that it has.
    pub(crate) fn place(&self, text: &str) -> Option<Place> {
        let mut part: &RawValue = serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).ok()?;
        if self.steps.is_empty() {
            return None;
        }
        for step in &self.steps {
            let Some(inner) = inside(part, *step) else { break };
            part = inner;
        }
        // What is read is a part of the text itself.
        let start = part.get().as_ptr() as usize - text.as_ptr() as usize;
        let before = text.get(..start)?;
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        Some(Place {
            line: 1 + before.matches('\n').count(),
            column: 1 + start - line,
            bytes: start..start + part.get().len(),
        })
    }
}

/// What is behind a step.
fn inside(part: &RawValue, step: Step) -> Option<&RawValue> {
    if let Ok(elements) = Vec::<&RawValue>::deserialize(part) {
        return match step {
            Step::Number(number) => elements.get(number).copied(),
            Step::Field(_) => None,
        };
    }
    let entries = Named::<&RawValue>::deserialize(part).ok()?.0;
    match step {
        Step::Number(number) => entries.get(number).map(|(_, entry)| *entry),
        Step::Field(name) => entries.into_iter().find(|(key, _)| key == name).map(|(_, entry)| entry),
    }
}

/// Results that are about a part of the file.
pub(crate) trait At: Sized {
    /// The same behind this step.
    fn at(self, step: impl Into<Step>) -> Self;
}

impl<T> At for Result<T, Wrong> {
    fn at(self, step: impl Into<Step>) -> Self {
        self.map_err(|wrong| wrong.behind(step))
    }
}
