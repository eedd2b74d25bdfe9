//! Mistakes that have nothing to do with each other, several in one instance: all of them are reported, nothing else,
//! and nothing that follows from what couldn't be read.

use crate::diagnostic::Place;
use crate::model::InstanceDecl;
use oorandom::Rand64;
use serde_json::Value;

/// An instance without a mistake; entries are in the order of the alphabet.
const INSTANCE: &str = r#"{
    "tvmd": 1,
    "setting": {
        "name": "Market", "items": ["A", "B"], "bound": "4",
        "agents": [
            { "name": "First", "valuation": "additive", "types": [
                { "name": "Low", "values": { "A": "1" } },
                { "name": "High", "values": { "A": "2", "B": "1" } },
                { "name": "Spare", "values": { "B": "2" } }
            ] },
            { "name": "Second", "valuation": "bundles", "types": [
                { "name": "Low", "values": [{ "bundle": ["A"], "value": "1" }] },
                { "name": "High", "values": [{ "bundle": ["A", "B"], "value": "3" }] }
            ] }
        ]
    },
    "prior": { "independent": { "First": { "Low": "1/2", "High": "1/2" }, "Second": "uniform" } },
    "mechanisms": {
        "Table": { "outcomes": [
            { "when": ["Low", "Low"], "gets": { "First": ["A"] }, "pays": { "First": "1" } },
            { "when": ["High", "Low | High"], "lottery": [
                { "probability": "1/2", "gets": { "First": ["A"], "Second": ["B"] } }, { "probability": "1/2" }
            ] },
            { "when": ["_", "_"] }
        ] },
        "Covering": { "outcomes": [
            { "when": ["Low", "_"] }, { "when": ["High | Spare", "_"] }, { "when": ["Bottom", "_"] }
        ] },
        "Posted": { "posted_prices": { "prices": { "A": "1", "B": "2" } } },
        "Bundles": { "bundles": {
            "order": ["First", "Second"], "offers": [{ "bundle": ["A", "B"], "price": "3" }]
        } },
        "Menus": { "menu": { "First": [{ "bundle": ["A"], "price": "1" }] } },
        "Efficient": { "vcg": {}, "claims": ["bic"] },
        "Extended": { "dsic_extension": { "of": "Efficient", "keeping": { "First": ["Low"] } } }
    }
}"#;

