//! Checking certificates, by the checker that shares no code with what wrote them.

use crate::error;
use crate::said::apart;
use pyo3::prelude::*;
use serde::Serialize;
use tvmd_core::exact::text::Text;
use tvmd_core::names;
use tvmd_verify::{BUDGET, Error, Objective, Participation, Proved, Proves, Truthfulness};

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
}

/// What a certificate proves, as JSON.
#[pyfunction]
pub(crate) fn verify(py: Python<'_>, text: &str, budget: u64) -> PyResult<String> {
    let proved = apart(py, || tvmd_verify::verify_within(text, BUDGET * u128::from(budget)));
    let Proved { proves, value, setting, objective, truthfulness, epsilon, participation } =
        proved.map_err(|error| {
            let reason = error.to_string();
            let reason = names::visible(&reason);
            match error {
                Error::TooMuch(_) => error::too_much(reason),
                Error::NotACertificate(_) | Error::ProvesNothing(_) => error::certificate(reason),
            }
        })?;
    let claimed = Claimed {
        proves,
        value: Text(value),
        setting,
        objective,
        truthfulness,
        epsilon: epsilon.map(Text),
        participation,
    };
    json(&claimed)
}

/// An answer as JSON.
pub(crate) fn json(answer: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(answer).map_err(error::argument)
}
