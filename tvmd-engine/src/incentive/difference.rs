//! The difference in utility u_i(t_i ← t'_i, t_-i): what truth is worth over a misreport.

use crate::exact::Rational;
use crate::mechanism::Table;
use crate::setting::AgentId;

/// u_i(t_i ← t'_i, t_-i) for every profile of the others, with the number of the profile (t_i, t_-i), for agent i of type
/// `own` who reports `report`.
pub fn differences(
    table: &Table,
    agent: usize,
    own: usize,
    report: usize,
) -> impl Iterator<Item = (usize, Rational)> {
    let setting = table.setting();
    let valuation = &setting.agents()[agent].types[own].valuation;
    let utility = move |index: usize| {
        let outcome = table.outcome_at(index);
        outcome.value(AgentId(agent), valuation) - outcome.payment(AgentId(agent))
    };
    (0..setting.numbering().others(agent)).map(move |others| {
        let [truth, lie] = [own, report].map(|report| setting.numbering().join(agent, report, others));
        (truth, utility(truth) - utility(lie))
    })
}

/// Every agent with every true type and every other report.
pub fn misreports(table: &Table) -> impl Iterator<Item = (usize, usize, usize)> {
    let agents = table.setting().agents().iter().enumerate();
    agents.flat_map(|(agent, her)| {
        let types = her.types.len();
        let pairs = (0..types).flat_map(move |own| (0..types).map(move |report| (agent, own, report)));
        pairs.filter(|(_, own, report)| own != report)
    })
}
