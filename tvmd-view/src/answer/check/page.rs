//! The page of a check.

use super::Checked;
use crate::page::{Page, frontier};
use tvmd_core::incentive::Frontier;
use tvmd_core::prior::PriorError;
use tvmd_core::{Declared, Instance, Mechanism as _};

/// What was found of each mechanism, and where profiles are listed, the mechanism and its setting; `name` says what was checked.
///
/// # Errors
/// If the prior belongs to another setting.
pub fn page(name: &str, checked: &[Checked], listed: Option<&Instance>) -> Result<Page, PriorError> {
    let mut page = Page::new(format!("What a check of {name} found"));
    if checked.is_empty() {
        page.words("The file has no mechanisms.");
    }
    for mechanism in checked {
        page.section(&mechanism.name);
        page.facts(mechanism.facts());
        let corners = mechanism.frontier.iter().flat_map(Frontier::steps);
        let corners = corners.map(|step| (step.epsilon.clone(), step.q.clone()));
        if let Some((plot, sheet)) = frontier("The (ε, q) frontier", corners) {
            page.plot_of(&plot, &sheet);
        }
        let declared = listed.and_then(|instance| instance.mechanism(&mechanism.name));
        if let Some(declared) = declared {
            page.mechanism(Declared::table(declared), declared.prior())?;
        }
    }
    if let Some(instance) = listed {
        page.setting(instance.setting(), instance.prior());
    }
    Ok(page)
}
