//! Lemma 6: the extension (Definition 3) of a DSIC and ex-post IR mechanism is DSIC and ex-post IR.
//!
//! The argument, under the convention that ⊥ values everything at 0 and is kept. Fix an agent and the others' reports. If the
//! others' are all kept, her reports lead to exactly the outcomes of kept types for her: a kept report to its own, another to
//! the one best for it. A kept true type likes its own best of all kept ones (the mechanism is DSIC there); another
//! gets the best by construction; so truth is best. It is worth at least the outcome of ⊥, which is 0, so she loses nothing. If
//! one of the others' reports isn't kept, she gets and pays nothing whatever she reports.

use super::proof::Proof;
use super::property::{Dsic, ExPostIr};
use super::unproved::Mismatch;
use super::{IsDsic, IsExPostIr};
use crate::mechanism::rules::extend;
use crate::mechanism::{Kept, Mechanism, Outcome, Table};
use crate::prior::same_setting;
use crate::setting::{Profile, Setting};
use std::marker::PhantomData;
use std::sync::Arc;

/// The extension of the mechanism `M` from the kept types to all.
///
/// The mechanism of an [`Extension`].
pub struct Extended<M> {
    base: Arc<Table>,
    kept: Kept,
    mechanism: PhantomData<fn() -> M>,
}

impl<M> Mechanism for Extended<M> {
    fn name(&self) -> &'static str {
        "extension"
    }
    fn setting(&self) -> &Setting {
        self.base.setting()
    }
    fn outcome(&self, reports: &Profile) -> Outcome {
        extend(self.base.setting(), reports, self.kept.types(), |profile| {
            self.base.outcome(profile).cloned().unwrap_or_else(|| Outcome::nothing(self.kept.types().len()))
        })
    }
}

/// What Lemma 6 gives: the extension, and proofs about it.
///
/// [`lemma6`] makes it, and has an example.
pub struct Extension<M> {
    /// The extension.
    pub mechanism: Extended<M>,
    /// It is DSIC.
    pub dsic: Proof<Dsic, Extended<M>>,
    /// It is ex-post IR.
    pub ex_post_ir: Proof<ExPostIr, Extended<M>>,
}

impl<M> std::fmt::Debug for Extended<M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Extended").field("kept", &self.kept.types()).finish_non_exhaustive()
    }
}

impl<M> std::fmt::Debug for Extension<M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Extension").field("mechanism", &self.mechanism).finish_non_exhaustive()
    }
}

#[diagnostic::do_not_recommend]
impl<M> IsDsic for Extension<M> {
    type Mechanism = Extended<M>;
    fn proof(&self) -> Proof<Dsic, Extended<M>> {
        self.dsic.clone()
    }
}

#[diagnostic::do_not_recommend]
impl<M> IsExPostIr for Extension<M> {
    type Mechanism = Extended<M>;
    fn proof(&self) -> Proof<ExPostIr, Extended<M>> {
        self.ex_post_ir.clone()
    }
}

/// Lemma 6: extends a mechanism that is DSIC and ex-post IR from `kept` to all types.
///
/// # Errors
/// If the proofs speak of different outcomes, or `kept` of another setting.
///
/// ```
/// use tvmd::kernel::{Kept, lemma6};
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 3; agent Buyer: additive { Low = 1, Mid = 2, High = 3 } prior uniform; }
/// #     mechanism Menu in Shop { menu { lottery { Tea: 1/2 }: 1/2, [Tea]: 2 } claims ex_post_ir, dsic; }
/// # }
///
/// // What Menu does for High, offered to everybody.
/// let kept = Kept::all(Shop::setting()).only(shop::Agent::Buyer, [shop::Buyer::High]);
/// let extension = lemma6(Menu, Menu, kept)?;
/// assert_eq!(extension.dsic.to_string(), "proved: DSIC");
/// let revenue = Performance::new(&Revenue, extension.dsic.table())?;
/// assert_eq!(revenue.expectation(&Shop::prior())?, ratio!(4 / 3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn lemma6<M>(
    dsic: impl IsDsic<Mechanism = M>,
    ex_post_ir: impl IsExPostIr<Mechanism = M>,
    kept: Kept,
) -> Result<Extension<M>, Mismatch> {
    let (dsic, ex_post_ir) = (dsic.proof(), ex_post_ir.proof());
    let base = dsic.table();
    if !base.same_outcomes(ex_post_ir.table()) {
        return Err(Mismatch::Tables);
    }
    same_setting(base.setting(), kept.setting()).map_err(Mismatch::Setting)?;
    let mechanism = Extended { base: base.clone(), kept, mechanism: PhantomData };
    let table = Arc::new(Table::of(&mechanism).expect("parts of feasible outcomes are feasible"));
    Ok(Extension {
        dsic: Proof::new(Dsic(()), table.clone(), None),
        ex_post_ir: Proof::new(ExPostIr(()), table, None),
        mechanism,
    })
}