/// Where a value is, what is there instead, and the mistake: its place, and a part of its message.
const MISTAKES: [[&str; 4]; 14] = [
    [
        "/setting/agents/0/types/2/values",
        r#"{ "C": "2" }"#,
        "setting.agents[0].types[2].values.C",
        "no item `C`",
    ],
    [
        "/setting/agents/1/types/0/values/0/value",
        r#""-1""#,
        "setting.agents[1].types[0].values[0].value",
        "at least 0",
    ],
    [
        "/setting/agents/1/types/1/values/0/value",
        r#""9""#,
        "setting.agents[1].types[1].values[0].value",
        "over the bound",
    ],
    ["/prior/independent/First/High", r#""1/4""#, "prior.independent.First", "add up to 3/4"],
    [
        "/mechanisms/Table/outcomes/0/when/1",
        r#""Lwo""#,
        "mechanisms.Table.outcomes[0].when[1]",
        "no type `Lwo`",
    ],
    [
        "/mechanisms/Table/outcomes/0/pays/First",
        r#""9""#,
        "mechanisms.Table.outcomes[0].pays.First",
        "over the bound",
    ],
    [
        "/mechanisms/Table/outcomes/1/lottery/1/probability",
        r#""1/4""#,
        "mechanisms.Table.outcomes[1].lottery",
        "add up to 3/4",
    ],
    [
        "/mechanisms/Table/outcomes/1/lottery/0/gets/Second/0",
        r#""A""#,
        "mechanisms.Table.outcomes[1].lottery[0].gets.Second[0]",
        "given to both",
    ],
    [
        "/mechanisms/Covering/outcomes/1/when/0",
        r#""High | Low""#,
        "mechanisms.Covering.outcomes",
        "no row says",
    ],
    [
        "/mechanisms/Posted/posted_prices/prices/B",
        r#""7""#,
        "mechanisms.Posted.posted_prices.prices.B",
        "over the bound",
    ],
    [
        "/mechanisms/Bundles/bundles/order",
        r#"["First"]"#,
        "mechanisms.Bundles.bundles.order",
        "leaves out Second",
    ],
    [
        "/mechanisms/Bundles/bundles/offers/0/bundle/1",
        r#""E""#,
        "mechanisms.Bundles.bundles.offers[0].bundle[1]",
        "no item `E`",
    ],
    ["/mechanisms/Efficient/claims", r#"["bic(-1)"]"#, "mechanisms.Efficient.claims[0]", "at least 0"],
    [
        "/mechanisms/Extended/dsic_extension/keeping/First/0",
        r#""Hgih""#,
        "mechanisms.Extended.dsic_extension.keeping.First[0]",
        "did you mean",
    ],
];

fn with(mistakes: &[&[&str; 4]]) -> InstanceDecl {
    let mut json: Value = serde_json::from_str(INSTANCE).unwrap();
    for [pointer, instead, ..] in mistakes {
        *json.pointer_mut(pointer).unwrap() = serde_json::from_str(instead).unwrap();
    }
    InstanceDecl::from_json(&json.to_string()).unwrap()
}

/// What is found in an instance, as it is shown, in order of the places.
fn found(instance: &InstanceDecl, unread: &[Place]) -> Vec<String> {
    let mut found: Vec<String> = match instance.resolve_knowing(unread) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.iter().map(ToString::to_string).collect(),
    };
    found.sort();
    found
}

#[track_caller]
fn assert_found(found: &[String], expected: &[&[&str; 4]]) {
    let is = |shown: &String, mistake: &[&str; 4]| {
        shown.starts_with(&format!("{}: ", mistake[2])) && shown.contains(mistake[3])
    };
    let all = expected.iter().all(|mistake| found.iter().filter(|shown| is(shown, mistake)).count() == 1);
    assert!(all && found.len() == expected.len(), "expected {expected:#?}\nfound {found:#?}");
}

#[test]
fn mistakes_are_reported_together() {
    assert!(with(&[]).resolve().is_ok());
    let mut random = Rand64::new(3);
    for _ in 0..150 {
        let mistakes: Vec<&[&str; 4]> = MISTAKES.iter().filter(|_| random.rand_range(0..2) == 0).collect();
        assert_found(&found(&with(&mistakes), &[]), &mistakes);
    }
    assert_found(&found(&with(&MISTAKES.each_ref()), &[]), &MISTAKES.each_ref());
}

/// Some places that may be unread, and the mistakes that are not reported then.
fn unread() -> Vec<(Place, Vec<usize>)> {
    let root = Place::default();
    let (setting, mechanisms) = (root.field("setting"), root.field("mechanisms"));
    let agent = |agent: usize| setting.field("agents").index(agent);
    let table = mechanisms.entry(6, "Table").field("outcomes");
    vec![
        (setting.field("name"), vec![]),
        (setting.field("bound"), vec![2, 5, 9]),
        // One item more.
        (setting.field("items").index(2), vec![0, 11]),
        // One agent more, so that it isn't known who is meant where; and one whose name isn't known, who is the one left out.
        (setting.field("agents").index(2), vec![4, 8]),
        (agent(1).field("name"), vec![10]),
        (agent(0).field("types").index(3), vec![13]),
        (agent(1).field("types").index(2), vec![4]),
        (agent(1).field("types").index(0).field("values"), vec![1]),
        (root.field("prior"), vec![3]),
        (root.field("prior").field("independent").entry(0, "First").index(2), vec![3]),
        (table.index(0), vec![4, 5]),
        (table.index(1).field("lottery").index(0), vec![6, 7]),
        (table.index(3), vec![]),
        (mechanisms.entry(1, "Covering").field("outcomes").index(3), vec![8]),
        (mechanisms.entry(2, "Efficient").field("vcg"), vec![]),
        (mechanisms.entry(2, "Efficient"), vec![12]),
        (mechanisms, (4..14).collect()),
    ]
}

#[test]
fn nothing_follows_from_what_is_unread() {
    for (place, hidden) in unread() {
        assert_eq!(found(&with(&[]), std::slice::from_ref(&place)), Vec::<String>::new(), "{place}");
        assert!(with(&[]).resolve_knowing(std::slice::from_ref(&place)).is_err(), "{place}");
        let shown = MISTAKES.iter().enumerate().filter(|(index, _)| !hidden.contains(index));
        let shown: Vec<&[&str; 4]> = shown.map(|(_, mistake)| mistake).collect();
        assert_found(&found(&with(&MISTAKES.each_ref()), std::slice::from_ref(&place)), &shown);
    }
}

/// Claims are about mechanisms that are whole, in a setting that is.
#[test]
fn claims_are_verified_where_they_can_be() {
    let mut instance = with(&[&MISTAKES[9], &["/mechanisms/Efficient/claims", r#"["not dsic"]"#, "", ""]]);
    let refuted = |instance: &InstanceDecl, unread: &[Place]| {
        let errors = crate::claims::verify(instance, unread, |_| true).unwrap_err();
        errors.iter().any(|error| error.message.contains("`Efficient` is DSIC"))
    };
    assert!(refuted(&instance, &[]));
    assert!(!refuted(&instance, &[Place::default().field("mechanisms").entry(2, "Efficient").field("vcg")]));
    assert!(!refuted(&instance, &[Place::default().field("setting").field("items").index(2)]));
    instance.setting.bound = -instance.setting.bound;
    assert!(!refuted(&instance, &[]));
}
