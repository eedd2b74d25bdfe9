//! Hunting: many cases, each sharpened, then local moves from the worst, for the case nearest to a violation.
//!
//! ```
//! use tvmd::search::{Options, hunt};
//! use tvmd::tv_robustness::lemma_3;
//!
//! let options = Options { budget: 50, seed: 7, ..Options::default() };
//! let found = hunt(lemma_3::STATEMENT, None, &options, &mut |_| ());
//! assert!(found.instances > 0 && !found.is_refuted());
//! ```

use crate::case::{Case, Generator, neighbour};
use crate::exact::Rational;
use crate::paper::{ClaimKind, Comparison, Statement};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// How long and from where to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many random cases and moves to try for each statement, divided by its effort.
    pub budget: u64,
    /// What the random cases are made from; the same seed gives the same cases.
    pub seed: u64,
    /// Whether to stop as soon as every claim made so far is violated.
    pub stop_when_refuted: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { budget: 2_000, seed: 1, stop_when_refuted: false }
    }
}

/// A comparison at a case.
#[derive(Clone, Debug)]
pub struct At {
    /// Both sides.
    pub comparison: Comparison,
    /// The case.
    pub case: Case,
}

/// What was found about one claim of a statement.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The comparison with the largest ratio of left to right side, that ratio, and where. `None` if the right side was
    /// always 0.
    pub best: Option<(Rational, At)>,
    /// The first violation.
    pub violation: Option<At>,
    /// Who claims it.
    pub claim: ClaimKind,
    /// Whether the sides are claimed to be equal.
    pub equation: bool,
    /// For each coefficient that is claimed to be sharp, the least that no case tried refutes, as a share of what is claimed.
    pub coefficients: BTreeMap<&'static str, Rational>,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// By name of the comparison.
    pub claims: BTreeMap<String, Claimed>,
    /// Cases about which the statement says something.
    pub instances: u64,
    /// Cases about which it says nothing.
    pub vacuous: u64,
    /// How long it took.
    pub time: Duration,
}

/// Tries known cases, a statement's examples and grid, random cases and local moves; `progress` hears the number of random
/// cases and moves done.
pub fn hunt(
    statement: &dyn Statement,
    known: impl IntoIterator<Item = Case>,
    options: &Options,
    progress: &mut dyn FnMut(u64),
) -> Found {
    let start = Instant::now();
    let mut found = Found::default();
    let first = statement.examples().into_iter().chain(statement.grid()).chain(known);
    for case in first {
        found.offer(statement, case);
        if options.stop_when_refuted && found.is_refuted() {
            break;
        }
    }
    if statement.is_general() {
        let budget = (options.budget / statement.effort().max(1)).max(1);
        let mut generator = Generator::new(options.seed);
        for done in 0..budget {
            progress(done * statement.effort().max(1));
            if options.stop_when_refuted && found.is_refuted() {
                break;
            }
            // The first half is drawn afresh, the second moves from the worst so far, one claim after the other.
            let case = if done < budget.div_ceil(2) {
                statement.generate(&mut generator).map(|case| statement.sharpen(case))
            } else {
                found.worst(done).and_then(|worst| neighbour(&worst, &mut generator))
            };
            if let Some(case) = case {
                found.offer(statement, case);
            }
        }
    }
    found.time = start.elapsed();
    found
}

impl Found {
    /// Checks a statement at a case and keeps what is worse than anything before.
    pub fn offer(&mut self, statement: &dyn Statement, case: Case) {
        let comparisons = statement.check(&case);
        if comparisons.is_empty() {
            self.vacuous += 1;
            return;
        }
        self.instances += 1;
        for comparison in comparisons {
            let claim = comparison.claim;
            let claimed = self.claims.entry(comparison.what.clone()).or_insert_with(|| Claimed {
                best: None,
                violation: None,
                claim,
                equation: comparison.equal,
                coefficients: BTreeMap::new(),
            });
            for (term, share) in comparison.coefficients() {
                let least = claimed.coefficients.entry(term).or_insert_with(|| share.clone());
                *least = share.max(least.clone());
            }
            let at = |comparison: &Comparison| At { comparison: comparison.clone(), case: case.clone() };
            if !comparison.holds() && claimed.violation.is_none() {
                claimed.violation = Some(at(&comparison));
            }
            let Some(ratio) = comparison.ratio() else { continue };
            // Of equally bad cases the last is kept, so that moves can wander.
            if claimed.best.as_ref().is_none_or(|(best, _)| ratio >= *best) {
                claimed.best = Some((ratio, at(&comparison)));
            }
        }
    }

    /// Whether there are claims and each is violated.
    #[must_use]
    pub fn is_refuted(&self) -> bool {
        !self.claims.is_empty() && self.claims.values().all(|claimed| claimed.violation.is_some())
    }

    /// The first violation of a claim that is said to hold.
    #[must_use]
    pub fn surprise(&self) -> Option<&At> {
        let held = self.claims.values().filter(|claimed| claimed.claim != ClaimKind::Printed);
        held.filter_map(|claimed| claimed.violation.as_ref()).next()
    }

    /// The first violation of a claim that the paper prints.
    #[must_use]
    pub fn refutation(&self) -> Option<&At> {
        let printed = self.claims.values().filter(|claimed| claimed.claim == ClaimKind::Printed);
        printed.filter_map(|claimed| claimed.violation.as_ref()).next()
    }

    /// What is shown of it: the violation of what is said to hold, else of what is printed, else what comes nearest to one.
    #[must_use]
    pub fn shown(&self) -> Option<&At> {
        self.surprise().or(self.refutation()).or(self.best().map(|(_, at)| at))
    }

    /// The comparison nearest to a violation in units of its constant, among those whose constant matters: claims that are
    /// sharp if there are any, else all.
    #[must_use]
    pub fn best(&self) -> Option<(Rational, &At)> {
        let among = |sharp: bool| {
            let claims =
                self.claims.values().filter(move |claimed| !sharp || claimed.claim == ClaimKind::Sharp);
            let best = claims.filter_map(|claimed| claimed.best.as_ref());
            best.map(|(ratio, at)| (ratio * &at.comparison.constant, at))
                .max_by(|one, other| one.0.cmp(&other.0))
        };
        among(true).or_else(|| among(false))
    }

    /// The worst case for one of the claims, in turn.
    fn worst(&self, turn: u64) -> Option<Case> {
        let worst: Vec<&At> =
            self.claims.values().filter_map(|claimed| claimed.best.as_ref()).map(|(_, at)| at).collect();
        let turn = usize::try_from(turn).unwrap_or_default().checked_rem(worst.len())?;
        worst.get(turn).map(|at| at.case.clone())
    }
}
