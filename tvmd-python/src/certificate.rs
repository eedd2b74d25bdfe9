//! Checking certificates, by the checker that shares no code with what wrote them.

use crate::error;
use crate::instance::Instance;
use crate::json::json;
use crate::said::{Place, Said};
use crate::work::apart;
use pyo3::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::num::NonZeroU64;
use std::path::PathBuf;
use tvmd_core::exact::text::Text;
use tvmd_core::names;
use tvmd_core::optimum::unlike;
use tvmd_verify::{BUDGET, Ball, Error, Objective, Participation, Proves, Truthfulness};

/// What is proved.
#[derive(Serialize)]
struct Claimed {
    proves: Proves,
    value: Text,
    setting: String,
    objective: Objective,
    truthfulness: Truthfulness,
    epsilon: Option<Text>,
    participation: Participation,
    /// How far the prior, or by agent her marginal, may be off, and which distributions within that there are.
    within: Option<Text>,
    marginals_within: Option<BTreeMap<String, Text>>,
    ball: Option<Ball>,
}

/// What a certificate proves, as JSON; if an instance is given, of it.
#[pyfunction]
pub(crate) fn verify(
    py: Python<'_>,
    text: String,
    of: Option<Py<Instance>>,
    budget: NonZeroU64,
) -> PyResult<String> {
    apart(py, move |_| claimed(text, of.as_ref().map(Py::get), budget.get()))
}

fn claimed(text: String, of: Option<&Instance>, budget: u64) -> PyResult<String> {
    let proved = tvmd_verify::verify_within(&text, BUDGET * u128::from(budget)).map_err(|error| {
        let reason = error.to_string();
        let reason = names::visible(&reason);
        match error {
            Error::TooMuch(_) => error::too_much(reason),
            Error::NotACertificate(..) | Error::ProvesNothing(..) => error::certificate(reason),
        }
    })?;
    if let Some(asked) = of {
        let certified = Said::read(text, Place::In(PathBuf::new()))?;
        if let Some(reason) = unlike(certified.listed()?, asked.listed()?, proved.proves.is_about_marginals())
        {
            return Err(error::certificate(format_args!("it is about something else: {reason}")));
        }
    }
    let is_near = proved.within.is_some() || proved.marginals_within.is_some();
    json(&Claimed {
        proves: proved.proves,
        value: Text(proved.value.into()),
        setting: proved.setting,
        objective: proved.objective,
        truthfulness: proved.truthfulness,
        epsilon: proved.epsilon.map(|epsilon| Text(epsilon.into())),
        participation: proved.participation,
        within: proved.within.map(|radius| Text(radius.into())),
        marginals_within: proved
            .marginals_within
            .map(|radii| radii.into_iter().map(|(agent, radius)| (agent, Text(radius.into()))).collect()),
        ball: is_near.then_some(proved.ball),
    })
}
