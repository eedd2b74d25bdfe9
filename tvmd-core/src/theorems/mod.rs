//! `theorems!`: the statements of a paper as tests of a user's mechanisms.
//!
//! ```
//! # use tvmd::prelude::*;
//! # tvmd::mechanism! {
//! #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
//! #     mechanism Posted in Shop { posted_prices { Tea: 3/2 } }
//! #     mechanism Free in Shop { posted_prices { Tea: 0 } }
//! # }
//! tvmd::theorems!(Posted, Free [lemma_2]);
//! # fn main() {}
//! ```

mod declare;
mod shared;

pub use shared::Shared;

use crate::Mechanism;
use crate::paper::Statement;
use crate::search::catalogue::to_json;
use crate::search::{At, SEED, SearchError, check_near, keep_violation, still_violated};
use std::fmt;
use std::path::{Path, PathBuf};

/// What a statement says at a mechanism and near its prior.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    /// The statement.
    pub id: &'static str,
    /// The mechanism.
    pub mechanism: String,
    /// Cases about which the statement says something; none violates it.
    pub instances: u64,
    /// Cases about which it says nothing.
    pub vacuous: u64,
}

impl fmt::Display for Tested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, mechanism, instances, vacuous } = self;
        write!(
            f,
            "{id} at {mechanism}: not refuted in {instances} cases (seed {SEED}), and {vacuous} more were vacuous"
        )
    }
}

/// Why a statement isn't known to hold near a mechanism.
#[derive(Debug)]
#[non_exhaustive]
pub enum Refutation {
    /// A case violates it.
    Violated(Box<Violation>),
    /// It couldn't be tested.
    Untested {
        /// The mechanism.
        mechanism: String,
        /// Why.
        source: SearchError,
    },
}

/// A case near a mechanism that violates a statement, shrunk.
#[derive(Debug)]
pub struct Violation {
    /// The statement.
    pub id: &'static str,
    /// The mechanism.
    pub mechanism: String,
    /// Both sides, and the case.
    pub at: At,
    /// Where it is kept.
    pub file: PathBuf,
    /// Whether it was kept there by an earlier run.
    pub earlier: bool,
    /// Why it couldn't be kept.
    pub not_kept: Option<std::io::Error>,
}

impl fmt::Display for Refutation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Violated(violation) => violation.fmt(f),
            Self::Untested { mechanism, source } => write!(f, "{mechanism}: {source}"),
        }
    }
}

impl std::error::Error for Refutation {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Violated(_) => None,
            Self::Untested { source, .. } => Some(source),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, mechanism, at: At { comparison, case }, file, .. } = self;
        let relation = if comparison.equal { "is not" } else { "is more than" };
        writeln!(
            f,
            "{id} is violated near {mechanism}: {}, but {} {relation} {}",
            comparison.what, comparison.left, comparison.right
        )?;
        writeln!(f, "{}", to_json(comparison, case))?;
        match (&self.not_kept, self.earlier) {
            (Some(error), _) => write!(f, "not kept: {}: {error}", file.display()),
            (None, true) => write!(f, "kept in {} from an earlier run", file.display()),
            (None, false) => write!(f, "kept in {}, and replayed first the next time", file.display()),
        }
    }
}

/// Tests a statement at a mechanism, on its own prior, on random priors near it and on the worst near it. A violation is shrunk and
/// kept in `file`; what is kept there is tried first.
///
/// # Errors
/// A violation; or why nothing could be tested, such as an impossible outcome.
///
/// ```
/// use tvmd::theorems::test;
/// use tvmd::tv_robustness::lemma_2;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
/// #     mechanism Posted in Shop { posted_prices { Tea: 3/2 } }
/// # }
///
/// let tested = test(lemma_2::STATEMENT, &Posted, "counterexamples/Posted-lemma-2.json".as_ref())?;
/// assert!(tested.instances > 0);
/// # Ok::<(), tvmd::theorems::Refutation>(())
/// ```
pub fn test(statement: &dyn Statement, mechanism: &dyn Mechanism, file: &Path) -> Result<Tested, Refutation> {
    let (id, name) = (statement.entry().id, mechanism.name().to_owned());
    let untested = |source| Refutation::Untested { mechanism: name.clone(), source };
    let violated = |at, earlier, not_kept| {
        let (mechanism, file) = (name.clone(), file.to_owned());
        Refutation::Violated(Box::new(Violation { id, mechanism, at, file, earlier, not_kept }))
    };
    if let Some(at) = still_violated(statement, file).map_err(untested)? {
        return Err(violated(at, true, None));
    }
    let found = check_near(statement, mechanism).map_err(|error| untested(error.into()))?;
    if let Some(at) = found.surprise() {
        let (smallest, written) = keep_violation(statement, at, file);
        return Err(violated(smallest, false, written.err()));
    }
    Ok(Tested { id, mechanism: name, instances: found.instances, vacuous: found.vacuous })
}
