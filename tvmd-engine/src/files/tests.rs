//! What is accepted says the same when it is written, and what is refused is explained.

use super::instance;
use crate::exact::parse;
use crate::model::InstanceDecl;
use oorandom::Rand32;
use serde_json::{Map, Value, json};
use tvmd_model::files::document::Document;

/// An instance with every rule, a grid, claims, both priors and numbers.
const RICH: &str = include_str!("rich.json");

/// Values of all kinds, and some that are of the kind that is expected somewhere.
fn other(random: &mut Rand32) -> Value {
    let others = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(2.5),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("_"),
        json!("1/2"),
        json!("1/0"),
        json!("0.5"),
        json!("uniform"),
        json!("X"),
        json!("T1 | T2"),
        json!("dsic"),
        json!("bundles"),
        json!([]),
        json!({}),
        json!([[]]),
        json!({ "": {} }),
        json!(["X", "Y"]),
        json!({ "X": "1" }),
        json!({ "Ann": ["X"] }),
        json!({ "uniform": null }),
        json!({ "additive": null }),
        json!({ "from": "0", "to": 1, "step": 1 }),
        json!([{ "bundle": ["X"], "value": "1" }]),
        json!({ "include": "x.csv" }),
        json!({ "arrays": "x.npz" }),
        json!("a\u{1b}\u{202e}b"),
    ];
    others[random.rand_range(0..31) as usize].clone()
}

/// Spoils one value somewhere in a tree, or the entries of one object.
pub(super) fn spoil(value: &mut Value, random: &mut Rand32) {
    let chosen =
        |count: usize, random: &mut Rand32| random.rand_range(0..u32::try_from(count).unwrap()) as usize;
    match value {
        Value::Array(list) if !list.is_empty() && random.rand_range(0..8) > 0 => {
            let index = chosen(list.len(), random);
            spoil(&mut list[index], random);
        }
        Value::Object(object) if !object.is_empty() && random.rand_range(0..8) > 0 => {
            let key = object.keys().nth(chosen(object.len(), random)).unwrap().clone();
            match random.rand_range(0..20) {
                0 => drop(object.remove(&key)),
                1 => {
                    let moved = object.remove(&key).unwrap();
                    object.insert(format!("{key}x"), moved);
                }
                2 => drop(object.insert("unknown".to_owned(), other(random))),
                _ => spoil(&mut object[&key], random),
            }
        }
        _ => *value = other(random),
    }
}

/// The text of a tree, sometimes with a key twice, a character changed, or an escape that is none.
pub(super) fn written(value: &Value, random: &mut Rand32) -> String {
    let text = value.to_string();
    match random.rand_range(0..10) {
        0 => {
            let keys: Map<String, Value> = value.as_object().cloned().unwrap_or_default();
            let twice = keys.iter().next().map(|(key, value)| format!("{{\"{key}\":{value},"));
            twice.map_or(text.clone(), |twice| text.replacen('{', &twice, 1))
        }
        1 => {
            let at = random.rand_range(0..u32::try_from(text.len()).unwrap()) as usize;
            let by = b"{}[],:\"\\-.0x"[random.rand_range(0..12) as usize];
            let mut bytes = text.into_bytes();
            bytes[at] = by;
            String::from_utf8_lossy(&bytes).into_owned()
        }
        2 => text.replacen("\"X\"", "\"\\ud800\"", 1),
        _ => text,
    }
}

/// A value as it would be spelt by us: what is empty, null, false or a default is left out, and numbers are reduced and in quotes.
fn spelt(value: &Value) -> Value {
    match value {
        Value::Array(list) => list.iter().map(spelt).collect(),
        Value::Object(object) if object.len() == 1 && object.values().all(Value::is_null) => {
            // The only word of an enumeration may be the key of null.
            object.keys().next().cloned().into()
        }
        Value::Object(object) => {
            let written = object.iter().map(|(key, value)| (key.clone(), spelt(value)));
            Value::Object(written.filter(|(_, value)| !nothing(value)).collect())
        }
        Value::Number(number) => spelt(&Value::String(number.to_string())),
        Value::String(text) => match (parse(text), text.parse::<crate::model::Claim>()) {
            (Ok(number), _) => number.to_string().into(),
            (_, Ok(claim)) => claim.to_string().into(),
            _ => text.split('|').map(str::trim).collect::<Vec<_>>().join(" | ").into(),
        },
        other => other.clone(),
    }
}

/// Whether this is left out of an object.
fn nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => false,
    }
}

#[test]
fn what_is_read_is_written_the_same_and_the_rest_is_explained() {
    let mut rich: Value = serde_json::from_str(RICH).unwrap();
    rich["mechanisms"]["Learned"] = json!({ "arrays": "learned.npz" });
    let mut random = Rand32::new(5);
    let (mut accepted, mut explained, mut not_json) = (0, 0, 0);
    for _ in 0..2_000 {
        let mut spoilt = rich.clone();
        for _ in 0..random.rand_range(0..4) {
            spoil(&mut spoilt, &mut random);
        }
        let text = written(&spoilt, &mut random);
        let Ok(document) = Document::parse(&text) else {
            assert!(InstanceDecl::from_json(&text).is_err(), "{text}");
            not_json += 1;
            continue;
        };
        let read = instance::instance(&document.tree);
        if read.errors.is_empty() {
            let again = InstanceDecl::from_json(&read.read.to_json()).unwrap();
            assert_eq!(read.read, again, "{text}");
            // Nothing that was said is left out: all of it is written again, however it was spelt. The schema says nothing.
            let mut said: Value = serde_json::from_str(&text).unwrap();
            said.as_object_mut().unwrap().remove("$schema");
            assert_eq!(spelt(&said), spelt(&serde_json::to_value(&again).unwrap()));
            // Inside other JSON it is read as it is on its own.
            assert_eq!(serde_json::from_str::<InstanceDecl>(&text).unwrap(), again, "{text}");
            accepted += 1;
        } else {
            // The error of an instance is never without a mistake, whatever its other parts mean.
            let error = InstanceDecl::from_json(&text).unwrap_err();
            assert!(!error.mistakes.is_empty(), "{text}");
            assert!(error.mistakes.iter().all(|mistake| !mistake.reason.is_empty()), "{text}");
            assert!(serde_json::from_str::<InstanceDecl>(&text).is_err(), "{text}");
            explained += 1;
        }
    }
    assert!(accepted > 200 && explained > 200 && not_json > 40, "{accepted}, {explained}, {not_json}");
}
