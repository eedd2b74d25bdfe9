//! All mistakes of a file in one run: in its order, at their lines and places, those of included files in those files.

use super::{Run, tvmd};
use std::path::{Path, PathBuf};

/// A folder with files.
pub(super) struct Folder(tempfile::TempDir);

impl Folder {
    pub(super) fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        Self(folder)
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn check(&self, name: &str) -> Run {
        tvmd(["check".as_ref(), self.file(name).as_os_str()])
    }
}

/// The mistakes of a run, each from its line on.
pub(super) fn mistakes(run: &Run, file: &Path) -> Vec<String> {
    assert_eq!(run.status, 2, "{}", run.stderr);
    let before = format!("{}: ", file.display());
    run.stderr.split(&before).skip(1).map(|message| message.trim_end().to_owned()).collect()
}

/// Two agents and one item, whose prior is included.
pub(super) fn shop(prior: &str) -> String {
    format!(
        r#"{{ "tvmd": 1, "setting": {{ "name": "Shop", "items": ["Tea"], "bound": "4", "agents": [
  {{ "name": "Ann", "valuation": "additive", "types": [
    {{ "name": "Low", "values": {{ "Tea": "1" }} }}, {{ "name": "High", "values": {{ "Tea": "2" }} }} ] }},
  {{ "name": "Bob", "valuation": "additive", "types": [ {{ "name": "Only", "values": {{ "Tea": "3" }} }} ] }} ] }},
  "prior": {prior}, "mechanisms": {{ "V": {{ "vcg": {{}} }} }} }}"#
    )
}

#[test]
fn ten_independent_mistakes_are_told_in_one_run_in_the_order_of_the_file() {
    let text = r#"{
  "tvmd": 1,
  "setting": {
    "name": "Shop",
    "colour": "red",
    "items": ["Tea", "Cup"],
    "bund": "4",
    "agents": [
      { "name": "Ann", "valuation": "additive", "types": [
        { "name": "Low", "values": { "Tea": "one" } },
        { "name": "High", "values": 7 } ] },
      { "name": "Bob", "types": [
        { "name": "Only", "values": { "Tea": "3/2" } } ] }
    ]
  },
  "mechanisms": {
    "Posted": { "posted_prices": { "order": ["Ann", "Bob"], "prices": {
      "Tee": "1",
      "Cup": "9" } } },
    "Table": { "outcomes": [
      { "when": ["Hihg", "_"], "gets": { "Ann": ["Tea"] }, "pays": {
        "Ann": "-5" } },
      { "when": ["_", "_"] } ] }
  },
  "prior": { "independent": {
    "Ann": { "Low": "1/2", "High": "1/3" },
    "Bob": { "Only": "-1" } } }
}"#;
    let folder = Folder::with(&[("shop.json", text.as_bytes())]);
    let expected = [
        ("line 5: setting.colour: ", "there is no field `colour` here"),
        ("line 7: setting.bund: ", "did you mean `bound`?"),
        ("line 10: setting.agents[0].types[0].values.Tea: ", "`one` is not a number"),
        ("line 11: setting.agents[0].types[1].values: ", "is expected here, not a number"),
        ("line 12: setting.agents[1]: ", "the field `valuation` is missing"),
        ("line 18: mechanisms.Posted.posted_prices.prices.Tee: ", "did you mean `Tea`?"),
        ("line 19: mechanisms.Posted.posted_prices.prices.Cup: ", "9 is over the bound 4"),
        ("line 21: mechanisms.Table.outcomes[0].when[0]: ", "did you mean `High`?"),
        ("line 22: mechanisms.Table.outcomes[0].pays.Ann: ", "-5 is below -4"),
        ("line 26: prior.independent.Ann: ", "add up to 5/6"),
        ("line 27: prior.independent.Bob.Only: ", "it must be at least 0"),
    ];
    let told = mistakes(&folder.check("shop.json"), &folder.file("shop.json"));
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, (place, reason)) in told.iter().zip(expected) {
        assert!(told.starts_with(place) && told.contains(reason), "{told}\nis not: {place}… {reason}");
    }
}

