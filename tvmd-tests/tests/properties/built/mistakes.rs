//! Mistakes of what is built in Rust: those that a file has, too, and those of builders alone.

use tvmd_core::Setting;
use tvmd_core::build::rules::{self, Rule};
use tvmd_core::build::{priors, types};
use tvmd_core::diagnostic::Diagnostics;
use tvmd_core::files::Mistake;
use tvmd_core::mechanism::Form;
use tvmd_core::model::InstanceDecl;

/// What reading a file complains about, in the order of the alphabet.
fn told_of(json: &str) -> Vec<String> {
    let mut told: Vec<String> = InstanceDecl::from_json(json)
        .unwrap_err()
        .mistakes
        .into_iter()
        .map(|mistake| Mistake { line: None, excerpt: None, ..mistake }.to_string())
        .collect();
    told.sort();
    told
}

fn told<T: std::fmt::Debug>(built: Vec<Result<T, Diagnostics>>) -> Vec<String> {
    let errors = built.into_iter().map(Result::unwrap_err);
    let mut told: Vec<String> =
        errors.flat_map(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>()).collect();
    told.sort();
    told
}

#[test]
fn texts_that_are_no_numbers_are_told_at_their_places() {
    let agents = r#"
        { "name": "Ann", "valuation": "additive", "types": [
            { "name": "Low", "values": { "Cup": "a", "Jug": "2" } },
            { "name": "V", "grid": { "Cup": { "from": "b", "to": "c", "step": "d" } } } ] },
        { "name": "Ben", "valuation": "bundles", "types": [
            { "name": "Low", "values": [{ "bundle": ["Cup"], "value": "e" }, { "bundle": ["Mug"], "value": "1" }] } ] }"#;
    let json = format!(
        r#"{{ "tvmd": 1, "setting": {{ "name": "Shop", "items": ["Cup", "Jug"], "bound": "f", "agents": [{agents}] }} }}"#
    );
    let shop = Setting::builder("Shop").items(["Cup", "Jug"]).bound("f");
    let shop = shop.agent(
        "Ann",
        types::additive([("Low", ["a", "2"])]).and("V", types::grid([("Cup", types::steps("b", "c", "d"))])),
    );
    let shop = shop.agent("Ben", types::bundles([("Low", [("Cup", "e"), ("Mug", "1")])]));
    let expected = told_of(&json);
    assert_eq!(expected.len(), 7, "{expected:#?}");
    assert_eq!(told(vec![shop.build()]), expected);

    let types = || types::additive([("Low", [1, 1]), ("High", [2, 2])]);
    let shop =
        Setting::builder("Shop").items(["Cup", "Jug"]).bound(4).agent("Ann", types()).agent("Ben", types());
    let shop = shop.build().unwrap();
    let setting = serde_json::to_string(&shop.to_model()).unwrap();
    let with = |field: &str| format!(r#"{{ "tvmd": 1, "setting": {setting}, {field} }}"#);
    let law = |field: &str| with(&format!(r#""prior": {field}"#));
    let none: [(&str, &str); 0] = [];
    for (law, json) in [
        (
            priors::independent([
                ("Ann", [("Low", "a"), ("High", "1/2")]),
                ("Ben", [("Low", "1/2"), ("Hihg", "b")]),
            ])
            .into(),
            law(
                r#"{ "independent": { "Ann": { "Low": "a", "High": "1/2" }, "Ben": { "Low": "1/2", "Hihg": "b" } } }"#,
            ),
        ),
        (
            priors::joint([(["Low", "Low"], "a"), (["High", "Hihg"], "1/2")]),
            law(
                r#"{ "joint": [{ "profile": ["Low", "Low"], "probability": "a" }, { "profile": ["High", "Hihg"], "probability": "1/2" }] }"#,
            ),
        ),
        (
            priors::mrf()
                .vertex("Ann", [("Low", "a")])
                .vertex("Ben", none)
                .edge(["Ann", "Ben"], [(["Low", "Low"], "b")])
                .into(),
            law(r#"{ "mrf": { "vertices": { "Ann": { "Low": "a" }, "Ben": {} },
                "edges": [{ "joins": ["Ann", "Ben"], "potentials": [{ "values": ["Low", "Low"], "potential": "b" }] }] } }"#),
        ),
    ] {
        let law: priors::Law = law;
        assert_eq!(told(vec![shop.prior(law)]), told_of(&json));
    }
    let rule: [(Rule, &str); 7] = [
        (
            rules::posted_prices([("Cup", "a"), ("Mug", "1")]).into(),
            r#"{ "posted_prices": { "prices": { "Cup": "a", "Mug": "1" } } }"#,
        ),
        (
            rules::posted_prices_by_agent([("Ann", [("Cup", "a")]), ("Bob", [("Cup", "9")])]).into(),
            r#"{ "posted_prices": { "prices": { "Ann": { "Cup": "a" }, "Bob": { "Cup": "9" } } } }"#,
        ),
        (
            rules::bundles([("Cup, Jug", "a"), ("Mug", "1")]).order(["Ann"]).into(),
            r#"{ "bundles": { "order": ["Ann"], "offers": [{ "bundle": ["Cup", "Jug"], "price": "a" }, { "bundle": ["Mug"], "price": "1" }] } }"#,
        ),
        (
            rules::menus([(
                "Ann",
                [
                    ("Cup", "a").into(),
                    rules::item_lottery([("Cup", "b"), ("Jug", "2")], "c"),
                    rules::bundle_lottery([("Jug", "d")], "9"),
                ],
            )]),
            r#"{ "menu": { "Ann": [
                { "bundle": ["Cup"], "price": "a" },
                { "lottery": { "Cup": "b", "Jug": "2" }, "price": "c" },
                { "lottery": [{ "bundle": ["Jug"], "probability": "d" }], "price": "9" } ] } }"#,
        ),
        (rules::menu([("Cup", "a")]), r#"{ "menu": [{ "bundle": ["Cup"], "price": "a" }] }"#),
        (rules::second_price().reserve("a").into(), r#"{ "second_price": { "reserve": "a" } }"#),
        (
            rules::outcomes([
                rules::row(["Low | Hihg", "_"]).branch("a", [("Ann", "Cup")]).pays("Ann", "b").pays("Ben", 9),
                rules::row(["_", "_"]),
            ]),
            r#"{ "outcomes": [
                { "when": ["Low | Hihg", "_"], "lottery": [{ "probability": "a", "gets": { "Ann": ["Cup"] } }], "pays": { "Ann": "b", "Ben": "9" } },
                { "when": ["_", "_"] } ] }"#,
        ),
    ];
    for (rule, json) in rule {
        let json = with(&format!(r#""mechanisms": {{ "M": {json} }}"#));
        assert_eq!(told(vec![shop.mechanism("M", rule)]), told_of(&json));
    }
}

/// What only Rust can get wrong.
#[test]
fn mistakes_of_builders_alone() {
    let shop = || Setting::builder("Shop").items(["Cup", "Jug"]);
    let types = |values: Vec<i32>| types::additive([("Low", values)]);
    let wrong = |built: Result<Setting, Diagnostics>| built.unwrap_err().to_string();
    assert_eq!(
        wrong(shop().agent("Ann", types(vec![1])).build()),
        "setting.bound: the field `bound` is missing\n  \
         help: the most that all items together may be worth to anybody, and that anybody may pay\n\
         setting.agents[0].types[0].values: Low has 1 value for 2 items\n  \
         help: list one value per item, in the order of the items, or each with the name of its item"
    );
    // That there are too many values says nothing of those that follow.
    assert_eq!(
        wrong(shop().bound(1).agent("Ann", types(vec![1, 0, 0]).and("High", [("Cup", 2)])).build()),
        "setting.agents[0].types[0].values: Low has 3 values for 2 items\n  \
         help: list one value per item, in the order of the items, or each with the name of its item\n\
         setting.agents[0].types[1].values.Cup: High has a value of 2, over the bound 1\n  \
         help: raise the bound to 2 or lower the value"
    );
    let [one, other] =
        ["1", "2"].map(|bound| shop().bound(bound).agent("Ann", types(vec![1, 0])).build().unwrap());
    let prior = other.prior(priors::uniform()).unwrap();
    let base = other.mechanism("Base", rules::vcg()).unwrap();
    let kept = || [("Ann", ["Low"])];
    let of_prior =
        "mechanisms.M: the prior is of another setting: the bound is 1 in the one and 2 in the other";
    let of_base = of_prior.replace("prior", "mechanism that is extended");
    for (rule, expected) in [
        (rules::lookahead(&prior), of_prior.to_owned()),
        (rules::dsic_extension(&base, kept()), of_base.clone()),
        (rules::bic_extension(&base, kept(), &prior, Form::Repaired), format!("{of_base}\n{of_prior}")),
    ] {
        assert_eq!(one.mechanism("M", rule).unwrap_err().to_string(), expected);
    }
    let both = rules::row(["_"]).gets("Ann", "Cup").branch(1, [("Ann", "Jug")]);
    assert_eq!(
        one.mechanism("M", rules::outcomes([both])).unwrap_err().to_string(),
        "mechanisms.M.outcomes[0]: a row has `gets` or `lottery`, not both"
    );
}
