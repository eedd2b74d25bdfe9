//! The paper's bounds on what [`robustness`](crate::robustness) knows exactly: lines through what is known at δ = 0.

use crate::exact::{Rational, ratio};
use crate::incentive::Verdict;
use crate::kernel::worth_width;
use crate::mechanism::Table;
use crate::objective::Objective;
use crate::prior::{Prior, PriorError};
use crate::robustness::Extremes;
use num_traits::Signed;

/// Lemma 2: the expectation falls by at most V·δ. V is the width of any interval that contains the objective.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Lemma2Bound {
    /// The smallest V: the width of the objective's values on the mechanism, in its units.
    #[serde(with = "crate::exact::text")]
    pub width_in_play: Rational,
    /// The paper's V, from the range of the objective in the setting: for revenue 2nH, or nH where it is never negative; for
    /// welfare nH.
    #[serde(with = "crate::exact::text")]
    pub width: Rational,
}

impl Extremes {
    /// What Lemma 2 says about the objective on this mechanism.
    #[must_use]
    pub fn lemma_2(&self, objective: &(impl Objective + ?Sized)) -> Lemma2Bound {
        let performance = self.performance();
        let (mut from, to) = objective.range(performance.setting());
        if !performance.range_in_play().0.is_negative() {
            from = from.max(Rational::default());
        }
        Lemma2Bound { width_in_play: performance.width_in_play(), width: to - from }
    }
}

/// Lemma 4 and Theorem 2: an ex-post IR mechanism that is BIC under D is (c·H·δ/q, q)-BIC under every prior within δ.
///
/// So a type of probability p under a prior within δ gains at most c·H·δ/p there; and where it gains most it has the
/// probability that it has under D ([`Regret`](crate::robustness::Regret)).
///
/// ```
/// use tvmd::prelude::*;
/// use tvmd::tv_robustness::Lemma4Bound;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
/// #     mechanism Posted in Shop { posted_prices { Tea: 3/2 } }
/// # }
///
/// let bound = Lemma4Bound::of(&Table::of(&Posted)?, &Shop::prior())?.ok_or("not BIC and ex-post IR")?;
/// assert_eq!(bound.printed, ratio!(16), "8H");
/// assert_eq!(bound.sharp, ratio!(4), "2H: one item, and nobody is ever paid");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Lemma4Bound {
    /// c·H as printed: c = 8. In units of payments.
    #[serde(with = "crate::exact::text")]
    pub printed: Rational,
    /// c·H with the best constant for mechanisms of this kind: c = 5, or 3 if nobody is ever paid; with a single item 4, or 2.
    #[serde(with = "crate::exact::text")]
    pub sharp: Rational,
}

impl Lemma4Bound {
    /// What the lemma says about a mechanism; `None` if that isn't ex-post IR and BIC under the prior.
    ///
    /// # Errors
    /// If the prior belongs to another setting than the table.
    pub fn of(table: &Table, prior: &Prior) -> Result<Option<Self>, PriorError> {
        let applies = Verdict::bic(table, prior)?.holds && Verdict::ex_post_ir(table).holds;
        let times = |constant| table.setting().bound() * ratio(constant, 1);
        Ok(applies.then(|| Self { printed: times(8), sharp: times(worth_width(table)) }))
    }
}
