//! What a share of some work came to, in a file: which share of what, and what was found.
//!
//! Parts are put together only if they are all of the same work, down to the bytes of what was read, and none is missing.

use crate::shard::Shard;
use crate::{Failure, input, output};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tvmd_core::files::read_text;

/// What such a file says of its format.
const SCHEMA: &str = "tvmd.part/1";

/// What one share of a command's work came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part<C = Value, D = Value> {
    schema: String,
    /// That of tvmd: another one may look elsewhere.
    version: String,
    /// `check` or `audit`.
    pub(crate) command: String,
    /// The SHA-256 of all that was read.
    pub(crate) input: String,
    /// Which share.
    pub(crate) shard: Shard,
    /// What was asked for.
    pub(crate) call: C,
    /// What was found.
    pub(crate) done: D,
}

impl<C: Serialize, D: Serialize> Part<C, D> {
    /// What came of a share.
    pub(crate) fn new(command: &str, input: String, shard: Shard, call: C, done: D) -> Self {
        let (schema, version) = (SCHEMA.to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        Self { schema, version, command: command.to_owned(), input, shard, call, done }
    }

    /// Writes it, whole or not at all: a worker that is stopped leaves no half of a part.
    pub(crate) fn write(&self, path: &Path) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(self).map_err(|error| Failure::Input(error.to_string()))?;
        output::page(path, &format!("{text}\n"))
    }
}

impl Part {
    /// What parts of the same work have in common: how that is said of one, and of another after it, and what it is.
    fn work(&self) -> [(&'static str, &'static str, String); 5] {
        [
            ("is of", "of", self.command.clone()),
            ("is of tvmd", "of", self.version.clone()),
            ("is one of", "one of", self.shard.of.to_string()),
            ("was asked for", "for", self.call.to_string()),
            ("has read what hashes to", "what hashes to", self.input.clone()),
        ]
    }
}

/// The SHA-256 of some pieces in their order, in hexadecimal digits.
pub(crate) fn digest<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for piece in pieces {
        // The length keeps pieces apart.
        hash.update((piece.len() as u64).to_le_bytes());
        hash.update(piece);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// All parts of some work, by share.
pub(crate) struct Cover {
    parts: BTreeMap<usize, (PathBuf, Part)>,
}

impl Cover {
    /// Reads parts. The same share may be there twice, where a worker was started again, if both found the same.
    pub(crate) fn read(files: &[PathBuf]) -> Result<Self, Failure> {
        let mut parts: BTreeMap<usize, (PathBuf, Part)> = BTreeMap::new();
        for file in files {
            let part = read(file)?;
            if let Some((first_file, first)) = parts.values().next() {
                let mut of_both = part.work().into_iter().zip(first.work());
                if let Some(((says, _, one), (_, says_after, other))) =
                    of_both.find(|(one, other)| one != other)
                {
                    let (file, first_file) = (input::shown(file), input::shown(first_file));
                    return Err(Failure::Input(format!(
                        "{file}: {says} {one}, and {first_file} {says_after} {other}: they don't go together"
                    )));
                }
            }
            let number = part.shard.number;
            if let Some((other, before)) = parts.get(&number) {
                if untimed(&before.done) != untimed(&part.done) {
                    let (file, other) = (input::shown(file), input::shown(other));
                    return Err(Failure::Input(format!(
                        "{file}: found something else in share {} than {other}",
                        part.shard
                    )));
                }
                continue;
            }
            parts.insert(number, (file.clone(), part));
        }
        let cover = Self { parts };
        cover.is_whole()?;
        Ok(cover)
    }

    fn is_whole(&self) -> Result<(), Failure> {
        let Some((_, first)) = self.parts.values().next() else {
            return Err(Failure::Input("there are no parts".to_owned()));
        };
        let missing = (1..=first.shard.of).filter(|number| !self.parts.contains_key(number));
        let missing: Vec<String> = missing.map(|number| number.to_string()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let shown = missing.iter().take(20).cloned().collect::<Vec<_>>().join(", ");
        let more = missing.len().saturating_sub(20);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let of = first.shard.of;
        let (shares, are) = if missing.len() == 1 { ("share", "is") } else { ("shares", "are") };
        Err(Failure::Input(format!(
            "of {of} shares {are} missing: {shares} {shown}{more}; do them by `--shard K/{of}`"
        )))
    }

    /// The command that all are of.
    pub(crate) fn command(&self) -> &str {
        self.parts.values().next().map_or("", |(_, part)| &part.command)
    }

    /// The parts in the order of the shares, as those of a command.
    pub(crate) fn of<C: DeserializeOwned, D: DeserializeOwned>(self) -> Result<Vec<Part<C, D>>, Failure> {
        let typed = |(file, part): (PathBuf, Part)| {
            let Part { schema, version, command, input, shard, call, done } = part;
            let wrong = |error: serde_json::Error| not_one(&file, &error.to_string());
            let call = serde_json::from_value(call).map_err(wrong)?;
            let done = serde_json::from_value(done).map_err(wrong)?;
            Ok(Part { schema, version, command, input, shard, call, done })
        };
        self.parts.into_values().map(typed).collect()
    }
}

fn read(file: &Path) -> Result<Part, Failure> {
    let text = read_text(file).map_err(|error| Failure::Input(error.to_string()))?;
    let strange = |error: serde_json::Error| not_one(file, &error.to_string());
    let written: Value = serde_json::from_str(&text).map_err(strange)?;
    match written.get("schema").and_then(Value::as_str) {
        Some(SCHEMA) => {}
        Some(other) => return Err(not_one(file, &format!("its schema is `{other}` and not `{SCHEMA}`"))),
        None => return Err(not_one(file, &format!("it has no `schema`, which would be `{SCHEMA}`"))),
    }
    let part: Part = serde_json::from_value(written).map_err(strange)?;
    if !part.shard.is_one() {
        return Err(not_one(file, &format!("there is no share {}", part.shard)));
    }
    Ok(part)
}

fn not_one(file: &Path, why: &str) -> Failure {
    Failure::Input(format!("{}: is no part that `--shard` wrote: {why}", input::shown(file)))
}

/// What was found, but for how long that took.
fn untimed(found: &Value) -> Value {
    match found {
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(name, _)| *name != "seconds");
            Value::Object(fields.map(|(name, value)| (name.clone(), untimed(value))).collect())
        }
        Value::Array(values) => Value::Array(values.iter().map(untimed).collect()),
        other => other.clone(),
    }
}
