//! Figures, and what they are read off.

use crate::case::Case;
use crate::exact::{Rational, ratio};
use crate::paper::{Comparison, Statement};
use crate::prior::Prior;
use crate::setting::{AgentId, Bundle, Profile};
use crate::tv_robustness::STATEMENTS;

/// What is computed, or given as it is.
#[derive(Debug)]
pub(super) enum Figure {
    Computed(Rational),
    Formula(&'static str),
}

use Figure::{Computed as Is, Formula};

impl Figure {
    pub(super) fn text(&self) -> String {
        match self {
            Is(number) => number.to_string(),
            Formula(text) => (*text).to_owned(),
        }
    }
}

/// The statement with this id.
pub(super) fn statement(id: &str) -> &'static dyn Statement {
    STATEMENTS.iter().copied().find(|statement| statement.entry().id == id).unwrap()
}

/// The comparison of this name, or that begins so, at a case.
pub(super) fn compared(id: &str, case: &Case, what: &str) -> Comparison {
    statement(id).check(case).into_iter().find(|comparison| comparison.what.contains(what)).unwrap()
}

/// What all items together are worth to a type.
pub(super) fn value(case: &Case, agent: usize, at: usize) -> Rational {
    let setting = case.setting();
    setting.agents()[agent].types()[at].valuation().value(Bundle::all(setting.items().len()))
}

/// What an agent pays at a profile.
pub(super) fn payment(case: &Case, types: &[usize], agent: usize) -> Rational {
    case.table.outcome(&Profile::new(types.to_vec())).unwrap().payment(AgentId(agent))
}

/// The probability of a type.
pub(super) fn mass(prior: &Prior, agent: usize, at: usize) -> Rational {
    prior.marginal(AgentId(agent)).mass(at)
}

/// The nearest multiple of 1/parts.
pub(super) fn rounded(number: &Rational, parts: i64) -> Rational {
    (number * ratio(parts, 1)).round() / ratio(parts, 1)
}
