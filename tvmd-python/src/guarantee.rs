//! Mechanisms that guarantee most where only the marginals are known, or about known.

use crate::mechanism::Mechanism;
use crate::optimum::Allowed;
use crate::{error, named};
use pyo3::prelude::*;
use tvmd_core::objective::Standard;
use tvmd_core::optimum::Noise;
use tvmd_core::optimum::file::File;
use tvmd_core::optimum::maxmin::{MaxMin, Ties, max_min, max_min_lookahead, max_min_near};
use tvmd_core::optimum::posted::max_min_posted;
use tvmd_core::{AgentId, Prior, Rational};

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
///
/// With radii, by agent, also under those with marginals that are no further off.
pub(crate) fn guaranteed(
    prior: &Prior,
    objective: Standard,
    (family, ties): (&str, &str),
    near: Option<(Vec<Rational>, String)>,
    allowed: &Allowed,
) -> PyResult<Guaranteed> {
    let families = [("any", Family::Any), ("lookahead", Family::Lookahead), ("posted", Family::Posted)];
    let family = named::one_of("family", family, &families)?;
    let ties = named::one_of("way to break ties", ties, &[("any", Ties::Any), ("first", Ties::First)])?;
    if ties == Ties::First && family != Family::Lookahead {
        return Err(error::argument("`ties` goes with the family `lookahead`"));
    }
    if near.is_some() && family != Family::Any {
        return Err(error::argument("`within` goes with the family `any`"));
    }
    let noise = near.map(|(radii, ball)| {
        let radii: PyResult<_> = radii.into_iter().map(named::distance).collect();
        Ok::<_, PyErr>(Noise { radii: radii?, ball: named::ball(&ball)? })
    });
    let noise = noise.transpose()?;
    let setting = prior.setting();
    if family != Family::Any && setting.items().len() != 1 {
        return Err(error::argument(
            "lookahead auctions and posted prices are compared for one item, and the setting has several",
        ));
    }
    let marginals: Vec<_> = (0..setting.agents().len()).map(|agent| prior.marginal(AgentId(agent))).collect();
    let (budget, silent) = (allowed.budget(), &mut |_| ());
    let best = match (family, &noise) {
        (Family::Any, Some(noise)) => max_min_near(setting, &marginals, noise, &objective, &budget, silent),
        (Family::Any, None) => max_min(setting, &marginals, &objective, &budget, silent),
        (Family::Lookahead, _) => max_min_lookahead(setting, &marginals, &objective, ties, &budget, silent),
        (Family::Posted, _) => max_min_posted(setting, &marginals, objective, &budget, silent),
    };
    let best = best.map_err(|error| error::no_optimum(&error, allowed.times))?;
    let file = match &noise {
        Some(noise) => File::max_min_near(&best, prior, noise, objective),
        None => File::max_min(&best, prior, objective),
    };
    let certificate = file.to_json().map_err(error::argument)?;
    let MaxMin { value, table, worst, .. } = best;
    let worst_prior = crate::certificate::json(&worst.to_model())?;
    Ok(Guaranteed {
        value,
        mechanism: Mechanism::found("Guarantee", table, &worst),
        worst_prior,
        certificate,
    })
}
