//! Observation 1: what is good for a prior is half as good for every prior near enough to it.
//!
//! The argument. By Theorem 1, from D^p to D, the mechanism makes at least α·OPT(D) - (1 + α)·V·δ under D. If δ ≤
//! α·OPT(D)/(2(1+α)V), what is lost is at most half of the first term. The paper has product priors for D^p; that isn't used.

use crate::exact::{Rational, ratio};
use crate::kernel::{IsDsic, IsExPostIr, Mismatch};
use crate::optimum::Linear;
use crate::prior::Prior;
use crate::tv_robustness::theorem_1::{Theorem1, theorem1};
use num_traits::{One, Zero};
use std::fmt;

/// What Observation 1 says of a mechanism, an objective and two priors.
///
/// [`observation1`] makes it, and has an example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Observation1 {
    /// The quantities of Theorem 1, from D^p to D.
    pub theorem: Theorem1,
}

impl Observation1 {
    /// α·OPT(D)/(2(1 + α)V), the distance up to which the statement speaks; 1, as far as priors can be, where the objective is
    /// constant.
    #[must_use]
    pub fn reach(&self) -> Rational {
        let loss = (Rational::one() + &self.theorem.alpha) * &self.theorem.width;
        if loss.is_zero() { Rational::one() } else { self.promised() / loss }
    }

    /// What is promised: (α/2)·OPT(D).
    #[must_use]
    pub fn promised(&self) -> Rational {
        &self.theorem.alpha * &self.theorem.optimum_hat * ratio(1, 2)
    }

    /// How much more than promised the mechanism makes under D; at least 0 within reach.
    #[must_use]
    pub fn slack(&self) -> Rational {
        &self.theorem.performance_hat - self.promised()
    }
}

/// Observation 1: half of the share that a mechanism makes under `product` is what it makes at least under a prior near by.
///
/// # Errors
/// As [`theorem1`], and if the priors are too far apart.
///
/// ```
/// use tvmd::kernel::{Mismatch, observation1};
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
/// #     mechanism Posted in Shop { posted_prices { Tea: 1 } claims ex_post_ir, dsic; }
/// # }
///
/// let near = PriorOf::<Shop>::joint([(shop::Buyer::Low, ratio!(2 / 5)), (shop::Buyer::High, ratio!(3 / 5))])?;
/// let half = observation1(Posted, Posted, Revenue, &Shop::prior(), &near)?;
/// assert_eq!((half.promised(), half.slack()), (ratio!(3 / 5), ratio!(2 / 5)));
///
/// // Beyond its reach nothing is said.
/// let far = PriorOf::<Shop>::joint([(shop::Buyer::Bottom, ratio!(1))])?;
/// assert!(matches!(observation1(Posted, Posted, Revenue, &Shop::prior(), &far), Err(Mismatch::TooFar(_))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn observation1<M>(
    dsic: impl IsDsic<Mechanism = M>,
    ex_post_ir: impl IsExPostIr<Mechanism = M>,
    objective: impl Linear,
    product: &Prior,
    prior: &Prior,
) -> Result<Observation1, Mismatch> {
    let observation = Observation1 { theorem: theorem1(dsic, ex_post_ir, objective, product, prior)? };
    let reach = observation.reach();
    if observation.theorem.delta > reach {
        return Err(Mismatch::TooFar(Box::new((observation.theorem.delta, reach))));
    }
    Ok(observation)
}

impl fmt::Display for Observation1 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Theorem1 { performance_hat, alpha, optimum_hat, delta, .. } = &self.theorem;
        write!(
            f,
            "E = {performance_hat} ≥ ({alpha}/2)·OPT = ({alpha}/2)·{optimum_hat} = {} ",
            self.promised()
        )?;
        write!(f, "(slack {}; δ = {delta} ≤ {})", self.slack(), self.reach())
    }
}
