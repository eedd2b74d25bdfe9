//! The same answer for many values of one number of a file: as tables, and as a page of curves.

use crate::page::{Page, Plot};
use crate::{Cell, Sheet};
use tvmd_core::Rational;

/// Longer names of lines have no room at the axis.
const MOST_LETTERS: usize = 50;

/// What people see of one mechanism in an answer, or of an answer about none.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The mechanism's name.
    pub of: Option<String>,
    /// What was found of it, each with what that is.
    pub cells: Vec<(String, Cell)>,
}

/// What people see of the answers, by value.
///
/// ```
/// use tvmd_core::ratio;
/// use tvmd_view::answer::sweep::{Seen, Swept};
///
/// let mut swept = Swept::over("reserve");
/// for (reserve, revenue) in [(ratio!(0), ratio!(5 / 4)), (ratio!(2), ratio!(3 / 2))] {
///     let of = |name: &str| Seen { of: Some(name.to_owned()), cells: vec![("DSIC".to_owned(), "holds".into()), ("revenue".to_owned(), revenue.clone().into())] };
///     swept.add(reserve, vec![of("Early"), of("Late")]);
/// }
/// assert_eq!(swept.sheet().csv(), "reserve,Early: DSIC,Early: revenue,Late: DSIC,Late: revenue\n0,holds,5/4,holds,5/4\n2,holds,3/2,holds,3/2\n");
/// let sheets = swept.sheets();
/// assert_eq!(sheets[0].csv(), "reserve,Early,Late\n0,5/4,5/4\n2,3/2,3/2\n");
/// assert_eq!(sheets[0].notes, ["DSIC holds at every value"]);
/// ```
#[derive(Clone, Debug)]
pub struct Swept {
    path: String,
    rows: Vec<(Rational, Vec<Seen>)>,
}

impl Swept {
    /// Over the number at this path; of no values yet.
    pub fn over(path: impl Into<String>) -> Self {
        Self { path: path.into(), rows: Vec::new() }
    }

    /// Adds the answer at a value: about the same mechanisms as those before.
    pub fn add(&mut self, value: Rational, seen: Vec<Seen>) {
        self.rows.push((value, seen));
    }

    /// What it is about.
    fn title(&self) -> String {
        let path = &self.path;
        match self.mechanisms() {
            [Seen { of: Some(of), .. }] => format!("{of}: what changes with {path}"),
            _ => format!("What changes with {path}"),
        }
    }

    fn mechanisms(&self) -> &[Seen] {
        self.rows.first().map_or(&[], |(_, seen)| seen)
    }

