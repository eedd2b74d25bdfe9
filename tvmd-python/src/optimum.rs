//! Best mechanisms: for a prior, and for the worst one near it.

use crate::certificate::json;
use crate::mechanism::Mechanism;
use crate::{error, named};
use pyo3::prelude::*;
use std::time::{Duration, Instant};
use tvmd_core::objective::Standard;
use tvmd_core::optimum::file::File;
use tvmd_core::optimum::{Ball, Design, Linear as _, Participation, PaymentBound, Transfers, Truthfulness};
use tvmd_core::work::Budget;
use tvmd_core::{Prior, Rational};

/// How much may be done: so many times the default budget, for so many seconds.
pub(crate) struct Allowed {
    pub(crate) times: u64,
    until: Option<Instant>,
}

impl Allowed {
    pub(crate) fn new(times: u64, seconds: Option<f64>) -> PyResult<Self> {
        let until = match seconds.map(Duration::try_from_secs_f64) {
            None => None,
            Some(Ok(limit)) => Instant::now().checked_add(limit),
            Some(Err(error)) => return Err(error::argument(format_args!("time_limit: {error}"))),
        };
        Ok(Self { times, until })
    }

    pub(crate) fn budget(&self) -> Budget {
        Budget { until: self.until, ..Budget::DEFAULT.times(self.times) }
    }
}

/// What an optimum is one of.
pub(crate) struct Wanted {
    pub(crate) objective: Standard,
    pub(crate) truthfulness: Truthfulness,
    pub(crate) participation: Participation,
    pub(crate) lotteries: bool,
    /// How far the prior may be off, and which priors within that there are.
    pub(crate) near: Option<(Rational, Ball)>,
}

impl Wanted {
    /// From words.
    pub(crate) fn new(
        objective: &str,
        truthfulness: &str,
        participation: &str,
        epsilon: Option<Rational>,
        lotteries: bool,
        near: Option<(Rational, String)>,
    ) -> PyResult<Self> {
        let dominant = named::one_of("truthfulness", truthfulness, &[("dsic", true), ("bic", false)])?;
        let truthfulness = match (dominant, epsilon) {
            (true, None) => Truthfulness::Dsic,
            (false, None) => Truthfulness::Bic,
            (false, Some(epsilon)) => Truthfulness::EpsBic(epsilon),
            (true, Some(_)) => return Err(error::argument("`epsilon` goes with truthfulness `bic`")),
        };
        let moments = [("ex-post", Participation::ExPost), ("interim", Participation::Interim)];
        let participation = named::one_of("participation", participation, &moments)?;
        let near = near.map(|(within, ball)| Ok::<_, PyErr>((named::distance(within)?, named::ball(&ball)?)));
        let near = near.transpose()?;
        if near.is_some() && !lotteries {
            return Err(error::argument("`within` doesn't go with `lotteries=False`"));
        }
        Ok(Self { objective: named::objective(objective)?, truthfulness, participation, lotteries, near })
    }
}

/// An optimum.
#[derive(IntoPyObject)]
pub(crate) struct Optimum {
    value: Rational,
    limited_by_bound: Option<bool>,
    with_twice_the_bound: Option<Rational>,
    /// As JSON; where the prior may be off.
    worst_prior: Option<String>,
    mechanism: Mechanism,
    certificate: String,
}

/// The best mechanism for a prior.
pub(crate) fn best(prior: &Prior, wanted: &Wanted, allowed: &Allowed) -> PyResult<Optimum> {
    let Wanted { objective, truthfulness, participation, lotteries, near } = wanted;
    let design = Design {
        prior,
        goal: objective.goal(),
        truthfulness: truthfulness.clone(),
        participation: *participation,
        transfers: Transfers::General,
        budget: allowed.budget(),
    };
    let silent = &mut |_| ();
    let mut worst_prior = None;
    let found = if let Some((within, ball)) = near {
        design.best_within(within, *ball, silent).map(|best| {
            let file = File::within(&best, prior, *objective, truthfulness, *participation);
            let bound = design.payment_bound_within(&best, silent);
            worst_prior = Some(best.worst.to_model());
            (best.value, best.table, file, bound)
        })
    } else if *lotteries {
        design.best_telling(silent).map(|best| {
            let file = File::new(&best, prior, *objective, truthfulness, *participation);
            let bound = design.payment_bound(&best, silent);
            (best.value, best.table, file, bound)
        })
    } else {
        design.best_without_lotteries(silent).map(|best| {
            let file = File::without_lotteries(&best, prior, *objective, truthfulness, *participation);
            let bound = design.payment_bound_without_lotteries(&best, silent);
            (best.value, best.table, file, bound)
        })
    };
    let (value, table, file, bound) = found.map_err(|error| error::no_optimum(&error, allowed.times))?;
    let (limited_by_bound, with_twice_the_bound) = match bound {
        PaymentBound::Idle => (Some(false), None),
        PaymentBound::Limits(more) => (Some(true), Some(more)),
        PaymentBound::Open | PaymentBound::Unknown => (None, None),
    };
    let worst_prior = worst_prior.as_ref().map(json).transpose()?;
    let certificate = file.to_json().map_err(error::argument)?;
    let mechanism = Mechanism::found("Optimum", table, prior);
    Ok(Optimum { value, limited_by_bound, with_twice_the_bound, worst_prior, mechanism, certificate })
}
