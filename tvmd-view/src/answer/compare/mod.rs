//! Mechanisms side by side.

mod page;

pub use page::page;

use crate::schema::{Exact, found};
use crate::{Cell, Sheet};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use tvmd_core::exact::text::Text;
use tvmd_core::incentive::{IncentiveReport, Verdict};
use tvmd_core::objective::{Performance, Revenue};
use tvmd_core::prior::PriorError;
use tvmd_core::quantities::ReducedForm;
use tvmd_core::robustness::{Curve, Extremes, Regret};
use tvmd_core::setting::Agent;
use tvmd_core::{AgentId, Prior, Rational, Setting, Table};

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub struct Answer {
    /// None without a prior.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Exact>")]
    delta: Option<Text>,
    mechanisms: Vec<Compared>,
    /// In the order of the setting.
    #[serde(skip)]
    agents: Vec<String>,
}

/// One mechanism.
#[derive(Serialize, JsonSchema)]
pub struct Compared {
    name: String,
    #[schemars(with = "found::Verdict")]
    ex_post_ir: Verdict,
    #[schemars(with = "found::Verdict")]
    dsic: Verdict,
    #[schemars(with = "Option<found::Verdict>")]
    bic: Option<Verdict>,
    #[schemars(with = "Option<Exact>")]
    revenue: Option<Text>,
    #[schemars(with = "Option<Exact>")]
    welfare: Option<Text>,
    /// What each agent keeps of her value, in expectation.
    #[schemars(with = "Option<BTreeMap<String, Exact>>")]
    rents: Option<BTreeMap<String, Text>>,
    /// The least expected revenue over all priors within the distance.
    #[schemars(with = "Option<Exact>")]
    least_revenue: Option<Text>,
    /// The largest expected gain of a lie over all of them.
    #[schemars(with = "Option<Exact>")]
    regret: Option<Text>,
    /// The least expected revenue by distance.
    #[serde(skip)]
    least_by_distance: Option<Curve>,
}

impl Compared {
    /// What there is to compare of a mechanism: under a prior, and under those within a distance of it, if there is one.
    ///
    /// # Errors
    /// If the prior belongs to another setting.
    pub fn of(
        name: &str,
        table: &Table,
        report: IncentiveReport,
        near: Option<(&Prior, &Rational)>,
    ) -> Result<Self, PriorError> {
        let IncentiveReport { ex_post_ir, dsic, bic, .. } = report;
        let mut compared = Self {
            name: name.to_owned(),
            ex_post_ir,
            dsic,
            bic: bic.map(|bic| bic.verdict),
            revenue: None,
            welfare: None,
            rents: None,
            least_revenue: None,
            regret: None,
            least_by_distance: None,
        };
        let Some((prior, delta)) = near else { return Ok(compared) };
        let reduced = ReducedForm::of(table, prior)?;
        let agents = table.setting().agents().iter().enumerate();
        let rents =
            agents.map(|(agent, named)| (named.name().to_owned(), Text(reduced.rent(AgentId(agent)))));
        let rents: BTreeMap<String, Text> = rents.collect();
        let performance = Performance::new(&Revenue, table).expect("feasible outcomes keep to the ranges");
        let revenue = performance.expectation(prior)?;
        let extremes = Extremes::of(performance, prior)?;
        let regret = Regret::of(table, prior)?;
        let welfare = rents.values().fold(revenue.clone(), |sum, rent| sum + &rent.0);
        compared.revenue = Some(Text(revenue));
        compared.welfare = Some(Text(welfare));
        compared.rents = Some(rents);
        compared.least_revenue = Some(Text(extremes.least.at(delta)));
        compared.least_by_distance = Some(extremes.least);
        compared.regret = Some(Text(regret.curve.at(delta)));
        Ok(compared)
    }
}

impl Answer {
    /// These mechanisms of a setting; `delta` is the distance within which priors may move, if there is one.
    #[must_use]
    pub fn of(setting: &Setting, delta: Option<Rational>, mechanisms: Vec<Compared>) -> Self {
        let agents = setting.agents().iter().map(|agent: &Agent| agent.name().to_owned()).collect();
        Self { delta: delta.map(Text), mechanisms, agents }
    }

    /// A row for each quantity, a column for each mechanism.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let names = self.mechanisms.iter().map(|own| own.name.clone());
        let mut sheet = Sheet::new("compare", "Side by side", [String::new()].into_iter().chain(names));
        let mut row = |what: String, of: &dyn Fn(&Compared) -> Cell| {
            sheet.row([what.into()].into_iter().chain(self.mechanisms.iter().map(of)));
        };
        row("ex-post IR".to_owned(), &|own| Cell::from(&own.ex_post_ir));
        row("DSIC".to_owned(), &|own| Cell::from(&own.dsic));
        let Some(Text(delta)) = &self.delta else {
            sheet.notes.push("without a prior nothing is expected: no revenue, welfare or rents".to_owned());
            return sheet;
        };
        row("BIC".to_owned(), &|own| own.bic.as_ref().into());
        let number = |number: &Option<Text>| Cell::from(number.as_ref().map(|number| number.0.clone()));
        let bound = |number: &Option<Text>, of: fn(Rational) -> Cell| {
            number.as_ref().map_or(Cell::Empty, |number| of(number.0.clone()))
        };
        row("revenue".to_owned(), &|own| number(&own.revenue));
        row("welfare".to_owned(), &|own| number(&own.welfare));
        for agent in &self.agents {
            let rent =
                |own: &Compared| number(&own.rents.as_ref().and_then(|rents| rents.get(agent)).cloned());
            row(format!("rent of {agent}"), &rent);
        }
        row(format!("least revenue within {delta}"), &|own| bound(&own.least_revenue, Cell::AtLeast));
        row(format!("largest gain of a lie within {delta}"), &|own| bound(&own.regret, Cell::AtMost));
        sheet
    }
}
