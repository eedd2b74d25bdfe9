//! Linear programs as data.
//!
//! A row is kept as whole numbers over one unit, so that sums along rows and columns, over one denominator of what they are
//! multiplied with, need no fractions until they are done.

use crate::exact::scaled::{common_denominator, numerator, whole};
use crate::exact::{BigInt, Rational};
use num_traits::Zero;

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
    /// By variable, each listed once: the coefficients times the unit, none of them 0.
    pub(super) entries: Vec<(usize, BigInt)>,
    /// Positive.
    pub(super) unit: BigInt,
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
        let unit = common_denominator(coefficients.iter().map(|(_, factor)| factor));
        let whole = coefficients.iter().map(|(variable, factor)| (variable.0, numerator(factor, &unit)));
        self.whole_row(whole.collect(), unit, relation, right)
    }

    /// Adds the constraint `Σ entry / unit · variable (relation) right`, for a positive unit.
    pub(super) fn whole_row(
        &mut self,
        mut entries: Vec<(usize, BigInt)>,
        unit: BigInt,
        relation: Relation,
        right: Rational,
    ) -> RowId {
        entries.sort_by_key(|(variable, _)| *variable);
        entries.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += &next.1;
            }
            same
        });
        entries.retain(|(_, entry)| !entry.is_zero());
        self.rows.push(Row { entries, unit, relation, right });
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

    /// What a unit of each variable adds to an objective beyond what it costs in rows at these multipliers, over one denominator.
    pub(super) fn reduced(&self, costs: &[Rational], multipliers: &[Rational]) -> (Vec<BigInt>, BigInt) {
        let priced = self.rows.iter().zip(multipliers).filter(|(_, own)| !own.is_zero());
        let priced: Vec<(&Row, Rational)> = priced.map(|(row, own)| (row, own / &row.unit)).collect();
        let common = common_denominator(priced.iter().map(|(_, own)| own).chain(costs));
        let mut reduced: Vec<BigInt> = costs.iter().map(|cost| numerator(cost, &common)).collect();
        for (row, multiplier) in &priced {
            let whole = numerator(multiplier, &common);
            row.entries.iter().for_each(|(variable, entry)| reduced[*variable] -= &whole * entry);
        }
        (reduced, common)
    }

    /// The forms of all rows at a point, one number per variable; not in lowest terms, since most are only compared.
    pub(super) fn activities(&self, point: &[Rational]) -> Vec<Rational> {
        let (whole, common) = whole(point);
        self.rows.iter().map(|row| Rational::new_raw(row.sum(&whole), &row.unit * &common)).collect()
    }

    /// The objective at a point, one number per variable.
    #[must_use]
    pub fn value(&self, point: &[Rational]) -> Rational {
        self.variables.iter().zip(point).map(|(variable, value)| &variable.objective * value).sum()
    }
}

impl Row {
    /// The form times the unit, at a point of whole numbers.
    pub(super) fn sum(&self, point: &[BigInt]) -> BigInt {
        let parts = self.entries.iter().filter(|(variable, _)| !point[*variable].is_zero());
        parts.map(|(variable, entry)| entry * &point[*variable]).sum()
    }
}
