//! Priors as tables: a heading with the agents and `probability`, in any order, and a line per profile.

use super::shape::Shape;
use crate::diagnostic::{Diagnostics, Place, catalogue};
use crate::exact::{Rational, parse};
use crate::model::{Atom, Prior, Setting};
use crate::names::nearest;
use csv::StringRecord;
use num_traits::One;

/// The heading of the masses.
const MASS: &str = "probability";

/// A prior from a table, as the joint prior at `place`; and the lines of its profiles. Where the heading is wrong that is line 1.
pub(super) fn read(text: &str, setting: &Setting, place: &Place) -> (Shape<Prior>, Vec<usize>) {
    let place = place.field("joint");
    let mut errors = Diagnostics::default();
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let heading = reader.headers().cloned().unwrap_or_default();
    let Some(columns) = columns(&heading, setting, &place.index(0), &mut errors) else {
        return (Shape { read: None, errors }, vec![1]);
    };
    let (mut atoms, mut lines) = (Vec::new(), Vec::new());
    // Text that is UTF-8 is a table of some kind, however many columns its lines have.
    for record in reader.records().map_while(Result::ok) {
        let line = record.position().map_or(0, csv::Position::line);
        let at = place.index(atoms.len());
        atoms.push(atom(&record, &heading, &columns, &at, &mut errors));
        lines.push(usize::try_from(line).unwrap_or(usize::MAX));
    }
    (Shape { read: Some(Prior::Joint(atoms)), errors }, lines)
}

/// A line; if it can't be read, a profile that can't be known with a mass that isn't added up.
fn atom(
    record: &StringRecord,
    heading: &StringRecord,
    columns: &Columns,
    at: &Place,
    errors: &mut Diagnostics,
) -> Atom {
    let unreadable = -Rational::one();
    if record.len() != heading.len() {
        let missing: Vec<&str> = heading.iter().skip(record.len()).collect();
        errors.report(at.clone(), catalogue::ragged_line(record.len(), heading.len(), &missing));
        errors.settle(at.clone());
        return Atom { profile: vec![String::new(); columns.agents.len()], probability: unreadable };
    }
    let field = |column: usize| record.get(column).unwrap_or_default();
    let probability = parse(field(columns.mass)).unwrap_or_else(|error| {
        errors.report(at.field(MASS), catalogue::no_number(&error));
        errors.settle(at.field(MASS));
        unreadable
    });
    Atom { profile: columns.agents.iter().map(|column| field(*column).to_owned()).collect(), probability }
}

/// Where a table has what.
struct Columns {
    /// The column of each agent's type, in the setting's order.
    agents: Vec<usize>,
    mass: usize,
}

fn columns(
    heading: &StringRecord,
    setting: &Setting,
    at: &Place,
    errors: &mut Diagnostics,
) -> Option<Columns> {
    let names = || setting.agents.iter().map(|agent| agent.name.as_str()).chain([MASS]);
    let near = |name: &str| heading.iter().find(|own| nearest(own, [name]).is_some());
    if names().all(|name| near(name).is_none()) {
        errors.report(at.clone(), catalogue::no_heading(&names().collect::<Vec<_>>().join(",")));
        return None;
    }
    let before = errors.len();
    let is_near = |own: &str, name: &str| nearest(own, [name]).is_some();
    let mut strays: Vec<&str> = heading.iter().filter(|own| names().all(|name| name != *own)).collect();
    let mut columns = Vec::new();
    for name in names() {
        let mut found = heading.iter().enumerate().filter(|(_, own)| *own == name);
        match (found.next(), found.next()) {
            (Some((column, _)), None) => columns.push(column),
            (Some(_), Some(_)) => errors.report(at.clone(), catalogue::column_twice(name)),
            (None, _) => {
                // The one that is spelt nearly so, or else one that is near to nothing.
                let near = strays.iter().position(|own| is_near(own, name));
                let other = || strays.iter().position(|own| !names().any(|name| is_near(own, name)));
                let meant = near.or_else(other).map(|position| strays.remove(position));
                if name.is_empty() {
                    // The name of an agent that can't be read.
                    errors.follow();
                } else {
                    errors.report(at.clone(), catalogue::no_column(name, meant));
                }
            }
        }
    }
    for own in strays {
        errors.report(at.clone(), catalogue::column_of_nobody(own));
    }
    let mass = columns.pop()?;
    (errors.len() == before).then_some(Columns { agents: columns, mass })
}
