//! Best mechanisms: for a prior, and for the worst one near it.

use crate::certificate::json;
use crate::fraction::Fraction;
use crate::mechanism::Mechanism;
use crate::page::Page;
use crate::{error, named};
use pyo3::prelude::*;
use std::num::NonZeroU64;
use std::time::{Duration, Instant};
use tvmd_core::Prior;
use tvmd_core::optimum::{Criterion, Participation, Sought, Truthfulness};
use tvmd_core::work::{Budget, Stop};
use tvmd_view::answer::optimum::{in_words, page};

/// How much may be done: so many times the default budget, for so many seconds.
pub(crate) struct Allowed {
    pub(crate) times: u64,
    until: Option<Instant>,
}

impl Allowed {
    pub(crate) fn new(times: NonZeroU64, seconds: Option<f64>) -> PyResult<Self> {
        let until = match seconds.map(Duration::try_from_secs_f64) {
            None => None,
            Some(Ok(limit)) => Instant::now().checked_add(limit),
            Some(Err(error)) => return Err(error::argument(format_args!("time_limit: {error}"))),
        };
        Ok(Self { times: times.get(), until })
    }

    /// The same, until it is stopped.
    pub(crate) fn budget(&self, stop: &Stop) -> Budget {
        Budget { until: self.until, stop: Some(stop.clone()), ..Budget::DEFAULT.times(self.times) }
    }
}

/// What an optimum is one of, from words.
pub(crate) fn sought(
    objective: &str,
    truthfulness: &str,
    participation: &str,
    epsilon: Option<Fraction>,
    lotteries: bool,
    near: Option<(Fraction, String)>,
) -> PyResult<Sought> {
    let dominant = named::one_of("truthfulness", truthfulness, &[("dsic", true), ("bic", false)])?;
    let truthfulness = match (dominant, epsilon) {
        (true, None) => Truthfulness::Dsic,
        (false, None) => Truthfulness::Bic,
        (false, Some(epsilon)) => Truthfulness::EpsBic(epsilon.into()),
        (true, Some(_)) => return Err(error::argument("`epsilon` goes with truthfulness `bic`")),
    };
    let moments = [("ex-post", Participation::ExPost), ("interim", Participation::Interim)];
    let participation = named::one_of("participation", participation, &moments)?;
    let criterion = match near {
        Some(_) if !lotteries => {
            return Err(error::argument("`within` doesn't go with `lotteries=False`"));
        }
        Some((within, ball)) => Criterion::Within(named::distance(within)?, named::ball(&ball)?),
        None if lotteries => Criterion::Best,
        None => Criterion::WithoutLotteries,
    };
    Ok(Sought { objective: named::objective(objective)?, truthfulness, participation, criterion })
}

/// An optimum.
#[derive(IntoPyObject)]
pub(crate) struct Optimum {
    value: Fraction,
    in_words: String,
    limited_by_bound: Option<bool>,
    with_twice_the_bound: Option<Fraction>,
    /// What it makes under the prior; where that may be off.
    under_the_prior: Option<Fraction>,
    /// As JSON; likewise.
    worst_prior: Option<String>,
    mechanism: Mechanism,
    certificate: String,
    page: Page,
}

/// The best mechanism for a prior.
pub(crate) fn best(prior: &Prior, sought: Sought, allowed: &Allowed, stop: &Stop) -> PyResult<Optimum> {
    let found = sought.of(prior, &allowed.budget(stop), &mut |_| ());
    let found = found.map_err(|error| error::no_optimum(&error, allowed.times))?;
    let (limited_by_bound, with_twice_the_bound) = found.bound.known();
    let near = found.near.as_ref();
    Ok(Optimum {
        value: found.value.clone().into(),
        in_words: in_words(&sought, &found),
        limited_by_bound,
        with_twice_the_bound: with_twice_the_bound.map(Fraction::from),
        under_the_prior: near.map(|near| near.under_the_prior.clone().into()),
        worst_prior: near.map(|near| json(&near.worst.to_model())).transpose()?,
        mechanism: Mechanism::found("Optimum", found.table.clone(), prior),
        certificate: found.certificate.to_json().map_err(error::argument)?,
        page: {
            let prior = prior.clone();
            Page::new(move || page(&sought, &found, &prior).map_err(error::argument))
        },
    })
}
