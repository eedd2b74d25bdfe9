//! Virtual values of one item.

use crate::sheet::Sheet;
use tvmd_core::quantities::VirtualValue;
use tvmd_core::{AgentId, Prior};

/// By agent and value its virtual value, plain and ironed. None for several items, or where types are correlated.
#[must_use]
pub fn virtual_values(prior: &Prior) -> Option<Sheet> {
    if prior.product_of_marginals() != *prior {
        return None;
    }
    let columns = ["agent", "value", "probability", "virtual value", "ironed"];
    let mut sheet = Sheet::new("virtual-values", "Virtual values", columns);
    for (position, agent) in prior.setting().agents().iter().enumerate() {
        for found in VirtualValue::of_agent(prior, AgentId(position))? {
            let VirtualValue { value, probability, marginal_revenue, ironed } = found;
            sheet.row([
                agent.name().into(),
                value.into(),
                probability.into(),
                marginal_revenue.into(),
                ironed.into(),
            ]);
        }
    }
    if prior.support().any(|(profile, _)| profile.types().contains(&0)) {
        sheet.note("⊥ counts as the value 0");
    }
    Some(sheet)
}
