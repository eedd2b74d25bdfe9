//! Profiles in which all take part, by their numbers among these.

use crate::setting::{Numbering, Profile, Setting};

/// Profiles of the types that take part.
pub(super) fn numbering_without_bottom(setting: &Setting) -> Numbering {
    let sizes = setting.agents().iter().map(|agent| agent.types.len() - 1).collect();
    Numbering::new(sizes).expect("fewer profiles than with ⊥")
}

/// A profile in which all take part, by its number among these.
pub(super) fn taking_part_at(numbering: &Numbering, number: usize) -> Profile {
    Profile::new(numbering.profile(number).types().iter().map(|number| number + 1).collect())
}

/// The number of a profile among those in which all take part.
pub(super) fn taking_part(numbering: &Numbering, reports: &Profile) -> Option<usize> {
    let numbers: Option<Vec<usize>> = reports.types().iter().map(|report| report.checked_sub(1)).collect();
    numbering.index(&Profile::new(numbers?))
}
