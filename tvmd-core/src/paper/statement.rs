//! What all statements have in common, and what users implement for conjectures of their own.

use crate::exact::{Rational, text};
use crate::mechanism::Table;
use crate::prior::Prior;
use num_traits::Zero;
use serde::Serialize;

/// Whether a statement is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// There is a proof, or the check is exhaustive.
    Holds,
    /// There is an exact counterexample.
    Refuted,
    /// Neither is known, and the printed argument doesn't show it.
    NotImplied,
    /// Neither is known.
    Open,
}

/// A statement as someone has put it, with its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// Whether it is true.
    pub verdict: Standing,
    /// Its constant, if it has one.
    pub constant: Option<String>,
    /// The statement in our own words.
    pub statement: String,
}

/// A row's fixed part: what is stated and what is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The row's name in the ledger: `lemma-2`.
    pub id: &'static str,
    /// A title of a few words.
    pub title: &'static str,
    /// The statement as the paper prints it.
    pub printed: Version,
    /// The sharpest form that is known to hold.
    pub sharp: Version,
    /// What the search's ratio is a ratio of: `(E_P - E_Q) / (V*TV)`.
    pub ratio_of: &'static str,
    /// The conventions that give the statement its meaning.
    pub conventions: &'static [&'static str],
}

/// Something that a statement speaks about: a mechanism, a prior and a second prior.
#[derive(Clone, Debug)]
pub struct Case {
    /// The mechanism.
    pub table: Table,
    /// D, or P.
    pub prior: Prior,
    /// D̂, or Q.
    pub prior_hat: Prior,
}

/// Both sides of one inequality, or equation, at a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// What is compared.
    pub what: String,
    /// The side that is claimed to be the smaller.
    #[serde(with = "text")]
    pub left: Rational,
    /// The side that is claimed to be the larger.
    #[serde(with = "text")]
    pub right: Rational,
    /// Whether the sides are claimed to be equal.
    pub equal: bool,
}

impl Comparison {
    /// The claim `left ≤ right`.
    #[must_use]
    pub fn at_most(what: impl Into<String>, left: Rational, right: Rational) -> Self {
        Self { what: what.into(), left, right, equal: false }
    }

    /// The claim `left = right`.
    #[must_use]
    pub fn equal(what: impl Into<String>, left: Rational, right: Rational) -> Self {
        Self { what: what.into(), left, right, equal: true }
    }

    /// Whether the claim is true.
    #[must_use]
    pub fn holds(&self) -> bool {
        if self.equal { self.left == self.right } else { self.left <= self.right }
    }

    /// What is left until equality, right minus left.
    #[must_use]
    pub fn slack(&self) -> Rational {
        &self.right - &self.left
    }

    /// Left over right: 1 is equality, above 1 a violation. `None` if the right side is 0.
    #[must_use]
    pub fn ratio(&self) -> Option<Rational> {
        (!self.right.is_zero()).then(|| &self.left / &self.right)
    }
}

/// A numbered item of the paper, or a conjecture.
pub trait Statement: Sync {
    /// What is stated and what is known.
    fn entry(&self) -> Entry;

    /// Both sides at a case. None where the statement says nothing about it (a vacuous case).
    fn check(&self, case: &Case) -> Vec<Comparison>;

    /// A case at least as hard, from the structure of the statement: the worst prior for a mechanism is a sort.
    fn sharpen(&self, case: Case) -> Case {
        case
    }

    /// Cases that are always checked, first.
    fn examples(&self) -> Vec<Case> {
        Vec::new()
    }

    /// Whether the statement is about arbitrary cases, or only about its examples.
    fn is_general(&self) -> bool {
        true
    }
}
