//! Mistakes have a way out: what the help shows to write in a file is JSON, with the names of the file; and what is missing or unknown
//! says what was perhaps meant.

use super::calls::refused;
use super::mistakes::Folder;
use super::{tvmd_in, without_lines};

/// Two agents and two items, with this prior and these mechanisms.
fn sale(prior: &str, mechanisms: &str) -> String {
    let agent = |name: &str, valuation: &str| {
        format!(
            r#"{{ "name": "{name}", "valuation": "{valuation}", "types": [
                 {{ "name": "Low", "values": {{ "Oak": "1" }} }}, {{ "name": "High", "values": {{ "Oak": "2" }} }} ] }}"#
        )
    };
    let (olga, piet) = (agent("Olga", "additive"), agent("Piet", "unit_demand"));
    format!(
        r#"{{ "tvmd": 1, "setting": {{ "name": "Orchard", "items": ["Oak", "Elm"], "bound": "4", "agents": [{olga}, {piet}] }},
             {prior} "mechanisms": {{ {mechanisms} }} }}"#
    )
}

/// A prior, mechanisms, and what the help shows.
const CASES: [[&str; 3]; 7] = [
    ["", r#""Rows": { "outcomes": [ { "when": ["High", "_"] } ] }"#, r#"{ "when": ["_", "_"] }"#],
    [
        "",
        r#""Sold": { "menu": [ { "bundle": ["Oak"], "price": "1" } ] }"#,
        r#""menu": { "Olga": [ … ], "Piet": [ … ] }"#,
    ],
    [
        "",
        r#""Drawn": { "menu": { "Piet": [ { "lottery": { "Oak": "1/2" }, "price": "1/4" } ] } }"#,
        r#""lottery": [ { "bundle": ["Oak", "Elm"], "probability": "1/2" } ]"#,
    ],
    [
        "",
        r#""Free": { "posted_prices": { "prices": { "Oak": "1", "Elm": "1" } } },
           "Kept": { "bic_extension": { "of": "Free", "keeping": {} } }"#,
        r#""prior": "uniform""#,
    ],
    [r#""prior": { "independent": { "Olga": "uniform" } },"#, "", r#""Piet": "uniform""#],
    [
        r#""prior": { "mrf": { "vertices": {}, "edges": [ { "joins": ["Olga", "Piet"], "potentials": [
             { "values": ["Low", "Bottom"], "potential": "2" } ] } ] } },"#,
        "",
        r#""Piet": { "Bottom": "1" }"#,
    ],
    [
        r#""prior": "uniform","#,
        r#""Posted": { "posted_prices": { "prices": { "Oak": "3/2", "Elm": "4" } } },
           "Printed": { "bic_extension": { "of": "Posted", "keeping": { "Olga": ["Low"] }, "printed": true } }"#,
        r#""printed": true"#,
    ],
];

#[test]
fn what_help_shows_to_write_is_json() {
    for [prior, mechanisms, shown] in CASES {
        let folder = Folder::with(&[("sale.json", sale(prior, mechanisms).as_bytes())]);
        let run = folder.check("sale.json");
        let helps: Vec<&str> = run.stderr.lines().filter_map(|line| line.strip_prefix("  help: ")).collect();
        assert!(helps.len() == 1 && helps[0].contains(&format!("`{shown}`")), "{}", run.stderr);
        let entry = if shown.starts_with('{') { shown.to_owned() } else { format!("{{ {shown} }}") };
        let entry = entry.replace('…', "");
        assert!(serde_json::from_str::<serde_json::Value>(&entry).is_ok(), "{entry}");
    }
}

/// What is said of files that aren't JSON.
#[test]
fn commas_too_many_and_empty_files_are_told() {
    for (text, said) in [
        ("{ \"tvmd\": 1,, \"setting\": {} }", "a comma too many (column 13)"),
        ("{ \"tvmd\": [1,,2] }", "a comma too many (column 14)"),
        ("{ , \"tvmd\": 1 }", "a comma too many (column 3)"),
        ("{ \"tvmd\": 1, setting: {} }", "a key in quotes is expected (column 14)"),
        (" \n", "the text is empty"),
        ("{ \"tvmd\": 1", "the text ends before the JSON is complete"),
    ] {
        let folder = Folder::with(&[("sale.json", text.as_bytes())]);
        let run = folder.check("sale.json");
        assert!(run.status == 2 && run.stderr.contains(said), "{said}: {}", run.stderr);
    }
}

/// Fields of a setting say what they mean, and rules that nobody knows where any auction can be written.
#[test]
fn what_is_missing_or_unknown_says_what_it_means() {
    let folder = Folder::with(&[
        (
            "bare.json",
            br#"{ "tvmd": 1, "setting": { "name": "Bare", "items": ["Oak"], "agents": [
            { "name": "Olga", "types": [ { "name": "Low", "values": { "Oak": "x" } } ] } ] } }"#,
        ),
        ("first.json", sale("", r#""First": { "first_price": {} }"#).as_bytes()),
        (
            "pays.json",
            sale("", r#""Rows": { "outcomes": [ { "when": ["_", "_"], "pays": { "Olga": "x" } } ] }"#)
                .as_bytes(),
        ),
        ("none.json", sale(r#""prior": "uniform","#, "").as_bytes()),
    ]);
    let said = |file: &str| without_lines(&folder.check(file).stderr);
    let bare = said("bare.json");
    for told in [
        "`bound` is missing\n  help: the most that all items together may be worth to anybody, and that anybody may pay",
        "`valuation` is missing\n  help: one of \"additive\", where",
        "`x` is not a number; write 3/2, 0.25 or 7\n",
    ] {
        assert!(bare.contains(told), "{told}: {bare}");
    }
    assert!(said("pays.json").contains("`x` is not a number; write 3/2, 0.25 or -7\n"));
    let first = said("first.json");
    assert!(
        first.contains("help: known: outcomes, ")
            && first.contains("any other auction is a table of `outcomes`"),
        "{first}"
    );
    for call in [&["compare"][..], &["robustness"]] {
        let file = folder.file("none.json");
        let run = tvmd_in(".".as_ref(), [call, &[file.to_str().unwrap()]].concat());
        assert!(
            run.stderr.contains("help: they stand under `mechanisms`; `tvmd optimum --out`"),
            "{}",
            run.stderr
        );
    }
    refused(&["optimum", "FILE", "--mechanism", "Posted"], &["`optimum` looks for a mechanism of its own"]);
}

/// A file that a prior names and that isn't there is told where it is named.
#[test]
fn a_missing_prior_is_told_where_it_is_named() {
    let prior = r#""prior": { "include": "nowhere.csv" },"#;
    let folder = Folder::with(&[("sale.json", sale(prior, "").as_bytes())]);
    let said = without_lines(&folder.check("sale.json").stderr);
    let (at, reason) = ("sale.json: line 4: prior.include: ", "nowhere.csv: there is no such file\n");
    assert!(said.contains(at) && said.ends_with(reason), "{said}");
}

/// Two bidders of one name are that mistake, and no other.
#[test]
fn two_of_one_name_are_one_mistake() {
    let order = r#""Posted": { "posted_prices": { "order": ["Olga", "Olga"], "prices": { "Oak": "1", "Elm": "1" } } }"#;
    let text = sale("", order).replace("Piet", "Olga");
    let folder = Folder::with(&[("sale.json", text.as_bytes())]);
    let said = without_lines(&folder.check("sale.json").stderr);
    assert!(said.ends_with("the agent `Olga` is already there\n") && said.lines().count() == 1, "{said}");
}
