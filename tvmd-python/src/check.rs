//! What a check finds of a mechanism, as JSON in the form of the command line's.

use crate::certificate::json;
use crate::error;
use pyo3::PyResult;
use serde::Serialize;
use tvmd_core::declared::Structured;
use tvmd_core::exact::text::Text;
use tvmd_core::incentive::{Frontier, IncentiveReport, Verdict};
use tvmd_core::model::Claim;
use tvmd_core::structure::{self, Evaluation};
use tvmd_core::{Prior, Rational, Table};

/// One mechanism.
#[derive(Serialize)]
struct Checked<'a> {
    name: &'a str,
    ex_post_ir: Verdict,
    interim_ir: Option<Verdict>,
    dsic: Verdict,
    dsic_participating: Verdict,
    bic: Option<Verdict>,
    bic_participating: Option<Verdict>,
    frontier: Option<Frontier>,
    revenue: Option<Text>,
    welfare: Option<Text>,
    theorem: Option<String>,
    claims: Vec<Decided<'a>>,
}

/// A claim of the file, and whether it holds.
#[derive(Serialize)]
struct Decided<'a> {
    claim: &'a Claim,
    holds: bool,
}

impl<'a> Checked<'a> {
    fn new(name: &'a str, claims: &'a [Claim], report: IncentiveReport) -> Self {
        // What is claimed of a prior is refused where there is none, before there is a report.
        let decided = |claim| Some(Decided { claim, holds: report.decides(claim)? });
        let claims = claims.iter().filter_map(decided).collect();
        let bic = report.bic.as_ref();
        Self {
            name,
            interim_ir: bic.map(|bic| bic.interim_ir.clone()),
            bic: bic.map(|bic| bic.verdict.clone()),
            bic_participating: bic.map(|bic| bic.participating.clone()),
            frontier: bic.map(|bic| bic.frontier.clone()),
            ex_post_ir: report.ex_post_ir,
            dsic: report.dsic,
            dsic_participating: report.dsic_participating,
            revenue: None,
            welfare: None,
            theorem: None,
            claims,
        }
    }

    fn expecting(self, revenue: Option<Rational>, welfare: Option<Rational>) -> Self {
        Self { revenue: revenue.map(Text), welfare: welfare.map(Text), ..self }
    }
}

/// Profile by profile.
pub(crate) fn listed(
    name: &str,
    claims: &[Claim],
    table: &Table,
    prior: Option<&Prior>,
    report: IncentiveReport,
) -> PyResult<String> {
    let (mut revenue, mut welfare) = (None, None);
    if let Some((prior, bic)) = prior.zip(report.bic.as_ref()) {
        let expected = table.expected_revenue(prior).map_err(error::argument)?;
        (welfare, revenue) = (Some(&expected + bic.rents()), Some(expected));
    }
    json(&Checked::new(name, claims, report).expecting(revenue, welfare))
}

/// By structure.
pub(crate) fn structured(mechanism: &Structured) -> PyResult<String> {
    let Evaluation { report, theorem, revenue, welfare, .. } =
        structure::evaluate(mechanism).map_err(error::argument)?;
    let checked = Checked::new(mechanism.name(), mechanism.claims(), report).expecting(revenue, welfare);
    json(&Checked { theorem: Some(theorem.to_string()), ..checked })
}
