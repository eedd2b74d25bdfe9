//! Who gains by pretending to be whom.

use crate::sheet::{Cell, Sheet};
use tvmd_core::mechanism::Table;
use tvmd_core::prior::PriorError;
use tvmd_core::quantities::DeviationMatrix;
use tvmd_core::{AgentId, Prior, Setting, TypeId};

/// By agent and type what each report gains over the truth: with a prior in expectation over the others, given the type, and without one
/// the most whatever they report. Above 0, lying pays.
///
/// # Errors
/// If the prior belongs to another setting.
pub fn deviations(table: &Table, prior: Option<&Prior>) -> Result<Vec<Sheet>, PriorError> {
    let agents = table.setting().agents().iter().enumerate();
    agents
        .map(|(position, agent)| {
            let gains = match prior {
                Some(prior) => DeviationMatrix::expected(table, prior, AgentId(position))?,
                None => DeviationMatrix::most(table, AgentId(position)),
            };
            let reports = || (1..agent.types().len()).chain([0]).map(TypeId);
            let how = match prior {
                Some(_) => ", in expectation",
                // Nobody else reports.
                None if table.setting().agents().len() == 1 => "",
                None => ", where what the others report favours it most",
            };
            let title = format!("What {} gains over the truth by each report{how}", agent.name());
            let names = reports().map(|report| format!("as {}", agent.type_name(report.0)));
            let mut sheet = Sheet::new("deviations", title, ["type".to_owned()].into_iter().chain(names));
            for own in reports().filter(|own| gains.gain(*own, *own).is_some()) {
                let row = reports().map(|report| gains.gain(own, report).cloned().into());
                sheet.row([Cell::from(agent.type_name(own.0))].into_iter().chain(row));
            }
            Ok(sheet)
        })
        .collect()
}

/// How many gains [`deviations`] looks at: one for each report and type of each agent, at each profile of the others.
#[must_use]
pub fn gains(setting: &Setting) -> usize {
    let sizes = setting.agents().iter().map(|agent| agent.types().len());
    sizes.map(|types| types.saturating_mul(setting.profile_count())).fold(0, usize::saturating_add)
}
