//! Shrinking: fewer types, then fewer items, then fewer outcomes and atoms, then smaller numbers.

mod fewer;
mod field;
mod plainer;

use super::Case;
use super::moves::listed;
use crate::exact::Rational;
use crate::mechanism::Outcome;
use crate::setting::AgentId;
use fewer::{without_agent, without_item, without_type};
use plainer::{plainer_numbers, quieter, rounder_priors};

/// How often a smaller case is looked for before the smallest so far is returned.
const MAX_STEPS: usize = 400;

/// The smallest case that can be reached from `case` in small steps through cases that keep a property.
///
/// Smaller means: fewer agents and types, then fewer items, then fewer profiles where something happens and fewer atoms,
/// then numbers with fewer digits.
pub fn shrink(case: Case, keeps: impl Fn(&Case) -> bool) -> Case {
    let mut smallest = case;
    for _ in 0..MAX_STEPS {
        let size = size(&smallest);
        let smaller =
            candidates(&smallest).find(|candidate| self::size(candidate) < size && keeps(candidate));
        match smaller {
            Some(smaller) => smallest = smaller,
            None => break,
        }
    }
    smallest
}

/// Types, items, outcomes and atoms, digits.
fn size(case: &Case) -> [u64; 4] {
    let setting = case.setting();
    let types: usize = setting.agents().iter().map(|agent| agent.types().len()).sum();
    let nothing = Outcome::nothing(setting.agents().len());
    let outcomes = listed(&case.table);
    let busy = outcomes.iter().filter(|outcome| **outcome != nothing);
    let draws: usize = busy.map(|outcome| outcome.allocations().len()).sum();
    let atoms: usize =
        [&case.prior, &case.prior_hat].iter().map(|prior| prior.distribution().support().count()).sum();
    let digits: u64 =
        numbers(case, &outcomes).map(|number| number.numer().bits() + number.denom().bits()).sum();
    [types as u64, setting.items().len() as u64, (draws + atoms) as u64, digits]
}

fn numbers<'a>(case: &'a Case, outcomes: &'a [Outcome]) -> impl Iterator<Item = Rational> + 'a {
    let agents = case.setting().agents().len();
    let values = case.setting().agents().iter().flat_map(tvmd_engine::setting::Agent::types);
    let values = values.flat_map(|spec| spec.valuation().numbers().cloned());
    let payments = outcomes
        .iter()
        .flat_map(move |outcome| (0..agents).map(move |agent| outcome.payment(AgentId(agent))));
    let masses = [&case.prior, &case.prior_hat].into_iter().flat_map(|prior| prior.distribution().masses());
    let field = case.field.iter();
    let potentials = field.flat_map(|field| {
        let edges = field.edges().iter().map(|edge| &edge.potentials);
        field.vertices().iter().chain(edges).flatten().cloned()
    });
    values.chain(payments).chain(masses).chain(potentials).chain(case.parameters.values().cloned())
}

/// Cases that may be smaller, the boldest first.
fn candidates(case: &Case) -> Box<dyn Iterator<Item = Case> + '_> {
    if let Some(field) = &case.field {
        return Box::new(field::smaller(case, field));
    }
    let agents = case.setting().agents().len();
    let fewer_agents = (0..agents).filter(move |_| agents > 1).filter_map(|agent| without_agent(case, agent));
    let types = (0..agents).flat_map(|agent| {
        (1..case.setting().agents()[agent].types().len()).map(move |position| (agent, position))
    });
    let fewer_types = types.filter_map(|(agent, position)| without_type(case, agent, position));
    let items = case.setting().items().len();
    let fewer_items = (0..items).filter(move |_| items > 1).filter_map(|item| without_item(case, item));
    let fewer = fewer_agents.chain(fewer_types).chain(fewer_items);
    Box::new(fewer.chain(quieter(case)).chain(rounder_priors(case)).chain(plainer_numbers(case)))
}
