//! What a check found of mechanisms, for programs and for people.
#![allow(missing_docs, reason = "fields are called as in JSON, and their schema describes them")]

mod decided;
mod page;
mod words;

pub use decided::{Decided, sensible};
pub use page::page;

use crate::schema::{Exact, found};
use crate::{Cell, Sheet};
use schemars::JsonSchema;
use serde::Serialize;
use tvmd_core::exact::text::Text;
use tvmd_core::incentive::{Frontier, IncentiveReport, Verdict};
use tvmd_core::prior::PriorError;
use tvmd_core::structure::Evaluation;
use tvmd_core::work::MAX_CORNERS;
use tvmd_core::{Prior, Rational, Table};

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub struct Answer {
    pub mechanisms: Vec<Checked>,
}

/// One mechanism.
#[derive(Serialize, JsonSchema)]
pub struct Checked {
    pub name: String,
    #[schemars(with = "found::Verdict")]
    pub ex_post_ir: Verdict,
    #[schemars(with = "Option<found::Verdict>")]
    pub interim_ir: Option<Verdict>,
    #[schemars(with = "found::Verdict")]
    pub dsic: Verdict,
    #[schemars(with = "found::Verdict")]
    pub dsic_participating: Verdict,
    #[schemars(with = "Option<found::Verdict>")]
    pub bic: Option<Verdict>,
    #[schemars(with = "Option<found::Verdict>")]
    pub bic_participating: Option<Verdict>,
    #[schemars(with = "Option<found::Frontier>")]
    pub frontier: Option<Frontier>,
    #[schemars(with = "Option<found::Frontier>")]
    pub frontier_as_printed: Option<Frontier>,
    /// Where that isn't listed: it has more corners than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frontier_as_printed_over: Option<usize>,
    #[schemars(with = "Option<Exact>")]
    pub revenue: Option<Text>,
    #[schemars(with = "Option<Exact>")]
    pub welfare: Option<Text>,
    /// Why truth pays, where that wasn't found profile by profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theorem: Option<String>,
    pub claims: Vec<Decided>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timings: Option<Timings>,
    /// Those that are shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<found::Sheet>")]
    pub tables: Vec<Sheet>,
}

/// Seconds.
#[derive(Serialize, JsonSchema)]
pub struct Timings {
    /// Of the whole file.
    pub read: f64,
    /// Making the table, and laying it out for sweeps.
    pub table: f64,
    /// Checking incentives.
    pub kernel: f64,
    pub kernel_name: String,
}

impl Checked {
    /// What is found profile by profile, with what is expected under a prior.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn listed(
        name: &str,
        table: &Table,
        prior: Option<&Prior>,
        report: IncentiveReport,
        claims: Vec<Decided>,
    ) -> Result<Self, PriorError> {
        let (mut revenue, mut welfare) = (None, None);
        if let Some((prior, bic)) = prior.zip(report.bic.as_ref()) {
            let expected = table.expected_revenue(prior)?;
            (welfare, revenue) = (Some(&expected + bic.rents()), Some(expected));
        }
        Ok(Self::new(name, report, revenue, welfare, claims))
    }

    /// What is found by the structure of a mechanism.
    #[must_use]
    pub fn structured(name: &str, found: Evaluation, claims: Vec<Decided>) -> Self {
        let Evaluation { report, theorem, revenue, welfare, .. } = found;
        Self { theorem: Some(theorem.to_string()), ..Self::new(name, report, revenue, welfare, claims) }
    }

    fn new(
        name: &str,
        report: IncentiveReport,
        revenue: Option<Rational>,
        welfare: Option<Rational>,
        claims: Vec<Decided>,
    ) -> Self {
        let bic = report.bic.as_ref();
        let frontier_as_printed = bic.and_then(|bic| bic.frontier_as_printed.clone());
        Self {
            name: name.to_owned(),
            interim_ir: bic.map(|bic| bic.interim_ir.clone()),
            bic: bic.map(|bic| bic.verdict.clone()),
            bic_participating: bic.map(|bic| bic.participating.clone()),
            frontier: bic.map(|bic| bic.frontier.clone()),
            ex_post_ir: report.ex_post_ir,
            dsic: report.dsic,
            dsic_participating: report.dsic_participating,
            frontier_as_printed_over: (bic.is_some() && frontier_as_printed.is_none()).then_some(MAX_CORNERS),
            frontier_as_printed,
            revenue: revenue.map(Text),
            welfare: welfare.map(Text),
            theorem: None,
            claims,
            timings: None,
            tables: Vec::new(),
        }
    }

    /// The claims and requirements that don't hold, with the reason.
    pub fn failures(&self) -> impl Iterator<Item = String> {
        self.claims.iter().filter(|decided| !decided.holds).map(|Decided { claim, reason, .. }| {
            let reason = reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
            format!("{}: `{claim}` doesn't hold{reason}", self.name)
        })
    }

    /// What is shown of it in a row.
    #[must_use]
    pub fn cells(&self) -> Vec<(String, Cell)> {
        let number = |number: &Option<Text>| Cell::from(number.as_ref().map(|number| number.0.clone()));
        let mut cells = vec![
            ("ex-post IR", Cell::from(&self.ex_post_ir)),
            ("DSIC", Cell::from(&self.dsic)),
            ("BIC", self.bic.as_ref().into()),
            ("revenue", number(&self.revenue)),
            ("welfare", number(&self.welfare)),
        ];
        if self.bic.is_none() {
            cells.truncate(2);
        }
        cells.into_iter().map(|(what, cell)| (what.to_owned(), cell)).collect()
    }

    /// The tables, each with the mechanism's name.
    pub fn titled(&self) -> impl Iterator<Item = Sheet> {
        self.tables
            .iter()
            .map(|sheet| Sheet { title: format!("{}: {}", self.name, sheet.title), ..sheet.clone() })
    }
}
