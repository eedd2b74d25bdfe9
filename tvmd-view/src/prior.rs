//! How likely profiles are.

use crate::sheet::{Cell, Sheet};
use tvmd_core::Prior;

/// The profiles of positive probability, beside those of a second prior where there is one.
#[must_use]
pub fn prior(named: (&str, &Prior), beside: Option<(&str, &Prior)>) -> Sheet {
    let (name, prior) = named;
    let setting = prior.setting();
    let agents = setting.agents().iter().map(|agent| agent.name().to_owned());
    let columns = agents.chain([name.to_owned()]).chain(beside.map(|(name, _)| name.to_owned()));
    let mut sheet = Sheet::new("prior", "How likely profiles are", columns);
    let likely = |index: &usize| {
        let positive = |prior: &Prior| *prior.distribution().weight(*index).magnitude() != 0_u32.into();
        positive(prior) || beside.is_some_and(|(_, beside)| positive(beside))
    };
    for index in (0..setting.profile_count()).filter(likely) {
        let profile = setting.profile_at(index);
        let cells = setting.type_names(&profile).into_iter().map(Cell::from);
        let masses = [Some(prior), beside.map(|(_, beside)| beside)].into_iter().flatten();
        sheet.row(cells.chain(masses.map(|prior| prior.distribution().mass(index).into())));
    }
    sheet
}

/// A worst prior beside the one that it is near. People see [the profiles whose probability changes](Sheet::seen).
#[must_use]
pub fn worst_prior(title: impl Into<String>, near: (&str, &Prior), worst: (&str, &Prior)) -> Sheet {
    Sheet { title: title.into(), only_changes: true, ..prior(near, Some(worst)) }
}
