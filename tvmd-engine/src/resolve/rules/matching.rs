//! Which rows of a table match which reports: their patterns, and whether every profile is covered and every row reached.

use super::coverage::{self, Accepted, Case};
use super::row::Given;
use crate::diagnostic::Place;
use crate::diagnostic::catalogue;
use crate::model::{Pattern, Row};
use crate::resolve::known::Known;
use crate::setting::{AgentId, Profile};
use tvmd_model::diagnostic::findings::Findings;

/// Which rows match where, of types known and one that stands for all types of an agent that aren't: `[row][agent][type]`.
#[derive(Default)]
pub(super) struct Matching {
    /// Where they match whatever the names mean that aren't known.
    certain: Vec<Vec<Accepted>>,
    /// Where they match if these names mean that.
    possible: Vec<Vec<Accepted>>,
}

impl Matching {
    /// How many types an agent has, with the one for all that aren't known.
    fn sizes(setting: &Known) -> Vec<usize> {
        let others = setting.other_types.iter().map(|others| usize::from(!others.is_empty()));
        setting.agents().iter().zip(others).map(|(agent, others)| agent.types.len() + others).collect()
    }

    /// Reads the patterns of a row.
    pub(super) fn read(&mut self, row: &Row, setting: &Known, at: &Place, errors: &mut Findings) {
        let (sizes, at) = (Self::sizes(setting), at.field("when"));
        let (mut certain, mut possible) = (Vec::new(), Vec::new());
        let in_order = setting.agents_in_order(errors) && errors.is_read(&at.index(row.when.len()));
        if in_order && row.when.len() == sizes.len() {
            for (agent, (pattern, size)) in row.when.iter().zip(&sizes).enumerate() {
                let at = at.index(agent);
                let read = errors.is_read(&at);
                let (sure, maybe) = self::pattern(pattern, agent, *size, setting, &at, errors);
                certain.push(if read { sure } else { vec![false; *size] });
                possible.push(if read { maybe } else { vec![true; *size] });
            }
        } else {
            if in_order {
                errors.report(at, catalogue::row_length(sizes.len(), row.when.len()));
            }
            certain.extend(sizes.iter().map(|size| vec![false; *size]));
            possible.extend(sizes.iter().map(|size| vec![true; *size]));
        }
        self.certain.push(certain);
        self.possible.push(possible);
    }

    /// Complains about profiles that no row can match, rows that can't be reached, and rows in which ⊥ takes part. The
    /// cases are those of rows that match where they can; `None` if they can't be told.
    pub(super) fn check(
        self,
        found: &[Given],
        setting: &Known,
        at: &Place,
        errors: &mut Findings,
    ) -> Option<Vec<Case>> {
        if !setting.enumerable || !setting.agents_in_order(errors) {
            return None;
        }
        let sizes = Self::sizes(setting);
        let cases = coverage::cases(&self.possible, &sizes);
        let complete = errors.is_read(&at.index(found.len()));
        let known: Vec<bool> =
            self.certain.iter().zip(&self.possible).map(|(certain, possible)| certain == possible).collect();
        let mut reached: Vec<bool> = known.iter().map(|known| !known).collect();
        let certain = if known.iter().all(|known| *known) {
            None
        } else {
            Some(coverage::cases(&self.certain, &sizes))
        };
        let decided = certain.as_ref().unwrap_or(&cases).iter().filter_map(|case| case.row);
        decided.for_each(|row| reached[row] = true);
        if complete {
            check_covered(&cases, setting, at, errors);
        }
        for (row, _) in reached.iter().enumerate().filter(|(_, reached)| !**reached) {
            errors.report(at.index(row), catalogue::never_reached());
        }
        if complete {
            let rows = found.iter().zip(known).map(|(given, known)| known.then_some(given));
            check_bottom(&cases, &rows.collect::<Vec<_>>(), setting, at, errors);
        }
        Some(cases)
    }
}

/// Which types of an agent a pattern accepts for certain, and which it may accept.
fn pattern(
    pattern: &Pattern,
    agent: usize,
    size: usize,
    setting: &Known,
    at: &Place,
    errors: &mut Findings,
) -> (Accepted, Accepted) {
    let Pattern::OneOf(names) = pattern else { return (vec![true; size], vec![true; size]) };
    let (mut certain, mut possible) = (vec![false; size], vec![false; size]);
    for (alternative, name) in names.iter().enumerate() {
        let place = at.alternative(alternative);
        match setting.own_type(agent, name, || place, errors) {
            Some(position) => (certain[position], possible[position]) = (true, true),
            None if setting.may_have(agent, name) => possible[size - 1] = true,
            None => possible = vec![true; size],
        }
    }
    (certain, possible)
}

/// The last of some types of an agent that is known.
fn last_known(class: &[usize], types: usize) -> Option<usize> {
    class.iter().copied().rfind(|t| *t < types)
}

fn check_covered(cases: &[Case], setting: &Known, at: &Place, errors: &mut Findings) {
    let types = |agent: usize| setting.agents()[agent].types.len();
    let mut profiles = 0;
    let mut example: Option<(usize, Vec<usize>)> = None;
    for case in cases.iter().filter(|case| case.row.is_none()) {
        let classes = || case.classes.iter().enumerate();
        profiles += classes()
            .map(|(agent, class)| class.iter().filter(|t| **t < types(agent)).count())
            .product::<usize>();
        let last = classes().map(|(agent, class)| last_known(class, types(agent)));
        let Some(last) = last.collect::<Option<Vec<usize>>>() else { continue };
        // An example without ⊥ is the one to show.
        let taking_part = last.iter().filter(|t| **t > 0).count();
        if example.as_ref().is_none_or(|(most, _)| taking_part >= *most) {
            example = Some((taking_part, last));
        }
    }
    if let Some((_, types)) = example {
        let example = setting.profile_name(&Profile::new(types));
        errors.report(at.clone(), catalogue::not_covered(example, profiles, setting.agents().len()));
    }
}

/// Complains once a row about an agent who gets or pays something where she reports ⊥. Of rows that aren't known for
/// certain there is nothing to say.
fn check_bottom(cases: &[Case], rows: &[Option<&Given>], setting: &Known, at: &Place, errors: &mut Findings) {
    let mut deciding: Vec<Vec<&Case>> = vec![Vec::new(); rows.len()];
    for case in cases {
        deciding.get_mut(case.row.unwrap_or(rows.len())).into_iter().for_each(|cases| cases.push(case));
    }
    for (row, given) in rows.iter().enumerate() {
        let involved = given.iter().flat_map(|given| given.involved.iter().enumerate());
        for (position, _) in involved.filter(|(_, involved)| **involved) {
            let mut met =
                deciding[row].iter().filter(|case| case.classes[position].contains(&0)).filter_map(|case| {
                    let classes = case.classes.iter().zip(setting.agents());
                    classes.map(|(class, agent)| last_known(class, agent.types.len())).collect()
                });
            if let Some(types) = met.next() {
                let reports = setting.profile_name(&Profile::new(types).with(AgentId(position), 0));
                let at = at.index(row).field("when").index(position);
                errors.report(at, catalogue::bottom_takes_part(&setting.agents()[position].name, reports));
            }
        }
    }
}
