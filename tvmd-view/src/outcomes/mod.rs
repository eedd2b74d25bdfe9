//! Who gets what and pays what, profiles with the same outcome together.

mod boxes;

use crate::sheet::{Cell, Sheet};
use boxes::Together;
use num_traits::Zero as _;
use tvmd_core::mechanism::Table;
use tvmd_core::{AgentId, Prior, Profile, Rational, Setting};

/// Rows of reports with what each agent gets and pays at them. For one agent this is her menu, with who chooses what.
///
/// With a prior, types and profiles of probability 0 are left out, which a note says, and each row has its probability. A row stands for
/// all combinations of the types that it lists by agent.
#[must_use]
pub fn outcomes(table: &Table, prior: Option<&Prior>) -> Sheet {
    let likely: Option<Vec<(Profile, Rational)>> = prior.map(|prior| prior.support().collect());
    let reports = reports(table.setting(), likely.as_deref());
    let mut sheet = grouped("outcomes", "Who gets what, and pays what", table, likely.as_deref(), &reports);
    let listed = reports.iter().map(Vec::len).product::<usize>();
    let is_part = |likely: &Vec<_>| likely.len() < listed || listed < table.setting().profile_count();
    if likely.as_ref().is_some_and(is_part) {
        sheet.rows.retain(|row| row[reports.len()] != Cell::from(Rational::zero()));
        sheet.note("profiles of probability 0 are left out");
    }
    sheet
}

/// The same at all profiles, whatever their probability: what is done where an agent stays away, for one, which matters to who may.
#[must_use]
pub fn profiles(table: &Table, prior: Option<&Prior>) -> Sheet {
    let likely: Option<Vec<(Profile, Rational)>> = prior.map(|prior| prior.support().collect());
    let reports = reports(table.setting(), None);
    grouped("profiles", "Who gets what, and pays what, at all profiles", table, likely.as_deref(), &reports)
}

/// Rows of reports among those listed, with their probability.
fn grouped(
    name: &'static str,
    title: &str,
    table: &Table,
    likely: Option<&[(Profile, Rational)]>,
    reports: &[Vec<usize>],
) -> Sheet {
    let setting = table.setting();
    let agents = setting.agents();
    let alone = agents.len() == 1;
    let mut columns: Vec<String> = agents.iter().map(|agent| agent.name().to_owned()).collect();
    columns.extend(likely.map(|_| "probability".to_owned()));
    for agent in agents {
        let whose = if alone { String::new() } else { format!("{} ", agent.name()) };
        columns.extend([format!("{whose}gets"), format!("{whose}pays")]);
    }
    let mut sheet = Sheet::new(name, title, columns);
    for Together { reports: at, outcome, mass } in boxes::of(table, reports, likely.unwrap_or_default()) {
        let mut cells: Vec<Cell> = at
            .iter()
            .enumerate()
            .map(|(agent, types)| named(setting, agent, types, &reports[agent]).into())
            .collect();
        cells.extend(likely.map(|_| Cell::from(mass)));
        for agent in (0..agents.len()).map(AgentId) {
            cells.extend([outcome.describe(setting, agent).into(), outcome.payment(agent).into()]);
        }
        sheet.row(cells);
    }
    sheet
}

/// By agent the types that are shown: those of positive probability, or all, ⊥ last.
fn reports(setting: &Setting, likely: Option<&[(Profile, Rational)]>) -> Vec<Vec<usize>> {
    let of_agent = |agent: usize| {
        let types = (1..setting.agents()[agent].types().len()).chain([0]);
        types.filter(move |her_type| {
            likely.is_none_or(|likely| likely.iter().any(|(at, _)| at.types()[agent] == *her_type))
        })
    };
    (0..setting.agents().len()).map(|agent| of_agent(agent).collect()).collect()
}

/// A list of types in words.
fn named(setting: &Setting, agent: usize, types: &[usize], shown: &[usize]) -> String {
    if types.len() == shown.len() && shown.len() > 1 {
        return "any".to_owned();
    }
    let name = |her_type: usize| setting.agents()[agent].type_name(her_type);
    // Types next to each other are one run.
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for her_type in types {
        match runs.last_mut() {
            Some((_, last)) if *her_type == *last + 1 => *last = *her_type,
            _ => runs.push((*her_type, *her_type)),
        }
    }
    let words = runs.into_iter().map(|(first, last)| match last - first {
        0 => name(first).to_owned(),
        1 => format!("{}, {}", name(first), name(last)),
        _ => format!("{} … {}", name(first), name(last)),
    });
    words.collect::<Vec<_>>().join(", ")
}
