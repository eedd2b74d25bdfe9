//! Lemma 8: of an ex-post IR mechanism one can make, under a product prior, a BIC and ex-post IR one that earns nearly as much
//! where nobody gained much by lying.
//!
//! The argument is beside the construction, [`Repricing`]. It need not be trusted for the proofs: they are exhaustive checks of
//! the mechanism that was constructed.

use super::proof::Proof;
use super::property::{Bic, ExPostIr};
use super::unproved::Mismatch;
use super::{IsBic, IsExPostIr};
use crate::incentive::Verdict;
use crate::mechanism::{Mechanism, Outcome, Table};
use crate::prior::Prior;
use crate::setting::{Profile, Setting};
use crate::transform::{Account, Repricing};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// The mechanism `M` made truthful by replacing types with surrogates.
///
/// The mechanism of a [`Lemma8`].
pub struct Repriced<M> {
    repricing: Repricing,
    mechanism: PhantomData<fn() -> M>,
}

impl<M> Repriced<M> {
    /// The construction as data.
    #[must_use]
    pub fn repricing(&self) -> &Repricing {
        &self.repricing
    }
}

impl<M> Mechanism for Repriced<M> {
    fn name(&self) -> &'static str {
        "repriced"
    }
    fn setting(&self) -> &Setting {
        self.repricing.setting()
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        self.repricing.outcome(reports)
    }
}

impl<M> fmt::Debug for Repriced<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Repriced").finish_non_exhaustive()
    }
}

/// What Lemma 8 gives: a truthful mechanism, proofs about it, and what it costs.
///
/// [`lemma8`] makes it, and has an example.
#[derive(Debug)]
pub struct Lemma8<M> {
    /// The mechanism.
    pub mechanism: Repriced<M>,
    /// It is ex-post IR.
    pub ex_post_ir: Proof<ExPostIr, Repriced<M>>,
    /// It is BIC under the prior.
    pub bic: Proof<Bic, Repriced<M>>,
    /// Its revenue beside that of `M`, and the bounds on the loss.
    pub account: Account,
}

/// Lemma 8: makes an ex-post IR mechanism BIC under `prior`. At most 2n√(Hε) of revenue is lost if no type of positive
/// probability gains more than ε.
///
/// # Errors
/// If the prior belongs to another setting or isn't a product.
///
/// ```
/// use tvmd::kernel::lemma8;
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior independent { Buyer { Low: 1/4, High: 3/4 } } }
/// #     mechanism PayYourBid in Shop {
/// #         outcomes { High => Buyer gets { Tea } pays 2, Low => Buyer gets { Tea } pays 1, _ => nothing }
/// #         claims ex_post_ir;
/// #     }
/// # }
///
/// let truthful = lemma8(PayYourBid, &Shop::prior())?;
/// assert_eq!(truthful.bic.to_string(), "proved: BIC");
/// // 7/4 were paid if nobody lied.
/// assert_eq!((truthful.account.before(), truthful.account.after()), (ratio!(7 / 4), ratio!(3 / 2)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn lemma8<M>(ex_post_ir: impl IsExPostIr<Mechanism = M>, prior: &Prior) -> Result<Lemma8<M>, Mismatch> {
    let ex_post_ir = ex_post_ir.proof();
    let repricing = Repricing::new(ex_post_ir.table(), prior).map_err(Mismatch::Setting)?;
    if *prior != prior.product_of_marginals() {
        return Err(Mismatch::NotIndependent);
    }
    let account = repricing.account().clone();
    let mechanism = Repriced { repricing, mechanism: PhantomData };
    let table = Arc::new(Table::of(&mechanism).expect("parts of feasible outcomes are feasible"));
    let bic = Verdict::bic(&table, prior).map_err(Mismatch::Setting)?;
    assert!(bic.holds && Verdict::ex_post_ir(&table).holds, "repricing makes a mechanism truthful: {bic}");
    Ok(Lemma8 {
        ex_post_ir: Proof::new(ExPostIr(()), table.clone(), None),
        bic: Proof::new(Bic(()), table, Some(prior.clone())),
        mechanism,
        account,
    })
}

#[diagnostic::do_not_recommend]
impl<M> IsBic for Lemma8<M> {
    type Mechanism = Repriced<M>;
    fn proof(&self) -> Proof<Bic, Repriced<M>> {
        self.bic.clone()
    }
}

#[diagnostic::do_not_recommend]
impl<M> IsExPostIr for Lemma8<M> {
    type Mechanism = Repriced<M>;
    fn proof(&self) -> Proof<ExPostIr, Repriced<M>> {
        self.ex_post_ir.clone()
    }
}
