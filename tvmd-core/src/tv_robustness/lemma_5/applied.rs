//! Lemma 5, with its sharp constants: an ex-post IR, (ε, q)-BIC mechanism made nearly BIC by replacing the types that gain more
//! than ε.
//!
//! The argument. Extend the mechanism from ⊥ and the types that gain at most ε by the repaired Definition 4. This is [Lemma
//! 7](crate::kernel::lemma7) with D̂ = D: the slack is ε + c·κH with κ ≤ 1 - (1-q)^(n-1), since at most a mass q of each other agent's
//! types is replaced; c is 5, or 3 if nobody is ever paid. Where no type is replaced, nothing changes; that is so with
//! probability Π_i(1 - β_i), β_i being the mass that is replaced of agent i's types. So at most (1 - Π_i(1 - β_i))·V ≤ nqV of
//! revenue is lost, V being its width on both mechanisms.

use crate::exact::{Rational, ratio};
use crate::kernel::{
    BicExtended, EpsBic, EpsQBic, ExPostIr, IsEpsQBic, IsExPostIr, Lemma7, Mismatch, Proof, lemma7,
};
use crate::mechanism::{Kept, Table};
use crate::objective::{Performance, Revenue};
use crate::setting::AgentId;
use crate::transform::Side;
use num_traits::One;
use std::fmt;

/// What Lemma 5 gives: a nearly BIC mechanism, proofs about it, and what it costs. Expectations are under the prior of the
/// proof of (ε, q)-BIC.
///
/// [`lemma5`] makes it, and has an example.
#[derive(Debug)]
#[non_exhaustive]
pub struct Lemma5<M> {
    /// The mechanism.
    pub mechanism: BicExtended<M>,
    /// It is ex-post IR.
    pub ex_post_ir: Proof<ExPostIr, BicExtended<M>>,
    /// How nearly BIC it is.
    pub eps_bic: Proof<EpsBic, BicExtended<M>>,
    /// (ε, q)-BIC, what the mechanism was before.
    pub was: EpsQBic,
    /// β_i, the mass of each agent's types that are replaced; at most q.
    pub replaced: Vec<Rational>,
    /// The revenue of the mechanism as it was.
    pub before: Rational,
    /// The revenue of the nearly BIC one.
    pub after: Rational,
    /// V, the width of revenue on both.
    pub width: Rational,
    /// c·H.
    reach: Rational,
}

impl<M> Lemma5<M> {
    /// What is lost; below 0 if revenue rises.
    #[must_use]
    pub fn loss(&self) -> Rational {
        &self.before - &self.after
    }

    /// (1 - Π_i(1 - β_i))·V, which the loss doesn't exceed; at most nqV.
    #[must_use]
    pub fn most_lost(&self) -> Rational {
        let none: Rational = self.replaced.iter().map(|mass| Rational::one() - mass).product();
        (Rational::one() - none) * &self.width
    }

    /// ε + c·(1 - (1-q)^(n-1))·H, which no type of positive probability gains more than, if ⊥ gained at most ε.
    #[must_use]
    pub fn most_gained(&self) -> Rational {
        let none: Rational = self.replaced.iter().skip(1).map(|_| Rational::one() - self.was.q()).product();
        self.was.epsilon() + &self.reach * (Rational::one() - none)
    }
}

/// Lemma 5: makes an ex-post IR, (ε, q)-BIC mechanism nearly BIC by replacing the types that gain more than ε.
///
/// [`lemma8_direct`](crate::tv_robustness::lemma8_direct) makes it BIC.
///
/// # Errors
/// If the proofs speak of different outcomes, or the prior isn't a product.
///
/// ```
/// use tvmd::kernel::{EpsQBic, Proof, lemma5};
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior independent { Buyer { Low: 3/4, High: 1/4 } } }
/// #     mechanism PayYourBid in Shop {
/// #         outcomes { High => Buyer gets { Tea } pays 2, Low => Buyer gets { Tea } pays 1, _ => nothing }
/// #         claims ex_post_ir, bic(0, 1/4);
/// #     }
/// # }
///
/// // High gains by saying Low; a quarter of the types do.
/// let nearly = Proof::<EpsQBic, _>::check(&PayYourBid, &Shop::prior(), &ratio!(1 / 4))?;
/// let made = lemma5(PayYourBid, nearly)?;
/// assert_eq!(*made.eps_bic.property().epsilon(), ratio!(0));
/// assert_eq!((made.before.clone(), made.after.clone()), (ratio!(5 / 4), ratio!(1)));
/// assert!(made.loss() <= made.most_lost());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn lemma5<M>(
    ex_post_ir: impl IsExPostIr<Mechanism = M>,
    eps_q_bic: impl IsEpsQBic<Mechanism = M>,
) -> Result<Lemma5<M>, Mismatch> {
    let (ex_post_ir, eps_q_bic) = (ex_post_ir.proof(), eps_q_bic.proof());
    let base = ex_post_ir.table().clone();
    if !base.same_outcomes(eps_q_bic.table()) {
        return Err(Mismatch::Tables);
    }
    let prior = eps_q_bic.prior().expect("a proof of (ε, q)-BIC has a prior");
    let was = eps_q_bic.property().clone();
    let mut kept = Kept::all(base.setting());
    for (agent, spec) in base.setting().agents().iter().enumerate() {
        let side = Side::of(&base, prior, AgentId(agent)).map_err(Mismatch::Setting)?;
        let types = || 0..spec.types().len();
        let gains_little = |of: &usize| {
            let truth = side.utility(*of, *of);
            types().all(|report| side.utility(*of, report) - &truth <= *was.epsilon())
        };
        kept = kept.only(AgentId(agent), types().filter(gains_little));
    }
    let Lemma7 { mechanism, ex_post_ir, eps_bic } = lemma7(ex_post_ir, &kept, prior, prior)?;
    let replaced = kept.types().iter().enumerate().map(|(agent, kept)| {
        let marginal = prior.marginal(AgentId(agent));
        (0..kept.len()).filter(|at| !kept[*at]).map(|at| marginal.mass(at)).sum()
    });
    let revenue = |table: &Table| {
        Performance::new(&Revenue, table).map_err(|error| Mismatch::Objective(Box::new(error)))
    };
    let [base_revenue, extended] = [revenue(&base)?, revenue(eps_bic.table())?];
    let [(least, most), (other_least, other_most)] = [base_revenue.range_in_play(), extended.range_in_play()];
    let constant = ratio(if base.is_without_transfers() { 3 } else { 5 }, 1);
    Ok(Lemma5 {
        replaced: replaced.collect(),
        before: base_revenue.expectation(prior).map_err(Mismatch::Setting)?,
        after: extended.expectation(prior).map_err(Mismatch::Setting)?,
        width: most.max(other_most) - least.min(other_least),
        reach: constant * base.setting().bound(),
        was,
        mechanism,
        ex_post_ir,
        eps_bic,
    })
}

impl<M> fmt::Display for Lemma5<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { was, eps_bic, before, after, width, .. } = self;
        write!(f, "from {was} to {} (at most {} by q); ", eps_bic.property(), self.most_gained())?;
        write!(
            f,
            "revenue {before} → {after}, loss at most (1 − Π(1 − β))·V = {} with V = {width}",
            self.most_lost()
        )
    }
}
