//! Malformed input of each kind: status 2, one clear message with the file, the place and the reason, no panic.

use super::tvmd;

/// A well-formed instance from which each case differs in one place.
pub(super) const GOOD: &str = r#"{
  "tvmd": 1,
  "setting": {
    "name": "Shop",
    "items": ["Tea", "Cup"],
    "bound": "4",
    "agents": [
      { "name": "Ann", "valuation": "additive", "types": [ { "name": "Low", "values": { "Tea": "1" } }, { "name": "High", "values": { "Tea": "2", "Cup": "1" } } ] },
      { "name": "Bob", "valuation": "additive", "types": [ { "name": "Only", "values": { "Tea": "3/2" } } ] }
    ]
  },
  "prior": { "independent": { "Ann": { "Low": "1/2", "High": "1/2" }, "Bob": { "Only": "1" } } },
  "mechanisms": {
    "Posted": { "posted_prices": { "order": ["Ann", "Bob"], "prices": { "Tea": "3/2" } } },
    "Table": { "outcomes": [
      { "when": ["High", "_"], "gets": { "Ann": ["Tea"] }, "pays": { "Ann": "1" } },
      { "when": ["_", "Only"], "lottery": [ { "probability": "1/2", "gets": { "Bob": ["Tea"] } }, { "probability": "1/2" } ] },
      { "when": ["_", "_"] } ] },
    "Menus": { "menu": { "Ann": [ { "lottery": { "Tea": "1/2" }, "price": "1/2" } ], "Bob": [ { "bundle": ["Cup"], "price": "1" } ] } },
    "Bundles": { "bundles": { "offers": [ { "bundle": ["Tea", "Cup"], "price": "2" } ] } }
  }
}"#;

