//! From a guess to an exact solution: what is active in the guess is solved exactly, and the result is checked.
//!
//! The primal guess says which variables are between their bounds and which rows are tight: as many independent tight rows as such
//! variables determine the point. The dual guess says which multipliers aren't 0: as many independent variables of reduced cost
//! 0 determine them. Where rounding misled the guess, the checks fail and nothing is returned.
#![allow(clippy::float_arithmetic, reason = "floats guess here, and decide nothing")]

use super::certificate::{Optimum, Solution};
use super::lifting::{Sparse, independent, solve};
use super::program::Program;
use crate::exact::scaled::{common_denominator, numerator};
use crate::exact::{BigInt, Rational};
use num_traits::{ToPrimitive as _, Zero};

/// Programs with more entries than this, zeros included, are guessed first.
const LARGE: usize = 10_000;

/// How far from equality two floats may be and still be taken for equal, relative to their size: one width after another.
const NEAR: [f64; 3] = [1e-7, 1e-9, 1e-5];

fn near(one: f64, other: f64, width: f64) -> bool {
    (one - other).abs() <= width * (1.0 + one.abs().max(other.abs()))
}

impl Program {
    /// The exact answer, by way of a point that a float solver found, if one is known.
    pub(super) fn maximise_near(&self, point: Option<Vec<f64>>) -> Solution {
        self.guided(point).unwrap_or_else(|| self.climb_exactly())
    }

    /// The optimum by way of a float solver's guess, of which the point may be known already; `None` where that leads nowhere,
    /// or where the simplex method is as fast.
    fn guided(&self, point: Option<Vec<f64>>) -> Option<Solution> {
        if self.variable_count() * self.row_count() <= LARGE {
            return None;
        }
        let guesses = [1.0, self.unit()].into_iter().scan(point, |point, unit| {
            let point = point.take().or_else(|| self.guess_primal(unit));
            Some(point.and_then(|point| self.near(&point, &self.guess_dual(unit)?, unit)))
        });
        guesses.flatten().next().map(Solution::Optimal)
    }

    /// The optimum that a point and multipliers, in a unit of the objective, are near to, with a certificate that has been checked; `None` if they mislead.
    pub(super) fn near(&self, point: &[f64], multipliers: &[f64], unit: f64) -> Option<Optimum> {
        let primal = NEAR.iter().find_map(|width| self.near_primal(point, *width))?;
        let value = self.value(&primal);
        let mut duals = NEAR.iter().filter_map(|width| self.near_dual(multipliers, *width, unit));
        let dual = duals.find(|dual| self.is_bound(dual, &value))?;
        Some(Optimum { value, primal, dual })
    }

    /// The feasible vertex near a point.
    fn near_primal(&self, guess: &[f64], width: f64) -> Option<Vec<Rational>> {
        // Variables at a bound are known; the others get a column.
        let mut point: Vec<Option<Rational>> = self
            .variables
            .iter()
            .zip(guess)
            .map(|(own, guess)| {
                let mut bounds = own.upper.iter().chain(&own.lower);
                bounds.find(|bound| bound.to_f64().is_some_and(|bound| near(bound, *guess, width))).cloned()
            })
            .collect();
        let free: Vec<usize> = (0..point.len()).filter(|own| point[*own].is_none()).collect();
        let column: std::collections::HashMap<usize, usize> =
            free.iter().enumerate().map(|(column, own)| (*own, column)).collect();
        let tight = self.rows.iter().filter(|row| {
            let activity: f64 = row
                .coefficients
                .iter()
                .map(|(own, factor)| factor.to_f64().unwrap_or(0.0) * guess[own.0])
                .sum();
            near(activity, row.right.to_f64().unwrap_or(0.0), width)
        });
        let mut system: Vec<(Sparse, BigInt)> = tight
            .map(|row| {
                let mut known = row.right.clone();
                let mut open: Vec<(usize, Rational)> = Vec::new();
                for (own, factor) in &row.coefficients {
                    match &point[own.0] {
                        Some(value) => known -= factor * value,
                        None => open.push((column[&own.0], factor.clone())),
                    }
                }
                whole(open, &known)
            })
            .collect();
        // Short rows first: they keep the elimination sparse.
        system.sort_by_key(|(row, _)| row.len());
        let solution = determined(&system, free.len())?;
        for (own, value) in free.into_iter().zip(solution) {
            point[own] = Some(value);
        }
        point.into_iter().collect::<Option<Vec<Rational>>>().filter(|point| self.is_feasible(point))
    }

