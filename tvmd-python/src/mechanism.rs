//! A mechanism: of an instance, or one that was found.

use crate::said::{Said, apart};
use crate::{arrays, check, error, named, page, robustness, sheet};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::sync::Arc;
use tvmd_core::declared::Structured;
use tvmd_core::model::MechanismDecl;
use tvmd_core::setting::Agent;
use tvmd_core::work::{self, Budget};
use tvmd_core::{Declared, IncentiveReport, Mechanism as _, Prior, Rational, Table, gambit};
use tvmd_view as view;

/// A mechanism: of an instance, or one that was found.
#[pyclass(frozen, module = "tvmd._tvmd")]
pub(crate) struct Mechanism {
    name: String,
    kind: Kind,
}

enum Kind {
    Declared(Box<Declared>),
    /// Known by its structure; the instance knows it profile by profile, if there are few enough.
    Structured(Box<Structured>, Arc<Said>),
    /// A table, for a prior.
    Found(Box<(Table, Prior)>),
}

impl Mechanism {
    pub(crate) fn declared(declared: &Declared) -> Self {
        Self { name: declared.name().to_owned(), kind: Kind::Declared(Box::new(declared.clone())) }
    }

    pub(crate) fn structured(structured: &Structured, said: &Arc<Said>) -> Self {
        let kind = Kind::Structured(Box::new(structured.clone()), Arc::clone(said));
        Self { name: structured.name().to_owned(), kind }
    }

    pub(crate) fn found(name: &str, table: Table, prior: &Prior) -> Self {
        Self { name: name.to_owned(), kind: Kind::Found(Box::new((table, prior.clone()))) }
    }

    /// As one of an instance that is known profile by profile; `None` for one that was found.
    fn of_instance(&self) -> PyResult<Option<&Declared>> {
        match &self.kind {
            Kind::Declared(declared) => Ok(Some(declared)),
            Kind::Structured(_, said) => Ok(said.listed()?.mechanism(&self.name)),
            Kind::Found(_) => Ok(None),
        }
    }

    /// The outcomes at all profiles, unless they are more work than is allowed.
    fn table(&self, budget: u64) -> PyResult<&Table> {
        if let Kind::Found(found) = &self.kind {
            return Ok(&found.0);
        }
        let declared = self.of_instance()?.ok_or_else(|| self.gone())?;
        allow(budget, declared.work_of_table())?;
        Ok(declared.table())
    }

    fn prior(&self) -> PyResult<Option<&Prior>> {
        match &self.kind {
            Kind::Found(found) => Ok(Some(&found.1)),
            Kind::Declared(_) | Kind::Structured(..) => {
                Ok(self.of_instance()?.and_then(|declared| declared.prior()))
            }
        }
    }

    fn known_prior(&self, what: &str) -> PyResult<&Prior> {
        self.prior()?.ok_or_else(|| error::argument(format_args!("{what}, and the instance has no `prior`")))
    }

    fn gone(&self) -> PyErr {
        error::argument(format_args!("there is no mechanism `{}`", self.name))
    }
}

/// Refuses what is more work than so many times the default budget.
pub(crate) fn allow(budget: u64, work: work::Work) -> PyResult<()> {
    Budget::DEFAULT.times(budget).allows(work).map_err(|over| error::over_budget(&over, budget))
}

#[pymethods]
impl Mechanism {
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// The answer of a check, as JSON.
    fn check(&self, py: Python<'_>, budget: u64) -> PyResult<String> {
        apart(py, || {
            if let Kind::Structured(structured, _) = &self.kind {
                allow(budget, structured.work())?;
                return check::structured(structured);
            }
            if let Some(declared) = self.of_instance()? {
                allow(budget, declared.work().and(&work::expectation(declared.setting())))?;
                let (table, report) = (declared.table(), declared.incentives().clone());
                return check::listed(&self.name, declared.claims(), table, declared.prior(), report);
            }
            let (table, prior) = (self.table(budget)?, self.prior()?);
            let report = IncentiveReport::of(table, prior).map_err(error::argument)?;
            check::listed(&self.name, &[], table, prior, report)
        })
    }

    /// What it does under every prior near its own, as JSON.
    fn robustness(&self, py: Python<'_>, objective: &str, delta: Rational, budget: u64) -> PyResult<String> {
        let (objective, delta) = (named::objective(objective)?, named::distance(delta)?);
        apart(py, || {
            let prior = self.known_prior("robustness is about priors near the instance's")?;
            robustness::answer(&self.name, self.table(budget)?, prior, objective, &delta, budget)
        })
    }

    /// One of its tables; `agent` says whose deviations are meant.
    fn sheet(&self, py: Python<'_>, which: &str, agent: Option<&str>) -> PyResult<sheet::Sheet> {
        apart(py, || self.shown(which, agent)).map(sheet::Sheet)
    }

    /// What each agent gets and pays at the profiles in which all take part, as numpy's arrays.
    fn arrays<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let table = apart(py, || self.table(1))?;
        arrays::written(py, table)
    }

    /// The game that it is under the prior, as a text in Gambit's format `.efg`.
    fn gambit(&self, py: Python<'_>) -> PyResult<String> {
        apart(py, || {
            let prior = self.known_prior("chance draws types by a prior")?;
            gambit::efg(&self.name, self.table(1)?, prior).map_err(error::argument)
        })
    }

    /// A page for a browser: what it does, for whom, and who gains by which report.
    fn page(&self, py: Python<'_>) -> PyResult<String> {
        apart(py, || page::mechanism(&self.name, self.table(1)?, self.prior()?))
    }

    /// What it does, as JSON in the instance format.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        apart(py, || {
            let rule = self.table(1)?.to_model();
            crate::certificate::json(&MechanismDecl { rule, claims: Vec::new() })
        })
    }
}

/// The names of its tables.
const TABLES: [&str; 5] = ["outcomes", "interim", "virtual-values", "deviations", "summary"];

impl Mechanism {
    fn shown(&self, which: &str, agent: Option<&str>) -> PyResult<view::Sheet> {
        const EXPECTED: &str = "expectations need a prior";
        let table = self.table(1)?;
        match which {
            "outcomes" => Ok(view::outcomes(table, self.prior()?)),
            "interim" => view::interim(table, self.known_prior(EXPECTED)?).map_err(error::argument),
            "virtual-values" => view::virtual_values(self.known_prior(EXPECTED)?).ok_or_else(|| {
                error::argument("virtual values are of one item and of types that are independent")
            }),
            "deviations" => {
                let whose = position(table, agent)?;
                let mut sheets = view::deviations(table, self.prior()?).map_err(error::argument)?;
                Ok(sheets.swap_remove(whose))
            }
            "summary" => view::summary(table, self.known_prior(EXPECTED)?).map_err(error::argument),
            other => Err(named::unknown("table", other, TABLES.into_iter())),
        }
    }
}

/// The position of the agent of a name, which an only one doesn't need.
fn position(table: &Table, agent: Option<&str>) -> PyResult<usize> {
    let agents: Vec<&str> = table.setting().agents().iter().map(Agent::name).collect();
    match agent {
        Some(agent) => {
            let position = agents.iter().position(|name| *name == agent);
            position.ok_or_else(|| named::unknown("agent", agent, agents.into_iter()))
        }
        None if agents.len() == 1 => Ok(0),
        None => {
            let there = agents.join(", ");
            Err(error::argument(format_args!("`agent` says whose deviations are meant; there are: {there}")))
        }
    }
}
