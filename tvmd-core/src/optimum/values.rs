//! What one item is worth, to a type and to an agent.

use crate::exact::Rational;
use crate::prior::{Distribution, Prior};
use crate::setting::{AgentId, Bundle, Setting};
use std::collections::BTreeMap;

/// What the item is worth to a type.
pub(crate) fn value(setting: &Setting, agent: usize, report: usize) -> Rational {
    setting.agents()[agent].types()[report].valuation().value(Bundle::all(setting.items().len()))
}

/// What the item is worth to an agent: each value of positive probability, with it, lowest first.
pub(crate) fn atoms(prior: &Prior, agent: usize) -> BTreeMap<Rational, Rational> {
    values(prior.setting(), agent, &prior.marginal(AgentId(agent)))
}

/// The same under a distribution of her types.
pub(super) fn values(
    setting: &Setting,
    agent: usize,
    marginal: &Distribution,
) -> BTreeMap<Rational, Rational> {
    let mut values = BTreeMap::new();
    for report in marginal.support() {
        *values.entry(value(setting, agent, report)).or_default() += marginal.mass(report);
    }
    values
}
