//! Twins: deliberately wrong versions of a statement. A check that can't fail is no check.
//!
//! That sharp bounds with lowered coefficients are refuted isn't asked of statements: the search tries it of every claim that calls
//! itself sharp, one coefficient at a time.

use super::{Comparison, Entry, Statement, Version};
use crate::case::{Case, Generator};
use serde::{Deserialize, Serialize};

/// What is wrong about a twin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flaw {
    /// The constant of a sharp bound, or the coefficient of one of its terms, is lowered by 2%.
    Constant,
    /// A hypothesis is dropped. If no counterexample is found, none is known, and the hypothesis may not be needed.
    Hypothesis,
    /// Something else is wrong: a tie-break, n for n + 1, a construction.
    Wrong,
}

/// A deliberately wrong version of a statement.
///
/// ```
/// use tvmd::paper::{Comparison, Twin};
/// # use tvmd::case::Case;
/// # use tvmd::paper::{Entry, Statement, Version};
/// use tvmd::search::{Options, hunt};
///
/// /// "The distance of two priors is at most 1."
/// struct AtMostOne;
/// # impl Statement for AtMostOne {
/// #     fn entry(&self) -> Entry {
/// #         let said = Version::holds(None, "the distance is at most 1");
/// #         Entry {
/// #             id: "at-most-one", title: "Distances", printed: said.clone(), sharp: said, ratio_of: "TV", hypotheses: &[],
/// #             conventions: &[], explanation: "",
/// #         }
/// #     }
/// #     fn check(&self, case: &Case) -> Vec<Comparison> {
/// #         distance(case, tvmd::ratio!(1))
/// #     }
/// # }
/// # fn distance(case: &Case, most: tvmd::Rational) -> Vec<Comparison> {
/// #     let moved = case.prior.total_variation(&case.prior_hat);
/// #     moved.map(|moved| Comparison::at_most("TV", moved.value, most)).into_iter().collect()
/// # }
///
/// // The same with 1/8, which the same search must refute.
/// let twin = Twin::wrong("an eighth", AtMostOne, |case| distance(case, tvmd::ratio!(1 / 8)));
/// let options = Options { stop_when_refuted: true, ..Options::default() };
/// assert!(hunt(&*twin.statement, None, &options, &mut |_| ()).is_refuted());
/// ```
pub struct Twin {
    /// What is wrong about it.
    pub flaw: Flaw,
    /// The difference in words: `constant lowered by 2%`, `without ex-post IR`.
    pub what: &'static str,
    /// The wrong statement.
    pub statement: Box<dyn Statement>,
}

impl Twin {
    /// The statement with another check, from which a hypothesis is missing: `without ex-post IR`.
    #[must_use]
    pub fn without(
        hypothesis: &'static str,
        statement: impl Statement + 'static,
        check: fn(&Case) -> Vec<Comparison>,
    ) -> Self {
        Self { flaw: Flaw::Hypothesis, ..Self::wrong(hypothesis, statement, check) }
    }

    /// Another statement, which lacks a hypothesis but is searched in its own way: `without ex-post IR`.
    #[must_use]
    pub fn dropped(hypothesis: &'static str, statement: impl Statement + 'static) -> Self {
        Self { flaw: Flaw::Hypothesis, what: hypothesis, statement: Box::new(statement) }
    }

    /// The statement with another check, in which something is wrong.
    #[must_use]
    pub fn wrong(
        what: &'static str,
        statement: impl Statement + 'static,
        check: fn(&Case) -> Vec<Comparison>,
    ) -> Self {
        let check = move |_: &dyn Statement, case: &Case| check(case);
        Self { flaw: Flaw::Wrong, what, statement: Box::new(Altered { statement, check }) }
    }
}

impl std::fmt::Debug for Twin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Twin").field("flaw", &self.flaw).field("what", &self.what).finish_non_exhaustive()
    }
}

/// A statement with another check, searched in the same way.
struct Altered<S, C> {
    statement: S,
    check: C,
}

impl<S: Statement, C: Fn(&dyn Statement, &Case) -> Vec<Comparison> + Sync> Statement for Altered<S, C> {
    fn entry(&self) -> Entry {
        self.statement.entry()
    }

    fn meant(&self) -> Option<Version> {
        self.statement.meant()
    }

    fn check(&self, case: &Case) -> Vec<Comparison> {
        (self.check)(&self.statement, case)
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        self.statement.generate(generator)
    }

    fn sharpen(&self, case: Case) -> Case {
        self.statement.sharpen(case)
    }

    fn grid(&self) -> Vec<Case> {
        self.statement.grid()
    }

    fn examples(&self) -> Vec<Case> {
        self.statement.examples()
    }

    fn is_general(&self) -> bool {
        self.statement.is_general()
    }

    fn effort(&self) -> u64 {
        self.statement.effort()
    }
}