/// What to replace by what, and what the message must contain.
const CASES: &[(&str, &str, &[&str])] = &[
    // The file as JSON.
    ("\"tvmd\": 1,", "\"tvmd\": 1,,", &["line 2"]),
    ("\"tvmd\": 1,", "", &["the field `tvmd` is missing"]),
    ("\"tvmd\": 1,", "\"tvmd\": 2,", &["tvmd", "version 2"]),
    ("\"bound\": \"4\",", "\"bound\": \"4\", \"colour\": \"red\",", &["setting.colour", "no field `colour`"]),
    ("\"bound\": \"4\",", "\"bound\": 0.5,", &["setting.bound", "in quotes"]),
    ("\"bound\": \"4\",", "\"bound\": [4],", &["setting.bound", "a number", "not a list"]),
    ("\"mechanisms\": {", "\"mechanisms\": [", &["is not JSON", "a comma or `]`"]),
    // Numbers.
    ("\"Tea\": \"3/2\" } } ]", "\"Tea\": \"3/0\" } } ]", &["setting.agents[1].types[0]", "divides by zero"]),
    ("\"bound\": \"4\",", "\"bound\": \"four\",", &["setting.bound", "`four` is not a number"]),
    ("\"bound\": \"4\",", "\"bound\": \"-4\",", &["setting.bound", "above 0"]),
    // The setting.
    ("\"items\": [\"Tea\", \"Cup\"]", "\"items\": []", &["setting.items", "at least one item"]),
    (
        "\"items\": [\"Tea\", \"Cup\"]",
        "\"items\": [\"Tea\", \"Cup\", \"Tea\"]",
        &["setting.items[2]", "already there"],
    ),
    ("{ \"name\": \"Bob\"", "{ \"name\": \"Ann\"", &["setting.agents[1].name", "`Ann` is already there"]),
    (
        "\"name\": \"Low\"",
        "\"name\": \"High\"",
        &["setting.agents[0].types[1].name", "`High` is already there"],
    ),
    ("\"name\": \"Low\"", "\"name\": \"Bottom\"", &["setting.agents[0].types[0].name", "Bottom"]),
    (
        "\"values\": { \"Tea\": \"1\" }",
        "\"values\": { \"Teas\": \"1\" }",
        &["values.Teas", "did you mean `Tea`"],
    ),
    (
        "\"values\": { \"Tea\": \"1\" }",
        "\"values\": { \"Tea\": \"1\", \"Tea\": \"2\" }",
        &["values.Tea", "already there"],
    ),
    (
        "\"values\": { \"Tea\": \"1\" }",
        "\"values\": { \"Tea\": \"5\" }",
        &["types[0].values", "over the bound 4"],
    ),
    ("\"values\": { \"Tea\": \"1\" }", "\"values\": { \"Tea\": \"-1\" }", &["values.Tea", "at least 0"]),
    (
        "\"values\": { \"Tea\": \"1\" }",
        "\"values\": [ { \"bundle\": [\"Tea\"], \"value\": \"1\" } ]",
        &["types[0].values", "per item"],
    ),
    (
        "\"values\": { \"Tea\": \"1\" }",
        "\"grid\": { \"Tea\": { \"from\": \"0\", \"to\": \"1\", \"step\": \"0\" } }",
        &["grid.Tea.step", "above 0"],
    ),
    (
        "\"values\": { \"Tea\": \"1\" }",
        "\"grid\": { \"Tea\": { \"from\": \"0\", \"to\": \"1\", \"step\": \"1/1000000000\" } }",
        &["types[0].grid", "1000000001 types"],
    ),
    (
        "\"valuation\": \"additive\", \"types\": [ { \"name\": \"Only\"",
        "\"valuation\": \"addditive\", \"types\": [ { \"name\": \"Only\"",
        &["setting.agents[1].valuation", "did you mean `additive`?"],
    ),
    // The prior.
    (
        "\"Low\": \"1/2\", \"High\": \"1/2\"",
        "\"Low\": \"1/2\", \"High\": \"1/3\"",
        &["prior.independent.Ann", "add up to 5/6", "1/6 is missing"],
    ),
    (
        "\"Low\": \"1/2\", \"High\": \"1/2\"",
        "\"Low\": \"3/2\", \"High\": \"-1/2\"",
        &["prior.independent.Ann.High", "at least 0"],
    ),
    (
        "\"Low\": \"1/2\", \"High\": \"1/2\"",
        "\"Low\": \"1/2\", \"Hgih\": \"1/2\"",
        &["prior.independent.Ann.Hgih", "did you mean `High`"],
    ),
    (", \"Bob\": { \"Only\": \"1\" } }", " }", &["prior.independent", "needs a distribution of `Bob`"]),
    (
        "\"prior\": { \"independent\": {",
        "\"prior\": { \"depndent\": {",
        &["prior.depndent", "no field `depndent`", "independent, joint"],
    ),
    // Mechanisms.
    (
        "\"Posted\": { \"posted_prices\":",
        "\"Posted\": { \"posted_price\":",
        &["mechanisms.Posted", "no field `posted_price`", "did you mean `posted_prices`?"],
    ),
    (
        "\"order\": [\"Ann\", \"Bob\"]",
        "\"order\": [\"Ann\"]",
        &["mechanisms.Posted.posted_prices.order", "leaves out Bob"],
    ),
    ("\"order\": [\"Ann\", \"Bob\"]", "\"order\": [\"Ann\", \"Bob\", \"Ann\"]", &["order[2]", "comes twice"]),
    (
        "\"prices\": { \"Tea\": \"3/2\" }",
        "\"prices\": { \"Tea\": \"9\" }",
        &["prices.Tea", "9 is over the bound 4"],
    ),
    ("\"prices\": { \"Tea\": \"3/2\" }", "\"prices\": { \"Tea\": \"-1\" }", &["prices.Tea", "at least 0"]),
    (
        "\"prices\": { \"Tea\": \"3/2\" }",
        "\"prices\": { \"Tea\": \"1\", \"Bob\": { \"Tea\": \"1\" } }",
        &["Posted", "either per item or per agent"],
    ),
    ("\"when\": [\"High\", \"_\"]", "\"when\": [\"High\"]", &["Table.outcomes[0].when", "2 patterns"]),
    (
        "\"when\": [\"High\", \"_\"]",
        "\"when\": [\"Hihg\", \"_\"]",
        &["Table.outcomes[0].when[0]", "did you mean `High`"],
    ),
    (
        "\"when\": [\"_\", \"Only\"]",
        "\"when\": [\"High\", \"Only\"]",
        &["Table.outcomes[1]", "never reached"],
    ),
    (
        "\"when\": [\"High\", \"_\"]",
        "\"when\": [\"High | Bottom\", \"_\"]",
        &["Table.outcomes[0].when[0]", "reports Bottom and takes no part"],
    ),
    (
        ",\n      { \"when\": [\"_\", \"_\"] } ]",
        " ]",
        &["mechanisms.Table.outcomes", "no row says what happens at (Low, Bottom)"],
    ),
    (
        "\"when\": [\"High\", \"_\"], \"gets\": { \"Ann\": [\"Tea\"] }",
        "\"when\": [\"High\", \"Only\"], \"gets\": { \"Ann\": [\"Tea\"], \"Bob\": [\"Tea\"] }",
        &["outcomes[0].gets.Bob[0]", "both Ann and Bob"],
    ),
    (
        "\"pays\": { \"Ann\": \"1\" }",
        "\"pays\": { \"Ann\": \"-5\" }",
        &["outcomes[0].pays.Ann", "-5 is below -4"],
    ),
    (
        "\"pays\": { \"Ann\": \"1\" }",
        "\"pays\": { \"Anne\": \"1\" }",
        &["outcomes[0].pays.Anne", "did you mean `Ann`"],
    ),
    (
        "{ \"probability\": \"1/2\" }",
        "{ \"probability\": \"1/3\" }",
        &["outcomes[1].lottery", "add up to 5/6"],
    ),
    (
        "\"lottery\": { \"Tea\": \"1/2\" }",
        "\"lottery\": { \"Tea\": \"3/2\" }",
        &["Menus.menu.Ann[0].lottery.Tea", "[0, 1]"],
    ),
    (
        "\"bundle\": [\"Cup\"], \"price\": \"1\"",
        "\"bundle\": [\"Tea\"], \"price\": \"1\"",
        &["mechanisms.Menus.menu", "can't all be served"],
    ),
    (
        "\"bundle\": [\"Tea\", \"Cup\"]",
        "\"bundle\": []",
        &["Bundles.bundles.offers[0].bundle", "empty bundle"],
    ),
    (
        "\"bundle\": [\"Tea\", \"Cup\"]",
        "\"bundle\": [\"Tea\", \"Tea\"]",
        &["offers[0].bundle[1]", "already there"],
    ),
    (
        "{ \"bundles\": {",
        "{ \"lookahead\": {}, \"claims\": [] }, \"More\": { \"bundles\": {",
        &["mechanisms.Bundles.lookahead", "sells one item"],
    ),
    (
        "{ \"bundles\": {",
        "{ \"bic_extension\": { \"of\": \"Postd\", \"keeping\": {} } }, \"More\": { \"bundles\": {",
        &["mechanisms.Bundles.bic_extension.of", "did you mean `Posted`?"],
    ),
    (
        "{ \"bundles\": {",
        "{ \"bic_extension\": { \"of\": \"Posted\", \"keeping\": {}, \"under\": 1 } }, \"More\": { \"bundles\": {",
        &["bic_extension.under", "no field `under`"],
    ),
    (
        "{ \"bundles\": {",
        "{ \"bic_extension\": { \"of\": \"Posted\", \"keeping\": { \"Ann\": [\"High\"] }, \"printed\": true } }, \"More\": { \"bundles\": {",
        &["mechanisms.Bundles.bic_extension", "divides by that"],
    ),
    (
        "\"posted_prices\": { \"order\"",
        "\"vcg\": {}, \"posted_prices\": { \"order\"",
        &["mechanisms.Posted", "`posted_prices` or `vcg`, not both"],
    ),
];

