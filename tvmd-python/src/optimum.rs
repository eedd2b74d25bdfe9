//! Best mechanisms: for a prior, and for the worst one near it.

use crate::budget::Allowed;
use crate::fraction::Fraction;
use crate::json::json;
use crate::mechanism::Mechanism;
use crate::page::Page;
use crate::sheet::Sheet;
use crate::swept::Cells;
use crate::{error, named};
use pyo3::prelude::*;
use tvmd_core::diagnostic::Diagnostic;
use tvmd_core::model::{Claim, Property};
use tvmd_core::objective::Objective as _;
use tvmd_core::optimum::{Criterion, Participation, Sought, Truthfulness};
use tvmd_core::work::Stop;
use tvmd_core::{Prior, Rational};
use tvmd_view as view;
use tvmd_view::answer::optimum::{in_words, page};

/// What an optimum is one of, from words.
pub(crate) fn sought(
    objective: &str,
    truthfulness: &str,
    participation: &str,
    epsilon: Option<Fraction>,
    lotteries: bool,
    within: Option<Fraction>,
    ball: &str,
) -> PyResult<Sought> {
    let dominant = named::one_of("truthfulness", truthfulness, &[("dsic", true), ("bic", false)])?;
    let truthfulness = match (dominant, epsilon) {
        (true, None) => Truthfulness::Dsic,
        (false, None) => Truthfulness::Bic,
        (false, Some(epsilon)) => Truthfulness::EpsBic(gain(epsilon.into())?),
        (true, Some(_)) => return Err(error::argument("`epsilon` goes with truthfulness `bic`")),
    };
    let moments = [("ex-post", Participation::ExPost), ("interim", Participation::Interim)];
    let participation = named::one_of("participation", participation, &moments)?;
    let ball = named::ball_within(ball, within.is_some())?;
    let criterion = match within {
        Some(_) if !lotteries => {
            return Err(error::argument("`within` doesn't go with `lotteries=False`"));
        }
        Some(within) => Criterion::Within(named::distance("within", within)?, ball),
        None if lotteries => Criterion::Best,
        None => Criterion::WithoutLotteries,
    };
    Ok(Sought { objective: named::objective(objective)?, truthfulness, participation, criterion })
}

/// A gain that is allowed, as `bic(1/10)` has one.
fn gain(epsilon: Rational) -> PyResult<Rational> {
    let claim = Claim { negated: false, property: Property::EpsBic(epsilon.clone()) };
    let wrong = |wrong: &Diagnostic| format!("epsilon: {}", wrong.message);
    Claim::check(&[claim], true)
        .map_err(|all| error::argument(all.iter().map(wrong).collect::<Vec<_>>().join("\n")))?;
    Ok(epsilon)
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
    /// What the best mechanism for the prior makes under it, and under the worst one; likewise.
    best_for_the_prior: Option<(Fraction, Fraction)>,
    /// As JSON; likewise.
    worst_prior: Option<String>,
    /// The same beside the prior; likewise.
    sheets: Vec<Sheet>,
    cells: Cells,
    mechanism: Mechanism,
    certificate: String,
    page: Page,
}

/// A worst prior beside the one that it is near.
fn beside(prior: &Prior, worst: &Prior) -> Sheet {
    let title = "The worst prior beside the instance's";
    Sheet(view::worst_prior(title, ("probability", prior), ("at worst", worst)))
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
        best_for_the_prior: near
            .and_then(|near| near.best_for_the_prior.clone())
            .map(|(value, guaranteed)| (value.into(), guaranteed.into())),
        worst_prior: near.map(|near| json(&near.worst.to_model())).transpose()?,
        cells: Cells::new(vec![(sought.objective.name().to_owned(), found.value.clone().into())]),
        sheets: near.map(|near| beside(prior, &near.worst)).into_iter().collect(),
        mechanism: Mechanism::found("Optimum", found.table.clone(), prior),
        certificate: found.certificate.to_json().map_err(error::argument)?,
        page: {
            let prior = prior.clone();
            Page::new(move || page(&sought, &found, &prior).map_err(error::argument))
        },
    })
}
