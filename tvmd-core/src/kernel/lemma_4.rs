//! Lemma 4, with its sharp constant: a mechanism that is ex-post IR and BIC under D is (5Hδ/q, q)-BIC under every D̂ within δ.
//!
//! The argument. Fix an agent and let u(t) be what truth is worth to her over misreporting, t her type with the others'. By
//! ex-post IR truth is worth between 0 and 2H (payments are at least -H). A misreport is worth between -H and 2H: whoever is
//! truthful with that report ends at 0 or more, so it costs at most H. Hence -2H ≤ u ≤ 3H. Let B be
//! her types that gain more than ε under D̂, each with its best misreport, and f(t) = u(t) for those misreports where her type
//! is in B, 0 elsewhere. BIC under D gives E_D f ≥ 0. Since f lies in [-2H, 3H], Lemma 2 gives E_D̂ f ≥ -5Hδ. But every type
//! in B loses more than ε by telling the truth, so E_D̂ f ≤ -ε·D̂_i(B), strictly if B has mass. So ε·D̂_i(B) ≤ 5Hδ, and
//! with ε = 5Hδ/q the mass of B is at most q. Equal supports aren't needed; the paper prints 8 for 5.
//!
//! 5 is the width of the range of u, over H, and where that is narrower so is the bound. Where nobody is paid, truth is worth at most H
//! and a misreport too: the range is [-H, 2H]. With a single item a misreport that wins it with probability x costs at most
//! H·x, so it is worth at least (v - H)·x ≥ v - H, v the true value of the item; truth is worth at most v + H, or v
//! where nobody is paid: the range is [-2H, 2H], or [-H, H].

use super::proof::Proof;
use super::property::EpsQBic;
use super::unproved::Mismatch;
use super::{IsBic, IsExPostIr};
use crate::exact::{Rational, ratio};
use crate::mechanism::Table;
use crate::prior::Prior;
use num_traits::{One, Signed};

/// Lemma 4: what a BIC mechanism still is under another prior.
///
/// The proof is about `prior_hat`; its ε is c·H·δ/q, in units of payments, with δ the distance of the priors and c at most 5
/// ([`worth_width`]).
///
/// # Errors
/// If the proofs speak of different outcomes, `prior_hat` belongs to another setting, or `q` isn't in (0, 1].
///
/// ```
/// use tvmd::kernel::lemma4;
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
/// #     mechanism Posted in Shop { posted_prices { Tea: 3/2 } claims ex_post_ir, bic; }
/// # }
///
/// let near = PriorOf::<Shop>::joint([(shop::Buyer::Low, ratio!(2 / 5)), (shop::Buyer::High, ratio!(3 / 5))])?;
/// let proof = lemma4(Posted, Posted, &near, &ratio!(1 / 2))?;
/// // 2·H·δ/q, with one item and no payments to anybody.
/// assert_eq!(*proof.property().epsilon(), ratio!(4 / 5));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn lemma4<M>(
    ex_post_ir: impl IsExPostIr<Mechanism = M>,
    bic: impl IsBic<Mechanism = M>,
    prior_hat: &Prior,
    q: &Rational,
) -> Result<Proof<EpsQBic, M>, Mismatch> {
    if !q.is_positive() || *q > Rational::one() {
        return Err(Mismatch::Probability(q.clone()));
    }
    let (ex_post_ir, bic) = (ex_post_ir.proof(), bic.proof());
    if !ex_post_ir.table().same_outcomes(bic.table()) {
        return Err(Mismatch::Tables);
    }
    let prior = bic.prior().expect("a proof of BIC has a prior");
    let distance = prior.total_variation(prior_hat).map_err(Mismatch::Setting)?;
    let bound = bic.table().setting().bound();
    let epsilon = ratio(worth_width(bic.table()), 1) * bound * distance.value / q;
    Ok(Proof::new(EpsQBic { epsilon, q: q.clone() }, bic.table().clone(), Some(prior_hat.clone())))
}

/// The width, over H, of an interval that contains what truth is worth over any misreport to an ex-post IR mechanism: 5, or 3 if nobody
/// is ever paid; with a single item 4, or 2.
#[must_use]
pub fn worth_width(table: &Table) -> i64 {
    let single = table.setting().items().len() == 1;
    match (single, table.is_without_transfers()) {
        (false, false) => 5,
        (false, true) => 3,
        (true, false) => 4,
        (true, true) => 2,
    }
}
