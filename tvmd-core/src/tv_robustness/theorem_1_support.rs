//! Theorem 1 where D̂ has types that D doesn't (Appendix A.1).
//!
//! D lives on kept types T⁺, and M is truthful and good for D there. Its extension (Definition 3) is DSIC and ex-post IR on all types
//! (Lemma 6), and is M where D has mass. So Theorem 1 speaks of the extension as of any other mechanism, with the same α and the same
//! bound, whatever the support of D̂ is.

use super::definition_3::{extension, foreign, generate};
use super::theorem_1::{self, without_participation, worst_for_welfare};
use crate::case::{Case, Generator};
use crate::exact::Rational;
use crate::paper::{Comparison, Entry, Statement, Twin, Version};
use crate::prior::Prior;
use crate::setting::AgentId;
use num_traits::Zero;

/// Theorem 1 for the extension of a mechanism from a support of D.
pub const STATEMENT: &dyn Statement = &Stated;

#[derive(Clone, Copy)]
struct Stated;

impl Statement for Stated {
    fn entry(&self) -> Entry {
        Entry {
            id: "theorem-1-support",
            title: "Robustness of DSIC mechanisms, other supports",
            printed: Version::holds(
                Some("1 + alpha"),
                "the extension of a DSIC, ex-post IR mechanism on the support of D has the guarantee of Theorem 1 under every D^ within \
                 delta",
            ),
            sharp: Version::holds(
                Some("1 + alpha"),
                "the same, attained for arbitrary objectives, and for revenue in the limit, for every alpha in (0, 1]; 1 for welfare",
            ),
            ratio_of: "(alpha*OPT(D^) - E_D^[M])/((1 + alpha)*V*delta)",
            hypotheses: &["DSIC on kept types", "ex-post IR on kept types", "D has mass on kept types only"],
            conventions: &[
                "Bottom is kept",
                "OPT ranges over mechanisms that are DSIC and ex-post IR on all types",
                "V is the width of any interval that contains the objective at every outcome in play",
                "cases of up to 16 profiles",
            ],
            explanation: "",
        }
    }

    /// Vacuous where D has mass on types that aren't kept, or where the extension isn't truthful (then M isn't).
    fn check(&self, case: &Case) -> Vec<Comparison> {
        extended(case).map(|case| theorem_1::STATEMENT.check(&case)).unwrap_or_default()
    }

    fn generate(&self, generator: &mut Generator) -> Option<Case> {
        let case = on_support(generate(generator)?, generator)?;
        if generator.below(2) == 0 {
            return Some(case);
        }
        // The worst prior for the extension, which goes with the mechanism as well.
        let prior_hat = worst_for_welfare(extended(&case)?)?.prior_hat;
        Some(Case { prior_hat, ..case })
    }

    /// The grid of Theorem 1, with the types kept that D gives mass.
    fn grid(&self) -> Vec<Case> {
        let keep = |case: Case| {
            let agents = 0..case.setting().agents().len();
            let kept = agents.map(|agent| {
                let marginal = case.prior.marginal(AgentId(agent));
                (0..marginal.len()).map(|at| at == 0 || !marginal.mass(at).is_zero()).collect()
            });
            Case { kept: Some(kept.collect()), ..case }
        };
        theorem_1::STATEMENT.grid().into_iter().map(keep).collect()
    }

    fn twins(&self) -> Vec<Twin> {
        let check = |case: &Case| extended(case).map(|case| without_participation(&case)).unwrap_or_default();
        vec![Twin::wrong("OPT over mechanisms that needn't be ex-post IR", *self, check)]
    }

    fn effort(&self) -> u64 {
        8
    }
}

/// The extension with the same priors; `None` if D has mass elsewhere.
fn extended(case: &Case) -> Option<Case> {
    let kept = case.kept.as_ref()?;
    if case.prior.support().any(|(types, _)| !foreign(kept, &types).is_empty()) {
        return None;
    }
    Some(Case { table: extension(case)?, kept: None, ..case.clone() })
}

/// The same with a prior on kept types, and a second one near it that needn't be.
fn on_support(case: Case, generator: &mut Generator) -> Option<Case> {
    let kept = case.kept.as_ref()?;
    let masses: Vec<Rational> = case
        .setting()
        .profiles()
        .zip(case.prior.distribution().masses())
        .map(|(types, mass)| if foreign(kept, &types).is_empty() { mass } else { Rational::zero() })
        .collect();
    let total: Rational = masses.iter().sum();
    if total.is_zero() {
        return None;
    }
    let masses: Vec<Rational> = masses.into_iter().map(|mass| mass / &total).collect();
    let prior = Prior::from_masses(case.setting(), &masses).ok()?;
    let prior_hat = generator.near(&prior);
    Some(Case { prior, prior_hat, ..case })
}
