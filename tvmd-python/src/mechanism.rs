//! A mechanism: of an instance, or one that was found.

use crate::budget::allow;
use crate::fraction::Fraction;
use crate::json::json;
use crate::said::Said;
use crate::{arrays, check, error, named, page, robustness, sheet, work};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::num::NonZeroU64;
use std::sync::Arc;
use tvmd_core::declared::Structured;
use tvmd_core::model::MechanismDecl;
use tvmd_core::quantities::ReducedForm;
use tvmd_core::setting::Agent;
use tvmd_core::work as counted;
use tvmd_core::{Declared, IncentiveReport, Mechanism as _, Prior, Table, gambit};
use tvmd_view as view;
use tvmd_view::answer::check::Checked;
use tvmd_view::counterexample::Counterexample;
use tvmd_view::page::{Drawing, Page};

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

#[pymethods]
impl Mechanism {
    /// It never changes.
    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// What a check finds; `require` lists properties that are decided, too.
    fn check(slf: Py<Self>, py: Python<'_>, require: String, budget: NonZeroU64) -> PyResult<check::Found> {
        work::of(py, slf, move |mechanism, _| check::Found::of(&mechanism.checked(&require, budget.get())?))
    }

    /// What it does under every prior near its own.
    #[allow(clippy::too_many_arguments, reason = "they are Python's keywords")]
    fn robustness(
        slf: Py<Self>,
        py: Python<'_>,
        objective: &str,
        delta: Fraction,
        ball: &str,
        promises: Vec<String>,
        budget: NonZeroU64,
    ) -> PyResult<robustness::Found> {
        let budget = budget.get();
        let question = robustness::Question::new(objective, delta, ball, promises, budget)?;
        work::of(py, slf, move |mechanism, _| {
            let prior = mechanism.known_prior("robustness is about priors near the instance's")?;
            question.answer(&mechanism.name, mechanism.table(budget)?, prior)
        })
    }

    /// One of its tables; `agent` says whose deviations are meant.
    fn sheet(
        slf: Py<Self>,
        py: Python<'_>,
        which: String,
        agent: Option<String>,
        budget: NonZeroU64,
    ) -> PyResult<sheet::Sheet> {
        let shown = move |mechanism: &Self| mechanism.shown(&which, agent.as_deref(), budget.get());
        work::of(py, slf, move |mechanism, _| shown(mechanism)).map(sheet::Sheet)
    }

