//! Linear programs as data.

use crate::{BigInt, ProgramError, Rational, Relation, Row, RowId, Variable, VariableId};
use num_traits::{Signed as _, Zero};
use tvmd_rational::{common_denominator, numerator, whole};

/// A linear program: maximise a linear objective over variables with bounds, subject to linear rows.
///
/// To minimise, maximise the negated objective.
///
/// ```
/// use num_traits::{One, Zero};
/// use tvmd_lp::{Program, Rational, Relation};
///
/// let number = |whole: i64| Rational::from_integer(whole.into());
/// let mut program = Program::new();
/// // x in [0, 3] counts 2 a unit, y ≥ 0 counts 1; x + y ≤ 4.
/// let x = program.variable(Some(number(0)), Some(number(3)), number(2));
/// let y = program.variable(Some(number(0)), None, number(1));
/// program.row([(x, number(1)), (y, number(1))], Relation::AtMost, number(4))?;
///
/// let solution = program.maximise();
/// assert!(solution.certifies(&program));
/// let optimum = solution.optimum().expect("x = y = 0 is feasible, and nothing exceeds 7");
/// assert_eq!(optimum.value, number(7));
/// assert_eq!(optimum.primal, [number(3), number(1)]);
/// // One more unit on the right would be worth 1.
/// assert_eq!(optimum.dual, [number(1)]);
/// # Ok::<(), tvmd_lp::ProgramError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    pub(crate) variables: Vec<Variable>,
    pub(crate) rows: Vec<Row>,
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
    /// # Errors
    /// If a variable isn't one of this program.
    pub fn row(
        &mut self,
        coefficients: impl IntoIterator<Item = (VariableId, Rational)>,
        relation: Relation,
        right: Rational,
    ) -> Result<RowId, ProgramError> {
        let coefficients: Vec<(VariableId, Rational)> = coefficients.into_iter().collect();
        let unit = common_denominator(coefficients.iter().map(|(_, factor)| factor));
        let entries = coefficients.iter().map(|(variable, factor)| (*variable, numerator(factor, &unit)));
        self.integer_row(entries.collect(), unit, relation, right)
    }

    /// The same for coefficients that are integers over one denominator, `Σ entry / unit · variable (relation) right`: whoever has
    /// many rows of such numbers needn't make fractions of them.
    ///
    /// # Errors
    /// If a variable isn't one of this program, or the unit isn't positive.
    pub fn integer_row(
        &mut self,
        entries: Vec<(VariableId, BigInt)>,
        unit: BigInt,
        relation: Relation,
        right: Rational,
    ) -> Result<RowId, ProgramError> {
        if !unit.is_positive() {
            return Err(ProgramError::Denominator(unit));
        }
        entries.iter().try_for_each(|(variable, _)| self.check_variable(*variable))?;
        let mut entries: Vec<(usize, BigInt)> =
            entries.into_iter().map(|(variable, entry)| (variable.0, entry)).collect();
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
        Ok(RowId(self.rows.len() - 1))
    }

    /// Adds to a variable's coefficient in the objective.
    ///
    /// # Errors
    /// If the variable isn't one of this program.
    pub fn earn(&mut self, variable: VariableId, objective: &Rational) -> Result<(), ProgramError> {
        self.check_variable(variable)?;
        self.variables[variable.0].objective += objective;
        Ok(())
    }

    /// Replaces a variable's bounds, as branching on it does.
    ///
    /// # Errors
    /// If the variable isn't one of this program.
    pub fn set_bounds(
        &mut self,
        variable: VariableId,
        lower: Option<Rational>,
        upper: Option<Rational>,
    ) -> Result<(), ProgramError> {
        self.check_variable(variable)?;
        let bounded = &mut self.variables[variable.0];
        (bounded.lower, bounded.upper) = (lower, upper);
        Ok(())
    }

    /// Replaces a row's relation.
    ///
    /// # Errors
    /// If the row isn't one of this program.
    pub fn set_relation(&mut self, row: RowId, relation: Relation) -> Result<(), ProgramError> {
        let rows = self.rows.len();
        self.rows.get_mut(row.0).ok_or(ProgramError::Row { row, rows })?.relation = relation;
        Ok(())
    }

    /// The variables, in the order in which they were added.
    #[must_use]
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// The rows, in the order in which they were added.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
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

    /// The objective at a point, one number per variable, feasible or not.
    ///
    /// # Errors
    /// If the point has more or fewer numbers.
    pub fn value(&self, point: &[Rational]) -> Result<Rational, ProgramError> {
        let (given, variables) = (point.len(), self.variables.len());
        if given != variables {
            return Err(ProgramError::Point { given, variables });
        }
        Ok(self.objective_at(point))
    }

    /// What one unit more of each variable adds to the objective beyond what it costs in the rows at these multipliers, one per row:
    /// c - πA.
    ///
    /// # Errors
    /// If there are more or fewer multipliers than rows.
    pub fn reduced_costs(&self, multipliers: &[Rational]) -> Result<Vec<Rational>, ProgramError> {
        let (given, rows) = (multipliers.len(), self.rows.len());
        if given != rows {
            return Err(ProgramError::Multipliers { given, rows });
        }
        let (reduced, common) = self.reduced(&self.costs(), multipliers);
        Ok(reduced.into_iter().map(|cost| Rational::new(cost, common.clone())).collect())
    }

    fn check_variable(&self, variable: VariableId) -> Result<(), ProgramError> {
        let variables = self.variables.len();
        if variable.0 < variables { Ok(()) } else { Err(ProgramError::Variable { variable, variables }) }
    }

    /// The objective at a point with one number per variable.
    pub(crate) fn objective_at(&self, point: &[Rational]) -> Rational {
        let (costs, unit) = whole(&self.costs());
        let (point, common) = whole(point);
        let counted = costs.iter().zip(&point).filter(|(cost, value)| !cost.is_zero() && !value.is_zero());
        let sum: BigInt = counted.map(|(cost, value)| cost * value).sum();
        Rational::new(sum, unit * common)
    }

    /// The coefficients of the objective.
    pub(crate) fn costs(&self) -> Vec<Rational> {
        self.variables.iter().map(|variable| variable.objective.clone()).collect()
    }

    /// What a unit of each variable adds to an objective beyond what it costs in rows at these multipliers, over one denominator.
    pub(crate) fn reduced(&self, costs: &[Rational], multipliers: &[Rational]) -> (Vec<BigInt>, BigInt) {
        let priced = self.rows.iter().zip(multipliers).filter(|(_, multiplier)| !multiplier.is_zero());
        let priced: Vec<(&Row, Rational)> =
            priced.map(|(row, multiplier)| (row, multiplier / &row.unit)).collect();
        let common = common_denominator(priced.iter().map(|(_, multiplier)| multiplier).chain(costs));
        let mut reduced: Vec<BigInt> = costs.iter().map(|cost| numerator(cost, &common)).collect();
        for (row, multiplier) in &priced {
            let whole = numerator(multiplier, &common);
            row.entries.iter().for_each(|(variable, entry)| reduced[*variable] -= &whole * entry);
        }
        (reduced, common)
    }

    /// The forms of all rows at a point, one number per variable.
    pub(crate) fn activities(&self, point: &[Rational]) -> Vec<Rational> {
        let (whole, common) = whole(point);
        self.rows.iter().map(|row| Rational::new(row.sum(&whole), &row.unit * &common)).collect()
    }
}
