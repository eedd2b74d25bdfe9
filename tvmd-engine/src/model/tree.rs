//! JSON as it was written: repeated keys, the order and the position of every value.

use crate::diagnostic::{PathStep, Place};
use crate::model::Entries;
use serde_json::value::RawValue;
use std::fmt;

/// A value and where it stands.
pub(crate) struct Node {
    /// Where it begins, in bytes from the beginning of the text.
    pub(crate) start: usize,
    /// How many bytes it takes.
    pub(crate) length: usize,
    pub(crate) value: Value,
}

pub(crate) enum Value {
    Null,
    Bool(bool),
    /// As it is written.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

/// Why a text isn't JSON, and where.
pub(crate) struct Syntax {
    /// In bytes from the beginning of the text.
    pub(crate) at: usize,
    pub(crate) reason: &'static str,
}

/// No value of the format is nested as deep. What is deeper is kept as an empty list or object.
const DEEPEST: usize = 16;

impl Node {
    /// Reads a text that is JSON.
    pub(crate) fn parse(text: &str) -> Result<Self, Syntax> {
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| syntax(text, 0, &error))?;
        Self::of(raw, text, 0)
    }

    fn of(raw: &RawValue, text: &str, depth: usize) -> Result<Self, Syntax> {
        let written = raw.get();
        let start = written.as_ptr().addr() - text.as_ptr().addr();
        let wrong = |error| syntax(text, start, &error);
        let value = match written.as_bytes().first() {
            Some(b'n') => Value::Null,
            Some(b't') => Value::Bool(true),
            Some(b'f') => Value::Bool(false),
            Some(b'"') => Value::Text(serde_json::from_str(written).map_err(wrong)?),
            Some(b'[') if depth == DEEPEST => Value::List(Vec::new()),
            Some(b'{') if depth == DEEPEST => Value::Object(Vec::new()),
            Some(b'[') => {
                let elements: Vec<&RawValue> = serde_json::from_str(written).map_err(wrong)?;
                let elements = elements.into_iter().map(|own| Self::of(own, text, depth + 1));
                Value::List(elements.collect::<Result<_, _>>()?)
            }
            Some(b'{') => {
                let entries: Entries<&RawValue> = serde_json::from_str(written).map_err(wrong)?;
                let entries =
                    entries.0.into_iter().map(|(key, own)| Ok((key, Self::of(own, text, depth + 1)?)));
                Value::Object(entries.collect::<Result<_, _>>()?)
            }
            _ => Value::Number(written.to_owned()),
        };
        Ok(Self { start, length: written.len(), value })
    }

    pub(crate) fn field(&self, name: &str) -> Option<&Self> {
        let Value::Object(entries) = &self.value else { return None };
        entries.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The value at a place, or the last one on the way to it that is there.
    pub(crate) fn at(&self, place: &Place) -> &Self {
        let mut node = self;
        for step in &place.0 {
            let next = match (step, &node.value) {
                (PathStep::Field(name), _) => node.field(name),
                (PathStep::Index(index), Value::List(elements)) => elements.get(*index),
                (PathStep::Entry(index, name), Value::Object(entries)) => match entries.get(*index) {
                    Some((key, value)) if key == name => Some(value),
                    _ => node.field(name),
                },
                _ => None,
            };
            node = next.unwrap_or(node);
        }
        node
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        })
    }
}

/// What the parser of JSON says of the part of a text that begins at `start`.
fn syntax(text: &str, start: usize, error: &serde_json::Error) -> Syntax {
    let part = &text[start..];
    let line = part.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let at = (start + line + error.column().saturating_sub(1)).min(text.len());
    Syntax { at, reason: reason(&error.to_string()) }
}

/// The parser's reasons in our words.
fn reason(said: &str) -> &'static str {
    const REASONS: [(&str, &str); 14] = [
        ("EOF", "the text ends before the JSON is complete"),
        ("trailing characters", "something follows after the end of the JSON"),
        ("trailing comma", "a comma that nothing follows"),
        ("expected `:`", "a colon is expected after a key"),
        ("expected `,` or `]`", "a comma or `]` is expected"),
        ("expected `,` or `}`", "a comma or `}` is expected"),
        ("key must be a string", "a key in quotes is expected"),
        ("control character", "a line break or another control character in quotes; write it as \\n or \\u…"),
        ("invalid escape", "a backslash that begins no escape; write \\\\ for a backslash"),
        ("surrogate", "an escape that is no character of its own"),
        ("unexpected end of hex escape", "an escape that is no character of its own"),
        ("unicode code point", "an escape that is no character"),
        ("invalid number", "a number that JSON doesn't know"),
        ("number out of range", "a number that is out of range"),
    ];
    let known = REASONS.iter().find(|(theirs, _)| said.contains(theirs));
    known.map_or(
        "a value is expected: an object, a list, a text in quotes, a number, true, false or null",
        |own| own.1,
    )
}
