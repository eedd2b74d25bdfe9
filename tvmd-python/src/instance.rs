//! An instance: a setting, a prior, mechanisms.

use crate::budget::Allowed;
use crate::comparison::{self, Comparison};
use crate::fraction::Fraction;
use crate::guarantee::{self, Guaranteed};
use crate::mechanism::Mechanism;
use crate::optimum::{self, Optimum};
use crate::page::Page;
use crate::said::{Place, Said};
use crate::work::{self, apart};
use crate::{arrays, distance, error, named};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::num::NonZeroU64;
use std::path::PathBuf;
use std::sync::Arc;
use tvmd_core::Prior;
use tvmd_core::declared::{self, AnyInstance};
use tvmd_core::files::read_text;
use tvmd_core::model::{InstanceDecl, MechanismDecl, PriorDecl, RuleDecl};
use tvmd_core::optimum::simple::Simple;
use tvmd_core::setting::Agent;
use tvmd_core::sweep::Sweep;
use tvmd_view::answer::check;

/// A profile by the names of its types, and its probability.
type Likely = (Vec<String>, Fraction);

/// An instance: a setting, a prior, mechanisms.
#[pyclass(frozen, module = "tvmd._tvmd")]
pub(crate) struct Instance(Arc<Said>);

#[pymethods]
impl Instance {
    /// Of a file.
    #[staticmethod]
    fn load(py: Python<'_>, file: PathBuf) -> PyResult<Self> {
        apart(py, move |_| {
            let text = read_text(&file).map_err(|error| error::instance(&error))?;
            Said::read(text, Place::File(file)).map(Self::of)
        })
    }

    /// Of a text; files that it names are looked for in a folder.
    #[staticmethod]
    fn parse(py: Python<'_>, text: String, folder: PathBuf) -> PyResult<Self> {
        apart(py, move |_| Said::read(text, Place::In(folder)).map(Self::of))
    }

    /// In the instance format, with what other files say written out.
    fn to_json(slf: Py<Self>, py: Python<'_>) -> PyResult<String> {
        work::of(py, slf, |instance, _| Ok(instance.0.written_out()?.to_json()))
    }

    /// It never changes.
    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    #[getter]
    fn name(&self) -> &str {
        match &self.0.means {
            AnyInstance::Listed(instance) => instance.setting().name(),
            AnyInstance::Structured(instance) => instance.name(),
        }
    }

    /// Agents and their types without ⊥.
    #[getter]
    fn agents(&self) -> Vec<(String, Vec<String>)> {
        let agents = match &self.0.means {
            AnyInstance::Listed(instance) => instance.setting().agents(),
            AnyInstance::Structured(instance) => instance.agents(),
        };
        let types = |agent: &Agent| {
            (1..agent.types().len()).map(|number| agent.type_name(number).to_owned()).collect()
        };
        agents.iter().map(|agent| (agent.name().to_owned(), types(agent))).collect()
    }

    /// Profiles of positive probability, each with it; `None` if there is no prior.
    fn prior(slf: Py<Self>, py: Python<'_>) -> PyResult<Option<Vec<Likely>>> {
        work::of(py, slf, |instance, _| {
            let Some(prior) = instance.listed()?.prior() else { return Ok(None) };
            let names =
                |profile| prior.setting().type_names(&profile).into_iter().map(str::to_owned).collect();
            Ok(Some(prior.support().map(|(profile, mass)| (names(profile), mass.into())).collect()))
        })
    }

    /// In the order of the file.
    fn mechanisms(&self) -> Vec<Mechanism> {
        match &self.0.means {
            AnyInstance::Listed(instance) => instance.mechanisms().iter().map(Mechanism::declared).collect(),
            AnyInstance::Structured(instance) => instance
                .mechanisms()
                .iter()
                .map(|mechanism| Mechanism::structured(mechanism, &self.0))
                .collect(),
        }
    }

    /// The same with a mechanism given as arrays, in place of one of the same name.
    fn with_mechanism(
        slf: Py<Self>,
        py: Python<'_>,
        name: String,
        given: &Bound<'_, PyDict>,
    ) -> PyResult<Self> {
        let rule = RuleDecl::Arrays(arrays::given("the arrays given", given)?);
        changed(slf, py, |decl| {
            let mechanism = MechanismDecl { rule, claims: Vec::new() };
            let mechanisms = &mut decl.mechanisms.0;
            match mechanisms.iter_mut().find(|(known, _)| *known == name) {
                Some((_, replaced)) => *replaced = mechanism,
                None => mechanisms.push((name, mechanism)),
            }
        })
    }

    /// The same with a prior given as arrays.
    fn with_prior(slf: Py<Self>, py: Python<'_>, given: &Bound<'_, PyDict>) -> PyResult<Self> {
        let prior = PriorDecl::Arrays(arrays::given("the arrays given", given)?);
        changed(slf, py, |decl| decl.prior = Some(prior))
    }

    /// The same with another number at a path.
    fn with_number(slf: Py<Self>, py: Python<'_>, path: String, number: Fraction) -> PyResult<Self> {
        let number = number.into();
        work::of(py, slf, move |instance, _| instance.0.with_number(&path, &number).map(Self::of))
    }

    /// Many values of a number, each with the text that has it.
    fn sweep(slf: Py<Self>, py: Python<'_>, numbers: &str) -> PyResult<Vec<(Fraction, String)>> {
        let sweep: Sweep = numbers.parse().map_err(error::argument)?;
        let swept = work::of(py, slf, move |instance, _| instance.0.swept(&sweep))?;
        Ok(swept.into_iter().map(|(value, text)| (value.into(), text)).collect())
    }