    /// The multipliers near a guess that is in this unit of the objective.
    fn near_dual(&self, guess: &[f64], width: f64, unit: f64) -> Option<Vec<Rational>> {
        let support: Vec<usize> = (0..guess.len()).filter(|row| !near(guess[*row], 0.0, width)).collect();
        let mut columns: Vec<Vec<(usize, Rational)>> = vec![Vec::new(); self.variables.len()];
        let mut reduced: Vec<f64> =
            self.variables.iter().map(|own| own.objective.to_f64().unwrap_or(0.0) / unit).collect();
        for (position, row) in support.iter().enumerate() {
            for (own, factor) in &self.rows[*row].coefficients {
                columns[own.0].push((position, factor.clone()));
                reduced[own.0] -= factor.to_f64().unwrap_or(0.0) * guess[*row];
            }
        }
        let vanishing =
            columns.into_iter().zip(&self.variables).zip(reduced).filter(|(_, own)| near(*own, 0.0, width));
        let mut system: Vec<(Sparse, BigInt)> =
            vanishing.map(|((column, variable), _)| whole(column, &variable.objective)).collect();
        system.sort_by_key(|(row, _)| row.len());
        let solution = determined(&system, support.len())?;
        let mut multipliers = vec![Rational::zero(); self.rows.len()];
        for (row, multiplier) in support.into_iter().zip(solution) {
            multipliers[row] = multiplier;
        }
        Some(multipliers)
    }
}

/// An equation with its denominators multiplied away; entries of one position are added.
fn whole(mut row: Vec<(usize, Rational)>, right: &Rational) -> (Sparse, BigInt) {
    row.sort_by_key(|(column, _)| *column);
    row.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += &next.1;
        }
        same
    });
    let common = common_denominator(row.iter().map(|(_, factor)| factor).chain([right]));
    let entries = row.iter().filter(|(_, factor)| !factor.is_zero());
    (
        entries.map(|(column, factor)| (*column, numerator(factor, &common))).collect(),
        numerator(right, &common),
    )
}

/// The solution of equations that determine all of `unknowns` numbers; some may be redundant, and those aren't looked at.
fn determined(system: &[(Sparse, BigInt)], unknowns: usize) -> Option<Vec<Rational>> {
    let rows: Vec<Sparse> = system.iter().map(|(row, _)| row.clone()).collect();
    let chosen = independent(&rows);
    if chosen.len() != unknowns {
        return None;
    }
    let square: Vec<Sparse> = chosen.iter().map(|row| rows[*row].clone()).collect();
    let right: Vec<BigInt> = chosen.iter().map(|row| system[*row].1.clone()).collect();
    solve(&square, &right)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failure in a test is a failed test")]

    use super::*;
    use crate::exact::ratio;
    use crate::optimum::Relation;

    /// One additive buyer of two items with values 1..=k each and weights from a fixed sequence.
    fn two_items(k: i64) -> Program {
        let mut program = Program::new();
        let types: Vec<(i64, i64)> = (1..=k).flat_map(|one| (1..=k).map(move |other| (one, other))).collect();
        let number = |own: i64| ratio(own, 1);
        let variables: Vec<_> = (0..types.len())
            .map(|own| {
                let mut chance = || program.variable(Some(number(0)), Some(number(1)), number(0));
                let (one, other) = (chance(), chance());
                let weight = i64::try_from(own * own % 17).unwrap() + 1;
                (one, other, program.variable(Some(number(0)), Some(number(2 * k)), number(weight)))
            })
            .collect();
        for (own, (one, other)) in types.iter().enumerate() {
            let utility = |at: usize, sign: i64| {
                let (first, second, pays) = variables[at];
                [(first, number(sign * one)), (second, number(sign * other)), (pays, number(-sign))]
            };
            program.row(utility(own, 1), Relation::AtLeast, number(0));
            for report in (0..types.len()).filter(|report| *report != own) {
                program.row(
                    utility(own, 1).into_iter().chain(utility(report, -1)),
                    Relation::AtLeast,
                    number(0),
                );
            }
        }
        program
    }

    #[test]
    fn the_guess_leads_to_what_the_simplex_method_finds() {
        for k in [2, 3, 4] {
            let program = two_items(k);
            let guided = program
                .near(&program.guess_primal(1.0).unwrap(), &program.guess_dual(1.0).unwrap(), 1.0)
                .unwrap();
            assert_eq!(Some(guided.value), program.climb_exactly().optimum().map(|own| own.value), "k = {k}");
        }
    }

    #[test]
    fn a_spoilt_guess_is_repaired_by_exact_pivots() {
        let program = two_items(4);
        let (point, multipliers) = (program.guess_primal(1.0).unwrap(), program.guess_dual(1.0).unwrap());
        let mut spoilt = point.clone();
        spoilt.iter_mut().step_by(3).for_each(|number| *number = 0.37);
        assert_eq!(program.near(&spoilt, &multipliers, 1.0), None);
        let mut spoilt = multipliers;
        spoilt.iter_mut().step_by(2).for_each(|number| *number += 0.25);
        assert_eq!(program.near(&point, &spoilt, 1.0), None);
        assert!(program.maximise().certifies(&program));
    }
}
