//! Theorem 4: a mechanism that guarantees a share of the best guarantee for some marginals does so for marginals near them.
//!
//! The argument. The guarantee of a mechanism is its least expected objective over all joint distributions with the marginals.
//! By Lemma 10 it moves by at most the width of the objective times Σ_i ε_i, where agent i's marginal moves by ε_i. So M guarantees at
//! least α·OPT - V_M·Σε_i under the marginals D', and the best mechanism for D' guarantees at least OPT' - V_*·Σε_i under D,
//! which is at most OPT. Together the guarantee under D' is at least α·OPT' - (V_M + α·V_*)·Σ_i ε_i, α being at least 0.

use crate::exact::Rational;
use crate::kernel::{IsDsic, IsExPostIr, Mismatch};
use crate::mechanism::Table;
use crate::objective::Performance;
use crate::optimum::couplings::worst_joint;
use crate::optimum::maxmin::max_min;
use crate::optimum::{Goal, Linear, check_on};
use crate::prior::{Distribution, Prior, TotalVariation, same_setting};
use crate::setting::AgentId;
use crate::tv_robustness::share::share;
use crate::work::Budget;
use std::fmt;

/// What Theorem 4 says of a mechanism and the marginals of two priors: every quantity in it. All but the distances and α is in
/// units of the objective.
///
/// [`theorem4`] makes it, and has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Theorem4 {
    /// ε_i, by how much each agent's marginal moves, in probability mass.
    pub distances: Vec<Rational>,
    /// What is maximised.
    pub objective: String,
    /// The least expected objective over all joint distributions with the first marginals.
    pub guarantee: Rational,
    /// OPT: the most that a DSIC, ex-post IR mechanism guarantees for them.
    pub optimum: Rational,
    /// α, the first as a share of the second; 1 if nothing can be guaranteed.
    pub alpha: Rational,
    /// The mechanism's guarantee for the second marginals.
    pub guarantee_hat: Rational,
    /// OPT', the most that can be guaranteed for them.
    pub optimum_hat: Rational,
    /// V_M, the width of the objective on the mechanism.
    pub width: Rational,
    /// V_*, that on a best mechanism for the second marginals.
    pub width_best: Rational,
}

impl Theorem4 {
    /// The quantities, whatever is known of the mechanism.
    pub(super) fn of(
        table: &Table,
        objective: &impl Linear,
        prior: &Prior,
        prior_hat: &Prior,
    ) -> Result<Self, Mismatch> {
        let setting = table.setting();
        for prior in [prior, prior_hat] {
            same_setting(setting, prior.setting()).map_err(Mismatch::Setting)?;
        }
        let marginals = |prior: &Prior| -> Vec<Distribution> {
            (0..setting.agents().len()).map(|agent| prior.marginal(AgentId(agent))).collect()
        };
        let [before, hat] = [prior, prior_hat].map(marginals);
        let unknown = |error| Mismatch::Optimum(Box::new(error));
        check_on(&Goal::of(objective), table).map_err(unknown)?;
        let values =
            |table| Performance::new(objective, table).map_err(|error| Mismatch::Objective(Box::new(error)));
        let performance = values(table)?;
        let least = |marginals: &[Distribution]| {
            worst_joint(setting, marginals, performance.values()).map_err(Mismatch::Setting)
        };
        let best = |marginals: &[Distribution]| {
            let best = max_min(setting, marginals, objective, &Budget::DEFAULT, &mut |_| ());
            best.map_err(unknown)
        };
        let (guarantee, optimum, best_hat) = (least(&before)?.value, best(&before)?.value, best(&hat)?);
        let distances = before.iter().zip(&hat);
        Ok(Self {
            objective: objective.name().to_owned(),
            distances: distances.map(|(before, hat)| TotalVariation::between(before, hat).value).collect(),
            alpha: share(&guarantee, &optimum)?,
            guarantee,
            optimum,
            guarantee_hat: least(&hat)?.value,
            optimum_hat: best_hat.value,
            width: performance.width_in_play(),
            width_best: values(&best_hat.table)?.width_in_play(),
        })
    }

    /// What the theorem promises: α·OPT' - (V_M + α·V_*)·Σ_i ε_i.
    #[must_use]
    pub fn promised(&self) -> Rational {
        let moved: Rational = self.distances.iter().sum();
        &self.alpha * &self.optimum_hat - (&self.width + &self.alpha * &self.width_best) * moved
    }

    /// How much more than promised the mechanism guarantees for the second marginals; at least 0.
    #[must_use]
    pub fn slack(&self) -> Rational {
        &self.guarantee_hat - self.promised()
    }
}

/// Theorem 4: what a mechanism guarantees for the marginals of `prior_hat`, if only they are known, and what it was bound to
/// guarantee since it was chosen for those of `prior`.
///
/// # Errors
/// If the proofs speak of different outcomes, a prior belongs to another setting, the objective isn't what its coefficients say, or
/// the mechanism guarantees less than nothing for the marginals of `prior`.
///
/// ```
/// use tvmd::kernel::theorem4;
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Gallery<First, Second> {
/// #         items { Painting }
/// #         bound 2;
/// #         agent First:  additive { Low = 1, High = 2 }
/// #         agent Second: additive { Low = 1, High = 2 }
/// #         prior uniform;
/// #     }
/// #     mechanism Posted in Gallery { posted_prices { Painting: 2 } claims ex_post_ir, dsic; }
/// # }
///
/// // Only the marginals count: half of each agent's types are High, however they go together.
/// let theorem = theorem4(Posted, Posted, Revenue, &Gallery::prior(), &Gallery::prior())?;
/// assert_eq!((theorem.guarantee.clone(), theorem.optimum.clone()), (ratio!(1), ratio!(3 / 2)));
/// assert_eq!(theorem.slack(), ratio!(0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn theorem4<M>(
    dsic: impl IsDsic<Mechanism = M>,
    ex_post_ir: impl IsExPostIr<Mechanism = M>,
    objective: impl Linear,
    prior: &Prior,
    prior_hat: &Prior,
) -> Result<Theorem4, Mismatch> {
    let (dsic, ex_post_ir) = (dsic.proof(), ex_post_ir.proof());
    if !dsic.table().same_outcomes(ex_post_ir.table()) {
        return Err(Mismatch::Tables);
    }
    Theorem4::of(dsic.table(), &objective, prior, prior_hat)
}

impl fmt::Display for Theorem4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { guarantee_hat, alpha, optimum_hat, width, width_best, distances, .. } = self;
        let moved: Rational = distances.iter().sum();
        write!(f, "guarantee = {guarantee_hat} ≥ {alpha}·OPT' − (V + {alpha}·V*)·Σε = ")?;
        write!(f, "{} − ({width} + {})·{moved} = ", alpha * optimum_hat, alpha * width_best)?;
        write!(f, "{} (slack {})", self.promised(), self.slack())
    }
}