    /// The same as another text has it.
    fn with_text(slf: Py<Self>, py: Python<'_>, text: String) -> PyResult<Self> {
        work::of(py, slf, move |instance, _| instance.0.with_text(text).map(Self::of))
    }

    /// What helps where a value of a number can't be had, if that is known.
    fn way_out(&self, numbers: &str) -> PyResult<Option<&'static str>> {
        let sweep: Sweep = numbers.parse().map_err(error::argument)?;
        self.0.way_out(&sweep)
    }

    #[allow(clippy::too_many_arguments, reason = "they are Python's keywords")]
    fn optimum(
        slf: Py<Self>,
        py: Python<'_>,
        objective: &str,
        truthfulness: &str,
        participation: &str,
        epsilon: Option<Fraction>,
        lotteries: bool,
        within: Option<Fraction>,
        ball: &str,
        budget: NonZeroU64,
        time_limit: Option<f64>,
    ) -> PyResult<Optimum> {
        let sought =
            optimum::sought(objective, truthfulness, participation, epsilon, lotteries, within, ball)?;
        let allowed = Allowed::new(budget, time_limit);
        work::of(py, slf, move |instance, stop| {
            optimum::best(instance.known_prior("an optimum is one in expectation")?, sought, &allowed, stop)
        })
    }

    #[allow(clippy::too_many_arguments, reason = "they are Python's keywords")]
    fn max_min(
        slf: Py<Self>,
        py: Python<'_>,
        objective: &str,
        family: &str,
        ties: &str,
        within: Option<Vec<Fraction>>,
        ball: &str,
        budget: NonZeroU64,
        time_limit: Option<f64>,
    ) -> PyResult<Guaranteed> {
        let objective = named::objective(objective)?;
        let sought = guarantee::sought(family, ties, within, ball)?;
        let allowed = Allowed::new(budget, time_limit);
        work::of(py, slf, move |instance, stop| {
            let prior = instance.known_prior("a prior gives the marginals")?;
            guarantee::guaranteed(prior, objective, &sought, &allowed, stop)
        })
    }

    /// Mechanisms side by side.
    fn compare(
        slf: Py<Self>,
        py: Python<'_>,
        mechanisms: Option<Vec<String>>,
        delta: Option<Fraction>,
        budget: NonZeroU64,
    ) -> PyResult<Comparison> {
        let question = comparison::Question { mechanisms, delta, budget: budget.get() };
        work::of(py, slf, move |instance, _| question.answer(instance.listed()?))
    }

    /// What simple mechanisms bring beside the best.
    fn simple(
        slf: Py<Self>,
        py: Python<'_>,
        budget: NonZeroU64,
        time_limit: Option<f64>,
    ) -> PyResult<comparison::Sold> {
        let allowed = Allowed::new(budget, time_limit);
        work::of(py, slf, move |instance, stop| {
            let prior = instance.known_prior("revenue is an expectation")?;
            let found = Simple::of(prior, &allowed.budget(stop), &mut |_| ());
            let found = found.map_err(|error| error::no_optimum(&error, allowed.times))?;
            comparison::Sold::of(found, prior)
        })
    }

    /// The total variation distance of its prior and another's, as JSON.
    fn distance(slf: Py<Self>, py: Python<'_>, other: Py<Self>, budget: NonZeroU64) -> PyResult<String> {
        work::of(py, slf, move |instance, _| {
            const WHAT: &str = "distances are those of priors";
            distance::of_two(instance.known_prior(WHAT)?, other.get().known_prior(WHAT)?, budget.get())
        })
    }

    /// Bounds on the distance of its prior to the closest product, as JSON.
    fn distance_to_product(
        slf: Py<Self>,
        py: Python<'_>,
        tolerance: Fraction,
        budget: NonZeroU64,
    ) -> PyResult<String> {
        work::of(py, slf, move |instance, _| {
            let prior = instance.known_prior("distances are those of priors")?;
            distance::to_product(prior, tolerance.into(), budget.get())
        })
    }

    /// The page of a check of all mechanisms.
    fn page(slf: Py<Self>, py: Python<'_>, budget: NonZeroU64) -> PyResult<Page> {
        work::of(py, slf, move |instance, _| {
            let mechanisms = instance.mechanisms();
            let checked = mechanisms.iter().map(|mechanism| mechanism.checked("", budget.get()));
            let checked = checked.collect::<PyResult<Vec<_>>>()?;
            let listed = match &instance.0.means {
                AnyInstance::Listed(instance) => Some(instance),
                AnyInstance::Structured(_) => None,
            };
            let page = check::page(instance.name(), &checked, listed).map_err(error::argument)?;
            Ok(Page::new(move || Ok(page.clone())))
        })
    }
}

fn changed(
    instance: Py<Instance>,
    py: Python<'_>,
    change: impl FnOnce(&mut InstanceDecl) + Send + 'static,
) -> PyResult<Instance> {
    work::of(py, instance, |instance, _| {
        let mut decl = instance.0.with_arrays()?;
        change(&mut decl);
        Said::declared(decl).map(Instance::of)
    })
}

impl Instance {
    fn of(said: Said) -> Self {
        Self(Arc::new(said))
    }

    /// What it means, profile by profile.
    pub(crate) fn listed(&self) -> PyResult<&declared::Instance> {
        self.0.listed()
    }

    fn known_prior(&self, what: &str) -> PyResult<&Prior> {
        let prior = self.listed()?.prior();
        prior.ok_or_else(|| error::argument(format_args!("{what}, and the instance has no `prior`")))
    }
}
