//! The ledger: one row per statement, with what is printed, what is true and what the search found.

use super::hunt::{Found, Options, hunt};
use crate::exact::text::Text;
use crate::model::{Entries, FORMAT, Instance, Mechanism};
use crate::paper::{Case, Comparison, Entry, Standing, Statement, Version};
use serde::Serialize;

/// A row of the ledger.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Its name: `lemma-2`.
    pub id: &'static str,
    /// A title of a few words.
    pub title: &'static str,
    /// The statement as printed.
    pub printed: Version,
    /// The sharpest form that is known to hold.
    pub sharp: Version,
    /// What the search found.
    pub search: Searched,
    /// The conventions that give the statement its meaning.
    pub conventions: &'static [&'static str],
    /// The worst instance found, or the counterexample, with the numbers on both sides.
    pub witness: Option<Instance>,
}

/// What a search found, in figures.
#[derive(Clone, Debug, Serialize)]
pub struct Searched {
    /// The largest ratio of left to right side; 1 is equality.
    pub best_ratio: Option<Text>,
    /// What it is a ratio of.
    pub of: &'static str,
    /// Cases about which the statement says something.
    pub instances: u64,
    /// Cases about which it says nothing.
    pub vacuous: u64,
    /// How long the search took, in seconds.
    pub seconds: f64,
    /// Whether a case violates what is said to hold. Then the verdict is `refuted`.
    pub violated: bool,
}

/// Searches each statement and makes its row. `progress` hears the statement's id and the number of cases done.
pub fn audit<'a>(
    statements: impl IntoIterator<Item = &'a dyn Statement>,
    options: &Options,
    progress: &mut dyn FnMut(&str, u64),
) -> Vec<Row> {
    let row = |statement: &dyn Statement| {
        let entry = statement.entry();
        let found = hunt(statement, options, &mut |done| progress(entry.id, done));
        row(entry, &found)
    };
    statements.into_iter().map(row).collect()
}

fn row(entry: Entry, found: &Found) -> Row {
    let Entry { id, title, mut printed, sharp, ratio_of, conventions } = entry;
    if found.violation.is_some() {
        printed.verdict = Standing::Refuted;
    }
    let shown = found.violation.as_ref().map(|(comparison, case)| (comparison, case));
    let shown = shown.or(found.best.as_ref().map(|(_, comparison, case)| (comparison, case)));
    Row {
        id,
        title,
        printed,
        sharp,
        search: Searched {
            best_ratio: found.best.as_ref().map(|(ratio, _, _)| Text(ratio.clone())),
            of: ratio_of,
            instances: found.instances,
            vacuous: found.vacuous,
            seconds: found.time.as_secs_f64(),
            violated: found.violation.is_some(),
        },
        conventions,
        witness: shown.map(|(comparison, case)| witness(comparison, case)),
    }
}

/// A case as an instance, with the numbers on both sides.
#[must_use]
pub fn witness(comparison: &Comparison, case: &Case) -> Instance {
    let mechanism = Mechanism { rule: case.table.to_model(), claims: Vec::new() };
    let number = |name: &str, number: &crate::Rational| (name.to_owned(), Text(number.clone()));
    let numbers = [number("left", &comparison.left), number("right", &comparison.right)];
    Instance {
        tvmd: FORMAT,
        setting: case.table.setting().to_model(),
        prior: Some(case.prior.to_model()),
        prior_hat: Some(case.prior_hat.to_model()),
        mechanisms: [("Table".to_owned(), mechanism)].into_iter().collect(),
        numbers: Entries(numbers.into_iter().collect()),
    }
}
