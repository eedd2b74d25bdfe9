//! Arrays: mechanisms and priors in `.npz` files, in and out.

use super::{Run, example, json, tvmd, tvmd_in};
use npyz::{AutoSerialize, WriteOptions, WriterBuilder as _};
use serde_json::{Value, json};
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A file of arrays while it is made.
struct Arrays(ZipWriter<Cursor<Vec<u8>>>);

impl Arrays {
    fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    fn with<T: AutoSerialize + Copy>(mut self, name: &str, shape: &[u64], numbers: &[T]) -> Self {
        let mut file = Vec::new();
        let mut writer =
            WriteOptions::<T>::new().default_dtype().shape(shape).writer(&mut file).begin_nd().unwrap();
        writer.extend(numbers.iter().copied()).unwrap();
        writer.finish().unwrap();
        self.0.start_file(format!("{name}.npy"), SimpleFileOptions::default()).unwrap();
        self.0.write_all(&file).unwrap();
        self
    }

    fn save(self, path: &Path) {
        std::fs::write(path, self.0.finish().unwrap().into_inner()).unwrap();
    }
}

/// Two items, two bidders of one and two types, and a mechanism and a prior in files.
fn instance(folder: &Path, valuation: &str) -> PathBuf {
    let values = json!({ "X": "1", "Y": "2" });
    let instance = json!({
        "tvmd": 1,
        "setting": { "name": "S", "items": ["X", "Y"], "bound": "3", "agents": [
            { "name": "Ann", "valuation": valuation, "types": [{ "name": "A", "values": values }] },
            { "name": "Bob", "valuation": "additive", "types": [
                { "name": "Low", "values": { "X": "1/2" } },
                { "name": "High", "values": values }
            ] }
        ] },
        "prior": { "arrays": "prior.npz" },
        "mechanisms": { "M": { "arrays": "m.npz" } }
    });
    let path = folder.join("instance.json");
    std::fs::write(&path, instance.to_string()).unwrap();
    path
}

fn even(folder: &Path) {
    Arrays::new().with("weight", &[1, 2], &[3_i64, 3]).save(&folder.join("prior.npz"));
}

