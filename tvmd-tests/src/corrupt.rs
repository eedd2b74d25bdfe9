//! Spoilt instance files: single characters, values of another kind, hostile numbers, nesting and keys.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

/// One way to spoil a text.
#[derive(Clone, Debug)]
pub enum Corruption {
    /// A character is removed.
    Delete(Index),
    /// A character is replaced.
    Replace(Index, char),
    /// The text ends early.
    Cut(Index),
    /// A value is replaced by this text.
    Swap(Index, String),
    /// A text, a name or a number, is replaced by another one of the file.
    Confuse(Index, Index),
    /// An object has its first entry twice.
    Repeat(Index),
    /// An object has an entry that the format doesn't know.
    Unknown(Index),
}

/// Any corruption.
pub fn corruptions() -> impl Strategy<Value = Corruption> {
    let text = "\"{}[],:_|/-.0192eEnA\u{e9}\n\0";
    let place = any::<Index>;
    prop_oneof![
        2 => place().prop_map(Corruption::Delete),
        2 => (place(), select(text.chars().collect::<Vec<_>>())).prop_map(|(at, by)| Corruption::Replace(at, by)),
        1 => place().prop_map(Corruption::Cut),
        4 => (place(), replacements()).prop_map(|(at, by)| Corruption::Swap(at, by)),
        6 => (place(), place()).prop_map(|(at, by)| Corruption::Confuse(at, by)),
        1 => place().prop_map(Corruption::Repeat),
        1 => place().prop_map(Corruption::Unknown),
    ]
}

/// Values of another kind or far out of range, separated by spaces.
const PLAIN: &str = r#"
    null true 0 -1 7 0.5 1e9 1e999 18446744073709551616 "" "_" "0" "1/2" "1/0" "-1/3" "1/1000000007" "1e3"
    "Bottom" "X" "Ann" "T1" "T1|T2" "uniform" [] {} [[]] {"":{}} ["X","X"] {"X":"1"} {"Ann":["Y"]}
    {"from":"0","to":"1","step":"1/1000000"} {"X":{"from":"0","to":"1","step":"0"}}
"#;

fn replacements() -> impl Strategy<Value = String> {
    let digits = |count: usize| format!("\"{}\"", "9".repeat(count));
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let objects = |depth: usize| format!("{}0{}", "{\"X\":".repeat(depth), "}".repeat(depth));
    let mut all: Vec<String> = PLAIN.split_whitespace().map(str::to_owned).collect();
    all.extend([digits(30), digits(1_999), digits(5_000), nested(100), nested(100_000), objects(10_000)]);
    select(all)
}

/// The text of an instance file with a corruption.
#[must_use]
pub fn corrupted(json: &str, corruption: &Corruption) -> String {
    let characters: Vec<char> = json.chars().collect();
    if characters.is_empty() {
        return String::new();
    }
    match corruption {
        Corruption::Delete(at) => {
            let at = at.index(characters.len());
            [&characters[..at], &characters[at + 1..]].concat().iter().collect()
        }
        Corruption::Replace(at, by) => {
            let mut characters = characters;
            let at = at.index(characters.len());
            characters[at] = *by;
            characters.iter().collect()
        }
        Corruption::Cut(at) => characters[..at.index(characters.len())].iter().collect(),
        Corruption::Confuse(at, by) => {
            let root: Value = serde_json::from_str(json).unwrap_or_default();
            let mut texts = Vec::new();
            collect(&root, String::new(), Value::is_string, &mut texts);
            let by = texts.get(by.index(texts.len().max(1))).and_then(|place| root.pointer(place));
            let by = by.map_or_else(String::new, Value::to_string);
            rewritten(json, *at, Value::is_string, |_| by.clone())
        }
        Corruption::Swap(at, by) => rewritten(json, *at, |_| true, |_| by.clone()),
        Corruption::Repeat(at) => rewritten(json, *at, Value::is_object, |object| {
            let first = object.as_object().and_then(|entries| entries.iter().next());
            let entry = first
                .map_or_else(String::new, |(key, value)| format!("{}:{value},", Value::from(key.as_str())));
            format!("{{{entry}{}", &object.to_string()[1..])
        }),
        Corruption::Unknown(at) => rewritten(json, *at, Value::is_object, |object| {
            let mut object = object.clone();
            object["unknown"] = Value::from("1");
            object.to_string()
        }),
    }
}

/// The text with one of the values that are meant replaced by another text; unchanged if it is no JSON any more.
fn rewritten(json: &str, at: Index, meant: fn(&Value) -> bool, by: impl Fn(&Value) -> String) -> String {
    let Ok(mut root) = serde_json::from_str::<Value>(json) else { return json.to_owned() };
    let mut places = Vec::new();
    collect(&root, String::new(), meant, &mut places);
    let hole = Value::from("\u{1}");
    let Some(place) = places.get(at.index(places.len().max(1))).and_then(|place| root.pointer_mut(place))
    else {
        return json.to_owned();
    };
    let text = by(place);
    *place = hole.clone();
    root.to_string().replace(&hole.to_string(), &text)
}

/// The pointers to all values that are meant.
fn collect(value: &Value, place: String, meant: fn(&Value) -> bool, places: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Array(values) => {
            values.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
        }
        Value::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), value)).collect(),
        _ => Vec::new(),
    };
    for (key, child) in children {
        collect(child, format!("{place}/{key}"), meant, places);
    }
    if meant(value) {
        places.push(place);
    }
}
