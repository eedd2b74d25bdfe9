//! The whole of a mechanism's incentives in one report.

use super::bayesian::Interim;
use super::dominant::{worst_gain, worst_loss};
use super::frontier::Frontier;
use super::participants;
use super::side::Side;
use super::verdict::Verdict;
use crate::mechanism::{Table, TableError};
use crate::model::{Claim, Property};
use crate::prior::{Prior, PriorError, same_setting};
use std::error::Error;
use std::fmt;

/// Why no report could be made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IncentiveError {
    /// The mechanism does something impossible.
    Table(TableError),
    /// The prior belongs to another setting.
    Prior(PriorError),
}

impl fmt::Display for IncentiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(error) => error.fmt(f),
            Self::Prior(error) => error.fmt(f),
        }
    }
}

impl Error for IncentiveError {
    /// The error whose message it has.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Table(error) => Some(error),
            Self::Prior(error) => Some(error),
        }
    }
}

impl From<TableError> for IncentiveError {
    fn from(error: TableError) -> Self {
        Self::Table(error)
    }
}

impl From<PriorError> for IncentiveError {
    fn from(error: PriorError) -> Self {
        Self::Prior(error)
    }
}

/// What is true of a mechanism's incentives under a prior.
///
/// The [module's page](super) has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncentiveReport {
    /// Whether truthful participation ever costs anything.
    pub ex_post_ir: Verdict,
    /// Whether truth is dominant; ⊥ counts as a report, so this contains participation.
    pub dsic: Verdict,
    /// Whether truth is dominant among types that take part: ⊥ is neither a type nor a report, and participation stands apart.
    pub dsic_participating: Verdict,
    /// Whether truth is a Bayes-Nash equilibrium, and the smallest ε for ε-BIC; `None` without a prior.
    pub bic: Option<BayesianReport>,
}

/// What is true of a mechanism's incentives in expectation over a prior.
///
/// The `bic` of an [`IncentiveReport`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BayesianReport {
    /// BIC; its regret is the smallest ε with which the mechanism is ε-BIC. ⊥ counts as a report, so this contains participation.
    pub verdict: Verdict,
    /// BIC among types that take part: ⊥ is neither a type nor a report, and participation stands apart.
    pub participating: Verdict,
    /// Whether taking part costs a type of positive probability anything in expectation, given her type.
    pub interim_ir: Verdict,
    /// For which (ε, q) it is (ε, q)-BIC, misreports quantified per type.
    pub frontier: Frontier,
    /// The same with the quantifier as printed in the paper; `None` if it has more than
    /// [`MAX_CORNERS`](crate::work::MAX_CORNERS).
    pub frontier_as_printed: Option<Frontier>,
    /// What every agent's types expect.
    pub interim: Vec<Interim>,
}

impl IncentiveReport {
    /// Checks everything there is to check.
    ///
    /// # Errors
    /// If the prior belongs to another setting than the table.
    pub fn of(table: &Table, prior: Option<&Prior>) -> Result<Self, IncentiveError> {
        if let Some(prior) = prior {
            same_setting(table.setting(), prior.setting()).map_err(IncentiveError::Prior)?;
        }
        let sides = Side::all(table, prior);
        let dsic = Verdict::worst(table, &sides, worst_gain);
        Ok(Self {
            ex_post_ir: Verdict::worst(table, &sides, worst_loss),
            dsic_participating: participants::dominant(table, &sides, &dsic),
            dsic,
            bic: prior.map(|prior| BayesianReport::new(table, &sides, prior)),
        })
    }

    /// Whether a claim is true; `None` if it is about a prior and there is none.
    ///
    /// ```
    /// use tvmd::model::Claim;
    /// use tvmd::prelude::*;
    /// # tvmd::mechanism! {
    /// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } }
    /// #     mechanism Posted in Shop { posted_prices { Tea: 3/2 } }
    /// # }
    ///
    /// let report = Posted.report(None)?;
    /// let decided: Vec<_> = Claim::list("dsic, not ex_post_ir, bic")?.iter().map(|claim| report.decides(claim)).collect();
    /// assert_eq!(decided, [Some(true), Some(false), None], "the last is about a prior");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn decides(&self, claim: &Claim) -> Option<bool> {
        let verdict = self.verdict(&claim.property)?;
        let holds = match &claim.property {
            Property::EpsBic(epsilon) => verdict.regret <= *epsilon,
            Property::EpsQBic(epsilon, q) => self.bic.as_ref()?.frontier.smallest_q(epsilon) <= *q,
            _ => verdict.holds,
        };
        Some(holds != claim.negated)
    }

    /// The verdict that a property is decided by, BIC for its relaxations; `None` if it is about a prior and there is none.
    #[must_use]
    pub fn verdict(&self, property: &Property) -> Option<&Verdict> {
        let bic = self.bic.as_ref();
        match property {
            Property::ExPostIr => Some(&self.ex_post_ir),
            Property::Dsic => Some(&self.dsic),
            Property::DsicParticipating => Some(&self.dsic_participating),
            Property::InterimIr => bic.map(|bic| &bic.interim_ir),
            Property::BicParticipating => bic.map(|bic| &bic.participating),
            Property::Bic | Property::EpsBic(_) | Property::EpsQBic(..) => bic.map(|bic| &bic.verdict),
        }
    }
}

impl BayesianReport {
    /// Checks what is about expectations over `prior`, and nothing else.
    ///
    /// # Errors
    /// If the prior belongs to another setting than the table.
    pub fn of(table: &Table, prior: &Prior) -> Result<Self, PriorError> {
        same_setting(table.setting(), prior.setting())?;
        Ok(Self::new(table, &Side::all(table, Some(prior)), prior))
    }

    fn new(table: &Table, sides: &[Side<'_>], prior: &Prior) -> Self {
        let interim = Interim::all(sides, prior);
        let verdict = Verdict::expected(table, prior, &interim);
        Self {
            participating: participants::bayesian(table, sides, prior, &verdict),
            interim_ir: participants::interim_ir(table, prior, &interim),
            verdict,
            frontier: Frontier::per_type(&interim),
            frontier_as_printed: Frontier::per_misreport(sides, &interim, prior),
            interim,
        }
    }
}

impl fmt::Display for IncentiveReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "ex-post IR {}", self.ex_post_ir)?;
        if let Some(bic) = self.bic.as_ref().filter(|_| !self.ex_post_ir.holds) {
            writeln!(f, "interim IR {}", bic.interim_ir)?;
        }
        write!(f, "DSIC {}", self.dsic)?;
        if let Some(apart) = self.dsic_participating.unlike(&self.dsic) {
            write!(f, "\n{apart}")?;
        }
        let Some(bic) = &self.bic else { return Ok(()) };
        write!(f, "\nBIC {}", bic.verdict)?;
        if let Some(apart) = bic.participating.unlike(&bic.verdict) {
            write!(f, "\n{apart}")?;
        }
        if !bic.verdict.holds {
            let steps: Vec<String> =
                bic.frontier.steps().iter().map(|step| format!("({}, {})", step.epsilon, step.q)).collect();
            write!(f, "\n(ε, q)-BIC from {} on", steps.join(", "))?;
        }
        Ok(())
    }
}
