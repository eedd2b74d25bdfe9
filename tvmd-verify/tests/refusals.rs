//! What an instance is refused for, and what is too large or too much work.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure in a test is a failed test")]

use std::fmt::Write as _;
use std::time::Instant;
use tvmd_verify::{Error, verify, verify_within};

/// One buyer of one item, worth 1 to her, at the price 1.
const SALE: &str = r#"{"tvmd": 1, "proves": "optimum", "setting": {"name": "Shop", "items": ["A", "B"], "bound": "2",
"agents": [{"name": "Ann", "valuation": "additive", "types": [{"name": "T", "values": {"A": "1"}}]}]},
"prior": {"joint": [{"profile": ["T"], "probability": "1"}]}, "objective": "revenue", "truthfulness": "dsic",
"participation": "ex-post", "value": "1", "primal": {"outcomes": [{"when": ["T"], "gets": {"Ann": ["A"]}, "pays": {"Ann": "1"}},
{"when": ["_"]}]}, "dual": [{"multipliers": [{"agent": "Ann", "type": "T", "others": [], "multiplier": "1"}]}]}"#;

#[test]
fn what_says_something_twice_or_not_at_all_is_refused() {
    verify(SALE).unwrap();
    verify(&format!("\u{feff}{SALE}")).unwrap();
    let bundles =
        SALE.replace("additive", "bundles").replace(r#"{"A": "1"}"#, r#"[{"bundle": ["A"], "value": "1"}]"#);
    verify(&bundles).unwrap();
    for (whole, part, instead) in [
        (SALE, r#""tvmd": 1"#, r#""tvmd": 1, "tvmd": 1"#),
        (SALE, r#"{"A": "1"}"#, r#"{"A": "2", "A": "1"}"#),
        (SALE, r#"{"A": "1"}"#, r#"{"A": "1", "C": "1"}"#),
        (SALE, r#"{"A": "1"}"#, r#"{"A": "-1"}"#),
        (SALE, r#"{"A": "1"}"#, r#"{"A": "1", "B": "3/2"}"#),
        (SALE, r#"{"A": "1"}"#, r#"{"A": "+1"}"#),
        (SALE, r#"{"A": "1"}"#, r#"{"A": "1/0"}"#),
        (SALE, r#"{"A": "1"}"#, r#"{"A": "1_0"}"#),
        (SALE, r#"{"A": "1"}"#, r#"[]"#),
        (SALE, r#""additive""#, r#""bundles""#),
        (SALE, r#""additive""#, r#""of a kind""#),
        (SALE, r#"["A", "B"]"#, r#"["A", "A"]"#),
        (SALE, r#"["A", "B"]"#, r#"["A", "A "]"#),
        (SALE, r#"["A", "B"]"#, r#"["A", ""]"#),
        (SALE, r#"["A", "B"]"#, r#"["A", "_"]"#),
        (SALE, r#"["A", "B"]"#, r#"["A", "a|b"]"#),
        (SALE, r#"["A", "B"]"#, r#"["A", "a,b"]"#),
        (SALE, r#"["A", "B"]"#, r#"["A", "a\u001bb"]"#),
        (SALE, r#"["A", "B"]"#, r#"["A", "a\u202eb"]"#),
        (SALE, r#"["A", "B"]"#, r#"["A", "a\u200bb"]"#),
        (SALE, r#"["A", "B"]"#, r#"["A", "a\u3164b"]"#),
        (SALE, r#"["A", "B"]"#, r#"["A", "\u0301b"]"#),
        (SALE, r#"["A", "B"]"#, "[]"),
        (SALE, r#""bound": "2""#, r#""bound": "0""#),
        (SALE, r#""bound": "2""#, r#""bound": "-2""#),
        (SALE, r#""Shop""#, r#""_""#),
        (SALE, r#"[{"name": "T", "values": {"A": "1"}}]"#, "[]"),
        (
            SALE,
            r#"{"name": "T", "values": {"A": "1"}}"#,
            r#"{"name": "T", "values": {}}, {"name": "T", "values": {"A": "1"}}"#,
        ),
        (
            SALE,
            r#"{"name": "T", "values": {"A": "1"}}"#,
            r#"{"name": "T", "values": {"A": "1"}}, {"name": "_", "values": {}}"#,
        ),
        (
            SALE,
            r#"{"name": "T", "values": {"A": "1"}}"#,
            r#"{"name": "T", "values": {"A": "1"}}, {"name": "Bottom", "values": {}}"#,
        ),
        (
            SALE,
            r#"{"profile": ["T"], "probability": "1"}"#,
            r#"{"profile": ["T"], "probability": "1/2"}, {"profile": ["T"], "probability": "1/2"}"#,
        ),
        (SALE, r#"{"profile": ["T"], "probability": "1"}"#, r#"{"profile": ["T"], "probability": "1/2"}"#),
        (
            SALE,
            r#"{"profile": ["T"], "probability": "1"}"#,
            r#"{"profile": ["T"], "probability": "2"}, {"profile": ["Bottom"], "probability": "-1"}"#,
        ),
        (SALE, r#"{"profile": ["T"], "probability": "1"}"#, r#"{"profile": ["_"], "probability": "1"}"#),
        (SALE, r#"{"profile": ["T"], "probability": "1"}"#, r#"{"profile": [], "probability": "1"}"#),
        (SALE, r#"{"Ann": ["A"]}"#, r#"{"Ann": [], "Ann": ["A"]}"#),
        (SALE, r#"{"Ann": ["A"]}"#, r#"{"Ann": ["A", "A"]}"#),
        (SALE, r#"{"Ann": "1"}"#, r#"{"Ann": "2", "Ann": "1"}"#),
        (SALE, r#"{"Ann": "1"}"#, r#"{"Ann": "1", "Bob": "0"}"#),
        (SALE, r#"{"when": ["_"]}"#, r#"{"when": ["_"]}, {"when": ["_"]}"#),
        (SALE, r#", "pays": {"Ann": "1"}},"#, r#", "lottery": [], "pays": {"Ann": "1"}},"#),
        (SALE, r#", {"when": ["_"]}"#, ""),
        (SALE, "{\"when\": [\"_\"]}", r#"{"when": ["Bottom"], "pays": {"Ann": "1"}}"#),
        (SALE, "{\"when\": [\"_\"]}", r#"{"when": ["Bottom"], "gets": {"Ann": ["B"]}}"#),
        (
            &bundles,
            r#"{"bundle": ["A"], "value": "1"}"#,
            r#"{"bundle": ["A"], "value": "1"}, {"bundle": ["A"], "value": "1"}"#,
        ),
        (&bundles, r#"{"bundle": ["A"], "value": "1"}"#, r#"{"bundle": ["A", "A"], "value": "1"}"#),
        (
            &bundles,
            r#"{"bundle": ["A"], "value": "1"}"#,
            r#"{"bundle": ["A"], "value": "1"}, {"bundle": [], "value": "1"}"#,
        ),
        (&bundles, r#"{"bundle": ["A"], "value": "1"}"#, r#"{"bundle": ["A"], "value": "3"}"#),
        (
            &bundles,
            r#"{"bundle": ["A"], "value": "1"}"#,
            r#"{"bundle": ["A"], "value": "1"}, {"bundle": ["A", "B"], "value": "1/2"}"#,
        ),
    ] {
        let part = if whole.contains(part) { part.to_owned() } else { part.replacen(", ", ",\n", 1) };
        assert!(whole.contains(&part), "{part}");
        let refused = verify(&whole.replace(&part, instead));
        assert!(refused.is_err(), "{instead}");
    }
}

#[test]
fn what_is_no_certificate_is_told_apart() {
    for (text, what) in [
        ("hello", "it is not JSON"),
        ("", "it is not JSON"),
        ("[]", "it is JSON, but no object"),
        ("3", "it is JSON, but no object"),
        (
            r#"{"tvmd": 1, "proves": "optimum", "setting": 3}"#,
            "invalid type: integer `3`, expected an object",
        ),
        (r#"{"tvmd": 1, "setting": {}, "mechanisms": {}}"#, "it is an instance"),
        (r#"{"tvmd": 7, "proves": "optimum", "claims": []}"#, "version 7 of the format"),
        (r#"{"tvmd": 1, "proves": "optimum", "claims": []}"#, "unknown field `claims`"),
    ] {
        match verify(text) {
            Err(Error::NotACertificate(reason, _)) => assert!(reason.contains(what), "{text}: {reason}"),
            other => panic!("{text}: {other:?}"),
        }
    }
    assert!(matches!(verify(&"[".repeat(1 << 20)), Err(Error::NotACertificate(..))));
}

/// Nested decisions, each with a leaf where the item is given; with so many leaves missing at the end.
fn nested(depth: usize, missing: usize) -> String {
    let leaf = r#"{"multipliers": [{"agent": "Ann", "type": "T", "others": [], "multiplier": "1"}]}"#;
    let split = r#"{"profile": ["T"], "agent": "Ann", "item": "A"}"#;
    let nodes = [split].repeat(depth).into_iter().chain([leaf].repeat(depth + 1 - missing));
    let start = SALE.find(r#""dual""#).unwrap();
    let nodes: Vec<&str> = nodes.collect();
    format!("{}\"dual\": [{}]}}", &SALE[..start], nodes.join(",")).replace("optimum", "deterministic")
}

#[test]
fn trees_are_as_deep_as_they_like() {
    verify(&nested(300, 0)).unwrap();
    let reason = |text: &str| verify(text).unwrap_err().to_string();
    assert_eq!(reason(&nested(300, 1)), "a branch is missing at line 5 column 28");
    assert_eq!(reason(&nested(200_000, 200_000)), "a branch is missing at line 5 column 28");
}

fn too_much(text: &str) -> String {
    let start = Instant::now();
    let refused = match verify(text) {
        Err(Error::TooMuch(reason) | Error::NotACertificate(reason, _)) => reason,
        other => panic!("{other:?}"),
    };
    assert!(start.elapsed().as_secs() < 20, "{refused}");
    refused
}

/// So many agents of a kind, with one type that values all items at 1, to whom nothing is given.
fn many(agents: usize, items: usize, valuation: &str) -> String {
    let names: Vec<String> = (0..items).map(|item| format!(r#""I{item}""#)).collect();
    let values: Vec<String> = names.iter().map(|item| format!(r#"{item}: "1""#)).collect();
    let (mut all, mut when) = (String::new(), String::new());
    for agent in 0..agents {
        let comma = if agent > 0 { "," } else { "" };
        write!(all, r#"{comma}{{"name": "X{agent}", "valuation": "{valuation}", "types": [{{"name": "T", "values": {{{}}}}}]}}"#, values.join(",")).unwrap();
        write!(when, r#"{comma}"T""#).unwrap();
    }
    format!(
        r#"{{"tvmd": 1, "proves": "optimum", "setting": {{"name": "Many", "items": [{}], "bound": "{items}", "agents": [{all}]}},
        "prior": {{"joint": [{{"profile": [{when}], "probability": "1"}}]}}, "objective": "welfare", "truthfulness": "dsic",
        "participation": "ex-post", "value": "{items}", "primal": {{"outcomes": [{{"when": [{when}], "gets": {{"X0": [{0}]}}}},
        {{"when": [{1}]}}]}}, "dual": [{{"multipliers": []}}]}}"#,
        names.join(","),
        when.replace("\"T\"", "\"_\""),
    )
}

#[test]
fn sizes_and_work_are_counted_first() {
    for items in [1, 17, 64] {
        verify(&many(2, items, "additive")).unwrap();
    }
    assert!(too_much(&many(1, 65, "additive")).contains("65 items; at most 64"));
    assert!(too_much(&many(17_031, 1, "additive")).contains("profiles, counting Bottom; at most 4194304"));
    assert!(too_much(&many(2, 24, "unit_demand")).contains("steps of arithmetic"));
    let bundles = many(1, 17, "bundles");
    assert!(too_much(&bundles).contains("17 items; at most 16"));
    let digits = "9".repeat(1_000_000);
    let long = too_much(&SALE.replace(r#""value": "1""#, &format!(r#""value": "{digits}""#)));
    assert!(long.contains("a number of 1000000 characters; at most 2000 are read"), "{long}");
    let budget = verify_within(SALE, 10).unwrap_err();
    assert!(budget.to_string().contains("steps of arithmetic"), "{budget}");
}