#[test]
fn each_kind_of_mistake_gets_one_clear_message() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.json");
    std::fs::write(&file, GOOD).unwrap();
    assert_eq!(tvmd(["check".as_ref(), file.as_os_str()]).status, 0);
    for (from, to, expected) in CASES {
        let text = GOOD.replacen(from, to, 1);
        assert_ne!(text, GOOD, "nothing to replace: {from}");
        std::fs::write(&file, text).unwrap();
        let run = tvmd(["check".as_ref(), file.as_os_str()]);
        assert_message(&run, expected, to);
        assert!(run.stderr.contains("shop.json"), "{to}: names no file:\n{}", run.stderr);
        let mistakes = run.stderr.matches("shop.json").count();
        // Where another name is given, the old one is missing elsewhere.
        let renamed = ["{ \"name\": \"Ann\"", "\"name\": \"High\"", "\"name\": \"Bottom\""].contains(to);
        let follows_from_it = renamed || to.starts_with("\"tvmd\": 1,,");
        assert!(mistakes == 1 || follows_from_it, "{to}: more than one message:\n{}", run.stderr);
    }
}

/// Whether a run was refused with a message that says all of this.
pub(super) fn assert_message(run: &super::Run, expected: &[&str], case: &str) {
    assert_eq!(run.status, 2, "{case}:\n{}", run.stderr);
    assert!(run.stdout.is_empty(), "{case}");
    assert!(!run.stderr.contains("panicked"), "{case}:\n{}", run.stderr);
    for part in expected {
        assert!(run.stderr.contains(part), "{case}: no `{part}` in\n{}", run.stderr);
    }
}

#[test]
fn an_included_prior_is_checked_like_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.json");
    let from = GOOD.find("{ \"independent\"").unwrap();
    let to = GOOD.find(",\n  \"mechanisms\"").unwrap();
    std::fs::write(&file, format!("{}{}{}", &GOOD[..from], r#"{ "include": "prior.csv" }"#, &GOOD[to..]))
        .unwrap();
    let run = |csv: &str| {
        std::fs::write(folder.path().join("prior.csv"), csv).unwrap();
        tvmd(["check".as_ref(), file.as_os_str()])
    };
    let good = run("Ann,Bob,probability\nLow,Only,1/4\nHigh,Only,0.75\n");
    assert_eq!(good.status, 0, "{}", good.stderr);
    assert_message(
        &run("Ann,Bob,mass\nLow,Only,1\n"),
        &["prior.csv", "no column is headed `probability`"],
        "heading",
    );
    assert_message(
        &run("Ann,Bob,probability\nLow,Only,x\n"),
        &["prior.csv", "line 2", "`x` is not a number"],
        "number",
    );
    assert_message(&run("Ann,Bob,probability\nLow,1\n"), &["prior.csv", "line"], "ragged");
    assert_message(&run("Ann,Bob,probability\nLow,Only,1/2\n"), &["prior", "add up to 1/2"], "sum");
    std::fs::remove_file(folder.path().join("prior.csv")).unwrap();
    assert_message(
        &tvmd(["check".as_ref(), file.as_os_str()]),
        &["line", "prior.include: ", "prior.csv: there is no such file"],
        "missing",
    );
}