    /// What each agent gets and pays at the profiles in which all take part, as numpy's arrays.
    fn arrays(slf: Py<Self>, py: Python<'_>, budget: NonZeroU64) -> PyResult<Bound<'_, PyDict>> {
        let made = work::of(py, slf, move |mechanism, _| {
            mechanism.table(budget.get())?.to_arrays().map_err(error::argument)
        })?;
        arrays::written(py, &made)
    }

    /// The game that it is under the prior, as a text in Gambit's format `.efg`.
    fn gambit(slf: Py<Self>, py: Python<'_>, budget: NonZeroU64) -> PyResult<String> {
        work::of(py, slf, move |mechanism, _| {
            let prior = mechanism.known_prior("chance draws types by a prior")?;
            gambit::efg(&mechanism.name, mechanism.table(budget.get())?, prior).map_err(error::argument)
        })
    }

    /// Its violations, each as a program of its own: a theorem of Lean 4, or a test in Rust.
    fn counterexamples(
        slf: Py<Self>,
        py: Python<'_>,
        lean: bool,
        budget: NonZeroU64,
    ) -> PyResult<Vec<String>> {
        work::of(py, slf, move |mechanism, _| {
            let (table, prior) = (mechanism.table(budget.get())?, mechanism.prior()?);
            let report = mechanism.incentives(budget.get())?;
            let all = Counterexample::all(&mechanism.name, table, prior, &report);
            Ok(all.iter().map(|one| if lean { one.lean() } else { one.rust() }).collect())
        })
    }

    /// What is got and paid over the types, as a picture; `None` where there is no plane of types.
    fn drawing(slf: Py<Self>, py: Python<'_>, budget: NonZeroU64) -> PyResult<Option<String>> {
        work::of(py, slf, move |mechanism, _| {
            let drawing = Drawing::of(mechanism.table(budget.get())?, mechanism.prior()?);
            Ok(drawing.map(|drawing| drawing.svg()))
        })
    }

    /// A page for a browser: what it does, for whom, and who gains by which report.
    fn page(slf: Py<Self>, py: Python<'_>, budget: NonZeroU64) -> PyResult<page::Page> {
        work::of(py, slf, move |mechanism, _| {
            let (table, prior) = (mechanism.table(budget.get())?, mechanism.prior()?);
            let mut page = Page::new(format!("The mechanism: {}", mechanism.name));
            page.mechanism(table, prior).map_err(error::argument)?;
            page.setting(table.setting(), prior);
            Ok(page::Page::new(move || Ok(page.clone())))
        })
    }

    /// What it does, as JSON in the instance format.
    fn to_json(slf: Py<Self>, py: Python<'_>, budget: NonZeroU64) -> PyResult<String> {
        work::of(py, slf, move |mechanism, _| {
            let rule = mechanism.table(budget.get())?.to_model();
            json(&MechanismDecl { rule, claims: Vec::new() })
        })
    }
}

impl Mechanism {
    /// What a check finds.
    pub(crate) fn checked(&self, require: &str, budget: u64) -> PyResult<Checked> {
        if let Kind::Structured(structured, _) = &self.kind {
            allow(budget, structured.work())?;
            let required = check::required(require, structured.types().is_some())?;
            return check::structured(structured, &[structured.claims(), &required].concat());
        }
        let prior = self.prior()?;
        let required = check::required(require, prior.is_some())?;
        let claimed = self.of_instance()?.map_or(&[][..], Declared::claims);
        let (report, table) = (self.incentives(budget)?, self.table(budget)?);
        check::listed(&self.name, table, prior, report, &[claimed, &required].concat())
    }

    /// Its incentives, profile by profile.
    fn incentives(&self, budget: u64) -> PyResult<IncentiveReport> {
        if let Some(declared) = self.of_instance()? {
            allow(budget, declared.work().and(&counted::expectation(declared.setting())))?;
            return Ok(declared.incentives().clone());
        }
        IncentiveReport::of(self.table(budget)?, self.prior()?).map_err(error::argument)
    }
}

/// The names of its tables.
const TABLES: [&str; 6] = ["outcomes", "profiles", "interim", "virtual-values", "deviations", "summary"];

impl Mechanism {
    /// What each type expects.
    fn expected(&self, what: &str, budget: u64) -> PyResult<ReducedForm> {
        ReducedForm::of(self.table(budget)?, self.known_prior(what)?).map_err(error::argument)
    }

    fn shown(&self, which: &str, agent: Option<&str>, budget: u64) -> PyResult<view::Sheet> {
        const EXPECTED: &str = "expectations need a prior";
        let table = self.table(budget)?;
        match which {
            "outcomes" => Ok(view::outcomes(table, self.prior()?)),
            "profiles" => Ok(view::profiles(table, self.prior()?)),
            "interim" => Ok(view::interim(table.setting(), &self.expected(EXPECTED, budget)?)),
            "virtual-values" => view::virtual_values(self.known_prior(EXPECTED)?).ok_or_else(|| {
                error::argument("virtual values are of one item and of types that are independent")
            }),
            "deviations" => {
                let whose = position(table, agent)?;
                let mut sheets = view::deviations(table, self.prior()?).map_err(error::argument)?;
                Ok(sheets.swap_remove(whose))
            }
            "summary" => Ok(view::summary(table.setting(), &self.expected(EXPECTED, budget)?)),
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
