//! Best mechanisms, and those that guarantee most.

use crate::mechanism::Mechanism;
use crate::{error, named};
use pyo3::prelude::*;
use std::time::{Duration, Instant};
use tvmd_core::objective::Standard;
use tvmd_core::optimum::file::File;
use tvmd_core::optimum::maxmin::{MaxMin, Ties, max_min, max_min_lookahead};
use tvmd_core::optimum::posted::max_min_posted;
use tvmd_core::optimum::{Design, Linear as _, Participation, PaymentBound, Transfers, Truthfulness};
use tvmd_core::work::Budget;
use tvmd_core::{AgentId, Prior, Rational};

/// How much may be done: so many times the default budget, for so many seconds.
pub(crate) struct Allowed {
    times: u64,
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

    fn budget(&self) -> Budget {
        Budget { until: self.until, ..Budget::DEFAULT.times(self.times) }
    }
}

/// What an optimum is one of.
pub(crate) struct Wanted {
    pub(crate) objective: Standard,
    pub(crate) truthfulness: Truthfulness,
    pub(crate) participation: Participation,
    pub(crate) lotteries: bool,
}

impl Wanted {
    /// From words.
    pub(crate) fn new(
        objective: &str,
        truthfulness: &str,
        participation: &str,
        epsilon: Option<Rational>,
        lotteries: bool,
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
        Ok(Self { objective: named::objective(objective)?, truthfulness, participation, lotteries })
    }
}

/// An optimum.
#[derive(IntoPyObject)]
pub(crate) struct Optimum {
    value: Rational,
    limited_by_bound: Option<bool>,
    with_twice_the_bound: Option<Rational>,
    mechanism: Mechanism,
    certificate: String,
}

/// The best mechanism for a prior.
pub(crate) fn best(prior: &Prior, wanted: &Wanted, allowed: &Allowed) -> PyResult<Optimum> {
    let Wanted { objective, truthfulness, participation, lotteries } = wanted;
    let design = Design {
        prior,
        goal: objective.goal(),
        truthfulness: truthfulness.clone(),
        participation: *participation,
        transfers: Transfers::General,
        budget: allowed.budget(),
    };
    let silent = &mut |_| ();
    let found = if *lotteries {
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
    let certificate = file.to_json().map_err(error::argument)?;
    let mechanism = Mechanism::found("Optimum", table, prior);
    Ok(Optimum { value, limited_by_bound, with_twice_the_bound, mechanism, certificate })
}

/// What can be guaranteed.
#[derive(IntoPyObject)]
pub(crate) struct Guaranteed {
    value: Rational,
    mechanism: Mechanism,
    /// As JSON.
    worst_prior: String,
    certificate: String,
}

/// Among which mechanisms.
#[derive(Clone, Copy, PartialEq)]
enum Family {
    Any,
    Lookahead,
    Posted,
}

/// The mechanism that guarantees most under all joint distributions with the marginals of a prior.
pub(crate) fn guaranteed(
    prior: &Prior,
    objective: Standard,
    (family, ties): (&str, &str),
    allowed: &Allowed,
) -> PyResult<Guaranteed> {
    let families = [("any", Family::Any), ("lookahead", Family::Lookahead), ("posted", Family::Posted)];
    let family = named::one_of("family", family, &families)?;
    let ties = named::one_of("way to break ties", ties, &[("any", Ties::Any), ("first", Ties::First)])?;
    if ties == Ties::First && family != Family::Lookahead {
        return Err(error::argument("`ties` goes with the family `lookahead`"));
    }
    let setting = prior.setting();
    if family != Family::Any && setting.items().len() != 1 {
        return Err(error::argument(
            "lookahead auctions and posted prices are compared for one item, and the setting has several",
        ));
    }
    let marginals: Vec<_> = (0..setting.agents().len()).map(|agent| prior.marginal(AgentId(agent))).collect();
    let (budget, silent) = (allowed.budget(), &mut |_| ());
    let best = match family {
        Family::Any => max_min(setting, &marginals, &objective, &budget, silent),
        Family::Lookahead => max_min_lookahead(setting, &marginals, &objective, ties, &budget, silent),
        Family::Posted => max_min_posted(setting, &marginals, objective, &budget, silent),
    };
    let best = best.map_err(|error| error::no_optimum(&error, allowed.times))?;
    let certificate = File::max_min(&best, prior, objective).to_json().map_err(error::argument)?;
    let MaxMin { value, table, worst, .. } = best;
    let worst_prior = crate::certificate::json(&worst.to_model())?;
    Ok(Guaranteed {
        value,
        mechanism: Mechanism::found("Guarantee", table, &worst),
        worst_prior,
        certificate,
    })
}
