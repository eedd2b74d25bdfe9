//! What a mechanism does under every prior near its own, as JSON in the form of the command line's.

use crate::certificate::json;
use crate::error;
use crate::mechanism::allow;
use pyo3::PyResult;
use serde::Serialize;
use tvmd_core::exact::text::Text;
use tvmd_core::model::PriorDecl;
use tvmd_core::objective::{Performance, Standard};
use tvmd_core::robustness::{Curve, Extremes, Regret};
use tvmd_core::{Prior, Rational, Table};

/// The answer.
#[derive(Serialize)]
struct Answer<'a> {
    mechanism: &'a str,
    delta: Text,
    least: Curve,
    most: Curve,
    worst_prior: PriorDecl,
    regret: Curve,
    /// What types of probability 0 gain at any distance above 0.
    ruled_out: Text,
    lie: Option<Lie<'a>>,
    tempting_prior: PriorDecl,
}

/// Who gains how much by which report.
#[derive(Serialize)]
struct Lie<'a> {
    agent: &'a str,
    r#type: &'a str,
    misreport: &'a str,
    gain: Text,
}

/// The curves, and the worst within `delta`.
pub(crate) fn answer(
    mechanism: &str,
    table: &Table,
    prior: &Prior,
    objective: Standard,
    delta: &Rational,
    budget: u64,
) -> PyResult<String> {
    allow(budget, Regret::work(table))?;
    let performance = Performance::new(&objective, table).map_err(error::argument)?;
    let extremes = Extremes::of(performance, prior).map_err(error::argument)?;
    let regret = Regret::of(table, prior).map_err(error::argument)?;
    let tempting = regret.worst_prior(table, delta).map_err(error::argument)?;
    let agents = table.setting().agents();
    let lie = regret.worst_lie(delta).map(|lie| {
        let agent = &agents[lie.agent.0];
        Lie {
            agent: agent.name(),
            r#type: agent.type_name(lie.own),
            misreport: agent.type_name(lie.report),
            gain: Text(lie.gain),
        }
    });
    json(&Answer {
        mechanism,
        delta: Text(delta.clone()),
        worst_prior: extremes.worst_prior(delta).to_model(),
        least: extremes.least,
        most: extremes.most,
        ruled_out: Text(regret.jump()),
        regret: regret.curve,
        lie,
        tempting_prior: tempting.to_model(),
    })
}
