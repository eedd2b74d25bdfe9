//! Linear programs as data.

use crate::exact::Rational;
use num_traits::Zero as _;

/// A linear program: maximise a linear objective over variables with bounds, subject to linear rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    pub(super) variables: Vec<Variable>,
    pub(super) rows: Vec<Row>,
}

/// A variable between two bounds, either of which may be absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Variable {
    pub(super) lower: Option<Rational>,
    pub(super) upper: Option<Rational>,
    /// Its coefficient in the objective.
    pub(super) objective: Rational,
}

/// One constraint: a sparse linear form against a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) coefficients: Vec<(VariableId, Rational)>,
    pub(super) relation: Relation,
    pub(super) right: Rational,
}

/// A variable of a program, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VariableId(pub usize);

/// A row of a program, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub usize);

/// How a row's linear form compares with its right side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// At most the right side.
    AtMost,
    /// Equal to the right side.
    Equal,
    /// At least the right side.
    AtLeast,
}

impl Program {
    /// No variables and no rows.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a variable with a lower and an upper bound and its coefficient in the objective.
    pub fn variable(
        &mut self,
        lower: Option<Rational>,
        upper: Option<Rational>,
        objective: Rational,
    ) -> VariableId {
        self.variables.push(Variable { lower, upper, objective });
        VariableId(self.variables.len() - 1)
    }

    /// Adds the constraint `Σ coefficient · variable (relation) right`. A variable that is listed twice counts twice.
    ///
    /// # Panics
    /// If a variable isn't one of this program.
    pub fn row(
        &mut self,
        coefficients: impl IntoIterator<Item = (VariableId, Rational)>,
        relation: Relation,
        right: Rational,
    ) -> RowId {
        let coefficients: Vec<(VariableId, Rational)> = coefficients.into_iter().collect();
        let known = self.variables.len();
        assert!(
            coefficients.iter().all(|(variable, _)| variable.0 < known),
            "a row is about variables of its program"
        );
        self.rows.push(Row { coefficients, relation, right });
        RowId(self.rows.len() - 1)
    }

    /// Adds to a variable's coefficient in the objective.
    ///
    /// # Panics
    /// If the variable isn't one of this program.
    pub fn earn(&mut self, variable: VariableId, objective: &Rational) {
        self.variables[variable.0].objective += objective;
    }

    /// How many variables there are.
    #[must_use]
    pub fn variable_count(&self) -> usize {
        self.variables.len()
    }

    /// How many rows there are.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// The coefficients of the objective.
    pub(super) fn costs(&self) -> Vec<Rational> {
        self.variables.iter().map(|own| own.objective.clone()).collect()
    }

    /// What a unit of each variable adds to an objective beyond what it costs in rows at these multipliers.
    pub(super) fn reduced(&self, mut costs: Vec<Rational>, multipliers: &[Rational]) -> Vec<Rational> {
        for (row, multiplier) in self.rows.iter().zip(multipliers).filter(|(_, own)| !own.is_zero()) {
            for (variable, factor) in &row.coefficients {
                costs[variable.0] -= multiplier * factor;
            }
        }
        costs
    }

    /// The objective at a point, one number per variable.
    #[must_use]
    pub fn value(&self, point: &[Rational]) -> Rational {
        self.variables.iter().zip(point).map(|(variable, value)| &variable.objective * value).sum()
    }
}

impl Row {
    /// The linear form at a point.
    pub(super) fn activity(&self, point: &[Rational]) -> Rational {
        self.coefficients.iter().map(|(variable, factor)| factor * &point[variable.0]).sum()
    }
}
