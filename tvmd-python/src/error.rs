//! What goes wrong, as exceptions: one class for each kind, declared in `tvmd/errors.py`, with the library's messages.

use crate::fraction::Fraction;
use pyo3::PyErr;
use std::fmt::Display;
use std::path::PathBuf;
use tvmd_core::diagnostic::{Diagnostic, Diagnostics};
use tvmd_core::files::{FileError, Mistake};
use tvmd_core::model::{MechanismDecl, RuleDecl};
use tvmd_core::optimum::OptimumError;
use tvmd_core::work::OverBudget;

/// The classes.
mod classes {
    pyo3::import_exception!(tvmd.errors, ArgumentError);
    pyo3::import_exception!(tvmd.errors, CertificateError);
    pyo3::import_exception!(tvmd.errors, InstanceError);
    pyo3::import_exception!(tvmd.errors, NoOptimumError);
    pyo3::import_exception!(tvmd.errors, OverBudgetError);
    pyo3::import_exception!(tvmd.errors, TimeIsUpError);
}

/// What is asked for makes no sense.
pub(crate) fn argument(reason: impl Display) -> PyErr {
    classes::ArgumentError::new_err(reason.to_string())
}

/// A certificate proves nothing.
pub(crate) fn certificate(reason: impl Display) -> PyErr {
    classes::CertificateError::new_err(reason.to_string())
}

/// A mistake: the file, the line, the place, the reason, the way out, and how many more there are of its kind.
type Told = (Option<PathBuf>, Option<usize>, String, String, Option<String>, usize);

/// An instance has mistakes.
pub(crate) fn instance(error: &FileError) -> PyErr {
    let told = |mistake: &Mistake| {
        let Mistake { file, line, place, reason, help, more, .. } = mistake.clone();
        (file, line, place, reason, help, more)
    };
    let mistakes: Vec<Told> = error.mistakes.iter().map(told).collect();
    classes::InstanceError::new_err((error.to_string(), mistakes))
}

/// The same of what was put together here, and has no lines.
pub(crate) fn diagnostics(error: &Diagnostics) -> PyErr {
    let told = |diagnostic: &Diagnostic| {
        (
            None,
            None,
            diagnostic.place.to_string(),
            diagnostic.message.clone(),
            diagnostic.help.clone(),
            diagnostic.more,
        )
    };
    let mistakes: Vec<Told> = error.iter().map(told).collect();
    classes::InstanceError::new_err((error.to_string(), mistakes))
}

/// Something is too much work; `budget` is what was allowed.
pub(crate) fn over_budget(over: &OverBudget, budget: u64) -> PyErr {
    let needed = over.times() * budget;
    classes::OverBudgetError::new_err(format!("{over}; `budget={needed}` allows it"))
}

/// A certificate takes more steps to check than are allowed.
pub(crate) fn too_much(reason: impl Display) -> PyErr {
    classes::OverBudgetError::new_err(reason.to_string())
}

/// A mechanism in the instance format.
fn in_format(rule: &RuleDecl) -> Option<String> {
    let mechanism = MechanismDecl { rule: rule.clone(), claims: Vec::new() };
    serde_json::to_string(&mechanism).ok()
}

/// There is no optimum.
pub(crate) fn no_optimum(error: &OptimumError, budget: u64) -> PyErr {
    match error {
        OptimumError::OverBudget(over) => over_budget(over, budget),
        OptimumError::TimeIsUp(known) => classes::TimeIsUpError::new_err((
            error.to_string(),
            known.value.clone().map(Fraction::from),
            known.upper.clone().map(Fraction::from),
            known.mechanism.as_ref().and_then(in_format),
        )),
        OptimumError::SeveralItems | OptimumError::SeveralAgents | OptimumError::NotAdditive => {
            argument(error)
        }
        other => classes::NoOptimumError::new_err(other.to_string()),
    }
}
