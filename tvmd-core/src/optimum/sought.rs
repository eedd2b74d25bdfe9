//! Optima as people ask for them: of any kind, with a certificate, and with what the bound on payments has to do with them.

use super::ball::Ball;
use super::error::OptimumError;
use super::file::File;
use super::goal::Linear as _;
use super::mechanism::Design;
use super::payment_bound::PaymentBound;
use super::requirements::{Participation, Transfers, Truthfulness};
use super::stage::Stage;
use crate::exact::Rational;
use crate::mechanism::Table;
use crate::objective::{Performance, Standard};
use crate::prior::Prior;
use crate::work::Budget;
use num_traits::Zero as _;

/// What an optimum is one of.
///
/// ```
/// use tvmd::objective::Standard;
/// use tvmd::optimum::{Criterion, Participation, Sought, Truthfulness};
/// use tvmd::prelude::*;
/// use tvmd::work::Budget;
/// # tvmd::mechanism! {
/// #     setting Shop<Buyer> { items { Tea } bound 2; agent Buyer: additive { Low = 1, High = 2 } prior uniform; }
/// # }
///
/// let (objective, truthfulness) = (Standard::Revenue, Truthfulness::Dsic);
/// let sought = Sought { objective, truthfulness, participation: Participation::ExPost, criterion: Criterion::Best };
/// let found = sought.of(&Shop::prior(), &Budget::DEFAULT, &mut |_| ())?;
/// assert_eq!(found.value, ratio!(1));
/// # Ok::<(), tvmd::optimum::OptimumError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Sought {
    /// What is maximised in expectation.
    pub objective: Standard,
    /// What is asked of incentives.
    pub truthfulness: Truthfulness,
    /// When taking part must not cost anything.
    pub participation: Participation,
    /// Which of these mechanisms is wanted.
    pub criterion: Criterion,
}

/// Which mechanism is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// The best for the prior.
    Best,
    /// The best of those without lotteries.
    WithoutLotteries,
    /// The best under the worst prior within a distance.
    Within(Rational, Ball),
}

/// An optimum with its certificate.
#[derive(Clone, Debug)]
pub struct Certified {
    /// What it makes; where the prior may be another, at least.
    pub value: Rational,
    /// The mechanism.
    pub table: Table,
    /// What `tvmd-verify` checks.
    pub certificate: File,
    /// Whether the bound on payments limits it.
    pub bound: PaymentBound,
    /// What there is to say where the prior may be another.
    pub near: Option<NearPrior>,
}

/// An optimum under the worst prior near one.
#[derive(Clone, Debug)]
pub struct NearPrior {
    /// How far off, in total variation.
    pub radius: Rational,
    /// Which priors that near there are.
    pub ball: Ball,
    /// What the mechanism makes under the prior itself.
    pub under_the_prior: Rational,
    /// A prior that near under which no mechanism makes more than the value.
    pub worst: Prior,
    /// What the best for the prior itself makes under it, and under the worst prior that near. Where that is no less than the value, the
    /// mechanism makes as much as this one under both. `None` if it wasn't found before the search was stopped.
    pub best_for_the_prior: Option<(Rational, Rational)>,
}

impl Sought {
    /// The optimum for a prior. `progress` is told how far it is.
    ///
    /// # Errors
    /// If there is no such mechanism, or it is too much work.
    pub fn of(
        &self,
        prior: &Prior,
        budget: &Budget,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Certified, OptimumError> {
        self.search(prior, budget, progress).map_err(|error| match error {
            OptimumError::TimeIsUp(known) => {
                let radius = match &self.criterion {
                    Criterion::Within(radius, _) => radius.clone(),
                    Criterion::Best | Criterion::WithoutLotteries => Rational::default(),
                };
                let radii = vec![radius; prior.setting().agents().len()];
                OptimumError::TimeIsUp(Box::new(known.or_beforehand(self.objective, prior, &radii)))
            }
            other => other,
        })
    }

    /// The same, where only what the search knows is known if it is stopped.
    fn search(
        &self,
        prior: &Prior,
        budget: &Budget,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Certified, OptimumError> {
        let Self { objective, truthfulness, participation, criterion } = self;
        let (objective, participation) = (*objective, *participation);
        let design = Design {
            prior,
            goal: objective.goal(),
            truthfulness: truthfulness.clone(),
            participation,
            transfers: Transfers::General,
            budget: budget.clone(),
        };
        Ok(match criterion {
            Criterion::Best => {
                let best = design.best_telling(progress)?;
                let certificate = File::new(&best, prior, objective, truthfulness, participation);
                let bound = design.payment_bound(&best, progress);
                Certified { value: best.value, table: best.table, certificate, bound, near: None }
            }
            Criterion::WithoutLotteries => {
                let best = design.best_without_lotteries(progress)?;
                let certificate =
                    File::without_lotteries(&best, prior, objective, truthfulness, participation);
                let bound = design.payment_bound_without_lotteries(&best, progress);
                Certified { value: best.value, table: best.table, certificate, bound, near: None }
            }
            Criterion::Within(radius, ball) => {
                let mut best = design.best_within(radius, *ball, progress)?;
                let made = |table: &Table| {
                    let made = Performance::new(&objective, table);
                    made.expect("feasible outcomes keep to the ranges").values().to_vec()
                };
                let mut under_the_prior = prior.distribution().expectation(&made(&best.table));
                let best_for_the_prior = if best.radius.is_zero() {
                    // Within 0 they are one and the same.
                    Some((best.value.clone(), best.value.clone()))
                } else {
                    design.best_telling(progress).ok().map(|plain| {
                        let (guaranteed, cap) = design.least_within(&made(&plain.table), &best.radius, *ball);
                        // Of the mechanisms that make most under the worst prior one that also makes most under the prior, if there is one.
                        if guaranteed == best.value && under_the_prior < plain.value {
                            (best.table, best.cap) = (plain.table, cap);
                            under_the_prior.clone_from(&plain.value);
                        }
                        (plain.value, guaranteed)
                    })
                };
                let certificate = File::within(&best, prior, objective, truthfulness, participation);
                let bound = design.payment_bound_within(&best, progress);
                let near = NearPrior {
                    radius: best.radius,
                    ball: best.ball,
                    under_the_prior,
                    worst: best.worst,
                    best_for_the_prior,
                };
                Certified { value: best.value, table: best.table, certificate, bound, near: Some(near) }
            }
        })
    }
}