#[test]
fn what_follows_from_a_mistake_of_shape_is_not_told() {
    // Each is one mistake, and what refers to it is not a second one.
    let cases = [
        ("\"bound\": \"4\"", "\"bound\": {}"),
        ("\"name\": \"Bob\"", "\"name\": 7"),
        ("\"items\": [\"Tea\"]", "\"items\": \"Tea\""),
        ("\"name\": \"Low\", \"values\": { \"Tea\": \"1\" }", "\"name\": [], \"values\": { \"Tea\": \"1\" }"),
        (
            "\"name\": \"Low\", \"values\": { \"Tea\": \"1\" }",
            "\"name\": \"Low\", \"grid\": { \"Tea\": { \"from\": \"0\", \"to\": \"1\" } }",
        ),
        ("\"name\": \"Low\", \"values\": { \"Tea\": \"1\" }", "\"name\": \"Low\", \"values\": 1"),
        ("{ \"Low\": \"1/2\", \"High\": \"1/2\" }", "{ \"Low\": 0.5, \"High\": \"1/2\" }"),
        ("{ \"Low\": \"1/2\", \"High\": \"1/2\" }", "[]"),
        ("{ \"vcg\": {} }", "{ \"vgc\": {} }"),
        ("{ \"vcg\": {} }", "{ \"outcomes\": [ { \"when\": [3, \"_\"] }, { \"when\": [\"_\", \"_\"] } ] }"),
        ("{ \"vcg\": {} }", "{ \"outcomes\": [ { \"when\": \"_\" } ] }"),
        ("{ \"vcg\": {} }", "{ \"menu\": { \"Ann\": [ { \"bundle\": \"Tea\", \"price\": 1 } ] } }"),
        ("{ \"vcg\": {} }", "{ \"dsic_extension\": { \"of\": 1, \"keeping\": {} } }"),
        ("{ \"vcg\": {} }", "{ \"posted_prices\": { \"order\": {}, \"prices\": { \"Tea\": \"1\" } } }"),
        ("{ \"vcg\": {} }", "{ \"vcg\": {}, \"claims\": [\"dsci\"] }"),
        ("\"agents\": [", "\"agents\": { \"are\": [] }, \"agents\": ["),
    ];
    let good = shop(r#"{ "independent": { "Ann": { "Low": "1/2", "High": "1/2" }, "Bob": "uniform" } }"#);
    for (from, to) in cases {
        let text = good.replacen(from, to, 1);
        assert_ne!(text, good, "nothing to replace: {from}");
        let folder = Folder::with(&[("shop.json", text.as_bytes())]);
        let told = mistakes(&folder.check("shop.json"), &folder.file("shop.json"));
        // Where the agents can't be read, the field that is there twice is a mistake of its own.
        let expected = if from.contains("agents") { 2 } else { 1 };
        assert_eq!(told.len(), expected, "{to}: {told:#?}");
    }
}

#[test]
fn wrong_lines_of_an_included_table_are_told_with_its_name_and_their_numbers() {
    let table = "Ann,Bob,probability\nLow,Only,1/2\nLow,Onyl,1/8\nHigh,Only\nBottom,Only,x\nLow,Only,1/8,1\nHigh,Only,-1\nLow,Only,1/8\n";
    let folder = Folder::with(&[
        ("shop.json", shop(r#"{ "include": "prior.csv" }"#).as_bytes()),
        ("prior.csv", table.as_bytes()),
    ]);
    let run = folder.check("shop.json");
    let expected = [
        ("line 3: ", "Bob has no type `Onyl`"),
        (
            "line 4: ",
            "this line has 2 columns, and the heading has 3\n  |\n4 | High,Only\n  | ^^^^^^^^^\n  help: nothing stands under `probability`",
        ),
        ("line 5: ", "`x` is not a number"),
        ("line 6: ", "this line has 4 columns, and the heading has 3"),
        ("line 7: ", "a probability of -1; it must be at least 0"),
        ("line 8: ", "the mass of (Low, Only) is already there"),
    ];
    let told = mistakes(&run, &folder.file("prior.csv"));
    assert_eq!(told.len(), expected.len(), "{}", run.stderr);
    for (told, (line, reason)) in told.iter().zip(expected) {
        assert!(told.starts_with(line) && told.contains(reason), "{told}\nis not: {line}{reason}");
    }
    assert!(!run.stderr.contains("shop.json"), "a place of the including file:\n{}", run.stderr);
    assert!(!run.stderr.contains("found record"), "{}", run.stderr);
}

#[test]
fn mistakes_of_an_included_json_file_are_placed_in_it() {
    let joint = "{ \"joint\": [\n  { \"profile\": [\"Low\", \"Onyl\"], \"probability\": \"1/2\" },\n  { \"profile\": [\"Low\", \"Only\"], \"mass\": 1 } ] }";
    let folder = Folder::with(&[
        ("shop.json", shop(r#"{ "include": "prior.json" }"#).as_bytes()),
        ("prior.json", joint.as_bytes()),
    ]);
    let run = folder.check("shop.json");
    let told = mistakes(&run, &folder.file("prior.json"));
    assert_eq!(told.len(), 3, "{}", run.stderr);
    assert!(told[0].starts_with("line 2: joint[0].profile[1]: Bob has no type `Onyl`"), "{}", told[0]);
    assert!(told[1].starts_with("line 3: joint[1]"), "{}", told[1]);
    assert!(!run.stderr.contains("shop.json") && !run.stderr.contains("expected one of"), "{}", run.stderr);
    // Of a whole instance the prior is meant.
    let whole = shop(r#"{ "independent": { "Ann": { "Lo": "1" }, "Bob": "uniform" } }"#);
    std::fs::write(folder.file("prior.json"), whole).unwrap();
    let run = folder.check("shop.json");
    let told = mistakes(&run, &folder.file("prior.json"));
    assert_eq!(told.len(), 1, "{}", run.stderr);
    assert!(told[0].starts_with("line 5: prior.independent.Ann.Lo: "), "{}", told[0]);
}

#[test]
fn very_many_mistakes_are_counted() {
    let rows = 50_000;
    let long = "x".repeat(10_000);
    let table = format!("Ann,Bob,probability\n{}{long},Only,1\n", "Mid,Only,1/4\n".repeat(rows));
    let folder = Folder::with(&[
        ("shop.json", shop(r#"{ "include": "prior.csv" }"#).as_bytes()),
        ("prior.csv", table.as_bytes()),
    ]);
    let run = folder.check("shop.json");
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("line 2: Ann has no type `Mid`"), "{}", run.stderr);
    assert!(run.stderr.contains(&format!("and {} more of this kind", rows + 1 - 12)), "{}", run.stderr);
    assert!(run.stderr.len() < 10_000, "{} bytes of messages", run.stderr.len());
    let one = shop("\"uniform\"").replace("\"vcg\": {}", &format!("\"{long}\": {{}}"));
    std::fs::write(folder.file("shop.json"), one).unwrap();
    let run = folder.check("shop.json");
    assert!(
        run.stderr.contains(&format!("`{}…`", &long[..60])) && run.stderr.len() < 2_000,
        "{}",
        run.stderr
    );
}

#[test]
fn settings_that_differ_say_in_what() {
    let one = shop("\"uniform\"");
    for (from, to, difference) in [
        ("\"bound\": \"4\"", "\"bound\": \"5\"", "the bound is 4 in the one and 5 in the other"),
        (
            "\"Tea\": \"2\"",
            "\"Tea\": \"3\"",
            "Ann's type High values {Tea} at 2 in the one and at 3 in the other",
        ),
        (
            "\"name\": \"High\"",
            "\"name\": \"Top\"",
            "Ann's type 2 is `High` in the one and `Top` in the other",
        ),
        ("\"name\": \"Bob\"", "\"name\": \"Bo\"", "agent 2 is `Bob` in the one and `Bo` in the other"),
        (
            "\"items\": [\"Tea\"]",
            "\"items\": [\"Tea\", \"Cup\"]",
            "the items are Tea in the one and Tea, Cup in the other",
        ),
        (
            "\"additive\"",
            "\"unit_demand\"",
            "Ann's type Low is additive in the one and wants one item only in the other",
        ),
    ] {
        let other = one.replacen(from, to, 1);
        assert_ne!(one, other, "nothing to replace: {from}");
        let folder = Folder::with(&[("one.json", one.as_bytes()), ("other.json", other.as_bytes())]);
        let run =
            tvmd(["tv".as_ref(), folder.file("one.json").as_os_str(), folder.file("other.json").as_os_str()]);
        assert!(run.status == 2 && run.stderr.contains(difference), "{to}: {}", run.stderr);
    }
}

#[test]
fn a_bundle_below_its_part_is_refused() {
    let values = |both: u32| {
        shop("\"uniform\"")
            .replacen("[\"Tea\"]", "[\"Tea\", \"Cup\"]", 1)
            .replacen("\"additive\"", "\"bundles\"", 1)
            .replacen("{ \"Tea\": \"2\" }", "[]", 1)
            .replacen(
                "{ \"Tea\": \"1\" }",
                &format!("[ {{ \"bundle\": [\"Tea\"], \"value\": 3 }}, {{ \"bundle\": [\"Tea\", \"Cup\"], \"value\": {both} }} ]"),
                1,
            )
    };
    let folder = Folder::with(&[("shop.json", values(3).as_bytes())]);
    let run = folder.check("shop.json");
    assert_eq!(run.status, 0, "{}", run.stderr);
    std::fs::write(folder.file("shop.json"), values(2)).unwrap();
    let run = folder.check("shop.json");
    let told = mistakes(&run, &folder.file("shop.json"));
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains(
        "types[0].values[1].value: [Tea, Cup] is worth 2, less than its part [Tea], which is worth 3"
    ));
}
