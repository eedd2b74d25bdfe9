//! Hunting: many cases, each sharpened, and the one that comes nearest to a violation.

use super::random::Generator;
use crate::exact::Rational;
use crate::paper::{Case, Comparison, Statement};
use std::time::{Duration, Instant};

/// How long and from where to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many random cases to try for each statement.
    pub budget: u64,
    /// What the random cases are made from; the same seed gives the same cases.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { budget: 2_000, seed: 1 }
    }
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The largest ratio of left to right side, with the comparison and the case that attain it.
    pub best: Option<(Rational, Comparison, Case)>,
    /// The first violation.
    pub violation: Option<(Comparison, Case)>,
    /// Cases about which the statement says something.
    pub instances: u64,
    /// Cases about which it says nothing.
    pub vacuous: u64,
    /// How long it took.
    pub time: Duration,
}

/// Tries a statement's own examples and random cases; `progress` hears the number of cases done.
///
/// The search stops at the first violation.
pub fn hunt(statement: &dyn Statement, options: &Options, progress: &mut dyn FnMut(u64)) -> Found {
    let start = Instant::now();
    let mut found = Found::default();
    for case in statement.examples() {
        found.offer(statement, case);
    }
    if statement.is_general() {
        let mut generator = Generator::new(options.seed);
        for done in 0..options.budget {
            progress(done);
            if found.violation.is_some() {
                break;
            }
            // A generated case that is no instance would be a mistake of the generator, not of the statement.
            let Some(case) = generator.case() else { continue };
            found.offer(statement, statement.sharpen(case));
        }
    }
    found.time = start.elapsed();
    found
}

impl Found {
    pub(super) fn offer(&mut self, statement: &dyn Statement, case: Case) {
        let comparisons = statement.check(&case);
        if comparisons.is_empty() {
            self.vacuous += 1;
            return;
        }
        self.instances += 1;
        for comparison in comparisons {
            if !comparison.holds() && self.violation.is_none() {
                self.violation = Some((comparison.clone(), case.clone()));
            }
            let Some(ratio) = comparison.ratio() else { continue };
            if self.best.as_ref().is_none_or(|(best, _, _)| ratio > *best) {
                self.best = Some((ratio, comparison, case.clone()));
            }
        }
    }
}
