//! `outcomes`: rows, their coverage of the profiles, and the feasibility of what they give.

use super::coverage::{self, Accepted, Case};
use super::mechanism::agent;
use super::prior::{check_mass, check_sum};
use super::sale::check_payment;
use super::setting::bundle;
use super::{check_denominators, find_type, unique};
use crate::diagnostic::catalogue::{self, Noun, Numbers};
use crate::diagnostic::{Diagnostics, Place};
use crate::exact::Rational;
use crate::mechanism::rules::Outcomes;
use crate::mechanism::{Allocation, Outcome, OutcomeError};
use crate::model::{Entries, Pattern, Row, Taken};
use crate::setting::{AgentId, Bundle, Profile, Setting};
use num_traits::Zero;

pub(super) fn outcomes(
    rows: &[Row],
    setting: &Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<Outcomes> {
    let before = errors.len();
    let mut accepted = Vec::new();
    let mut found = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let at = at.index(index);
        accepted.extend(patterns(&row.when, setting, &at, errors));
        found.extend(outcome(row, setting, &at, errors));
    }
    let payments = rows.iter().flat_map(|row| row.pays.iter().map(|(_, payment)| &payment.0));
    check_denominators(Numbers::Payments, payments, || at.clone(), errors);
    let chances = rows.iter().flat_map(|row| match &row.gets {
        Taken::Surely(_) => &[][..],
        Taken::Lottery(branches) => branches,
    });
    check_denominators(
        Numbers::Probabilities,
        chances.map(|branch| &branch.probability),
        || at.clone(),
        errors,
    );
    if errors.len() > before {
        return None;
    }
    let sizes: Vec<usize> = setting.agents.iter().map(|agent| agent.types.len()).collect();
    let cases = coverage::cases(&accepted, &sizes);
    check_covered(&cases, setting, at, errors);
    check_reached(&cases, rows.len(), at, errors);
    check_bottom(&cases, &found, setting, at, errors);
    (errors.len() == before).then(|| Outcomes { rows: found, deciding: deciding(&cases, setting) })
}

