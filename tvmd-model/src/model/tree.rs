//! JSON as it was written: repeated keys, the order and the position of every value.

use crate::diagnostic::{PathStep, Place};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// A value and where it stands in a text that it borrows from.
pub struct Node<'t> {
    /// Where it begins, in bytes from the beginning of the text.
    pub start: usize,
    /// How many bytes it takes.
    pub length: usize,
    pub value: Value<'t>,
}

pub enum Value<'t> {
    Null,
    Bool(bool),
    /// As it is written.
    Number(Cow<'t, str>),
    Text(Cow<'t, str>),
    List(Vec<Node<'t>>),
    Object(Vec<(Cow<'t, str>, Node<'t>)>),
}

/// Why a text isn't JSON, and where.
pub struct Syntax {
    /// In bytes from the beginning of the text.
    pub at: usize,
    pub reason: &'static str,
}

/// No value of the format is nested as deep. What is deeper is kept as an empty list or object.
const DEEPEST: usize = 16;

impl<'t> Node<'t> {
    /// Reads a text that is JSON.
    pub fn parse(text: &'t str) -> Result<Self, Syntax> {
        let _: &RawValue = serde_json::from_str(text).map_err(|error| syntax(text, 0, &error))?;
        Walk { text, at: 0 }.node(0)
    }

    /// The same of what was found to be JSON.
    pub fn of(raw: &'t RawValue) -> Result<Self, Syntax> {
        Walk { text: raw.get(), at: 0 }.node(0)
    }

    /// The same with texts of its own.
    pub fn into_owned(self) -> Node<'static> {
        let owned = |text: Cow<'t, str>| Cow::Owned(text.into_owned());
        let value = match self.value {
            Value::Null => Value::Null,
            Value::Bool(own) => Value::Bool(own),
            Value::Number(written) => Value::Number(owned(written)),
            Value::Text(text) => Value::Text(owned(text)),
            Value::List(elements) => Value::List(elements.into_iter().map(Self::into_owned).collect()),
            Value::Object(entries) => {
                Value::Object(entries.into_iter().map(|(key, own)| (owned(key), own.into_owned())).collect())
            }
        };
        Node { start: self.start, length: self.length, value }
    }

    pub fn field(&self, name: &str) -> Option<&Self> {
        let Value::Object(entries) = &self.value else { return None };
        entries.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The value at a place, or the last one on the way to it that is there.
    pub fn at(&self, place: &Place) -> &Self {
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

/// Goes through a text that a parser found to be JSON, but for what escapes in quotes stand for: what comes next is known by its first
/// byte. The parser itself has no positions.
struct Walk<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Walk<'t> {
    /// The next value, which lies so deep in others.
    fn node(&mut self, depth: usize) -> Result<Node<'t>, Syntax> {
        let first = self.next();
        let start = self.at;
        let value = match first {
            b'"' => Value::Text(self.quoted()?),
            b'[' if depth < DEEPEST => {
                let mut elements = Vec::new();
                self.at += 1;
                while self.goes_on() {
                    elements.push(self.node(depth + 1)?);
                }
                Value::List(elements)
            }
            b'{' if depth < DEEPEST => {
                let mut entries = Vec::new();
                self.at += 1;
                while self.goes_on() {
                    let key = self.quoted()?;
                    // The colon.
                    self.next();
                    self.at += 1;
                    entries.push((key, self.node(depth + 1)?));
                }
                Value::Object(entries)
            }
            b'[' | b'{' => {
                self.skip();
                if first == b'[' { Value::List(Vec::new()) } else { Value::Object(Vec::new()) }
            }
            _ => {
                let is_end = |byte| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r');
                match self.up_to(is_end) {
                    "null" => Value::Null,
                    "true" => Value::Bool(true),
                    "false" => Value::Bool(false),
                    number => Value::Number(Cow::Borrowed(number)),
                }
            }
        };
        Ok(Node { start, length: self.at - start, value })
    }

    /// The byte here; 0 after the last.
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Goes to the next byte that isn't white space.
    fn next(&mut self) -> u8 {
        while matches!(self.byte(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
        self.byte()
    }

    /// Goes to the first byte that is asked for, and gives what stands before it.
    fn up_to(&mut self, is_asked: impl Fn(u8) -> bool) -> &'t str {
        let rest = &self.text[self.at..];
        let end = rest.bytes().position(is_asked).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// Whether another element or entry of a list or an object comes, to which it goes; or else goes past its end.
    fn goes_on(&mut self) -> bool {
        match self.next() {
            b']' | b'}' => {
                self.at += 1;
                false
            }
            b',' => {
                self.at += 1;
                self.next();
                true
            }
            _ => true,
        }
    }

    /// A text in quotes.
    fn quoted(&mut self) -> Result<Cow<'t, str>, Syntax> {
        let start = self.at;
        self.at += 1;
        let plain = self.up_to(|byte| matches!(byte, b'"' | b'\\'));
        if self.byte() == b'"' {
            self.at += 1;
            return Ok(Cow::Borrowed(plain));
        }
        self.close_quote();
        let written = &self.text[start..self.at];
        serde_json::from_str(written).map(Cow::Owned).map_err(|error| syntax(self.text, start, &error))
    }

    /// Goes past the end of a text in quotes from somewhere in it.
    fn close_quote(&mut self) {
        loop {
            self.up_to(|byte| matches!(byte, b'"' | b'\\'));
            match self.byte() {
                // What it escapes may be a quote.
                b'\\' => self.at += 2,
                _ => break self.at += 1,
            }
        }
    }

    /// Goes past a list or an object, however deep it is.
    fn skip(&mut self) {
        let mut open = 0_usize;
        loop {
            self.up_to(|byte| matches!(byte, b'[' | b']' | b'{' | b'}' | b'"'));
            let byte = self.byte();
            self.at += 1;
            match byte {
                b'"' => self.close_quote(),
                b'[' | b'{' => open += 1,
                _ if open <= 1 => break,
                _ => open -= 1,
            }
        }
    }
}

impl fmt::Display for Node<'_> {
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
    let reason = if text.trim().is_empty() {
        "the text is empty"
    } else if is_comma_too_many(text, at) {
        "a comma too many"
    } else {
        reason(&error.to_string())
    };
    Syntax { at, reason }
}

/// Whether there is a comma at a place, and nothing that it could follow.
fn is_comma_too_many(text: &str, at: usize) -> bool {
    let follows = |before: &str| before.trim_end().ends_with([',', '[', '{']);
    text.get(at..).is_some_and(|rest| rest.starts_with(',')) && text.get(..at).is_some_and(follows)
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
