//! An instance: a setting, a prior, mechanisms.

use crate::guarantee::{self, Guaranteed};
use crate::mechanism::Mechanism;
use crate::optimum::{self, Allowed, Optimum, Wanted};
use crate::said::{Said, apart};
use crate::{arrays, error, named};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::num::NonZeroU64;
use std::path::PathBuf;
use std::sync::Arc;
use tvmd_core::declared::AnyInstance;
use tvmd_core::files::read_text;
use tvmd_core::model::{InstanceDecl, MechanismDecl, PriorDecl, RuleDecl};
use tvmd_core::setting::Agent;
use tvmd_core::{Prior, Rational};

/// A profile by the names of its types, and its probability.
type Likely = (Vec<String>, Rational);

/// An instance: a setting, a prior, mechanisms.
#[pyclass(frozen, module = "tvmd._tvmd")]
pub(crate) struct Instance(Arc<Said>);

#[pymethods]
impl Instance {
    /// Of a file.
    #[staticmethod]
    fn load(py: Python<'_>, file: PathBuf) -> PyResult<Self> {
        let read = || Said::read(read_text(&file)?, file);
        apart(py, read).map(Self::of).map_err(|error| error::instance(&error))
    }

    /// Of a text; files that it names are looked for in a folder.
    #[staticmethod]
    fn parse(py: Python<'_>, text: String, folder: PathBuf) -> PyResult<Self> {
        // It has no file, and lines are those of somebody's JSON.
        let file = folder.join("the instance");
        let said = apart(py, || Said::read(text, file.clone()));
        said.map(Self::of).map_err(|mut error| {
            for mistake in error.mistakes.iter_mut().filter(|own| own.file.as_ref() == Some(&file)) {
                (mistake.file, mistake.line, mistake.excerpt) = (None, None, None);
            }
            error::instance(&error)
        })
    }

    /// In the instance format, with what other files say written out.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        apart(py, || Ok(self.0.written_out()?.to_json()))
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
        let types =
            |agent: &Agent| (1..agent.types().len()).map(|own| agent.type_name(own).to_owned()).collect();
        agents.iter().map(|agent| (agent.name().to_owned(), types(agent))).collect()
    }

    /// Profiles of positive probability, each with it; `None` if there is no prior.
    fn prior(&self, py: Python<'_>) -> PyResult<Option<Vec<Likely>>> {
        apart(py, || {
            let Some(prior) = self.0.listed()?.prior() else { return Ok(None) };
            let names =
                |profile| prior.setting().type_names(&profile).into_iter().map(str::to_owned).collect();
            Ok(Some(prior.support().map(|(profile, mass)| (names(profile), mass)).collect()))
        })
    }

    /// In the order of the file.
    fn mechanisms(&self) -> Vec<Mechanism> {
        match &self.0.means {
            AnyInstance::Listed(instance) => instance.mechanisms().iter().map(Mechanism::declared).collect(),
            AnyInstance::Structured(instance) => {
                instance.mechanisms().iter().map(|own| Mechanism::structured(own, &self.0)).collect()
            }
        }
    }

    /// The same with a mechanism given as arrays, in place of one of the same name.
    fn with_mechanism(&self, py: Python<'_>, name: String, given: &Bound<'_, PyDict>) -> PyResult<Self> {
        let rule = RuleDecl::Arrays(arrays::given("the arrays given", given)?);
        self.changed(py, |decl| {
            let mechanism = MechanismDecl { rule, claims: Vec::new() };
            let mechanisms = &mut decl.mechanisms.0;
            match mechanisms.iter_mut().find(|(own, _)| *own == name) {
                Some((_, own)) => *own = mechanism,
                None => mechanisms.push((name, mechanism)),
            }
        })
    }

    /// The same with a prior given as arrays.
    fn with_prior(&self, py: Python<'_>, given: &Bound<'_, PyDict>) -> PyResult<Self> {
        let prior = PriorDecl::Arrays(arrays::given("the arrays given", given)?);
        self.changed(py, |decl| decl.prior = Some(prior))
    }

    #[allow(clippy::too_many_arguments, reason = "they are Python's keywords")]
    fn optimum(
        &self,
        py: Python<'_>,
        objective: &str,
        truthfulness: &str,
        participation: &str,
        epsilon: Option<Rational>,
        lotteries: bool,
        near: Option<(Rational, String)>,
        budget: NonZeroU64,
        time_limit: Option<f64>,
    ) -> PyResult<Optimum> {
        let wanted = Wanted::new(objective, truthfulness, participation, epsilon, lotteries, near)?;
        let allowed = Allowed::new(budget, time_limit)?;
        apart(py, || optimum::best(self.known_prior("an optimum is one in expectation")?, &wanted, &allowed))
    }

    #[allow(clippy::too_many_arguments, reason = "they are Python's keywords")]
    fn max_min(
        &self,
        py: Python<'_>,
        objective: &str,
        family: &str,
        ties: &str,
        near: Option<(Vec<Rational>, String)>,
        budget: NonZeroU64,
        time_limit: Option<f64>,
    ) -> PyResult<Guaranteed> {
        let objective = named::objective(objective)?;
        let allowed = Allowed::new(budget, time_limit)?;
        apart(py, || {
            guarantee::guaranteed(
                self.known_prior("a prior gives the marginals")?,
                objective,
                (family, ties),
                near,
                &allowed,
            )
        })
    }
}

impl Instance {
    fn of(said: Said) -> Self {
        Self(Arc::new(said))
    }

    fn changed(&self, py: Python<'_>, change: impl FnOnce(&mut InstanceDecl) + Send) -> PyResult<Self> {
        apart(py, || {
            let mut decl = self.0.with_arrays()?;
            change(&mut decl);
            Said::declared(decl).map(Self::of)
        })
    }

    fn known_prior(&self, what: &str) -> PyResult<&Prior> {
        let prior = self.0.listed()?.prior();
        prior.ok_or_else(|| error::argument(format_args!("{what}, and the instance has no `prior`")))
    }
}
