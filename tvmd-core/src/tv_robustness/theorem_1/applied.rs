//! Theorem 1: a DSIC and ex-post IR mechanism that is good for one prior is good for every prior near it.
//!
//! The argument. Let α be the share of OPT(D) that the mechanism makes under D. By Lemma 2 it loses at most V·δ when D̂
//! replaces D, and the best mechanism for D̂ makes at least OPT(D̂) - V·δ under D, so OPT(D) is at least that. Together E_D̂ ≥
//! α·OPT(D) - V·δ ≥ α·OPT(D̂) - (1 + α)·V·δ.

use crate::exact::Rational;
use crate::kernel::{IsDsic, IsExPostIr, Mismatch};
use crate::mechanism::Table;
use crate::objective::Performance;
use crate::optimum::{Best, Design, Goal, Linear, Truthfulness, check_on};
use crate::prior::{Prior, same_setting};
use crate::tv_robustness::share::share;
use num_traits::One;
use std::fmt;

/// What Theorem 1 says of a mechanism, an objective and two priors: every quantity in it. Expectations and optima are in units
/// of the objective.
///
/// [`theorem1`] makes it, and has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Theorem1 {
    /// The objective's name.
    pub objective: String,
    /// δ, the distance of the priors, in probability mass.
    pub delta: Rational,
    /// The mechanism's expectation under D.
    pub performance: Rational,
    /// OPT(D): the most that a DSIC, ex-post IR mechanism makes under D.
    pub optimum: Rational,
    /// α, the first as a share of the second; 1 if nothing can be made.
    pub alpha: Rational,
    /// The mechanism's expectation under D̂.
    pub performance_hat: Rational,
    /// OPT(D̂).
    pub optimum_hat: Rational,
    /// V, the width of the objective's values on the mechanism and on a best one for D̂.
    pub width: Rational,
}

impl Theorem1 {
    /// The quantities, whatever is known of the mechanism.
    pub(in crate::tv_robustness) fn of(
        table: &Table,
        objective: &impl Linear,
        prior: &Prior,
        prior_hat: &Prior,
    ) -> Result<Self, Mismatch> {
        same_setting(table.setting(), prior.setting()).map_err(Mismatch::Setting)?;
        let delta = prior.total_variation(prior_hat).map_err(Mismatch::Setting)?.value;
        let (goal, unknown) = (Goal::of(objective), |error| Mismatch::Optimum(Box::new(error)));
        check_on(&goal, table).map_err(unknown)?;
        let best = |prior| -> Result<Best, Mismatch> {
            let design = Design { goal, ..Design::revenue(prior, Truthfulness::Dsic) };
            design.best().map_err(unknown)
        };
        let values =
            |table| Performance::new(objective, table).map_err(|error| Mismatch::Objective(Box::new(error)));
        let expected = |values: &Performance, prior| values.expectation(prior).map_err(Mismatch::Setting);
        let (made, optimum, best_hat) = (values(table)?, best(prior)?.value, best(prior_hat)?);
        let rival = values(&best_hat.table)?;
        let performance = expected(&made, prior)?;
        let alpha = share(&performance, &optimum)?;
        let [(least, most), (other_least, other_most)] = [made.range_in_play(), rival.range_in_play()];
        Ok(Self {
            objective: objective.name().to_owned(),
            delta,
            alpha,
            performance_hat: expected(&made, prior_hat)?,
            performance,
            optimum,
            optimum_hat: best_hat.value,
            width: most.max(other_most) - least.min(other_least),
        })
    }

    /// What the theorem promises: α·OPT(D̂) - (1 + α)·V·δ.
    #[must_use]
    pub fn promised(&self) -> Rational {
        &self.alpha * &self.optimum_hat - (Rational::one() + &self.alpha) * &self.width * &self.delta
    }

    /// How much more than promised the mechanism makes under D̂; at least 0.
    #[must_use]
    pub fn slack(&self) -> Rational {
        &self.performance_hat - self.promised()
    }
}

/// Theorem 1: what a mechanism that was chosen for `prior` makes under `prior_hat`, and what it was bound to make.
///
/// The optima are those of linear programs in the lotteries and payments at all profiles: settings of some hundred profiles
/// take seconds.
///
/// # Errors
/// If the proofs speak of different outcomes, a prior belongs to another setting, the objective isn't what its coefficients say, or
/// the mechanism makes less than nothing under `prior`.
///
/// ```
/// use tvmd::kernel::theorem1;
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
/// #     mechanism Posted in Shop { posted_prices { Tea: 1 } claims ex_post_ir, dsic; }
/// # }
///
/// let near = PriorOf::<Shop>::joint([(shop::Buyer::Low, ratio!(2 / 5)), (shop::Buyer::High, ratio!(3 / 5))])?;
/// let theorem = theorem1(Posted, Posted, Revenue, &Shop::prior(), &near)?;
/// assert_eq!((theorem.optimum, theorem.optimum_hat), (ratio!(1), ratio!(6 / 5)));
/// assert_eq!(theorem.alpha, ratio!(1), "it was best for the first prior");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn theorem1<M>(
    dsic: impl IsDsic<Mechanism = M>,
    ex_post_ir: impl IsExPostIr<Mechanism = M>,
    objective: impl Linear,
    prior: &Prior,
    prior_hat: &Prior,
) -> Result<Theorem1, Mismatch> {
    let (dsic, ex_post_ir) = (dsic.proof(), ex_post_ir.proof());
    if !dsic.table().same_outcomes(ex_post_ir.table()) {
        return Err(Mismatch::Tables);
    }
    Theorem1::of(dsic.table(), &objective, prior, prior_hat)
}

impl fmt::Display for Theorem1 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { alpha, delta, width, performance_hat, optimum_hat, .. } = self;
        let times = Rational::one() + alpha;
        write!(f, "E = {performance_hat} ≥ {alpha}·OPT − {times}·V·δ = ")?;
        write!(f, "{} − {times}·{width}·{delta} = {} ", alpha * optimum_hat, self.promised())?;
        write!(f, "(slack {})", self.slack())
    }
}
