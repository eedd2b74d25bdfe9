//! `outcomes`: a table of rows, the first that matches decides.

use super::coverage::Case;
use super::matching::Matching;
use super::row::Given;
use crate::diagnostic::Place;
use crate::diagnostic::catalogue::{self, Numbers};
use crate::mechanism::rules::Outcomes;
use crate::mechanism::{Outcome, OutcomeList};
use crate::model::{Branch, Row, Taken};
use crate::resolve::known::Known;
use crate::resolve::numbers::check_denominators;
use crate::setting::{Profile, Setting};
use tvmd_model::diagnostic::findings::Findings;

/// Resolves a table; `None` if anything is wrong with it or with the setting.
pub(crate) fn outcomes(rows: &[Row], setting: &Known, at: &Place, errors: &mut Findings) -> Option<Outcomes> {
    let mut matching = Matching::default();
    let mut found = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let at = at.index(index);
        matching.read(row, setting, &at, errors);
        found.push(Given::by(row, setting, &at, errors));
    }
    let payments = rows.iter().flat_map(|row| row.pays.iter().map(|(_, payment)| &payment.0));
    check_denominators(Numbers::Payments, payments, || at.clone(), errors);
    let chances = rows.iter().flat_map(branches).map(|branch| &branch.probability);
    check_denominators(Numbers::Probabilities, chances, || at.clone(), errors);
    let cases = matching.check(&found, setting, at, errors)?;
    let setting = setting.whole(errors).filter(|_| errors.is_whole(at))?;
    let rows = found.into_iter().enumerate().map(|(index, given)| {
        Outcome::lottery(given.branches, given.payments)
            .map_err(|error| errors.report(at.index(index), catalogue::refused(&error)))
            .ok()
    });
    let rows = rows.collect::<Option<Vec<Outcome>>>()?;
    let (list, of_row) = OutcomeList::of(setting.agents().len(), &rows);
    Some(Outcomes::new(list, of_row, deciding(&cases, setting)))
}

fn branches(row: &Row) -> &[Branch] {
    match &row.gets {
        Taken::Surely(_) => &[],
        Taken::Lottery(branches) => branches,
    }
}

/// The deciding row at each profile, by profile number.
fn deciding(cases: &[Case], setting: &Setting) -> Vec<u32> {
    let mut deciding = vec![0; setting.profile_count()];
    for case in cases {
        let row = u32::try_from(case.row.unwrap_or(0)).expect("fewer rows than profiles");
        let mut profiles = vec![Vec::new()];
        for class in &case.classes {
            profiles = profiles
                .iter()
                .flat_map(|types: &Vec<usize>| class.iter().map(|t| [types.as_slice(), &[*t]].concat()))
                .collect();
        }
        for types in profiles {
            if let Some(index) = setting.index_of(&Profile::new(types)) {
                deciding[index] = row;
            }
        }
    }
    deciding
}
