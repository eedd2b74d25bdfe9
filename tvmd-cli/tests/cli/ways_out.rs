//! What the help shows to write in a file is JSON, with the names of the file.

use super::mistakes::Folder;

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
