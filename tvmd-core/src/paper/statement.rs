//! What all statements have in common, and what users implement for conjectures of their own.

use super::{Comparison, Twin};
use crate::case::{Case, Generator};
use serde::{Deserialize, Serialize};

/// Whether a statement is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Whether it is true.
    pub verdict: Standing,
    /// Its constant, if it has one.
    pub constant: Option<String>,
    /// The statement in our own words.
    pub statement: String,
}

impl Version {
    /// A version of a statement, with its verdict and its constant, if it has one.
    #[must_use]
    pub fn new(verdict: Standing, constant: Option<&str>, statement: &str) -> Self {
        Self { verdict, constant: constant.map(str::to_owned), statement: statement.to_owned() }
    }

    /// A version for which there is a proof.
    #[must_use]
    pub fn holds(constant: Option<&str>, statement: &str) -> Self {
        Self::new(Standing::Holds, constant, statement)
    }

    /// A version for which there is a counterexample.
    #[must_use]
    pub fn refuted(constant: Option<&str>, statement: &str) -> Self {
        Self::new(Standing::Refuted, constant, statement)
    }
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
    /// What the search's ratio is a ratio of: `(E_P - E_Q)/(V*TV)`.
    pub ratio_of: &'static str,
    /// What is assumed of the mechanism and the priors; cases without it are vacuous.
    pub hypotheses: &'static [&'static str],
    /// The conventions that give the statement its meaning.
    pub conventions: &'static [&'static str],
    /// Where the printed statement fails: the counterexample, so that a reader can follow it by hand. Elsewhere, a remark
    /// on the verdict, or nothing.
    pub explanation: &'static str,
}

/// A numbered item of the paper, or a conjecture.
///
/// The search tries the examples and the grid, then cases made by `generate` and hardened by `sharpen`, then local moves from
/// the worst of them. A statement about arbitrary mechanisms and priors needs `entry`, `check` and twins; the more it
/// knows of its own structure, the nearer the search comes to equality.
pub trait Statement: Sync {
    /// What is stated and what is known.
    fn entry(&self) -> Entry;

    /// Where the printed statement fails to the letter, by a misprint or a quantifier that its proof reads otherwise: what was
    /// meant, and whether that is true. `None` where what is printed is what was meant.
    fn meant(&self) -> Option<Version> {
        None
    }

    /// Both sides at a case. None where the statement says nothing about it (a vacuous case).
    fn check(&self, case: &Case) -> Vec<Comparison>;

    /// A random case of the kind that the statement is about; `None` if the draw came to nothing.
    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        generator.case()
    }

    /// A case at least as hard, from the structure of the statement: the worst prior for a mechanism is a sort.
    fn sharpen(&self, case: Case) -> Case {
        case
    }

    /// A small grid of cases that is tried exhaustively, first.
    fn grid(&self) -> Vec<Case> {
        Vec::new()
    }

    /// The paper's own examples.
    fn examples(&self) -> Vec<Case> {
        Vec::new()
    }

    /// Whether the statement is about arbitrary cases, or only about its examples and its grid.
    fn is_general(&self) -> bool {
        true
    }

    /// Deliberately wrong versions, which the same search must refute.
    fn twins(&self) -> Vec<Twin> {
        Vec::new()
    }

    /// How much a case costs, in simple cases. The search tries its budget divided by this.
    fn effort(&self) -> u64 {
        1
    }
}
