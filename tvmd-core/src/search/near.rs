//! A statement at one mechanism: on its own prior, on priors near it and on the worst of those.

use super::catalogue::{replay, to_json};
use super::error::SearchError;
use super::hunt::{At, Found};
use crate::case::{Case, Generator, shrink};
use crate::files::write_whole;
use crate::mechanism::{Mechanism, TableError};
use crate::paper::Statement;
use crate::prior::Prior;
use std::fs;
use std::io;
use std::path::Path;

/// How many random priors near a mechanism's own are tried; statements that cost more and larger settings get fewer.
pub const NEAR: u64 = 100;

/// What the random priors are made from.
pub const SEED: u64 = 0;

/// Settings with up to so many profiles get all of them.
const FEW_PROFILES: u64 = 256;

/// Checks a statement at a mechanism; the uniform prior stands in where none is declared.
///
/// Cases are its prior against itself, against [`NEAR`] random priors near it, and against the worst prior as near
/// as each of those; for statements about extensions, a random set of types is kept. Reproducible: the random priors are
/// the same every time.
///
/// # Errors
/// If the mechanism does something impossible.
pub fn check_near(statement: &dyn Statement, mechanism: &dyn Mechanism) -> Result<Found, TableError> {
    let table = mechanism.table()?;
    let prior = mechanism.prior().cloned().unwrap_or_else(|| Prior::uniform(table.setting()));
    let mut generator = Generator::new(SEED);
    let mut found = Found::default();
    let case = |prior_hat, generator: &mut Generator| {
        let kept = Some(generator.kept(table.setting()));
        Case { kept, ..Case::new(table.clone(), prior.clone(), prior_hat) }
    };
    found.offer(statement, case(prior.clone(), &mut generator));
    let size = 1 + table.setting().profile_count() as u64 / FEW_PROFILES;
    for _ in 0..(NEAR / statement.effort().max(1) / size).max(1) {
        let prior_hat = generator.near(&prior);
        let near = case(prior_hat, &mut generator);
        found.offer(statement, near.clone());
        let sharpened = statement.sharpen(near);
        // The structure of some statements suggests another mechanism; this is about the user's.
        if sharpened.table.same_outcomes(&table) {
            found.offer(statement, sharpened);
        }
    }
    Ok(found)
}

/// The violation in a file that was kept before, if there is one and it still violates the statement.
///
/// # Errors
/// What is wrong with the file.
pub fn still_violated(statement: &dyn Statement, file: &Path) -> Result<Option<At>, SearchError> {
    Ok(replay(statement, file)?.and_then(|found| found.surprise().cloned()))
}

/// Shrinks a violation and writes it to a file, from which it is replayed first the next time.
///
/// # Errors
/// If the file can't be written; the shrunken violation is returned either way.
pub fn keep_violation(statement: &dyn Statement, at: &At, file: &Path) -> (At, io::Result<()>) {
    let violated = |case: &Case| {
        statement
            .check(case)
            .into_iter()
            .find(|comparison| comparison.what == at.comparison.what && !comparison.holds())
    };
    let case = shrink(at.case.clone(), |case| violated(case).is_some());
    let comparison = violated(&case).unwrap_or_else(|| at.comparison.clone());
    let folder = file.parent().map_or(Ok(()), fs::create_dir_all);
    let written = folder.and_then(|()| write_whole(file, to_json(&comparison, &case)));
    (At { comparison, case }, written)
}
