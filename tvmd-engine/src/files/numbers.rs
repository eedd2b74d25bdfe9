//! The numbers in a text of JSON, by their paths, and the same text with one of them exchanged.

use crate::exact::{Rational, parse};
use crate::model::tree::{Node, Value};
use crate::names::{brief, nearest};
use std::fmt;
use std::ops::Range;

/// Why a path leads to no number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoNumber {
    /// The text isn't JSON, which reading it tells better.
    NotJson,
    /// No number has this path or ends its path so; there may be one that is meant.
    Unknown(String, Option<String>),
    /// Several paths end so.
    Several(String, Vec<String>),
}

impl fmt::Display for NoNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson => f.write_str("the file is not JSON"),
            Self::Unknown(path, meant) => {
                write!(f, "no number of the file is at `{}`", brief(path))?;
                match meant {
                    Some(meant) => write!(f, "; did you mean `{meant}`?"),
                    None => Ok(()),
                }
            }
            Self::Several(path, paths) => {
                write!(
                    f,
                    "several numbers are at `{}`: {}; write more of the path",
                    brief(path),
                    paths.join(", ")
                )
            }
        }
    }
}

impl std::error::Error for NoNumber {}

/// The text of an instance file with another number at a path, or at the only path that ends so: `reserve`, or
/// `mechanisms.Auction.second_price.reserve`, as messages about files write paths.
///
/// ```
/// use tvmd::files::with_number;
/// use tvmd::ratio;
///
/// let json = r#"{ "mechanisms": { "Auction": { "second_price": { "reserve": "1" } } } }"#;
/// let higher = with_number(json, "reserve", &ratio!(3 / 2))?;
/// assert_eq!(higher, json.replace("\"1\"", "\"3/2\""));
/// assert!(with_number(json, "reserv", &ratio!(2)).unwrap_err().to_string().contains("did you mean `mechanisms.Auction.second_price.reserve`?"));
/// # Ok::<(), tvmd::files::NoNumber>(())
/// ```
///
/// # Errors
/// [`NoNumber`] if the path leads to none, or to several.
pub fn with_number(text: &str, path: &str, number: &Rational) -> Result<String, NoNumber> {
    let tree = Node::parse(text).map_err(|_| NoNumber::NotJson)?;
    let mut numbers = Vec::new();
    collect(&tree, String::new(), text, &mut numbers);
    let fits =
        |known: &str| known == path || known.strip_suffix(path).is_some_and(|before| before.ends_with('.'));
    let exact = numbers.iter().filter(|(known, _)| known == path);
    let mut found: Vec<&(String, Range<usize>)> = exact.collect();
    if found.is_empty() {
        found = numbers.iter().filter(|(known, _)| fits(known)).collect();
    }
    match found.as_slice() {
        [(_, at)] => Ok(format!("{}\"{number}\"{}", &text[..at.start], &text[at.end..])),
        [] => {
            let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
            let ends: Vec<String> = numbers.iter().map(|(known, _)| last(known)).collect();
            let near = nearest(&last(path), ends.iter().map(String::as_str));
            let meant = near.and_then(|near| ends.iter().position(|end| *end == near));
            Err(NoNumber::Unknown(path.to_owned(), meant.map(|position| numbers[position].0.clone())))
        }
        several => {
            Err(NoNumber::Several(path.to_owned(), several.iter().map(|(known, _)| known.clone()).collect()))
        }
    }
}

/// Appends the numbers under a node, which `path` leads to, with the bytes of their texts, quotes included.
fn collect(node: &Node<'_>, path: String, text: &str, numbers: &mut Vec<(String, Range<usize>)>) {
    match &node.value {
        Value::Text(written) if parse(written).is_ok() => {
            // The text of a number has no escapes, and if it had some it would be left alone.
            let end = node.start + written.len() + 2;
            if text.get(node.start + 1..end - 1) == Some(written) {
                numbers.push((path, node.start..end));
            }
        }
        Value::List(elements) => {
            for (index, element) in elements.iter().enumerate() {
                collect(element, format!("{path}[{index}]"), text, numbers);
            }
        }
        Value::Object(entries) => {
            let dot = if path.is_empty() { "" } else { "." };
            for (key, entry) in entries {
                collect(entry, format!("{path}{dot}{}", brief(key)), text, numbers);
            }
        }
        _ => {}
    }
}
