//! Theorem 3: a BIC and ex-post IR mechanism that is good for a product prior D^p is good for every prior D near it, correlated
//! or not.
//!
//! The argument. By Lemma 2, Rev(M, D) ≥ α·OPT(D^p) - V_M·δ and Rev(M*, D^p) ≥ OPT(D) - V_*·δ for a best mechanism M* for D. By
//! the argument of [Lemma 4](crate::kernel::lemma4), with each type's best misreport, an agent's expected gain in M* under D^p is at
//! most cHδ, c being [`worth_width`] of M*. [Lemma 8](crate::transform::Repricing) makes of M* a mechanism that is BIC under
//! D^p: OPT(D^p) ≥ (1-η)(Rev(M*, D^p) - ncHδ/η) for every η in (0, 1]. Together Rev(M, D) ≥ α(OPT(D) - V_*δ - η·Rev(M*, D^p) -
//! (1-η)ncHδ/η) - V_M·δ. The incentives are Lemma 4.

use crate::exact::{Rational, ratio};
use crate::kernel::{EpsQBic, IsBic, IsExPostIr, Mismatch, Proof, lemma4, worth_width};
use crate::mechanism::Table;
use crate::objective::{Performance, Revenue};
use crate::optimum::{Best, Design, Truthfulness};
use crate::prior::{Prior, same_setting};
use crate::transform::balanced_rebate;
use crate::tv_robustness::share::share;
use num_traits::{One, Zero};
use std::fmt;

/// The revenue part of Theorem 3, for a mechanism and two priors: every quantity in it. All is in units of payments.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Theorem3Revenue {
    /// δ, the distance of the priors, in probability mass.
    pub delta: Rational,
    /// Rev(M, D^p).
    pub revenue_product: Rational,
    /// OPT(D^p): the most that a BIC, ex-post IR mechanism earns under D^p.
    pub optimum_product: Rational,
    /// α, the first as a share of the second; 1 if nothing can be earned.
    pub alpha: Rational,
    /// Rev(M, D).
    pub revenue: Rational,
    /// OPT(D).
    pub optimum: Rational,
    /// M*, a best mechanism for D.
    pub best: Table,
    /// Rev(M*, D^p).
    pub best_under_product: Rational,
    /// ncHδ, at least what all agents together gain by lying in M* under D^p.
    pub gains: Rational,
    /// V_M, the width of revenue on the mechanism.
    pub width: Rational,
    /// V_*, that on M*.
    pub width_best: Rational,
}

/// What Theorem 3 says of a mechanism and two priors.
///
/// [`theorem3`] makes it, and has an example.
#[derive(Debug)]
#[non_exhaustive]
pub struct Theorem3<M> {
    /// The mechanism is (ε, q)-BIC under D, with ε in it.
    pub incentives: Proof<EpsQBic, M>,
    /// What it earns, and what it was bound to earn.
    pub revenue: Theorem3Revenue,
}

impl Theorem3Revenue {
    /// The quantities, whatever is known of the mechanism. The first prior is D^p, the second D.
    pub(super) fn of(table: &Table, product: &Prior, prior: &Prior) -> Result<Self, Mismatch> {
        let setting = table.setting();
        same_setting(setting, product.setting()).map_err(Mismatch::Setting)?;
        let delta = product.total_variation(prior).map_err(Mismatch::Setting)?.value;
        let best = |prior| -> Result<Best, Mismatch> {
            let best = Design::revenue(prior, Truthfulness::Bic).best();
            best.map_err(|error| Mismatch::Optimum(Box::new(error)))
        };
        let values =
            |table| Performance::new(&Revenue, table).map_err(|error| Mismatch::Objective(Box::new(error)));
        let expected = |values: &Performance, prior| values.expectation(prior).map_err(Mismatch::Setting);
        let (earned, optimum_product, best) = (values(table)?, best(product)?.value, best(prior)?);
        let rival = values(&best.table)?;
        let revenue_product = expected(&earned, product)?;
        let count = Rational::from_integer(setting.agents().len().into());
        Ok(Self {
            alpha: share(&revenue_product, &optimum_product)?,
            gains: count * ratio(worth_width(&best.table), 1) * setting.bound() * &delta,
            revenue_product,
            optimum_product,
            revenue: expected(&earned, prior)?,
            optimum: best.value,
            best_under_product: expected(&rival, product)?,
            width: earned.width_in_play(),
            width_best: rival.width_in_play(),
            best: best.table,
            delta,
        })
    }

