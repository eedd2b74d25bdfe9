//! What comes of a mechanism, in one table.

use crate::sheet::Sheet;
use tvmd_core::quantities::ReducedForm;
use tvmd_core::{AgentId, Rational, Setting};

/// Expected revenue, welfare and each agent's rent, what she keeps of her value.
///
/// The setting is that of the mechanism.
#[must_use]
pub fn summary(setting: &Setting, reduced: &ReducedForm) -> Sheet {
    let agents = setting.agents();
    let positions = || (0..agents.len()).map(AgentId);
    let revenue: Rational = positions().map(|agent| reduced.payment(agent)).sum();
    let rents: Rational = positions().map(|agent| reduced.rent(agent)).sum();
    let mut sheet = Sheet::new("summary", "What it comes to, in expectation", ["quantity", "value"]);
    sheet.row(["revenue".into(), revenue.clone().into()]);
    sheet.row(["welfare".into(), (revenue + rents).into()]);
    for (agent, position) in agents.iter().zip(positions()) {
        sheet.row([format!("rent of {}", agent.name()).into(), reduced.rent(position).into()]);
    }
    sheet
}
