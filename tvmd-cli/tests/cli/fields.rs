//! Markov random fields that are malformed.

use super::malformed::{GOOD, assert_message};
use super::tvmd;

/// Markov random fields in place of the prior, and what the message must contain.
const FIELDS: &[(&str, &[&str])] = &[
    ("{ \"vertices\": { \"Ann\": { \"Low\": \"0\" } } }", &["prior.mrf.vertices.Ann.Low", "above 0"]),
    (
        "{ \"vertices\": { \"Ann\": { \"Lo\": \"2\" } } }",
        &["prior.mrf.vertices.Ann.Lo", "did you mean `Low`"],
    ),
    (
        "{ \"vertices\": { \"Ann\": { \"Low\": \"2\" }, \"Ann\": {} } }",
        &["prior.mrf.vertices.Ann", "already there"],
    ),
    ("{ \"vertices\": {}, \"edgse\": [] }", &["prior.mrf.edgse", "did you mean `edges`?"]),
    (
        "{ \"edges\": [ { \"joins\": [\"Ann\", \"Carl\"], \"potentials\": [] } ] }",
        &["prior.mrf.edges[0].joins[1]", "no agent `Carl`"],
    ),
    (
        "{ \"edges\": [ { \"joins\": [\"Ann\", \"Bob\"] } ] }",
        &["prior.mrf.edges[0]", "the field `potentials` is missing"],
    ),
    (
        "{ \"edges\": [ { \"joins\": [], \"potentials\": [] } ] }",
        &["prior.mrf.edges[0].joins", "joins no vertices"],
    ),
    (
        "{ \"edges\": [ { \"joins\": [\"Ann\", \"Bob\"], \"potentials\": [ { \"values\": [\"Low\"], \"potential\": \"2\" } ] } ] }",
        &["prior.mrf.edges[0].potentials[0]", "names 2 values"],
    ),
    (
        "{ \"edges\": [ { \"joins\": [\"Ann\", \"Bob\"], \"potentials\": [ { \"values\": [\"Low\", \"Only\"], \"potential\": \"-2\" } ] } ] }",
        &["prior.mrf.edges[0].potentials[0].potential", "above 0"],
    ),
    (
        "{ \"edges\": [ { \"joins\": [\"Ann\", \"Bob\"], \"potentials\": [ { \"values\": [\"Low\", \"Bottom\"], \"potential\": \"2\" } ] } ] }",
        &["prior.mrf.edges[0].potentials[0].values[1]", "not among the values of Bob"],
    ),
    (
        "{ \"edges\": [ { \"joins\": [\"Ann\", \"Bob\"], \"potentials\": [] }, { \"joins\": [\"Bob\", \"Ann\"], \"potentials\": [] } ] }",
        &["prior.mrf.edges[1].joins", "hyperedge of Bob, Ann is already there"],
    ),
];

#[test]
fn potentials_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.json");
    let from = GOOD.find("{ \"independent\"").unwrap();
    let to = GOOD.find(",\n  \"mechanisms\"").unwrap();
    let run = |field: &str| {
        std::fs::write(&file, format!("{}{{ \"mrf\": {field} }}{}", &GOOD[..from], &GOOD[to..])).unwrap();
        tvmd(["check".as_ref(), file.as_os_str()])
    };
    let good = "{ \"vertices\": { \"Bob\": { \"Bottom\": \"1/3\" } }, \"edges\": [ { \"joins\": [\"Bob\", \"Ann\"], \
                \"potentials\": [ { \"values\": [\"Bottom\", \"Low\"], \"potential\": \"2.5\" } ] } ] }";
    assert_eq!(run(good).status, 0);
    for (field, expected) in FIELDS {
        let run = run(field);
        assert_message(&run, expected, field);
        assert_eq!(run.stderr.matches("shop.json").count(), 1, "{field}: {}", run.stderr);
    }
}