    /// What is promised with this η in (0, 1]; with 0, too, if nobody gains.
    #[must_use]
    pub fn promised_at(&self, eta: &Rational) -> Rational {
        let gains =
            if self.gains.is_zero() { Rational::zero() } else { (Rational::one() - eta) * &self.gains / eta };
        let lost = eta * &self.best_under_product + gains;
        &self.alpha * (&self.optimum - &self.width_best * &self.delta - lost) - &self.width * &self.delta
    }

    /// An η for which much is promised: near √(gains/Rev(M*, D^p)), or 1 where that is above it, or 0 if nobody gains.
    #[must_use]
    pub fn eta(&self) -> Rational {
        balanced_rebate(&self.best_under_product, &self.gains).unwrap_or_else(Rational::one)
    }

    /// What the theorem promises, with [`eta`](Self::eta).
    #[must_use]
    pub fn promised(&self) -> Rational {
        self.promised_at(&self.eta())
    }

    /// How much more than promised the mechanism earns under D; at least 0.
    #[must_use]
    pub fn slack(&self) -> Rational {
        &self.revenue - self.promised()
    }
}

/// Theorem 3: what a mechanism that is BIC under the product prior of its proof still is under `prior`, and what it earns
/// there.
///
/// The optima are those of linear programs in the lotteries and payments at all profiles.
///
/// # Errors
/// If the proofs speak of different outcomes, `prior` belongs to another setting, the prior of the proof isn't a product, the
/// mechanism earns less than nothing under it, or `q` isn't in (0, 1].
///
/// ```
/// use tvmd::kernel::theorem3;
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
/// #     mechanism Posted in Shop { posted_prices { Tea: 2 } claims ex_post_ir, bic; }
/// # }
///
/// let near = PriorOf::<Shop>::joint([(shop::Buyer::Low, ratio!(2 / 5)), (shop::Buyer::High, ratio!(3 / 5))])?;
/// let theorem = theorem3(Posted, Posted, &near, &ratio!(1))?;
/// assert_eq!((theorem.revenue.revenue.clone(), theorem.revenue.optimum.clone()), (ratio!(6 / 5), ratio!(6 / 5)));
/// assert!(theorem.revenue.slack() > ratio!(0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn theorem3<M>(
    ex_post_ir: impl IsExPostIr<Mechanism = M>,
    bic: impl IsBic<Mechanism = M>,
    prior: &Prior,
    q: &Rational,
) -> Result<Theorem3<M>, Mismatch> {
    let bic = bic.proof();
    let incentives = lemma4(ex_post_ir, &bic, prior, q)?;
    let product = bic.prior().expect("a proof of BIC has a prior");
    if *product != product.product_of_marginals() {
        return Err(Mismatch::NotIndependent);
    }
    Ok(Theorem3 { incentives, revenue: Theorem3Revenue::of(bic.table(), product, prior)? })
}

impl<M> fmt::Display for Theorem3<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Theorem3Revenue {
            revenue,
            optimum,
            alpha,
            delta,
            best_under_product,
            gains,
            width,
            width_best,
            ..
        } = &self.revenue;
        write!(
            f,
            "{}; Rev = {revenue} ≥ α(OPT − V*·δ − η·Rev* − (1 − η)·G/η) − V·δ = ",
            self.incentives.property()
        )?;
        write!(
            f,
            "{} (slack {}) with α = {alpha}, OPT = {optimum}, ",
            self.revenue.promised(),
            self.revenue.slack()
        )?;
        write!(
            f,
            "δ = {delta}, V* = {width_best}, V = {width}, Rev* = {best_under_product}, G = {gains}, η = {}",
            self.revenue.eta()
        )
    }
}
