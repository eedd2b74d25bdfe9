//! The files of the catalogue say what they should: each refuted statement has a counterexample that the
//! naive definitions confirm from the file alone, and everything else has an instance at which both sides are in order.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure in a test is a failed test")]

mod buyer;
mod extension;
mod lemma_7;
mod plain;
mod products;
mod truth;

use num_traits::{One, Zero};
use plain::Plain;
use std::collections::BTreeSet;
use tvmd_core::Rational;
use tvmd_core::exact::ratio;
use tvmd_core::paper::Standing;
use tvmd_core::tv_robustness::STATEMENTS;

/// What compares nothing that could be near equality: both sides are 0.
const WITHOUT_INSTANCE: [&str; 2] = ["definition-3", "lemma-6"];

/// Left and right of a printed comparison.
type Sides = (Rational, Rational);

/// A refuted statement, computed anew.
struct Row {
    id: &'static str,
    /// Both sides of what is printed, wherever the hypotheses hold; or which of them doesn't.
    sides: fn(&Plain) -> Result<Vec<Sides>, String>,
    /// Changes the instance so that its hypotheses still hold and nothing is violated any more.
    mend: fn(&mut Plain),
}

const ROWS: [Row; 13] = [
    Row { id: "proposition-5", sides: truth::proposition_5, mend: Plain::no_transfers },
    Row { id: "example-theorem-1", sides: truth::point_mass, mend: Plain::same_prior },
    Row { id: "definition-4", sides: lemma_7::definition_4, mend: Plain::keep_all },
    Row { id: "lemma-7", sides: lemma_7::whole, mend: Plain::keep_all },
    Row { id: "lemma-7-ir", sides: lemma_7::ir, mend: Plain::keep_all },
    Row { id: "lemma-7-bic", sides: lemma_7::bic, mend: Plain::keep_all },
    Row { id: "lemma-7-revenue", sides: lemma_7::revenue, mend: Plain::keep_all },
    Row { id: "lemma-7-intermediate", sides: lemma_7::intermediate, mend: Plain::keep_all },
    Row { id: "inequality-2", sides: lemma_7::inequality_2, mend: Plain::same_prior },
    Row { id: "inequality-3", sides: lemma_7::inequality_3, mend: same_prior_without_transfers },
    Row { id: "lemma-5", sides: truth::lemma_5, mend: for_free },
    Row { id: "corollary-2b", sides: buyer::corollary_2b, mend: far_away },
    Row { id: "proposition-4-statement", sides: products::statement, mend: without_edges },
];

fn same_prior_without_transfers(plain: &mut Plain) {
    plain.same_prior();
    plain.no_transfers();
}

fn for_free(plain: &mut Plain) {
    plain.payments.values_mut().flatten().for_each(Zero::set_zero);
}

/// D̂ is certain that the buyer is ⊥.
fn far_away(plain: &mut Plain) {
    plain.hat.values_mut().for_each(Zero::set_zero);
    plain.hat.values_mut().next().unwrap().set_one();
}

fn without_edges(plain: &mut Plain) {
    plain.field.as_mut().unwrap().edges.clear();
}

/// The sides that are violated, of which those in the file must be.
fn confirm(row: &Row) -> Result<(), String> {
    let plain = Plain::read(row.id)?;
    let named = |why: String| format!("{}: {why}", row.id);
    let in_file = (plain.number("left").map_err(named)?, plain.number("right").map_err(named)?);
    let sides = (row.sides)(&plain).map_err(named)?;
    if in_file.0 <= in_file.1 {
        return Err(named("the file's numbers are in order".to_owned()));
    }
    if !sides.contains(&in_file) {
        return Err(named(format!("the file says {} > {}, but it is {sides:?}", in_file.0, in_file.1)));
    }
    Ok(())
}

#[test]
fn counterexamples_are_confirmed_naively() {
    let refuted: Vec<&str> = STATEMENTS
        .iter()
        .map(|statement| statement.entry())
        .filter(|entry| entry.printed.verdict == Standing::Refuted)
        .map(|entry| entry.id)
        .collect();
    let mut wrong: Vec<String> = Vec::new();
    for id in &refuted {
        match ROWS.iter().find(|row| row.id == *id) {
            Some(row) => wrong.extend(confirm(row).err()),
            None => wrong.push(format!("{id}: is refuted, and nothing here confirms it")),
        }
    }
    let stale = ROWS.iter().filter(|row| !refuted.contains(&row.id));
    wrong.extend(stale.map(|row| format!("{}: isn't said to be refuted", row.id)));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The same computations find nothing where nothing is wrong, though the hypotheses still hold.
#[test]
fn mended_instances_are_not_refuted() {
    for row in &ROWS {
        let mut plain = Plain::read(row.id).unwrap();
        (row.mend)(&mut plain);
        let sides = (row.sides)(&plain).unwrap_or_else(|why| panic!("{}: {why}", row.id));
        assert!(sides.iter().all(|(left, right)| left <= right), "{}: {sides:?}", row.id);
    }
}

/// Numbers that are a little off are noticed.
#[test]
fn other_numbers_are_not_confirmed() {
    for row in ROWS.iter().filter(|row| row.id != "proposition-4-statement") {
        let plain = Plain::read(row.id).unwrap();
        let moved = (plain.number("left").unwrap() + ratio(1, 1000), plain.number("right").unwrap());
        assert!(!(row.sides)(&plain).unwrap().contains(&moved), "{}", row.id);
    }
    let mut plain = Plain::read("proposition-4-statement").unwrap();
    plain.numbers.insert("left".to_owned(), Rational::one());
    assert!(products::statement(&plain).is_err());
    let mut plain = Plain::read("proposition-4-statement").unwrap();
    let right = plain.number("right").unwrap();
    plain.numbers.insert("right".to_owned(), right * ratio(99, 100));
    assert!(products::statement(&plain).is_err());
}

/// What refutes "in Ω(log m)" for every constant up to 1/16: products with a gap that grows.
#[test]
fn products_have_gaps_of_order_log_m() {
    let mut before = Rational::zero();
    for k in 1..=3_usize {
        let (srev, brev) = buyer::gap(k);
        let ratio_of = brev / srev;
        assert!(ratio_of >= Rational::new((2 * k).into(), 16.into()) && ratio_of > before, "{k}: {ratio_of}");
        before = ratio_of;
    }
}

#[test]
fn what_holds_is_in_order_in_the_catalogue() {
    let refuted: BTreeSet<&str> = ROWS.iter().map(|row| row.id).collect();
    let mut wrong = Vec::new();
    for statement in STATEMENTS {
        let entry = statement.entry();
        if refuted.contains(entry.id) {
            continue;
        }
        let shown = plain::file(entry.id).exists();
        if WITHOUT_INSTANCE.contains(&entry.id) || !statement.is_general() && !shown {
            if shown {
                wrong.push(format!("{}: has an instance by now", entry.id));
            }
            continue;
        }
        match plain::read(entry.id) {
            Err(why) => wrong.push(why),
            Ok(instance) => {
                let number = |name: &str| instance.numbers.get(name).map(|number| number.0.clone());
                match (number("left"), number("right")) {
                    (Some(left), Some(right)) if left <= right => {}
                    (Some(left), Some(right)) => wrong.push(format!("{}: {left} > {right}", entry.id)),
                    _ => wrong.push(format!("{}: without left and right", entry.id)),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
