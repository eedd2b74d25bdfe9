//! Bases: which rows are tight, which variables they determine, and where the others stand.

/// Which rows are tight, which variables they determine, and where the others stand.
#[derive(Clone, Debug)]
pub(crate) struct Basis {
    /// Rows and variables, as many of either.
    pub(crate) rows: Vec<usize>,
    pub(crate) columns: Vec<usize>,
    /// Where each variable stands that rows don't determine.
    pub(crate) at: Vec<Side>,
}

/// Which of its bounds a variable stands at; one without bounds stands at 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Lower,
    Upper,
    Zero,
}

/// What moves off its bound, or stops a move: a variable, or the activity of a row. Variables come first in the order of
/// indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mover {
    Variable(usize),
    Activity(usize),
}

impl Basis {
    /// What entered is determined now, and what stopped it stands at a bound.
    pub(crate) fn exchange(&mut self, entering: Mover, (stop, side): (Mover, Side)) {
        if stop != entering {
            match entering {
                Mover::Variable(variable) => self.columns.push(variable),
                Mover::Activity(slack) => self.rows.retain(|row| *row != slack),
            }
            match stop {
                Mover::Variable(variable) => self.columns.retain(|column| *column != variable),
                Mover::Activity(row) => self.rows.push(row),
            }
        }
        if let Mover::Variable(variable) = stop {
            self.at[variable] = side;
        }
    }
}
