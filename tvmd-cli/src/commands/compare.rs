//! `tvmd compare FILE`: the mechanisms of a file side by side.

mod page;

use crate::budget::Budgeted;
use crate::interrupt::Finished;
use crate::progress::Progress;
use crate::schema::{Exact, found};
use crate::{Failure, Format, input, output, targets};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use tvmd_core::exact::text::Text;
use tvmd_core::incentive::{IncentiveReport, Verdict};
use tvmd_core::objective::{Performance, Revenue};
use tvmd_core::quantities::ReducedForm;
use tvmd_core::robustness::{Curve, Extremes, Regret};
use tvmd_core::{AgentId, Declared, Instance, Mechanism as _, Prior, Rational, ratio, work};
use tvmd_view::{Cell, Sheet};

#[derive(Debug, clap::Args)]
pub(crate) struct Compare {
    /// The instance file.
    file: PathBuf,
    /// Only these mechanisms, in this order.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    mechanisms: Vec<String>,
    /// The total variation distance within which priors may move, for what is guaranteed, in [0, 1]; 1/10 if it isn't said.
    #[arg(long, value_parser = input::distance, allow_hyphen_values = true)]
    delta: Option<Rational>,
    /// Write a page for a browser to this file: the table, the least revenue of each by distance, and each mechanism.
    #[arg(long, value_name = "FILE.html")]
    page: Option<PathBuf>,
    #[command(flatten)]
    budget: Budgeted,
}

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Answer {
    /// None without a prior.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Exact>")]
    delta: Option<Text>,
    mechanisms: Vec<Compared>,
}

/// One mechanism.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Compared {
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

impl Compare {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        targets::check(&[&self.file], &[("--page", self.page.as_deref())])?;
        input::each_once("--mechanisms", &self.mechanisms)?;
        let instance = input::read(&self.file)?;
        let delta = match (instance.prior(), &self.delta) {
            (None, Some(_)) => {
                return Err(
                    self.wrong(&"--delta: distances are those of priors, and the file has no `prior`")
                );
            }
            (None, None) => None,
            (Some(_), delta) => Some(delta.clone().unwrap_or_else(|| ratio!(1 / 10))),
        };
        let mut progress = Progress::new();
        let agents: Vec<String> =
            instance.setting().agents().iter().map(|agent| agent.name().to_owned()).collect();
        let chosen = self.chosen(&instance)?;
        let finished = {
            let (delta, agents) = (delta.clone(), agents.clone());
            Finished::of(chosen.len(), "mechanisms", move |mechanisms| {
                let answer = Answer { delta: delta.map(Text), mechanisms };
                let sheet = [answer.sheet(agents)];
                output::answer(format, &answer, || sheet[0].to_string(), &sheet)
            })
        };
        for (done, mechanism) in chosen.iter().enumerate() {
            progress.stage(&format!("checking {}", mechanism.name()));
            let (done, all) = (done as u128, chosen.len() as u128);
            progress.estimate(&format!("{done} of {all} mechanisms done"), done, all);
            finished.add(self.compared(mechanism, instance.prior().zip(delta.as_ref()))?);
        }
        drop(progress);
        let answer = Answer { delta: delta.map(Text), mechanisms: finished.all() };
        let sheet = [answer.sheet(agents)];
        if let Some(file) = &self.page {
            let page = page::of(&answer, &sheet[0], &instance).map_err(|error| self.wrong(&error))?;
            output::html(file, &page)?;
        }
        output::answer(format, &answer, || sheet[0].to_string(), &sheet)
    }

    fn chosen<'a>(&self, instance: &'a Instance) -> Result<Vec<&'a Declared>, Failure> {
        let all = instance.mechanisms();
        if all.is_empty() {
            return Err(self.wrong(&"there is nothing to compare, since the file has no mechanisms"));
        }
        if self.mechanisms.is_empty() {
            return Ok(all.iter().collect());
        }
        self.mechanisms.iter().map(|name| input::mechanism(all, Declared::name, name, &self.file)).collect()
    }

    fn compared(&self, mechanism: &Declared, near: Option<(&Prior, &Rational)>) -> Result<Compared, Failure> {
        let wrong =
            |error: &dyn std::fmt::Display| self.wrong(&format_args!("{}: {error}", mechanism.name()));
        let count = mechanism.work().and(&work::expectation(mechanism.setting()));
        self.budget.allows(count, self.file.display())?;
        let table = mechanism.table();
        let IncentiveReport { ex_post_ir, dsic, bic, .. } = mechanism.incentives().clone();
        let mut compared = Compared {
            name: mechanism.name().to_owned(),
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
        if let Some((prior, delta)) = near {
            self.budget.allows(Regret::work(table), self.file.display())?;
            let reduced = ReducedForm::of(table, prior).map_err(|error| wrong(&error))?;
            let agents = table.setting().agents().iter().enumerate();
            let rents =
                agents.map(|(agent, named)| (named.name().to_owned(), Text(reduced.rent(AgentId(agent)))));
            let rents: BTreeMap<String, Text> = rents.collect();
            let performance = Performance::new(&Revenue, table).map_err(|error| wrong(&error))?;
            let revenue = performance.expectation(prior).map_err(|error| wrong(&error))?;
            let extremes = Extremes::of(performance, prior).map_err(|error| wrong(&error))?;
            let regret = Regret::of(table, prior).map_err(|error| wrong(&error))?;
            let welfare = rents.values().fold(revenue.clone(), |sum, rent| sum + &rent.0);
            compared.revenue = Some(Text(revenue));
            compared.welfare = Some(Text(welfare));
            compared.rents = Some(rents);
            compared.least_revenue = Some(Text(extremes.least.at(delta)));
            compared.least_by_distance = Some(extremes.least);
            compared.regret = Some(Text(regret.curve.at(delta)));
        }
        Ok(compared)
    }

    fn wrong(&self, reason: &dyn std::fmt::Display) -> Failure {
        Failure::Input(format!("{}: {reason}", self.file.display()))
    }
}

impl Answer {
    /// A row for each quantity, a column for each mechanism.
    fn sheet(&self, agents: Vec<String>) -> Sheet {
        let names = self.mechanisms.iter().map(|own| own.name.clone());
        let mut sheet = Sheet::new("compare", "Side by side", [String::new()].into_iter().chain(names));
        let mut row = |what: String, of: &dyn Fn(&Compared) -> Cell| {
            sheet.row([what.into()].into_iter().chain(self.mechanisms.iter().map(of)));
        };
        row("ex-post IR".to_owned(), &|own| Cell::from(&own.ex_post_ir));
        row("DSIC".to_owned(), &|own| Cell::from(&own.dsic));
        let Some(Text(delta)) = &self.delta else { return sheet };
        row("BIC".to_owned(), &|own| own.bic.as_ref().into());
        let number = |number: &Option<Text>| Cell::from(number.as_ref().map(|number| number.0.clone()));
        row("revenue".to_owned(), &|own| number(&own.revenue));
        row("welfare".to_owned(), &|own| number(&own.welfare));
        for agent in agents {
            let rent =
                |own: &Compared| number(&own.rents.as_ref().and_then(|rents| rents.get(&agent)).cloned());
            row(format!("rent of {agent}"), &rent);
        }
        row(format!("least revenue within {delta}"), &|own| number(&own.least_revenue));
        row(format!("largest gain of a lie within {delta}"), &|own| number(&own.regret));
        sheet
    }
}
