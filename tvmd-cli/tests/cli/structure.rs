//! Instances of more profiles than can be listed: what is known of them by structure, and what is refused.

use super::{Run, example, json, tvmd};
use serde_json::{Value, json};
use tvmd_core::Rational;
use tvmd_core::declared::AnyInstance;
use tvmd_core::exact::ratio;
use tvmd_core::model::InstanceDecl;

fn check(said: &Value, options: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sale.json");
    std::fs::write(&path, said.to_string()).unwrap();
    let arguments = ["check".as_ref(), path.as_os_str()].into_iter();
    tvmd(arguments.chain(options.iter().map(AsRef::as_ref)))
}

/// Buyers of some items, each of whom values all alike at 1 or at 2.
fn sale(buyers: usize, items: usize, valuation: &str, prior: &Value, rule: &Value) -> Value {
    let items: Vec<String> = (0..items).map(|item| format!("I{item}")).collect();
    let of_type = |name: &str, value: &str| {
        let values = items.iter().map(|item| (item.clone(), json!(value))).collect();
        json!({ "name": name, "values": Value::Object(values) })
    };
    let agent = |buyer: usize| json!({ "name": format!("B{buyer}"), "valuation": valuation, "types": [of_type("Low", "1"), of_type("High", "2")] });
    let agents: Vec<Value> = (0..buyers).map(agent).collect();
    let bound = (2 * items.len()).to_string();
    let setting = json!({ "name": "Sale", "items": items, "bound": bound, "agents": agents });
    json!({ "tvmd": 1, "setting": setting, "prior": prior, "mechanisms": { "M": rule } })
}

fn number(text: &Value) -> Rational {
    tvmd_core::exact::parse(text.as_str().unwrap()).unwrap()
}