/// What is wrong with a mechanism and a prior, by line.
fn wrong(mechanism: Arrays, prior: Arrays) -> String {
    let folder = TempDir::new().unwrap();
    let file = instance(folder.path(), "additive");
    mechanism.save(&folder.path().join("m.npz"));
    prior.save(&folder.path().join("prior.npz"));
    let run = tvmd(["check".as_ref(), file.as_os_str()]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    super::without_lines(&run.stderr)
}

#[test]
fn a_learned_auction_has_its_true_regret() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/learned/auction.json");
    let run = tvmd(["check".as_ref(), file.as_os_str(), "--format=json".as_ref(), "--timings".as_ref()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let answer = json(&run);
    let auction = &answer["mechanisms"][0];
    assert_eq!(auction["ex_post_ir"]["holds"], true);
    // As floats estimate it: 0.000900.
    assert_eq!(auction["dsic"]["regret"], "2414657/2684354560");
    let witness = &auction["dsic"]["witness"];
    assert_eq!(
        [&witness["agent"], &witness["type"], &witness["misreport"], &witness["others"]],
        [&json!("First"), &json!("V4"), &json!("V3"), &json!({ "Second": "V2" })]
    );
    assert_eq!(auction["bic"]["regret"], "1053399/26843545600");
    let timings = &auction["timings"];
    assert!(["read", "table", "kernel"].iter().all(|part| timings[part].is_f64()), "{timings}");
    assert!(!timings["kernel_name"].as_str().unwrap().is_empty());
    assert_eq!(
        json(&tvmd(["check".as_ref(), file.as_os_str(), "--format=json".as_ref()]))["timings"],
        Value::Null
    );
}

#[test]
fn every_mistake_in_arrays_is_told_at_its_index() {
    let x = [1.5, 0.25, -0.25, 0.5, f64::NAN, 0.0, f64::INFINITY, 1.0];
    let said = wrong(
        Arrays::new().with("x", &[2, 1, 2, 2], &x).with("p", &[2, 1, 2], &[0_i64, 7, 0, -4]),
        Arrays::new().with("mass", &[1, 2], &[0.5, 0.25]),
    );
    for part in [
        "line 1: mechanisms.M.arrays: x[1, 0, 0, 0], Bob's probability of `X` at (A, Low), is NaN, no number",
        "mechanisms.M.arrays: x[1, 0, 1, 0], Bob's probability of `X` at (A, High), is inf, no number",
        "prior.arrays: the masses add up to 3/4, not to 1\n  help: to have them divided by their sum, exactly, call the array `weight`",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let x = [1.5, 0.25, -0.25, 0.5, 0.0, 0.0, 0.5, 1.0];
    let said = wrong(
        Arrays::new().with("x", &[2, 1, 2, 2], &x).with("p", &[2, 1, 2], &[0_i64, 7, 0, -4]),
        Arrays::new().with("weight", &[1, 2], &[2.5, -0.5]),
    );
    for part in [
        "x[0, 0, 1, 0], Ann's probability of `X` at (A, High), is -1/4; it must be at least 0",
        "x[:, 0, 0, 0], the probabilities with which `X` is given at (A, Low), add up to 3/2, over 1",
        "x[:, 0, 1, 1], the probabilities with which `Y` is given at (A, High), add up to 3/2, over 1",
        "p[0, 0, 1], what Ann pays at (A, High), is 7, outside [-3, 3]",
        "p[1, 0, 1], what Bob pays at (A, High), is -4, outside [-3, 3]",
        "prior.arrays: weight[0, 1], of (A, High), is -1/2; it must be at least 0",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert_eq!(said.matches("instance.json").count(), 6, "{said}");
}

#[test]
fn arrays_of_other_shapes_and_types_are_explained() {
    let p = [0_i64; 4];
    let said = wrong(
        Arrays::new().with("x", &[2, 2, 2], &[0_i64; 8]).with("p", &[2, 1, 2], &p).with("q", &[], &[1_i64]),
        Arrays::new().with("mass", &[2], &[1_i64, 1]),
    );
    for part in [
        "mechanisms.M.arrays: `x` has the shape (2, 2, 2)\n  help: its shape is (2, 1, 2, 2): agents, types of Ann, types of Bob, items; ⊥ has no index",
        "there is an array `q` that means nothing here\n  help: known are x, p, x_denominator, p_denominator",
        "prior.arrays: `mass` has the shape (2,)\n  help: its shape is (1, 2): types of Ann, types of Bob; ⊥ has no index",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let said = wrong(
        Arrays::new().with("x", &[2, 1, 2, 2], &[0_u64; 8]).with("p", &[2, 1, 2], &[0.5; 4]).with(
            "p_denominator",
            &[],
            &[2_i64],
        ),
        Arrays::new().with("mass", &[1, 2], &[1_i64, 1]).with("mass_denominator", &[], &[0_i64]),
    );
    for part in [
        "`x` holds numbers of the type <u8\n  help: int64 and float64 are read",
        "`p` holds floats, and there is `p_denominator`, which goes with whole numbers",
        "`mass_denominator` is no denominator: one whole number above 0",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let said =
        wrong(Arrays::new(), Arrays::new().with("weight", &[1, 2], &[0.0, 0.0]).with("mass", &[], &[1.0]));
    for part in ["there is no array `x`", "there is no array `p`", "there are arrays `mass` and `weight`"] {
        assert!(said.contains(part), "{part}\n{said}");
    }
}

#[test]
fn what_cannot_be_arrays_is_said() {
    let folder = TempDir::new().unwrap();
    let file = instance(folder.path(), "unit_demand");
    even(folder.path());
    let check = || tvmd(["check".as_ref(), file.as_os_str()]);
    assert!(
        check().stderr.contains("mechanisms.M.arrays: m.npz: there is no such file"),
        "{}",
        check().stderr
    );
    Arrays::new()
        .with("x", &[2, 1, 2, 2], &[0_i64; 8])
        .with("p", &[2, 1, 2], &[0_i64; 4])
        .save(&folder.path().join("m.npz"));
    let said = check().stderr;
    assert!(said.contains("Ann isn't additive, and arrays hold each item's probability alone"), "{said}");
    // A prior that is included names no arrays, and isn't one.
    std::fs::write(folder.path().join("prior.json"), r#"{ "arrays": "prior.npz" }"#).unwrap();
    for (included, reason) in [
        ("prior.json", "an included prior can't name arrays"),
        ("prior.npz", "holds arrays, which the command line reads"),
    ] {
        let text = std::fs::read_to_string(&file).unwrap();
        let other = folder.path().join("other.json");
        let prior = format!(r#""prior":{{"include":"{included}"}}"#);
        std::fs::write(&other, text.replace(r#""prior":{"arrays":"prior.npz"}"#, &prior)).unwrap();
        let run = tvmd(["check".as_ref(), other.as_os_str()]);
        assert!(run.status == 2 && run.stderr.contains(reason), "{}", run.stderr);
    }
}

/// A table as arrays is the same mechanism, as far as all take part.
#[test]
fn tables_are_written_as_arrays_and_read_again() {
    let folder = TempDir::new().unwrap();
    let checked = |run: &Run| -> Value {
        assert_eq!(run.status, 0, "{}", run.stderr);
        let mut answer = json(run);
        answer["mechanisms"][0]["name"].take();
        answer["mechanisms"][0].as_object_mut().unwrap().remove("claims");
        answer
    };
    // Nothing happens in these where someone is absent.
    let gallery = std::fs::read_to_string(example("gallery.json")).unwrap();
    let mut said: Value = serde_json::from_str(&gallery).unwrap();
    let rows = json!([
        { "when": ["High", "Low | High"], "lottery": [
            { "probability": "1/3", "gets": { "First": ["Painting"] } },
            { "probability": "2/3", "gets": { "Second": ["Painting"] } } ], "pays": { "First": "1/4" } },
        { "when": ["Low", "High"], "gets": { "Second": ["Painting"] }, "pays": { "Second": "3/2" } },
        { "when": ["_", "_"] }
    ]);
    said["mechanisms"] = json!({ "M": { "outcomes": rows } });
    std::fs::write(folder.path().join("rows.json"), said.to_string()).unwrap();
    said["mechanisms"] = json!({ "M": { "arrays": "m.npz" } });
    std::fs::write(folder.path().join("arrays.json"), said.to_string()).unwrap();
    let check =
        |arguments: &[&str]| tvmd_in(folder.path(), [&["check", "--format=json"], arguments].concat());
    let first = checked(&check(&["rows.json", "--table", "m.npz"]));
    assert_eq!(checked(&check(&["arrays.json", "--table", "again.npz"])), first);
    let bytes = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    assert_eq!(bytes("m.npz"), bytes("again.npz"));

    // An optimum.
    let optimum = tvmd_in(folder.path(), ["optimum", "rows.json", "--format=json", "--table", "best.npz"]);
    let value = json(&optimum)["value"].clone();
    said["mechanisms"] = json!({ "Best": { "arrays": "best.npz" } });
    std::fs::write(folder.path().join("best.json"), said.to_string()).unwrap();
    assert_eq!(json(&check(&["best.json"]))["mechanisms"][0]["revenue"], value);

    // What is read isn't lost, and one table is written.
    for (arguments, reason) in [
        (["arrays.json", "--table", "m.npz"], "is read, too, and would be lost"),
        (["arrays.json", "--table", "none/m.npz"], "is in a folder that doesn't exist"),
    ] {
        let run = check(&arguments);
        assert!(run.status == 2 && run.stderr.contains(reason), "{}", run.stderr);
    }
    std::fs::write(folder.path().join("gallery.json"), gallery).unwrap();
    let run = check(&["gallery.json", "--table", "x.npz"]);
    assert!(run.status == 2 && run.stderr.contains("name it by --mechanism"), "{}", run.stderr);
    let run = check(&["arrays.json", "--require", "dsic"]);
    assert_eq!((run.status, bytes("again.npz")), (1, bytes("m.npz")), "{}", run.stderr);
}

/// What is written with an optimum in it stands alone, wherever it is: with the numbers of what the file named.
#[test]
fn an_instance_with_its_optimum_names_no_arrays() {
    let folder = TempDir::new().unwrap();
    let file = instance(folder.path(), "additive");
    even(folder.path());
    let chances = [0.5, 0.25, 0.5, 0.0, 0.5, 0.0, 0.5, 0.0];
    let made = Arrays::new().with("x", &[2, 1, 2, 2], &chances).with("p", &[2, 1, 2], &[0.5, 0.0, 0.25, 0.0]);
    made.save(&folder.path().join("m.npz"));
    let elsewhere = TempDir::new().unwrap();
    let out = elsewhere.path().join("best.json");
    let run = tvmd(["optimum", file.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let compared = json(&tvmd(["compare", out.to_str().unwrap(), "--format=json"]));
    let alone = json(&tvmd(["compare", file.to_str().unwrap(), "--format=json"]));
    assert_eq!(compared["mechanisms"][0], alone["mechanisms"][0]);
    assert_eq!(compared["mechanisms"][1]["name"], "Optimum");
    assert!(!std::fs::read_to_string(out).unwrap().contains("npz"));
}
