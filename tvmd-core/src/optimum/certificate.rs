//! What a linear program's answer is, and the exact checks that anyone can repeat.
//!
//! Multipliers π, one per row (at least 0 on rows `≤`, at most 0 on rows `≥`, any on equations), bound the objective over
//! all feasible points: c·x = (c - πA)·x + πAx ≤ Σ_j max (c - πA)_j x_j + πb, the maxima over each variable's bounds. An optimal
//! solution comes with multipliers whose bound it attains; infeasibility, with multipliers that bound the objective 0 below 0
//! (Farkas); unboundedness, with a feasible point and a direction in which feasibility never ends and the objective grows.

use super::program::{Program, Relation, Row, Variable};
use crate::exact::scaled::whole;
use crate::exact::{BigInt, Rational};
use num_bigint::Sign;
use num_traits::{Signed, Zero};
use std::collections::BTreeMap;

/// The answer to a linear program, with its certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Solution {
    /// There is a best point.
    Optimal(Optimum),
    /// There is no feasible point: these multipliers, one per row, show it.
    Infeasible(Vec<Rational>),
    /// The objective has no bound: from this feasible point it grows for ever in this direction.
    Unbounded {
        /// A feasible point.
        point: Vec<Rational>,
        /// The direction.
        ray: Vec<Rational>,
    },
}

/// A best point, with multipliers that show that it is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Optimum {
    /// The objective at the best point.
    pub value: Rational,
    /// The best point: one number per variable.
    pub primal: Vec<Rational>,
    /// One multiplier per row: what the objective gains per unit of its right side.
    pub dual: Vec<Rational>,
}

impl Solution {
    /// The best point, if there is one.
    #[must_use]
    pub fn optimum(self) -> Option<Optimum> {
        match self {
            Self::Optimal(optimum) => Some(optimum),
            Self::Infeasible(_) | Self::Unbounded { .. } => None,
        }
    }

    /// Whether the certificate proves the answer, exactly.
    #[must_use]
    pub fn certifies(&self, program: &Program) -> bool {
        match self {
            Self::Optimal(Optimum { value, primal, dual }) => {
                program.is_feasible(primal)
                    && program.value(primal) == *value
                    && program.is_bound(dual, value)
            }
            Self::Infeasible(multipliers) => match program.bound(multipliers, false) {
                Some(Bound::Finite(bound)) => bound.is_negative(),
                Some(Bound::Empty) => true,
                None => false,
            },
            Self::Unbounded { point, ray } => program.is_feasible(point) && program.is_ray(ray),
        }
    }
}

/// What multipliers show about the objective.
#[derive(Debug, PartialEq, Eq)]
enum Bound {
    /// It is at most this.
    Finite(Rational),
    /// Some variable's bounds exclude each other.
    Empty,
}

impl Program {
    /// Whether a point, one number per variable, satisfies all bounds and rows.
    #[must_use]
    pub fn is_feasible(&self, point: &[Rational]) -> bool {
        if point.len() != self.variables.len() {
            return false;
        }
        // Over one denominator the point is whole, as each row is over its own.
        let (whole, common) = whole(point);
        let holds = |row: &Row| {
            let (left, right) =
                (row.sum(&whole) * row.right.denom(), row.right.numer() * &common * &row.unit);
            row.relation.admits(&left, &right)
        };
        self.variables.iter().zip(point).all(|(variable, value)| variable.admits(value))
            && self.rows.iter().all(holds)
    }

    /// Whether multipliers show that the objective is at most `value`, and no smaller bound.
    pub(super) fn is_bound(&self, multipliers: &[Rational], value: &Rational) -> bool {
        self.bound(multipliers, true) == Some(Bound::Finite(value.clone()))
    }

    /// Multipliers that show that the objective of a program is at most `limit`, from those that show that it is infeasible: the same,
    /// often enough. `None` if they don't show it, or the objective has no bound without them.
    pub(super) fn at_most(&self, infeasible: &[Rational], limit: &Rational) -> Option<Vec<Rational>> {
        let idle = vec![Rational::zero(); self.rows.len()];
        match (self.bound(infeasible, false)?, self.bound(&idle, true)?) {
            (Bound::Finite(below), Bound::Finite(most)) if below.is_negative() => {
                let times = ((limit - most) / below).max(Rational::zero());
                Some(infeasible.iter().map(|own| own * &times).collect())
            }
            _ => None,
        }
    }

    /// The bound that multipliers give on the objective, or on 0; `None` if their signs are wrong or they bound nothing.
    fn bound(&self, multipliers: &[Rational], with_objective: bool) -> Option<Bound> {
        if multipliers.len() != self.rows.len() {
            return None;
        }
        let priced = || self.rows.iter().zip(multipliers).filter(|(_, own)| !own.is_zero());
        if priced().any(|(row, multiplier)| !row.relation.allows(multiplier)) {
            return None;
        }
        let mut bound: Rational = priced().map(|(row, multiplier)| multiplier * &row.right).sum();
        let costs = if with_objective { self.costs() } else { vec![Rational::zero(); self.variables.len()] };
        if self.variables.iter().any(Variable::is_empty) {
            return Some(Bound::Empty);
        }
        // There are few different bounds of variables: what counts at each of them is added up first.
        let (reduced, common) = self.reduced(&costs, multipliers);
        let mut at: BTreeMap<&Rational, BigInt> = BTreeMap::new();
        for (variable, rest) in self.variables.iter().zip(reduced) {
            let binding = match rest.sign() {
                Sign::NoSign => continue,
                Sign::Plus => variable.upper.as_ref()?,
                Sign::Minus => variable.lower.as_ref()?,
            };
            *at.entry(binding).or_default() += rest;
        }
        for (binding, rest) in at.into_iter().filter(|(binding, _)| !binding.is_zero()) {
            bound += binding * Rational::new(rest, common.clone());
        }
        Some(Bound::Finite(bound))
    }

    /// Whether the objective grows along a direction that no bound and no row ever stops.
    fn is_ray(&self, ray: &[Rational]) -> bool {
        let zero = Rational::zero();
        ray.len() == self.variables.len()
            && self.value(ray).is_positive()
            && self.variables.iter().zip(ray).all(|(variable, step)| {
                (variable.upper.is_none() || !step.is_positive())
                    && (variable.lower.is_none() || !step.is_negative())
            })
            && self.rows.iter().zip(self.activities(ray)).all(|(row, own)| row.relation.admits(&own, &zero))
    }
}

impl Variable {
    fn admits(&self, value: &Rational) -> bool {
        self.lower.as_ref().is_none_or(|lower| lower <= value)
            && self.upper.as_ref().is_none_or(|upper| value <= upper)
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!((&self.lower, &self.upper), (Some(lower), Some(upper)) if lower > upper)
    }
}

impl Relation {
    fn admits<T: Ord>(self, left: &T, right: &T) -> bool {
        match self {
            Self::AtMost => left <= right,
            Self::Equal => left == right,
            Self::AtLeast => left >= right,
        }
    }

    /// Whether a row's multiplier may have this sign.
    fn allows(self, multiplier: &Rational) -> bool {
        match self {
            Self::AtMost => !multiplier.is_negative(),
            Self::Equal => true,
            Self::AtLeast => !multiplier.is_positive(),
        }
    }
}