/// Which types of each agent a row accepts; `None` if a pattern is wrong.
fn patterns(
    when: &[Pattern],
    setting: &Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<Vec<Accepted>> {
    if when.len() != setting.agents.len() {
        errors.report(at.field("when"), catalogue::row_length(setting.agents.len(), when.len()));
        return None;
    }
    let before = errors.len();
    let mut accepted = Vec::new();
    for (index, (pattern, agent)) in when.iter().zip(&setting.agents).enumerate() {
        accepted.push(match pattern {
            Pattern::Any => vec![true; agent.types.len()],
            Pattern::OneOf(names) => {
                let mut own = vec![false; agent.types.len()];
                for (alternative, name) in names.iter().enumerate() {
                    let place = || at.field("when").index(index).alternative(alternative);
                    if let Some(position) = find_type(agent, name, place, errors) {
                        own[position] = true;
                    }
                }
                own
            }
        });
    }
    (errors.len() == before).then_some(accepted)
}

/// The outcome of a row; `None` if something in it is wrong.
fn outcome(row: &Row, setting: &Setting, at: &Place, errors: &mut Diagnostics) -> Option<Outcome> {
    let before = errors.len();
    let branches = match &row.gets {
        Taken::Surely(gets) => allocation(gets, setting, &at.field("gets"), errors)
            .map(|sure| vec![(num_traits::One::one(), sure)]),
        Taken::Lottery(branches) => {
            let at = at.field("lottery");
            check_sum(
                Numbers::Probabilities,
                branches.iter().map(|branch| &branch.probability),
                || at.clone(),
                errors,
            );
            let drawn = branches.iter().enumerate().map(|(index, branch)| {
                let at = at.index(index);
                check_mass(&branch.probability, || at.field("probability"), errors);
                Some((
                    branch.probability.clone(),
                    allocation(&branch.gets, setting, &at.field("gets"), errors)?,
                ))
            });
            drawn.collect::<Vec<_>>().into_iter().collect()
        }
    };
    let at_pays = at.field("pays");
    let mut payments = vec![Rational::zero(); setting.agents.len()];
    unique(
        row.pays.iter().map(|(name, _)| name.as_str()),
        Noun::PAYMENT,
        |index, name| at_pays.entry(index, name).key(),
        errors,
    );
    for (index, (name, payment)) in row.pays.iter().enumerate() {
        let at = at_pays.entry(index, name);
        check_payment(&payment.0, setting, || at.clone(), errors);
        if let Some(position) = agent(name, setting, || at.key(), errors) {
            payments[position] = payment.0.clone();
        }
    }
    if errors.len() > before {
        return None;
    }
    Outcome::lottery(branches?, payments)
        .map_err(|error| errors.report(at.clone(), catalogue::refused(&error)))
        .ok()
}

fn allocation(
    gets: &Entries<Vec<String>>,
    setting: &Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<Allocation> {
    let before = errors.len();
    unique(
        gets.iter().map(|(name, _)| name.as_str()),
        Noun::SHARE,
        |index, name| at.entry(index, name).key(),
        errors,
    );
    let mut bundles = vec![Bundle::EMPTY; setting.agents.len()];
    for (index, (name, items)) in gets.iter().enumerate() {
        let at = at.entry(index, name);
        let bundle = bundle(items, &setting.items, &at, errors);
        if let (Some(position), Some(bundle)) = (agent(name, setting, || at.key(), errors), bundle) {
            bundles[position] = bundle;
        }
    }
    if errors.len() > before {
        return None;
    }
    match Allocation::new(bundles) {
        Ok(allocation) => Some(allocation),
        Err(OutcomeError::GivenTwice { item, agents: (one, other) }) => {
            let (one, other) = (&setting.agents[one].name, &setting.agents[other].name);
            let item = &setting.items[item];
            let position = gets.iter().rposition(|(name, _)| name == one || name == other).unwrap_or(0);
            let (name, items) = &gets.0[position];
            let given = items.iter().position(|own| own == item).unwrap_or(0);
            let at = at.entry(position, name).index(given);
            errors.report(at, catalogue::given_twice(item, one, other));
            None
        }
        Err(error) => {
            errors.report(at.clone(), catalogue::refused(&error));
            None
        }
    }
}

fn check_covered(cases: &[Case], setting: &Setting, at: &Place, errors: &mut Diagnostics) {
    let open: Vec<&Case> = cases.iter().filter(|case| case.row.is_none()).collect();
    // An example without ⊥ is the one to show.
    let example = open.iter().map(|case| case.classes.iter().map(|class| class[class.len() - 1]).collect());
    let example = example.max_by_key(|types: &Vec<usize>| types.iter().filter(|own| **own > 0).count());
    if let Some(types) = example {
        let profiles: usize =
            open.iter().map(|case| case.classes.iter().map(Vec::len).product::<usize>()).sum();
        let example = setting.profile_name(&Profile::new(types));
        errors.report(at.clone(), catalogue::not_covered(example, profiles));
    }
}

fn check_reached(cases: &[Case], rows: usize, at: &Place, errors: &mut Diagnostics) {
    let mut reached = vec![false; rows];
    cases.iter().filter_map(|case| case.row).for_each(|row| reached[row] = true);
    for (row, _) in reached.iter().enumerate().filter(|(_, reached)| !**reached) {
        errors.report(at.index(row), catalogue::never_reached());
    }
}

/// Complains once a row about an agent who gets or pays something where she reports ⊥.
fn check_bottom(cases: &[Case], rows: &[Outcome], setting: &Setting, at: &Place, errors: &mut Diagnostics) {
    for (row, outcome) in rows.iter().enumerate() {
        for (position, agent) in setting.agents.iter().enumerate() {
            let takes_part = !outcome.payment(AgentId(position)).is_zero()
                || outcome.bundles(AgentId(position)).iter().any(|(_, bundle)| !bundle.is_empty());
            let case = cases.iter().find(|case| case.row == Some(row) && case.classes[position].contains(&0));
            if let (true, Some(case)) = (takes_part, case) {
                let types = case.classes.iter().map(|class| class[class.len() - 1]).collect();
                let reports = setting.profile_name(&Profile::new(types).with(AgentId(position), 0));
                let at = at.index(row).field("when").index(position);
                errors.report(at, catalogue::bottom_takes_part(&agent.name, reports));
            }
        }
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
                .flat_map(|types: &Vec<usize>| class.iter().map(|own| [types.as_slice(), &[*own]].concat()))
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
