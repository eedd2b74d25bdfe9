//! The point that a basis determines, what its rows and variables are worth, and where moving off it leads.

use crate::basis::{Basis, Mover, Side};
use crate::elimination::Sparse;
use crate::lifting::System;
use crate::{Program, Rational, Relation, Row, Variable};
use num_traits::{One, Zero};
use std::collections::HashMap;
use tvmd_rational::whole;

/// A lower and an upper bound.
pub(crate) type Range<'a> = (Option<&'a Rational>, Option<&'a Rational>);

/// The point that a basis determines, with what solves for others near it.
pub(crate) struct Vertex<'a> {
    program: &'a Program,
    pub(crate) point: Vec<Rational>,
    /// Of all rows.
    pub(crate) activities: Vec<Rational>,
    /// Tight rows times their units, in the variables they determine.
    system: System,
}

impl<'a> Vertex<'a> {
    pub(crate) fn new(program: &'a Program, basis: &Basis) -> Option<Self> {
        let place: HashMap<usize, usize> =
            basis.columns.iter().enumerate().map(|(place, column)| (*column, place)).collect();
        let mut point: Vec<Rational> =
            program.variables.iter().zip(&basis.at).map(|(variable, side)| variable.at(*side)).collect();
        basis.columns.iter().for_each(|column| point[*column].set_zero());
        let (known, common) = whole(&point);
        let right = basis.rows.iter().map(|row| {
            let row = &program.rows[*row];
            &row.right * &row.unit - Rational::new(row.sum(&known), common.clone())
        });
        let right: Vec<Rational> = right.collect();
        let placed = |row: &usize| program.rows[*row].placed(|variable| place.get(&variable).copied());
        let system = System::new(basis.rows.iter().map(placed).collect())?;
        for (column, value) in basis.columns.iter().zip(system.solve(&right)?) {
            point[*column] = value;
        }
        let activities = program.activities(&point);
        Some(Self { program, point, activities, system })
    }

    /// Multipliers of the rows, and reduced costs of the variables, for an objective.
    pub(crate) fn prices(
        &self,
        basis: &Basis,
        objective: &[Rational],
    ) -> Option<(Vec<Rational>, Vec<Rational>)> {
        let wanted: Vec<Rational> = basis.columns.iter().map(|column| objective[*column].clone()).collect();
        let mut multipliers = vec![Rational::zero(); self.program.row_count()];
        for (row, price) in basis.rows.iter().zip(self.system.solve_transposed(&wanted)?) {
            multipliers[*row] = price * &self.program.rows[*row].unit;
        }
        let (reduced, common) = self.program.reduced(objective, &multipliers);
        let over = |cost| Rational::new(cost, common.clone());
        Some((multipliers, reduced.into_iter().map(over).collect()))
    }

    /// What moves, and by how much, per unit by which something leaves its bound: variables, and the activities of rows.
    pub(crate) fn direction(
        &self,
        basis: &Basis,
        entering: Mover,
        up: bool,
    ) -> Option<(Vec<Rational>, Vec<Rational>)> {
        let unit = if up { Rational::one() } else { -Rational::one() };
        let mut step = vec![Rational::zero(); self.program.variable_count()];
        if let Mover::Variable(variable) = entering {
            step[variable] = unit.clone();
        }
        let rows = basis.rows.iter().map(|row| (*row, &self.program.rows[*row]));
        let right = rows.map(|(position, row)| match entering {
            Mover::Variable(variable) => -(row.coefficient(variable) * &row.unit * &unit),
            Mover::Activity(moving) if moving == position => &unit * &row.unit,
            Mover::Activity(_) => Rational::zero(),
        });
        let right: Vec<Rational> = right.collect();
        for (column, change) in basis.columns.iter().zip(self.system.solve(&right)?) {
            step[*column] = change;
        }
        let activities = self.program.activities(&step);
        Some((step, activities))
    }
}

impl Variable {
    pub(crate) fn at(&self, side: Side) -> Rational {
        let bound = match side {
            Side::Lower => self.lower.as_ref(),
            Side::Upper => self.upper.as_ref(),
            Side::Zero => None,
        };
        bound.cloned().unwrap_or_default()
    }

    pub(crate) fn range(&self) -> Range<'_> {
        (self.lower.as_ref(), self.upper.as_ref())
    }
}

impl Row {
    /// Bounds of the activity.
    pub(crate) fn range(&self) -> Range<'_> {
        match self.relation {
            Relation::AtMost => (None, Some(&self.right)),
            Relation::Equal => (Some(&self.right), Some(&self.right)),
            Relation::AtLeast => (Some(&self.right), None),
        }
    }

    /// The coefficient of a variable.
    pub(crate) fn coefficient(&self, variable: usize) -> Rational {
        let entry = self.entries.binary_search_by_key(&variable, |(listed, _)| *listed);
        entry.map_or_else(
            |_| Rational::zero(),
            |at| Rational::new(self.entries[at].1.clone(), self.unit.clone()),
        )
    }

    /// The entries at variables that have a place, in the order of places.
    pub(crate) fn placed(&self, place: impl Fn(usize) -> Option<usize>) -> Sparse {
        let entries =
            self.entries.iter().filter_map(|(variable, entry)| Some((place(*variable)?, entry.clone())));
        let mut entries: Sparse = entries.collect();
        entries.sort_by_key(|(place, _)| *place);
        entries
    }
}
