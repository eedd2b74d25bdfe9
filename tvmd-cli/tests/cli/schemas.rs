//! JSON Schemas: those that are kept are what the types give; all files and answers follow them, and spoilt ones don't.

use super::{json, tvmd};
use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The names of all schemas, as the tool lists them to those who ask for another.
fn names() -> Vec<String> {
    let said = tvmd(["schema", "-"]).stderr;
    let (_, listed) = said.split_once("[possible values: ").unwrap();
    listed.split_once(']').unwrap().0.split(", ").map(str::to_owned).collect()
}

pub(super) fn schema(name: &str) -> Value {
    let run = tvmd(["schema", name]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    json(&run)
}

/// A schema that documents are held to.
pub(super) struct Validator {
    schemas: Schemas,
    schema: SchemaIndex,
}

impl Validator {
    /// Asserts that the schema is one itself.
    pub(super) fn of(schema: Value) -> Self {
        let place = schema["$id"].as_str().unwrap().to_owned();
        let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
        compiler.add_resource(&place, schema).unwrap();
        let schema = compiler.compile(&place, &mut schemas).map_err(|error| format!("{error:#}"));
        Self { schema: schema.unwrap(), schemas }
    }

    pub(super) fn is_valid(&self, value: &Value) -> bool {
        self.schemas.validate(value, self.schema).is_ok()
    }
}

/// The schema of a command's answers as they are now: with no other fields than those that it describes.
pub(super) fn strict(name: &str) -> Validator {
    let mut schema = schema(name);
    close(&mut schema);
    Validator::of(schema)
}

fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.values_mut().for_each(close);
            if object.contains_key("properties") {
                object.insert("unevaluatedProperties".to_owned(), false.into());
            }
        }
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}

pub(super) fn follows(validator: &Validator, value: &Value, what: &str) {
    let error = validator.schemas.validate(value, validator.schema).err();
    assert!(error.is_none(), "{what}: {:#}", error.unwrap());
}

/// The text of every file of a folder with this ending.
fn files(folder: &str) -> BTreeMap<String, Value> {
    let all = fs::read_dir(workspace().join(folder)).unwrap().map(|file| file.unwrap().path());
    let of = |file: PathBuf| {
        let text = fs::read_to_string(&file).unwrap();
        (file.display().to_string(), serde_json::from_str(&text).unwrap())
    };
    all.filter(|file| file.extension().is_some_and(|ending| ending == "json")).map(of).collect()
}

#[test]
fn kept_schemas_are_what_the_types_give() {
    let folder = workspace().join("docs/schema");
    let mut kept: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let mut all = names();
    kept.sort();
    all.sort();
    assert_eq!(kept, all);
    for name in names() {
        let file = folder.join(format!("{name}.json"));
        let again = format!("`cargo tvmd schema {name} > docs/schema/{name}.json` writes it anew");
        assert!(fs::read_to_string(&file).unwrap() == tvmd(["schema", &name]).stdout, "{again}");
        Validator::of(schema(&name));
    }
}

/// A command that answers in JSON has a schema by its name.
#[test]
fn every_command_has_a_schema() {
    let help = tvmd(["--help"]).stdout;
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let commands = commands.lines().take_while(|line| !line.is_empty());
    let commands: Vec<&str> = commands
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() > 10, "{commands:?}");
    // The answers of `merge` are those of `check` and `audit`; the others print no JSON of their own.
    let without = ["merge", "completions", "man", "schema", "help"];
    let names = names();
    for command in commands.into_iter().filter(|command| !without.contains(command)) {
        assert!(names.iter().any(|name| name == command), "`tvmd schema` knows nothing of `{command}`");
    }
}

#[test]
fn all_instances_follow_theirs() {
    let validator = Validator::of(schema("instance"));
    let (examples, catalogue) = (files("examples/instances"), files("catalogue"));
    assert!(examples.len() > 10 && catalogue.len() > 30);
    for (file, instance) in examples.iter().chain(&catalogue) {
        follows(&validator, instance, file);
    }
    let rich = include_str!("../../../tvmd-engine/src/files/rich.json");
    follows(&validator, &serde_json::from_str(rich).unwrap(), "rich.json");
    // The examples name it by where it is kept.
    for (file, instance) in examples {
        assert_eq!(instance["$schema"], "../../docs/schema/instance.json", "{file}");
    }
}

/// What the reader refuses for its shape, the schema refuses, and what it takes, the schema takes.
#[test]
fn spoilt_instances_follow_no_schema() {
    let validator = Validator::of(schema("instance"));
    let rich: Value = serde_json::from_str(include_str!("../../../tvmd-engine/src/files/rich.json")).unwrap();
    let gallery = files("examples/instances").into_iter().find(|(file, _)| file.ends_with("gallery.json"));
    let gallery = gallery.unwrap().1;
    let spoilt: &[(&Value, &str, Value)] = &[
        (&gallery, "/tvmd", json!(2)),
        (&gallery, "/tvmd", json!("1")),
        (&gallery, "/$schema", json!(1)),
        (&gallery, "/setting", json!(null)),
        (&gallery, "/setting/bound", json!(0.5)),
        (&gallery, "/setting/bound", json!("two")),
        (&gallery, "/setting/bound", json!("1/0")),
        (&gallery, "/setting/bound", json!("1e3")),
        (&gallery, "/setting/bound", json!(".5")),
        (&gallery, "/setting/items", json!("Painting")),
        (&gallery, "/setting/agents/0/valuation", json!("addditive")),
        (&gallery, "/setting/agents/0/types/0/values", json!(1)),
        (&gallery, "/setting/agents/0/types/0/colour", json!("red")),
        (&gallery, "/prior", json!("unifrom")),
        (&gallery, "/prior", json!({ "independent": {}, "joint": [] })),
        (&gallery, "/prior", json!({ "joint": [{ "profile": ["Low", "Low"] }] })),
        (&gallery, "/mechanisms/Posted/posted_prices", json!([])),
        (&gallery, "/mechanisms/Posted/posted_prices/order", json!({})),
        (&gallery, "/mechanisms/Posted/vcg", json!({})),
        (&gallery, "/mechanisms/Posted", json!({})),
        (&gallery, "/mechanisms/Posted", json!({ "posted_price": {} })),
        (&gallery, "/mechanisms/FirstRefusal/outcomes/0/when", json!("_")),
        (&gallery, "/mechanisms/FirstRefusal/outcomes/0/lottery", json!([])),
        (&gallery, "/colour", json!("red")),
        (&rich, "/numbers", json!([])),
    ];
    let reads = |value: &Value| tvmd_core::model::InstanceDecl::from_json(&value.to_string());
    for (whole, place, by) in spoilt {
        assert!(validator.is_valid(whole) && reads(whole).is_ok());
        let mut instance = (*whole).clone();
        let (parent, field) = place.rsplit_once('/').unwrap();
        let parent = instance.pointer_mut(parent).unwrap();
        match parent {
            Value::Array(list) => list[field.parse::<usize>().unwrap()] = by.clone(),
            object => object[field] = by.clone(),
        }
        assert!(reads(&instance).is_err(), "{place} is read as {by}");
        assert!(!validator.is_valid(&instance), "{place} may be {by}");
    }
    let numbers = ["7", "-7", "007.50", " 1 / 3 ", "-1/2", "0/5", "2/04"];
    for number in numbers {
        let mut instance = gallery.clone();
        instance["numbers"] = json!({ "left": number, "right": -3 });
        assert!(reads(&instance).is_ok() && validator.is_valid(&instance), "{number}");
    }
}
