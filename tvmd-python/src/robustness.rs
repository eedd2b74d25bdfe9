//! What a mechanism does under every prior near its own, as JSON in the form of the command line's.

use crate::certificate::json;
use crate::mechanism::allow;
use crate::{error, page};
use pyo3::PyResult;
use serde::Serialize;
use tvmd_core::exact::text::Text;
use tvmd_core::model::PriorDecl;
use tvmd_core::objective::{Objective as _, Performance, Standard};
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
    /// A document of HTML.
    page: String,
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
    let worst = extremes.worst_prior(delta);
    let (least, most) = (format!("least {}", objective.name()), format!("most {}", objective.name()));
    let expected = [(least.as_str(), &extremes.least), (most.as_str(), &extremes.most)];
    let gain = [("largest gain", &regret.curve)];
    let title = format!("Expected {}", objective.name());
    let pictures = [(title.as_str(), expected.as_slice()), ("Expected gain of a lie, given the type", &gain)];
    let page = page::robustness(mechanism, (table, prior), &pictures, (delta, &worst))?;
    json(&Answer {
        page,
        mechanism,
        delta: Text(delta.clone()),
        worst_prior: worst.to_model(),
        least: extremes.least,
        most: extremes.most,
        ruled_out: Text(regret.jump()),
        regret: regret.curve,
        lie,
        tempting_prior: tempting.to_model(),
    })
}
