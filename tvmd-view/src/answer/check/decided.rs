//! Whether what is claimed or required holds.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

use crate::schema::found;
use schemars::JsonSchema;
use serde::Serialize;
use tvmd_core::diagnostic::PathStep;
use tvmd_core::incentive::IncentiveReport;
use tvmd_core::model::Claim;

/// A claim of the file, or a property required on the command line, and whether it holds.
#[derive(Serialize, JsonSchema)]
pub struct Decided {
    #[schemars(with = "found::Claim")]
    pub claim: Claim,
    pub holds: bool,
    /// What the claim is decided by, in words, where it doesn't hold and isn't a denial.
    #[serde(skip)]
    pub reason: Option<String>,
}

impl Decided {
    /// What a report decides of claims.
    ///
    /// # Errors
    /// A claim about a prior, where there is none.
    pub fn all<'c>(
        claims: impl IntoIterator<Item = &'c Claim>,
        report: &IncentiveReport,
    ) -> Result<Vec<Self>, &'c Claim> {
        let decided = claims.into_iter().map(|claim| {
            let holds = report.decides(claim).ok_or(claim)?;
            let witness = report.verdict(&claim.property).and_then(|verdict| verdict.witness.as_ref());
            let reason = witness.filter(|_| !holds && !claim.negated).map(ToString::to_string);
            Ok(Self { claim: claim.clone(), holds, reason })
        });
        decided.collect()
    }
}

/// Checks properties that are required as those that a file claims are checked.
///
/// # Errors
/// What is wrong with them, in words.
pub fn sensible(claims: &[Claim], has_prior: bool) -> Result<(), String> {
    Claim::check(claims, has_prior).map_err(|errors| {
        let said = errors.iter().map(|error| {
            let help = error.help.as_ref().map_or_else(String::new, |help| format!("\n  help: {help}"));
            let claim = match error.place.0.first() {
                Some(PathStep::Index(index)) => claims.get(*index),
                _ => None,
            };
            match claim.map(ToString::to_string).filter(|claim| !error.message.contains(claim)) {
                Some(claim) => format!("`{claim}`: {}{help}", error.message),
                None => format!("{}{help}", error.message),
            }
        });
        said.collect::<Vec<_>>().join("\n")
    })
}
