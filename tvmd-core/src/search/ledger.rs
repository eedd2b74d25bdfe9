//! The ledger: one row per statement, with what is printed, what is true and what the search found.
//!
//! ```
//! use tvmd::search::{Options, audit};
//! use tvmd::tv_robustness::lemma_2;
//!
//! let row = audit(lemma_2::STATEMENT, None, false, &Options { budget: 50, ..Options::default() }, &mut |_| ())?;
//! assert_eq!(row.id, "lemma-2");
//! assert!(row.search.surprise.is_none() && row.search.instances > 0);
//! # Ok::<(), tvmd::search::SearchError>(())
//! ```

use super::catalogue::Catalogue;
use super::error::SearchError;
use super::hunt::{At, Found, Options, hunt};
use crate::exact::text::Text;
use crate::model::InstanceDecl;
use crate::paper::{ClaimKind, Entry, Standing, Statement, Version};
use serde::{Deserialize, Serialize};

/// A row of the ledger.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Its name: `lemma-2`.
    pub id: String,
    /// A title of a few words.
    pub title: &'static str,
    /// The statement as printed.
    pub printed: Version,
    /// What was meant, where that isn't what the letter says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meant: Option<Version>,
    /// The sharpest form that is known to hold.
    pub sharp: Version,
    /// What the search found.
    pub search: Searched,
    /// What is assumed of the mechanism and the priors.
    pub hypotheses: &'static [&'static str],
    /// The conventions that give the statement its meaning.
    pub conventions: &'static [&'static str],
    /// Why the verdict is what it is, where that isn't plain.
    pub explanation: &'static str,
    /// The worst instance found, or the counterexample, with the numbers on both sides.
    pub witness: Option<InstanceDecl>,
}

impl Row {
    /// Whether the statement fails to the letter and is true as it was meant.
    #[must_use]
    pub fn is_true_as_meant(&self) -> bool {
        self.printed.verdict == Standing::Refuted
            && self.meant.as_ref().is_some_and(|meant| meant.verdict == Standing::Holds)
    }
}

/// What a search found, in figures.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Searched {
    /// The largest ratio of left side to right side without its constant: the constant itself is equality.
    pub best_ratio: Option<Text>,
    /// What it is a ratio of.
    #[serde(skip_deserializing)]
    pub of: &'static str,
    /// Cases about which the statement says something.
    pub instances: u64,
    /// Cases about which it says nothing.
    pub vacuous: u64,
    /// How long the search took, in seconds.
    pub seconds: f64,
    /// ClaimKind by claim.
    pub claims: Vec<SearchedClaim>,
    /// What doesn't fit the verdicts: a violation of what is said to hold, or a refuted statement without a
    /// counterexample.
    pub surprise: Option<String>,
}

/// What was found about one claim.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SearchedClaim {
    /// What is compared.
    pub what: String,
    /// Who claims it.
    pub claim: ClaimKind,
    /// The largest ratio of left side to right side without its constant.
    pub best_ratio: Option<Text>,
    /// The constant.
    pub constant: Option<Text>,
    /// Whether a case violates it.
    pub violated: bool,
}

/// What a search adds to a statement in its row, to be kept in a file: the rest is the statement's.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The statement's name.
    pub id: String,
    /// The statement as printed, with the verdict that the search left it.
    pub printed: Version,
    /// What the search found.
    pub search: Searched,
    /// The worst instance found, or the counterexample.
    pub witness: Option<InstanceDecl>,
}

impl Record {
    /// The row of a statement that it is a record of.
    #[must_use]
    pub fn row(self, statement: &dyn Statement) -> Row {
        let Self { id, printed, search, witness } = self;
        let Entry { title, sharp, ratio_of, hypotheses, conventions, explanation, .. } = statement.entry();
        let (meant, search) = (statement.meant(), Searched { of: ratio_of, ..search });
        Row { id, title, printed, meant, sharp, search, hypotheses, conventions, explanation, witness }
    }
}

impl From<Row> for Record {
    fn from(Row { id, printed, search, witness, .. }: Row) -> Self {
        Self { id, printed, search, witness }
    }
}

/// Searches a statement and makes its row. The search starts from what the catalogue has, if there is one; with `keep`,
/// what it finds that is worse is kept there.
/// `progress` hears the number of cases done.
///
/// # Errors
/// A broken catalogue file, or one that can't be written.
pub fn audit(
    statement: &dyn Statement,
    catalogue: Option<&Catalogue>,
    keep: bool,
    options: &Options,
    progress: &mut dyn FnMut(u64),
) -> Result<Row, SearchError> {
    let known = catalogue.map_or(Ok(None), |catalogue| catalogue.load(statement.entry().id))?;
    let found = hunt(statement, known.clone(), options, progress);
    if let Some(catalogue) = catalogue.filter(|_| keep) {
        catalogue.keep(statement, &found, known.as_ref())?;
    }
    Ok(row(statement, &found))
}

/// The row of a statement, from what was found of it.
pub(super) fn row(statement: &dyn Statement, found: &Found) -> Row {
    let Entry { id, title, mut printed, sharp, ratio_of, hypotheses, conventions, explanation } =
        statement.entry();
    let surprise = if let Some(at) = found.surprise() {
        printed.verdict = Standing::Refuted;
        Some(format!("violated: {}", at.comparison.what))
    } else {
        match (printed.verdict, found.refutation()) {
            (Standing::Refuted, None) => {
                printed.verdict = Standing::Open;
                Some("said to be refuted, but no counterexample was found".to_owned())
            }
            (Standing::Refuted, Some(_)) | (_, None) => None,
            (_, Some(at)) => {
                printed.verdict = Standing::Refuted;
                Some(format!("violated as printed: {}", at.comparison.what))
            }
        }
    };
    let claims = found.claims.iter().map(|(what, claimed)| SearchedClaim {
        what: what.clone(),
        claim: claimed.claim,
        best_ratio: claimed.best.as_ref().map(|(ratio, at)| Text(ratio * &at.comparison.constant)),
        constant: claimed.best.as_ref().map(|(_, at)| Text(at.comparison.constant.clone())),
        violated: claimed.violation.is_some(),
    });
    Row {
        id: id.to_owned(),
        title,
        printed,
        meant: statement.meant(),
        sharp,
        search: Searched {
            best_ratio: found.best().map(|(ratio, _)| Text(ratio)),
            of: ratio_of,
            instances: found.instances,
            vacuous: found.vacuous,
            seconds: found.time.as_secs_f64(),
            claims: claims.collect(),
            surprise,
        },
        hypotheses,
        conventions,
        explanation,
        witness: found.shown().map(witness),
    }
}

/// A case as an instance, with the numbers on both sides.
#[must_use]
pub fn witness(at: &At) -> InstanceDecl {
    let At { comparison, case } = at;
    case.to_instance(Some((&comparison.left, &comparison.right)))
}
