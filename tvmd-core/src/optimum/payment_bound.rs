//! Whether the bound on payments limits an optimum.
//!
//! Payments lie in [-H, H]; if they could be larger, some optima would be, too: where types are correlated, lotteries over the
//! others' reports may extract more, and cost more (Crémer and McLean 1988). Which optima are limited is decided exactly:
//!
//! - With participation at every profile nobody pays more than what she gets is worth to her, so at most H, and only -H can limit.
//!   If ⊥ must not gain by a report at any profile either (DSIC), payments are at least 0, and nothing can.
//! - Multipliers that prove an optimum and weigh no bound of a payment prove it for payments of any size.
//! - Otherwise the problem is solved again with payments up to 2H. An optimum over lotteries is a concave function of the bound, as
//!   that of any linear program is of its right sides: it grows with a wider bound exactly if it grows with twice the bound.
//! - Without lotteries it isn't concave: that 2H allows no more says nothing of wider bounds.

use super::error::OptimumError;
use super::mechanism::{Best, Design};
use super::plan::Plan;
use super::requirements::{Participation, Transfers, Truthfulness};
use super::{Deterministic, Program, Stage, Within};
use crate::exact::Rational;
use crate::prior::Prior;
use num_bigint::Sign;

/// What the bound on payments has to do with an optimum.
///
/// ```
/// use tvmd::optimum::{Design, PaymentBound, Truthfulness};
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
/// # }
///
/// let prior = Shop::prior();
/// let design = Design::revenue(&prior, Truthfulness::Dsic);
/// assert_eq!(design.payment_bound(&design.best()?, &mut |_| ()), PaymentBound::Idle);
/// # Ok::<(), tvmd::optimum::OptimumError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaymentBound {
    /// No wider bound allows more.
    Idle,
    /// The bound limits the optimum: with payments up to twice the bound it is this.
    Limits(Rational),
    /// Twice the bound allows no more; whether a wider one does isn't known. Only without lotteries.
    Open,
    /// The budget's time was up, or its sign to stop was given, before it was decided.
    Unknown,
}

impl PaymentBound {
    /// Whether it limits the optimum, and what the optimum is with payments up to twice the bound where it does; `None` where that isn't known.
    #[must_use]
    pub fn known(&self) -> (Option<bool>, Option<Rational>) {
        match self {
            Self::Idle => (Some(false), None),
            Self::Limits(more) => (Some(true), Some(more.clone())),
            Self::Open | Self::Unknown => (None, None),
        }
    }
}

impl Design<'_> {
    /// Whether the bound on payments limits an optimum of this problem, telling `progress` how far it is.
    #[must_use]
    pub fn payment_bound(&self, best: &Best, progress: &mut dyn FnMut(Stage)) -> PaymentBound {
        let again = |wider: &Design<'_>| Ok(wider.best_telling(progress)?.value);
        self.with_twice(best.bound_weighs, &best.value, PaymentBound::Idle, again)
    }

    /// The same of the most that can be guaranteed near the prior.
    #[must_use]
    pub fn payment_bound_within(&self, best: &Within, progress: &mut dyn FnMut(Stage)) -> PaymentBound {
        let again = |wider: &Design<'_>| Ok(wider.best_within(&best.radius, best.ball, progress)?.value);
        self.with_twice(best.bound_weighs, &best.value, PaymentBound::Idle, again)
    }

    /// The same without lotteries.
    #[must_use]
    pub fn payment_bound_without_lotteries(
        &self,
        best: &Deterministic,
        progress: &mut dyn FnMut(Stage),
    ) -> PaymentBound {
        let again = |wider: &Design<'_>| Ok(wider.best_without_lotteries(progress)?.value);
        self.with_twice(best.bound_weighs, &best.value, PaymentBound::Open, again)
    }

    /// `no_more` is what it means that twice the bound allows no more.
    fn with_twice(
        &self,
        weighs: bool,
        value: &Rational,
        no_more: PaymentBound,
        again: impl FnOnce(&Design<'_>) -> Result<Rational, OptimumError>,
    ) -> PaymentBound {
        if !weighs {
            return PaymentBound::Idle;
        }
        let setting = self.prior.setting();
        let twice = setting.with_bound(setting.bound() + setting.bound()).expect("it is higher");
        let masses: Vec<Rational> = self.prior.distribution().masses().collect();
        let prior = Prior::from_masses(&twice, &masses).expect("the masses are those of a prior");
        match again(&Design { prior: &prior, ..self.clone() }) {
            Ok(more) if more > *value => PaymentBound::Limits(more),
            Err(OptimumError::TimeIsUp(_)) => PaymentBound::Unknown,
            _ => no_more,
        }
    }

    /// Whether multipliers weigh a bound of a payment that could limit an optimum.
    pub(super) fn bound_weighs(&self, plan: &Plan, program: &Program, dual: &[Rational]) -> bool {
        let ex_post = self.participation == Participation::ExPost;
        let at_least_0 =
            self.transfers == Transfers::NoPositive || ex_post && self.truthfulness == Truthfulness::Dsic;
        if ex_post && at_least_0 {
            return false;
        }
        let reduced = program.reduced_costs(dual).expect("multipliers are one per row");
        let setting = self.prior.setting();
        let mut agents_at = (0..setting.profile_count())
            .flat_map(|profile| (0..setting.agents().len()).map(move |agent| (profile, agent)));
        agents_at.any(|(profile, agent)| {
            match plan.payment(profile, agent).map(|payment| reduced[payment.0].numer().sign()) {
                Some(Sign::Plus) => !ex_post,
                Some(Sign::Minus) => !at_least_0,
                Some(Sign::NoSign) | None => false,
            }
        })
    }
}
