//! Mutated certificates: each that the checker accepts is decided by an independent exact oracle.
//!
//! `TVMD_MUTATIONS=100000 cargo test --release -p tvmd-tests --test library mutations -- --nocapture` tries as many, and prints the counts.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure in a test is a failed test")]

mod mutate;
mod oracle;
mod sources;
mod tree;

use mutate::{Kind, below, mutate};
use oorandom::Rand32;
use oracle::Oracle;
use std::collections::BTreeMap;
use tree::Tree;
use tvmd_core::model::InstanceDecl;
use tvmd_verify::verify;

/// How many mutants were tried and how many accepted, by what is claimed and by what was done.
type Counts = BTreeMap<(String, Kind), [usize; 2]>;

/// Tries mutants, and returns the first that is accepted and false or ill-formed, with the reason.
fn hunt(sources: &[String], tries: usize, accepts: impl Fn(&str) -> bool) -> (Counts, Option<String>) {
    // As many mutants of each kind of claim.
    let mut kinds: BTreeMap<String, Vec<Tree>> = BTreeMap::new();
    for text in sources {
        let file: serde_json::Value = serde_json::from_str(text).unwrap();
        kinds.entry(file["proves"].as_str().unwrap().to_owned()).or_default().push(Tree::of(file));
    }
    let kinds: Vec<(String, Vec<Tree>)> = kinds.into_iter().collect();
    let (mut random, mut oracle, mut counts) = (Rand32::new(7), Oracle::default(), Counts::new());
    for _ in 0..tries {
        let (proves, trees) = &kinds[below(&mut random, kinds.len())];
        let source = &trees[below(&mut random, trees.len())];
        let (kind, mutant) = mutate(source, &mut random);
        if mutant == *source {
            continue;
        }
        let text = mutant.write();
        let [tried, accepted] = counts.entry((proves.clone(), kind)).or_default();
        *tried += 1;
        if accepts(&text) {
            *accepted += 1;
            if let Some(reason) = oracle.refute(&text) {
                return (counts, Some(format!("{kind:?}: {reason}\n{text}")));
            }
        }
    }
    (counts, None)
}

#[test]
fn no_mutant_that_is_accepted_says_what_is_false() {
    let tries = std::env::var("TVMD_MUTATIONS").map_or(4_000, |count| count.parse().unwrap());
    let sources = [sources::certificates(), sources::forgeries()].concat();
    let (counts, found) = hunt(&sources, tries, |text| verify(text).is_ok());
    for ((proves, kind), [tried, accepted]) in &counts {
        println!("{proves} {kind:?}: {tried} tried, {accepted} accepted, all of them true");
    }
    assert_eq!(found, None);
    let all = |at: usize| counts.values().map(|count| count[at]).sum::<usize>();
    assert!(all(0) * 10 > tries * 9 && all(1) * 100 > tries, "{} tried, {} accepted", all(0), all(1));
}

/// Twins of the checker, each with a fault, are found out.
#[test]
fn a_checker_with_a_fault_is_found_out() {
    let accepts = |text: &str| verify(text).is_ok();
    // It honours a gain that is allowed wherever it finds one, and doesn't say so.
    let relaxed = |text: &str| {
        let Ok(mut file) = serde_json::from_str::<serde_json::Value>(text) else { return false };
        if file["truthfulness"] == "dsic" && file["epsilon"].is_string() {
            file["truthfulness"] = "bic".into();
            let types = file
                .pointer("/setting/agents/0/types")
                .and_then(|types| types.as_array())
                .map_or(0, Vec::len);
            let leaf = file.pointer_mut("/dual/0/multipliers").and_then(|leaf| leaf.as_array_mut());
            for multiplier in leaf.into_iter().flatten() {
                if multiplier["misreport"].is_string() {
                    in_expectation(multiplier, types);
                }
            }
        }
        is_well_formed(text) && accepts(&file.to_string())
    };
    let (_, found) = hunt(&sources::forgeries(), 4_000, relaxed);
    let found = found.unwrap();
    assert!(found.contains("dominant strategies") || found.contains("truthful false"), "{found}");
    // Of a key that comes twice it takes the last.
    let last = |text: &str| {
        serde_json::from_str::<serde_json::Value>(text).is_ok_and(|file| accepts(&file.to_string()))
    };
    let (_, found) = hunt(&sources::certificates(), 4_000, last);
    assert!(found.is_some());
}

/// What is at the one profile with a type of an agent who is alone, as it is in expectation given her type, of which all are
/// equally likely.
fn in_expectation(multiplier: &mut serde_json::Value, types: usize) {
    multiplier.as_object_mut().unwrap().remove("others");
    if let Some(Ok(number)) = multiplier["multiplier"].as_str().map(tvmd_core::exact::parse) {
        multiplier["multiplier"] =
            (number * tvmd_core::Rational::from_integer(types.into())).to_string().into();
    }
}

fn is_well_formed(text: &str) -> bool {
    InstanceDecl::from_json(text).is_ok_and(|instance| instance.resolve().is_ok())
}
