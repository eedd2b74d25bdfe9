//! JSON Schemas: those that are kept are what the types give; all files and answers follow them, and spoilt ones don't.

use super::{Run, example, json, tvmd};
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

fn schema(name: &str) -> Value {
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
    fn of(schema: Value) -> Self {
        let place = schema["$id"].as_str().unwrap().to_owned();
        let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
        compiler.add_resource(&place, schema).unwrap();
        let schema = compiler.compile(&place, &mut schemas).map_err(|error| format!("{error:#}"));
        Self { schema: schema.unwrap(), schemas }
    }

    fn is_valid(&self, value: &Value) -> bool {
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

fn answered(arguments: &[&str]) -> Run {
    let run = tvmd(arguments.iter().chain(&["--format=json"]));
    assert!(run.status <= 1 || run.status == 3, "{arguments:?}: {}", run.stderr);
    run
}

/// Real answers of every command, with and without what may be missing in them.
#[test]
fn all_answers_follow_theirs() {
    let path = |name: &str| example(name).to_str().unwrap().to_owned();
    let gallery = path("gallery.json");
    let (gallery, moved) = (gallery.as_str(), path("gallery_moved.json"));
    let items = path("two_items_uniform.json");
    let (hundred, zero_one_two) = (path("hundred_bidders.json"), path("two_items_zero_one_two.json"));
    let folder = tempfile::tempdir().unwrap();
    let priorless = folder.path().join("priorless.json");
    let mut text: Value = serde_json::from_str(&fs::read_to_string(gallery).unwrap()).unwrap();
    text.as_object_mut().unwrap().remove("prior");
    for mechanism in text["mechanisms"].as_object_mut().unwrap().values_mut() {
        mechanism.as_object_mut().unwrap().remove("claims");
    }
    fs::write(&priorless, text.to_string()).unwrap();
    let priorless = priorless.to_str().unwrap();
    let bids = folder.path().join("bids.csv");
    fs::write(&bids, "Ann,Bob\n1,2\n2,1\n,2\n2,2\n").unwrap();
    let bids = bids.to_str().unwrap();
    let posted = ["--mechanism", "Posted"];
    let calls: &[(&str, &[&str])] = &[
        ("check", &[gallery, "--require=dsic", "--timings", "--show=outcomes,deviations"]),
        ("check", &[priorless]),
        ("check", &[&hundred]),
        ("check", &[gallery, "--mechanism=Reserve", "--sweep", "reserve=1..2 step 1/2"]),
        ("compare", &[gallery]),
        ("compare", &[priorless]),
        ("optimum", &[gallery, "--truthfulness=bic"]),
        ("optimum", &[gallery, "--no-lotteries"]),
        ("optimum", &[gallery, "--sweep", "bound=2..3"]),
        ("optimum", &[gallery, "--show=outcomes"]),
        ("optimum", &[gallery, "--within=1/10", "--ball=support"]),
        ("maxmin", &[gallery]),
        ("maxmin", &[gallery, "--within=1/10"]),
        ("maxmin", &[gallery, "--family=posted", "--show=outcomes"]),
        ("robustness", &[gallery, "--promise", "revenue>=1", posted[0], posted[1]]),
        ("robustness", &[gallery, "--mechanism=FirstRefusal", "--objective=welfare"]),
        ("robustness", &[gallery, "--ball=product", "--promise", "revenue>=1", posted[0], posted[1]]),
        ("robustness", &[gallery, "--ball=support", "--mechanism=FirstRefusal"]),
        ("gambit", &[gallery, posted[0], posted[1]]),
        ("learn", &[bids, "--bins=0,1,2"]),
        ("learn", &[bids, "--joint", "--bins=values"]),
        ("simple", &[&items]),
        ("simple", &[&zero_one_two]),
        ("tv", &[gallery, &moved]),
        ("tv", &[gallery]),
        ("audit", &["--only=lemma-1,proposition-5", "--budget=1", "--from-scratch"]),
        ("audit", &["--only=lemma-1,lemma-2", "--budget=20", "--twins"]),
    ];
    let mut validators: BTreeMap<&str, Validator> = BTreeMap::new();
    for (command, arguments) in calls {
        let call: Vec<&str> = [*command].into_iter().chain(arguments.iter().copied()).collect();
        let validator = validators.entry(command).or_insert_with(|| strict(command));
        let answer = json(&answered(&call));
        follows(validator, &answer, &format!("{call:?}"));
        // Without one of its fields it doesn't, and an answer is none of another command.
        for field in answer.as_object().unwrap().keys().filter(|field| !may_be_missing(command, field)) {
            let mut spoilt = answer.clone();
            spoilt.as_object_mut().unwrap().remove(field);
            assert!(!validator.is_valid(&spoilt), "{call:?} without {field}");
        }
    }
    let names: Vec<&str> = validators.keys().copied().collect();
    assert_eq!(
        names,
        ["audit", "check", "compare", "gambit", "learn", "maxmin", "optimum", "robustness", "simple", "tv"]
    );
}

fn may_be_missing(command: &str, field: &str) -> bool {
    command == "optimum" && ["under_the_prior", "worst_prior", "best_for_the_prior"].contains(&field)
        || ["tables", "statements", "twins", "delta", "within", "ball", "for_the_marginals"].contains(&field)
}

#[test]
fn certificates_and_what_is_said_of_them_follow_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("certificate.json");
    let out = out.to_str().unwrap();
    let gallery = example("gallery.json");
    let gallery = gallery.to_str().unwrap();
    let (certificates, verify) = (Validator::of(schema("certificate")), strict("verify"));
    let calls: &[&[&str]] = &[
        &["optimum", gallery],
        &["optimum", gallery, "--truthfulness=bic", "--epsilon=1/10", "--participation=interim"],
        &["optimum", gallery, "--no-lotteries"],
        &["optimum", gallery, "--within=1/10"],
        &["maxmin", gallery],
        &["maxmin", gallery, "--within=1/10", "--ball=support"],
        &["maxmin", gallery, "--family=posted"],
    ];
    for call in calls {
        answered(&[call, &["--certificate", out][..]].concat());
        let certificate: Value = serde_json::from_str(&fs::read_to_string(out).unwrap()).unwrap();
        assert_eq!(certificate["$schema"], schema("certificate")["$id"]);
        follows(&certificates, &certificate, &format!("{call:?}"));
        follows(&verify, &json(&answered(&["verify", out, "--of", gallery])), "verify");
        for (field, by) in
            [("proves", json!("much")), ("value", json!(0.5)), ("dual", json!({})), ("more", json!(1))]
        {
            let mut spoilt = certificate.clone();
            spoilt[field] = by;
            assert!(!certificates.is_valid(&spoilt), "{call:?} with another {field}");
        }
        // What proves nothing.
        let mut wrong = certificate.clone();
        wrong["value"] = json!("99");
        fs::write(out, wrong.to_string()).unwrap();
        follows(&verify, &json(&answered(&["verify", out])), "verify of what is wrong");
    }
}

#[test]
fn parts_follow_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("part.json");
    let out = out.to_str().unwrap();
    let gallery = example("gallery.json");
    let parts = strict("part");
    let calls: &[&[&str]] = &[
        &["check", gallery.to_str().unwrap(), "--require=dsic"],
        &["audit", "--only=lemma-1,lemma-2", "--budget=1", "--from-scratch"],
        &["audit", "--only=lemma-1,lemma-2", "--budget=20", "--twins"],
    ];
    for call in calls {
        let run = answered(&[call, &["--shard=1/2", "--out", out][..]].concat());
        let part: Value = serde_json::from_str(&fs::read_to_string(out).unwrap()).unwrap();
        assert_eq!(json(&run), part);
        follows(&parts, &part, &format!("{call:?}"));
        let mut spoilt = part.clone();
        spoilt["shard"] = json!("1/2");
        assert!(!parts.is_valid(&spoilt));
    }
}
