//! Theorem 2: a BIC and ex-post IR mechanism is nearly BIC under every prior near by, and makes nearly as much there.
//!
//! The argument. The incentives are Lemma 4; the objective is Lemma 2, which asks nothing of the mechanism.

use crate::exact::Rational;
use crate::kernel::{EpsQBic, IsBic, IsExPostIr, Mismatch, Proof, lemma4};
use crate::objective::{Objective, Performance};
use crate::prior::Prior;
use std::fmt;

/// What Theorem 2 says of a mechanism, an objective and two priors: every quantity in it. Expectations are in units of the objective.
///
/// [`theorem2`] makes it, and has an example.
#[derive(Debug)]
#[non_exhaustive]
pub struct Theorem2<M> {
    /// The mechanism is (ε, q)-BIC under D̂, with ε in it.
    pub incentives: Proof<EpsQBic, M>,
    /// The objective's name.
    pub objective: String,
    /// δ, the distance of the priors, in probability mass.
    pub delta: Rational,
    /// The mechanism's expectation under D.
    pub performance: Rational,
    /// The mechanism's expectation under D̂.
    pub performance_hat: Rational,
    /// V, the width of the objective's values on the mechanism.
    pub width: Rational,
}

impl<M> Theorem2<M> {
    /// What the theorem promises: the expectation under D less V·δ.
    #[must_use]
    pub fn promised(&self) -> Rational {
        &self.performance - &self.width * &self.delta
    }

    /// How much more than promised the mechanism makes under D̂; at least 0.
    #[must_use]
    pub fn slack(&self) -> Rational {
        &self.performance_hat - self.promised()
    }
}

/// Theorem 2: what a mechanism that is BIC under the prior of its proof still is under `prior_hat`, and what it makes there.
///
/// # Errors
/// If the proofs speak of different outcomes, `prior_hat` belongs to another setting, the objective leaves its range, or `q` isn't in
/// (0, 1].
///
/// ```
/// use tvmd::kernel::theorem2;
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
/// #     mechanism Posted in Shop { posted_prices { Tea: 2 } claims ex_post_ir, bic; }
/// # }
///
/// let near = PriorOf::<Shop>::joint([(shop::Buyer::Low, ratio!(3 / 5)), (shop::Buyer::High, ratio!(2 / 5))])?;
/// let theorem = theorem2(Posted, Posted, Revenue, &near, &ratio!(1))?;
/// // Revenue was 1, and 1 - 2·1/10 was promised.
/// assert_eq!((theorem.promised(), theorem.slack()), (ratio!(4 / 5), ratio!(0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn theorem2<M>(
    ex_post_ir: impl IsExPostIr<Mechanism = M>,
    bic: impl IsBic<Mechanism = M>,
    objective: impl Objective,
    prior_hat: &Prior,
    q: &Rational,
) -> Result<Theorem2<M>, Mismatch> {
    let bic = bic.proof();
    let incentives = lemma4(ex_post_ir, &bic, prior_hat, q)?;
    let prior = bic.prior().expect("a proof of BIC has a prior");
    let values =
        Performance::new(&objective, bic.table()).map_err(|error| Mismatch::Objective(Box::new(error)))?;
    let expected = |prior| values.expectation(prior).map_err(Mismatch::Setting);
    Ok(Theorem2 {
        incentives,
        objective: objective.name().to_owned(),
        delta: prior.total_variation(prior_hat).map_err(Mismatch::Setting)?.value,
        performance: expected(prior)?,
        performance_hat: expected(prior_hat)?,
        width: values.width_in_play(),
    })
}

impl<M> fmt::Display for Theorem2<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { incentives, performance, performance_hat, width, delta, .. } = self;
        write!(f, "{}; E = {performance_hat} ≥ {performance} − V·δ = ", incentives.property())?;
        write!(f, "{performance} − {width}·{delta} = {} (slack {})", self.promised(), self.slack())
    }
}
