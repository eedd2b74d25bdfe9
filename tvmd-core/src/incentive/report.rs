//! The whole of a mechanism's incentives in one report.

use super::bayesian::Interim;
use super::dominant::{Worst, worst_gain, worst_loss};
use super::frontier::{Frontier, Reading};
use super::plane::Plane;
use super::witness::Witness;
use crate::exact::Rational;
use crate::mechanism::{Table, TableError};
use crate::model::{Claim, Property};
use crate::prior::{Prior, PriorError, same_setting};
use num_traits::Zero;
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

impl std::error::Error for IncentiveError {}

/// Whether a property holds; if not, how badly it fails and where.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Verdict {
    /// Whether it holds, exactly.
    pub holds: bool,
    /// The largest loss or gain, in units of payments; 0 where it holds.
    #[serde(with = "crate::exact::text")]
    pub regret: Rational,
    /// Who can gain most; of several, the first by agent, type, misreport and others'
    /// profile, ⊥ counting as the last type.
    pub witness: Option<Witness>,
}

impl Verdict {
    fn new(witness: Option<Witness>) -> Self {
        let regret = witness.as_ref().map_or_else(Rational::zero, |witness| witness.gain.clone());
        Self { holds: witness.is_none(), regret, witness }
    }
}

/// What is true of a mechanism's incentives under a prior.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncentiveReport {
    /// Whether truthful participation ever costs anything.
    pub ex_post_ir: Verdict,
    /// Whether truth is dominant.
    pub dsic: Verdict,
    /// Whether truth is a Bayes-Nash equilibrium, and the smallest ε for ε-BIC; `None` without a prior.
    pub bic: Option<BayesianReport>,
}

/// What is true of a mechanism's incentives in expectation over a prior.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BayesianReport {
    /// BIC; its regret is the smallest ε with which the mechanism is ε-BIC.
    pub verdict: Verdict,
    /// For which (ε, q) it is (ε, q)-BIC, misreports quantified per type.
    pub frontier: Frontier,
    /// The same with the quantifier as printed in the paper.
    pub frontier_as_printed: Frontier,
    /// Every agent's expected gains.
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
        let agents = 0..table.setting().agents().len();
        let planes: Vec<Plane> = agents.map(|agent| Plane::new(table, agent)).collect();
        let worst = |check: fn(&Plane) -> Option<Worst>| {
            let found = planes.iter().filter_map(|plane| Some((plane, check(plane)?)));
            let worst = found.fold(None, |best: Option<(&Plane, Worst)>, own| match best {
                Some(best) if best.1.amount >= own.1.amount => Some(best),
                _ => Some(own),
            });
            Verdict::new(worst.map(|(plane, worst)| Witness::ex_post(table, plane, &worst)))
        };
        Ok(Self {
            ex_post_ir: worst(worst_loss),
            dsic: worst(worst_gain),
            bic: prior.map(|prior| BayesianReport::new(table, &planes, prior)),
        })
    }

    /// Whether a claim is true; `None` if it is about a prior and there is none.
    #[must_use]
    pub fn decides(&self, claim: &Claim) -> Option<bool> {
        let holds = match &claim.property {
            Property::ExPostIr => self.ex_post_ir.holds,
            Property::Dsic => self.dsic.holds,
            Property::Bic => self.bic.as_ref()?.verdict.holds,
            Property::EpsBic(epsilon) => self.bic.as_ref()?.verdict.regret <= *epsilon,
            Property::EpsQBic(epsilon, q) => self.bic.as_ref()?.frontier.smallest_q(epsilon) <= *q,
        };
        Some(holds != claim.negated)
    }
}

impl BayesianReport {
    fn new(table: &Table, planes: &[Plane], prior: &Prior) -> Self {
        let interim: Vec<Interim> = planes.iter().map(|plane| Interim::new(plane, prior)).collect();
        let mut worst: Option<(usize, usize, usize, Rational)> = None;
        for (agent, own_interim) in interim.iter().enumerate() {
            for own in (1..own_interim.masses.len()).chain([0]) {
                let Some((gain, report)) = own_interim.best(own) else { continue };
                if gain > worst.as_ref().map_or_else(Rational::zero, |worst| worst.3.clone()) {
                    worst = Some((agent, own, report, gain));
                }
            }
        }
        let witness =
            worst.map(|(agent, own, report, gain)| Witness::interim(table, prior, agent, own, report, gain));
        Self {
            verdict: Verdict::new(witness),
            frontier: Frontier::new(&interim, Reading::PerType),
            frontier_as_printed: Frontier::new(&interim, Reading::PerMisreport),
            interim,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.witness {
            None => f.write_str("holds"),
            Some(witness) => write!(f, "fails: {witness}"),
        }
    }
}

impl fmt::Display for IncentiveReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "ex-post IR {}", self.ex_post_ir)?;
        write!(f, "DSIC {}", self.dsic)?;
        let Some(bic) = &self.bic else { return Ok(()) };
        write!(f, "\nBIC {}", bic.verdict)?;
        if !bic.verdict.holds {
            let steps: Vec<String> =
                bic.frontier.steps().iter().map(|step| format!("({}, {})", step.epsilon, step.q)).collect();
            write!(f, "\n(ε, q)-BIC from {} on", steps.join(", "))?;
        }
        Ok(())
    }
}