    /// All in one table, for programs: what is found of several mechanisms has their names in front.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let mechanisms = self.mechanisms();
        let column = |own: &Seen, what: &String| match &own.of {
            Some(name) if mechanisms.len() > 1 => format!("{name}: {what}"),
            _ => what.clone(),
        };
        let columns =
            mechanisms.iter().flat_map(|own| own.cells.iter().map(move |(what, _)| column(own, what)));
        let mut sheet = Sheet::new("sweep", self.title(), [self.path.clone()].into_iter().chain(columns));
        for (value, seen) in &self.rows {
            let cells = seen.iter().flat_map(|own| own.cells.iter().map(|(_, cell)| cell.clone()));
            sheet.row([value.clone().into()].into_iter().chain(cells));
        }
        sheet
    }

    /// For people: one table of one mechanism, and of several a table for each thing that was found, with a column for each of them. What holds of all
    /// of them at every value is a note.
    #[must_use]
    pub fn sheets(&self) -> Vec<Sheet> {
        let mut sheets = if self.mechanisms().len() > 1 {
            let each = self.changing().map(|(position, what)| self.by_mechanism(position, what));
            each.collect::<Vec<_>>()
        } else {
            let changing: Vec<usize> = self.changing().map(|(position, _)| 1 + position).collect();
            let whole = self.sheet();
            let kept = || [0].into_iter().chain(changing.iter().copied());
            let mut sheet =
                Sheet::new("sweep", whole.title, kept().map(|column| whole.columns[column].clone()));
            whole.rows.iter().for_each(|row| sheet.row(kept().map(|column| row[column].clone())));
            vec![sheet]
        };
        if let (Some(sheet), Some(said)) = (sheets.first_mut(), self.throughout()) {
            sheet.note(said);
        }
        sheets
    }

    /// One thing that was found of several mechanisms.
    fn by_mechanism(&self, position: usize, what: &str) -> Sheet {
        let names = self.mechanisms().iter().map(|own| own.of.clone().unwrap_or_default());
        let mut sheet = Sheet::new("sweep", what, [self.path.clone()].into_iter().chain(names));
        for (value, seen) in &self.rows {
            let cells = seen.iter().map(|own| own.cells.get(position).map(|(_, cell)| cell.clone()).into());
            sheet.row([value.clone().into()].into_iter().chain(cells));
        }
        sheet
    }

    /// What was found, by position, that doesn't hold throughout; or everything, if all of it does.
    fn changing(&self) -> impl Iterator<Item = (usize, &str)> {
        let found = || self.mechanisms().iter().take(1).flat_map(|own| &own.cells).enumerate();
        let all_hold = found().all(|(position, _)| self.holds(position));
        found()
            .filter(move |(position, _)| all_hold || !self.holds(*position))
            .map(|(position, (what, _))| (position, what.as_str()))
    }

    /// Whether something holds of all mechanisms at every value.
    fn holds(&self, position: usize) -> bool {
        let all = self.rows.iter().flat_map(|(_, seen)| seen);
        all.into_iter()
            .all(|own| own.cells.get(position).is_some_and(|(_, cell)| *cell == Cell::from("holds")))
    }

    /// What holds throughout, in words; nothing if that is all that was found.
    fn throughout(&self) -> Option<String> {
        let found = self.mechanisms().first()?.cells.iter().enumerate();
        let (hold, others): (Vec<_>, Vec<_>) = found.partition(|(position, _)| self.holds(*position));
        let hold: Vec<&str> = hold.iter().map(|(_, (what, _))| what.as_str()).collect();
        let (last, before) = hold.split_last().filter(|_| !others.is_empty())?;
        Some(match before {
            [] => format!("{last} holds at every value"),
            before => format!("{} and {last} hold at every value", before.join(", ")),
        })
    }

    /// The tables, each with the curves of its numbers; `file` says what was asked about.
    #[must_use]
    pub fn page(&self, file: &str) -> Page {
        let mut page = Page::new(format!("{file}: {}", self.title()));
        page.words("Found at the dots; between them nothing is said.");
        for sheet in self.sheets() {
            // What it is about is said above, or at the picture.
            let (title, lines) = (sheet.title.clone(), lines(&sheet));
            if lines.is_empty() {
                page.sheet(&sheet);
                continue;
            }
            let named = lines.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
            let up = match self.mechanisms() {
                [_] if named.chars().count() <= MOST_LETTERS => named,
                [_] => "in expectation, by the lines".to_owned(),
                _ => title,
            };
            let mut plot = Plot::new(format!("{} by {}", capital(&up), self.path), &self.path, &up);
            lines.into_iter().for_each(|(name, points)| plot.dots(name, points));
            page.plot_of(&plot, &Sheet { title: "In numbers".to_owned(), ..sheet });
        }
        page
    }
}

/// With a capital letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The columns of a table that are numbers, by the first, which is one.
fn lines(sheet: &Sheet) -> Vec<(String, Vec<(Rational, Rational)>)> {
    let points = |column: usize| {
        let points =
            sheet.rows.iter().map(|row| Some((row[0].exact()?.clone(), row[column].exact()?.clone())));
        points.collect::<Option<Vec<_>>>()
    };
    let columns = sheet.columns.iter().enumerate().skip(1);
    columns.filter_map(|(column, name)| Some((name.clone(), points(column)?))).collect()
}
