//! Lemma 8 applied to an (ε, q)-BIC mechanism at once, beside what Lemma 5 before it would cost.
//!
//! The argument. Types that gain more than ε have mass at most q, and no type gains more than the 2H (H without positive transfers) that
//! ex-post IR leaves between truth and a misreport. So an agent's expected gain is at most (1-q)ε + 2qH, and Lemma 8 asks for no more.

use crate::exact::{Rational, ratio};
use crate::kernel::{IsEpsQBic, IsExPostIr, Lemma8, Mismatch, lemma8};
use num_traits::One;
use std::fmt;

/// What becomes of an (ε, q)-BIC mechanism when Lemma 8 is applied to it: the truthful mechanism, and what the loss is at most.
///
/// [`lemma8_direct`] makes it, and has an example.
#[derive(Debug)]
pub struct Direct<M> {
    /// The truthful mechanism.
    pub lemma8: Lemma8<M>,
    epsilon: Rational,
    q: Rational,
    without_transfers: bool,
}

impl<M> Direct<M> {
    /// (1-q)ε + 2qH, which no agent's expected gain exceeds; H for 2H without positive transfers.
    #[must_use]
    pub fn most_gained(&self) -> Rational {
        let most = ratio(if self.without_transfers { 1 } else { 2 }, 1) * &self.lemma8.account.bound;
        (Rational::one() - &self.q) * most.clone().min(self.epsilon.clone()) + &self.q * most
    }

    /// 4n²H((1-q)ε + 2qH), the square of the bound on the loss.
    #[must_use]
    pub fn most_lost_squared(&self) -> Rational {
        let account = &self.lemma8.account;
        let twice = Rational::from_integer((2 * account.shares.len()).into());
        &twice * &twice * &account.bound * self.most_gained()
    }

    /// The bound on the loss by way of Lemma 5: nqV, and the square of what Lemma 8 adds to it.
    #[must_use]
    pub fn by_way_of_lemma5(&self) -> (Rational, Rational) {
        let account = &self.lemma8.account;
        let (bound, count) = (&account.bound, Rational::from_integer(account.shares.len().into()));
        let [width, slack] = if self.without_transfers { [1, 3] } else { [2, 5] };
        let none = (1..account.shares.len()).map(|_| Rational::one() - &self.q).product::<Rational>();
        let nearly = &self.epsilon + ratio(slack, 1) * (Rational::one() - none) * bound;
        (&count * &count * &self.q * ratio(width, 1) * bound, ratio(4, 1) * &count * &count * bound * nearly)
    }
}

/// From (ε, q)-BIC to BIC in one step: Lemma 8 asks only what types gain in expectation.
///
/// # Errors
/// If the proofs speak of different outcomes, or the prior isn't a product.
///
/// ```
/// use tvmd::kernel::{EpsQBic, Proof, lemma8_direct};
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior independent { Buyer { Low: 3/4, High: 1/4 } } }
/// #     mechanism PayYourBid in Shop {
/// #         outcomes { High => Buyer gets { Tea } pays 2, Low => Buyer gets { Tea } pays 1, _ => nothing }
/// #         claims ex_post_ir;
/// #     }
/// # }
///
/// let nearly = Proof::<EpsQBic, _>::check(&PayYourBid, &Shop::prior(), &ratio!(1 / 4))?;
/// let direct = lemma8_direct(PayYourBid, nearly)?;
/// let loss = direct.lemma8.account.loss();
/// assert!(&loss * &loss <= direct.most_lost_squared());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn lemma8_direct<M>(
    ex_post_ir: impl IsExPostIr<Mechanism = M>,
    eps_q_bic: impl IsEpsQBic<Mechanism = M>,
) -> Result<Direct<M>, Mismatch> {
    let (ex_post_ir, eps_q_bic) = (ex_post_ir.proof(), eps_q_bic.proof());
    if !ex_post_ir.table().same_outcomes(eps_q_bic.table()) {
        return Err(Mismatch::Tables);
    }
    let prior = eps_q_bic.prior().expect("a proof of (ε, q)-BIC has a prior");
    let (epsilon, q) = (eps_q_bic.property().epsilon().clone(), eps_q_bic.property().q().clone());
    let without_transfers = ex_post_ir.table().is_without_transfers();
    Ok(Direct { lemma8: lemma8(ex_post_ir, prior)?, epsilon, q, without_transfers })
}

impl<M> fmt::Display for Direct<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (replaced, squared) = self.by_way_of_lemma5();
        writeln!(f, "{}", self.lemma8.account)?;
        write!(f, "from ({}, {})-BIC: loss at most √({}); ", self.epsilon, self.q, self.most_lost_squared())?;
        write!(f, "by way of Lemma 5, at most {replaced} + √({squared})")
    }
}