#[test]
fn a_hundred_bidders_are_known_by_order_statistics_and_sets_left() {
    let file = example("hundred_bidders.json");
    let run = tvmd(["check".as_ref(), file.as_os_str(), "--format=json".as_ref()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let answer = json(&run);
    let [posted, auction, lookahead] = [0, 1, 2].map(|position| &answer["mechanisms"][position]);
    let all_low = ratio(1, 2).pow(100);
    // Sold at 2 unless all are low; at 2 if two are high and at 1 if not.
    assert_eq!(number(&posted["revenue"]), ratio(2, 1) - ratio(2, 1) * &all_low);
    assert_eq!(number(&auction["revenue"]), ratio(2, 1) - ratio(101, 1) * &all_low);
    assert_eq!(number(&auction["welfare"]), ratio(2, 1) - &all_low);
    // A single high bidder pays 2, unless she is the first, who also wins the tie: from her 1 earns as much. She pays it if all are low.
    assert_eq!(number(&lookahead["revenue"]), ratio(2, 1) - ratio(2, 1) * &all_low);
    for mechanism in [posted, auction, lookahead] {
        for property in ["ex_post_ir", "interim_ir", "dsic", "dsic_participating", "bic", "bic_participating"]
        {
            assert_eq!(mechanism[property], json!({ "holds": true, "regret": "0", "witness": null }));
        }
        assert_eq!(mechanism["frontier"], json!([{ "epsilon": "0", "q": "0" }]));
        assert_eq!(mechanism["frontier_as_printed"], mechanism["frontier"]);
    }
    let theorems = [(posted, "Hammond 1979"), (auction, "Myerson 1981"), (lookahead, "Ronen 2001")];
    for (mechanism, source) in theorems {
        assert!(mechanism["theorem"].as_str().unwrap().contains(source));
    }
    let people = tvmd(["check".as_ref(), file.as_os_str(), "--mechanism=Posted".as_ref()]);
    assert!(
        people.stdout.contains("  because     in a fixed order each buyer takes what is best"),
        "{}",
        people.stdout
    );
    assert!(people.stdout.contains("claim       bic: holds"), "{}", people.stdout);
}

#[test]
fn what_is_listed_rests_on_no_theorem() {
    let answer =
        json(&tvmd(["check".as_ref(), example("gallery.json").as_os_str(), "--format=json".as_ref()]));
    assert!(answer["mechanisms"][0].get("theorem").is_none());
}

/// Long before profiles can't be listed any more, structure is faster: a table of these would have 177 147 entries.
#[test]
fn very_many_profiles_are_not_listed_where_all_rules_have_a_structure() {
    let auction = json!({ "second_price": {} });
    let mut said = sale(11, 1, "additive", &json!("uniform"), &auction);
    let answer = &json(&check(&said, &["--format=json"]))["mechanisms"][0];
    assert!(answer["theorem"].is_string());
    assert_eq!(number(&answer["revenue"]), ratio(2, 1) - ratio(12, 1) * ratio(1, 2).pow(11));
    // Where one has none, all are listed.
    let resolved = |said: &Value| InstanceDecl::from_json(&said.to_string()).unwrap().resolve_any().unwrap();
    assert!(matches!(resolved(&said), AnyInstance::Structured(_)));
    said["mechanisms"]["Nothing"] = json!({ "outcomes": [{ "when": vec!["_"; 11] }] });
    assert!(matches!(resolved(&said), AnyInstance::Listed(_)));
}

#[test]
fn requirements_are_decided_and_long_numbers_are_cut_for_people() {
    let posted = json!({ "posted_prices": { "prices": { "I0": "2" } } });
    let said = sale(1_000, 1, "unit_demand", &json!("uniform"), &posted);
    let run = check(&said, &["--require=dsic,bic(1/10),ex_post_ir"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    // 2 (1 - 1/2^1000).
    assert!(
        run.stdout.contains("revenue     1.999999… (`--format json` has it as a fraction)"),
        "{}",
        run.stdout
    );
    let run = check(&said, &["--require=not dsic"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("`not dsic` doesn't hold"), "{}", run.stderr);
}

#[test]
fn a_prior_that_lists_profiles_is_looked_at_where_it_has_mass() {
    let low: Vec<&str> = vec!["Low"; 40];
    let one_high: Vec<&str> = (0..40).map(|buyer| if buyer == 7 { "High" } else { "Low" }).collect();
    let prior = json!({ "joint": [{ "profile": low, "probability": "1/3" }, { "profile": one_high, "probability": "2/3" }] });
    let auction = json!({ "second_price": { "reserve": "3/2" } });
    let run = check(&sale(40, 1, "additive", &prior, &auction), &["--format=json"]);
    let answer = &json(&run)["mechanisms"][0];
    assert_eq!((&answer["revenue"], &answer["welfare"]), (&json!("1"), &json!("4/3")));
    let run = check(&sale(40, 1, "additive", &prior, &json!({ "lookahead": {} })), &[]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("12157665459056928801, counting Bottom"), "{}", run.stderr);
}

#[test]
fn what_has_to_be_listed_is_refused_with_the_count() {
    let count = "12157665459056928801";
    let rows = json!({ "outcomes": [{ "when": vec!["_"; 40] }] });
    let field = json!({ "mrf": { "edges": [] } });
    let posted = json!({ "posted_prices": { "prices": { "I0": "1" } } });
    let uniform = json!("uniform");
    for (said, place) in [
        (sale(40, 1, "additive", &uniform, &rows), "mechanisms.M.outcomes"),
        (sale(40, 1, "additive", &field, &posted), "prior.mrf"),
        (sale(40, 2, "unit_demand", &uniform, &json!({ "vcg": {} })), "mechanisms.M.vcg"),
        (
            sale(40, 1, "additive", &uniform, &json!({ "dsic_extension": { "of": "M", "keeping": {} } })),
            "mechanisms.M.dsic_extension",
        ),
    ] {
        let run = check(&said, &[]);
        assert_eq!(run.status, 2, "{}", run.stdout);
        assert!(run.stderr.contains(place) && run.stderr.contains(count), "{place}: {}", run.stderr);
        assert!(run.stderr.contains("without enumerating profiles"), "{}", run.stderr);
    }
    let large = example("hundred_bidders.json");
    for command in ["optimum", "maxmin", "simple"] {
        let run = tvmd([command.as_ref(), large.as_os_str()]);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains("at least 10^47 type profiles"), "{command}: {}", run.stderr);
    }
    for arguments in [
        vec!["robustness".as_ref(), large.as_os_str(), "--mechanism=Posted".as_ref()],
        vec!["tv".as_ref(), large.as_os_str(), large.as_os_str()],
    ] {
        let run = tvmd(arguments);
        assert!(run.status == 2 && run.stderr.contains("at least 10^47 type profiles"), "{}", run.stderr);
    }
}

#[test]
fn sets_that_may_be_left_are_counted() {
    let prices: serde_json::Map<String, Value> =
        (0..40).map(|item| (format!("I{item}"), json!("1"))).collect();
    let posted = json!({ "posted_prices": { "prices": prices } });
    let run = check(&sale(100, 40, "unit_demand", &json!("uniform"), &posted), &[]);
    assert_eq!(run.status, 2, "{}", run.stdout);
    for word in ["sets of items left, 1 099 511 627 776 at most", "steps", "--budget"] {
        assert!(run.stderr.contains(word), "{word}: {}", run.stderr);
    }
}

/// What is wrong is told as in a listed file.
#[test]
fn mistakes_in_large_files_are_told_at_their_places() {
    let posted = json!({ "posted_prices": { "order": ["B1"], "prices": { "Vase": "1", "I0": "5" } }, "claims": ["dsic", "dsic"] });
    let mut said = sale(40, 1, "additive", &json!({ "independent": { "B0": { "Low": "1/2" } } }), &posted);
    said["setting"]["agents"][3]["types"][0]["values"]["I0"] = json!("7");
    let run = check(&said, &[]);
    assert_eq!(run.status, 2);
    for word in
        ["there is no item `Vase`", "over the bound", "the order leaves out", "add up to 1/2", "M.claims[1]"]
    {
        assert!(run.stderr.contains(word), "{word}: {}", run.stderr);
    }
}
