//! Priors as tables: a heading with the agents and `probability`, in any order, and a line per profile.

use super::records::{Record, Records};
use super::shape::{Shape, UNREAD};
use crate::diagnostic::{Diagnostics, PathStep, Place, catalogue};
use crate::exact::{Rational, parse};
use crate::model::{Atom, PriorDecl, SettingDecl};
use crate::names::nearest;
use num_traits::Zero;
use std::ops::Range;

/// The heading of the masses.
const MASS: &str = "probability";

/// A prior from a table, as the joint prior at `place`; and where its profiles are. Where the heading is wrong that is line 1.
///
/// Where not all names of agents are `known`, other columns may be of those.
pub(super) fn read(
    text: &str,
    setting: &SettingDecl,
    known: bool,
    place: &Place,
) -> (Shape<PriorDecl>, Layout) {
    let (whole, place) = (place, place.field("joint"));
    let (mut errors, mut unread) = (Diagnostics::default(), Vec::new());
    let mut records = Records::of(text);
    let heading = records.next().map(|record| record.fields).unwrap_or_default();
    let Some(columns) = columns(&heading, setting, known, &place.index(0), &mut errors) else {
        let layout = Layout { starts: vec![0], columns: None };
        return (Shape { read: UNREAD, errors, unread: vec![whole.clone()] }, layout);
    };
    let (mut atoms, mut starts) = (Vec::new(), Vec::new());
    for Record { start, fields } in records {
        let at = place.index(atoms.len());
        atoms.push(atom(&fields, &heading, &columns, &at, &mut errors, &mut unread));
        starts.push(start);
    }
    let layout = Layout { starts, columns: Some(columns) };
    (Shape { read: PriorDecl::Joint(atoms), errors, unread }, layout)
}

/// A profile and its mass from a line.
fn atom(
    record: &[String],
    heading: &[String],
    columns: &Columns,
    at: &Place,
    errors: &mut Diagnostics,
    unread: &mut Vec<Place>,
) -> Atom {
    if record.len() != heading.len() {
        let missing: Vec<&str> = heading.iter().skip(record.len()).map(String::as_str).collect();
        errors.report(at.clone(), catalogue::ragged_line(record.len(), heading.len(), &missing));
        unread.push(at.clone());
    }
    let field = |column: usize| record.get(column).map_or("", String::as_str);
    let probability = parse(field(columns.mass)).unwrap_or_else(|error| {
        if record.len() == heading.len() {
            errors.report(at.field(MASS), catalogue::no_number_at_least_0(&error));
            unread.push(at.field(MASS));
        }
        Rational::zero()
    });
    Atom { profile: columns.agents.iter().map(|column| field(*column).to_owned()).collect(), probability }
}

/// Where in its text a table has what.
pub(super) struct Layout {
    /// Of the profiles, in bytes; lines without anything may come first.
    starts: Vec<usize>,
    columns: Option<Columns>,
}

impl Layout {
    /// The line of a profile, and where in the text of the table a place `within` it is: in a column, or else the whole line. Of what isn't
    /// even the heading of a prior there is only the line: it may be of any file, and nobody's to see.
    pub(super) fn part(
        &self,
        text: &str,
        row: usize,
        within: &[PathStep],
    ) -> Option<(usize, Option<Range<usize>>)> {
        let rest = text.get(*self.starts.get(row)?..)?.trim_start_matches(['\r', '\n']);
        let start = text.len() - rest.len();
        let line = 1 + text[..start].matches('\n').count();
        let whole = rest.lines().next().unwrap_or_default().trim_end();
        let column = self.columns.as_ref().and_then(|columns| match within {
            [PathStep::Field(MASS)] => Some(columns.mass),
            [PathStep::Field("profile"), PathStep::Index(agent), ..] => columns.agents.get(*agent).copied(),
            _ => None,
        });
        let part = column.and_then(|column| field(whole, column)).unwrap_or(0..whole.len());
        let is_shown = self.columns.is_some() || whole.contains(MASS);
        Some((line, is_shown.then_some(start + part.start..start + part.end)))
    }
}

/// Where in a line the field of a column is; `None` if there is none, or nothing in it.
fn field(line: &str, column: usize) -> Option<Range<usize>> {
    let mut quoted = false;
    let is_end = |character| {
        quoted ^= character == '"';
        character == ',' && !quoted
    };
    let mut fields = line.split(is_end);
    let before = fields.by_ref().take(column).map(|field| field.len() + 1).sum::<usize>();
    let field = fields.next()?;
    let start = before + field.len() - field.trim_start().len();
    Some(start..start + field.trim().len()).filter(|part| !part.is_empty())
}

/// Which columns of a table have what.
struct Columns {
    /// The column of each agent's type, in the setting's order.
    agents: Vec<usize>,
    mass: usize,
}

fn columns(
    heading: &[String],
    setting: &SettingDecl,
    known: bool,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<Columns> {
    let heading: Vec<&str> = heading.iter().map(String::as_str).collect();
    let mut names: Vec<&str> = setting.agents.iter().map(|agent| agent.name.as_str()).collect();
    names.push(MASS);
    let is_near = |word: &str, name: &str| nearest(word, [name]).is_some();
    if !names.iter().any(|name| heading.iter().any(|word| is_near(word, name))) {
        errors.report(at.clone(), catalogue::no_heading(&names.join(",")));
        return None;
    }
    let before = errors.len();
    let mut strays = heading.clone();
    strays.retain(|stray| !names.contains(stray));
    let mut columns = Vec::new();
    for name in &names {
        let mut found = (0..heading.len()).filter(|column| heading[*column] == *name);
        match (found.next(), found.next()) {
            (Some(column), None) => columns.push(column),
            (Some(_), Some(_)) => errors.report(at.clone(), catalogue::column_twice(name)),
            (None, _) => {
                // The one that is spelt nearly so, or else one that is near to nothing.
                let near = strays.iter().position(|stray| is_near(stray, name));
                let other = || strays.iter().position(|stray| !names.iter().any(|name| is_near(stray, name)));
                let meant = near.or_else(other).map(|position| strays.remove(position));
                // The name of an agent that can't be read isn't missed.
                if !name.is_empty() {
                    errors.report(at.clone(), catalogue::no_column(name, meant));
                }
            }
        }
    }
    for stray in strays.into_iter().filter(|_| known) {
        errors.report(at.clone(), catalogue::column_of_nobody(stray));
    }
    let mass = columns.pop()?;
    let complete = errors.len() == before && columns.len() == setting.agents.len();
    complete.then_some(Columns { agents: columns, mass })
}
