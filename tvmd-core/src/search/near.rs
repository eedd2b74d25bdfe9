//! A statement at one mechanism: on its own prior, on priors near it and on the worst of those.

use super::hunt::Found;
use crate::case::{Case, Generator};
use crate::mechanism::{Mechanism, TableError};
use crate::paper::Statement;
use crate::prior::Prior;

/// How many random priors near a mechanism's own are tried.
pub const NEAR: u64 = 100;

/// Checks a statement at a mechanism; the uniform prior stands in where none is declared.
///
/// Cases are its prior against itself, against [`NEAR`] random priors near it, and against the worst prior as near
/// as each of those. Reproducible: the random priors are the same every time.
///
/// # Errors
/// If the mechanism does something impossible.
pub fn check_near(statement: &dyn Statement, mechanism: &dyn Mechanism) -> Result<Found, TableError> {
    let table = mechanism.table()?;
    let prior = mechanism.prior().cloned().unwrap_or_else(|| Prior::uniform(table.setting()));
    let mut generator = Generator::new(0);
    let mut found = Found::default();
    let case = |prior_hat| Case::new(table.clone(), prior.clone(), prior_hat);
    found.offer(statement, case(prior.clone()));
    for _ in 0..NEAR {
        let near = case(generator.near(&prior));
        found.offer(statement, near.clone());
        found.offer(statement, statement.sharpen(near));
    }
    Ok(found)
}
