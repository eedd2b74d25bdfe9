//! What each type expects.

use crate::sheet::{Cell, Sheet};
use tvmd_core::quantities::ReducedForm;
use tvmd_core::{AgentId, Setting, TypeId};

/// By agent and type what she gets (Q, by item), what that is worth to her, what she pays (T) and what she keeps (U), in expectation over
/// the others' types, when all tell the truth. Types of probability 0 expect nothing and are left out.
///
/// The setting is that of the mechanism.
#[must_use]
pub fn interim(setting: &Setting, reduced: &ReducedForm) -> Sheet {
    let items = setting.items().iter().map(|item| format!("Q {item}"));
    let columns = ["agent", "type", "probability"].map(str::to_owned).into_iter().chain(items);
    let columns = columns.chain(["value", "T", "U"].map(str::to_owned));
    let mut sheet = Sheet::new("interim", "What each type expects", columns);
    for (position, agent) in setting.agents().iter().enumerate() {
        for her_type in (1..agent.types().len()).chain([0]) {
            let Some(expects) = reduced.of_type(AgentId(position), TypeId(her_type)) else { continue };
            let mut cells: Vec<Cell> = vec![
                agent.name().into(),
                agent.type_name(her_type).into(),
                expects.probability.clone().into(),
            ];
            cells.extend(expects.chances.iter().cloned().map(Cell::from));
            cells.extend(
                [&expects.value, &expects.payment, &expects.utility()].map(|number| number.clone().into()),
            );
            sheet.row(cells);
        }
    }
    sheet.note("Q: probability of getting the item; T: expected payment; U: value less T");
    sheet
}
