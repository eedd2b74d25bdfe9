//! Mechanisms that guarantee most where only the marginals are known, or about known.

use crate::budget::Allowed;
use crate::fraction::Fraction;
use crate::json::json;
use crate::mechanism::Mechanism;
use crate::page::Page;
use crate::sheet::Sheet;
use crate::{error, named};
use pyo3::prelude::*;
use tvmd_core::Prior;
use tvmd_core::objective::Standard;
use tvmd_core::optimum::maxmin::Ties;
use tvmd_core::optimum::{GuaranteeSought, Noise};
use tvmd_core::work::Stop;
use tvmd_view as view;
use tvmd_view::answer::maxmin::{in_words, page};

/// What can be guaranteed.
#[derive(IntoPyObject)]
pub(crate) struct Guaranteed {
    value: Fraction,
    in_words: String,
    mechanism: Mechanism,
    /// As JSON.
    worst_prior: String,
    certificate: String,
    /// What the best mechanism for the marginals guarantees for them, near them, and near them at least, by Lemma 10.
    for_the_marginals: Option<(Fraction, Fraction, Fraction)>,
    /// The worst prior.
    sheets: Vec<Sheet>,
    page: Page,
}

/// Among which mechanisms.
#[derive(Clone, Copy, PartialEq)]
enum Family {
    Any,
    Lookahead,
    Posted,
}

/// Among which mechanisms, and near which marginals, from words; radii are by agent.
pub(crate) fn sought(
    family: &str,
    ties: &str,
    within: Option<Vec<Fraction>>,
    ball: &str,
) -> PyResult<GuaranteeSought> {
    let families = [("any", Family::Any), ("lookahead", Family::Lookahead), ("posted", Family::Posted)];
    let family = named::one_of("family", family, &families)?;
    let ties = named::one_of("way to break ties", ties, &[("any", Ties::Any), ("first", Ties::First)])?;
    if ties == Ties::First && family != Family::Lookahead {
        return Err(error::argument("`ties` goes with the family `lookahead`"));
    }
    let ball = named::ball_within(ball, within.is_some())?;
    if within.is_some() && family != Family::Any {
        return Err(error::argument("`within` goes with the family `any`"));
    }
    let noise = within.map(|radii| {
        let radii: PyResult<_> = radii.into_iter().map(|radius| named::distance("within", radius)).collect();
        Ok::<_, PyErr>(Noise { radii: radii?, ball })
    });
    Ok(match family {
        Family::Any => GuaranteeSought::Any(noise.transpose()?),
        Family::Lookahead => GuaranteeSought::Lookahead(ties),
        Family::Posted => GuaranteeSought::Posted,
    })
}

/// The mechanism that guarantees most under all joint distributions with the marginals of a prior, or with marginals near them.
pub(crate) fn guaranteed(
    prior: &Prior,
    objective: Standard,
    sought: &GuaranteeSought,
    allowed: &Allowed,
    stop: &Stop,
) -> PyResult<Guaranteed> {
    let found = sought.of(prior, objective, &allowed.budget(stop), &mut |_| ());
    let found = found.map_err(|error| error::no_optimum(&error, allowed.times))?;
    let (best, known) = (&found.best, found.for_the_marginals.clone());
    Ok(Guaranteed {
        value: best.value.clone().into(),
        in_words: in_words(sought, objective, &found),
        worst_prior: json(&best.worst.to_model())?,
        mechanism: Mechanism::found("Guarantee", best.table.clone(), &best.worst),
        certificate: found.certificate.to_json().map_err(error::argument)?,
        for_the_marginals: known.map(|known| (known.value.into(), known.near.into(), known.lemma_10.into())),
        sheets: vec![Sheet(view::Sheet {
            title: "The worst joint distribution".to_owned(),
            ..view::prior(("probability", &best.worst), None)
        })],
        page: {
            let (sought, prior) = (sought.clone(), prior.clone());
            Page::new(move || page(&sought, objective, &found, &prior).map_err(error::argument))
        },
    })
}
