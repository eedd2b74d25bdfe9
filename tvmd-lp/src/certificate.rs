//! What a linear program's answer is, and the exact checks that anyone can repeat.
//!
//! Multipliers π, one per row (at least 0 on rows `≤`, at most 0 on rows `≥`, any on equations), bound the objective over
//! all feasible points: c·x = (c - πA)·x + πAx ≤ Σ_j max (c - πA)_j x_j + πb, the maxima over each variable's bounds. An optimal
//! solution comes with multipliers whose bound it attains; infeasibility, with multipliers that bound the objective 0 below 0
//! (Farkas); unboundedness, with a feasible point and a direction in which feasibility never ends and the objective grows.

use crate::{BigInt, Program, Rational, Relation, Row, Variable};
use num_bigint::Sign;
use num_traits::{Signed, Zero};
use std::collections::BTreeMap;
use tvmd_rational::whole;

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
                    && program.objective_at(primal) == *value
                    && program.upper_bound(dual).as_ref() == Some(value)
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

    /// The least bound on the objective that multipliers show, one per row: Σ_j max (c - πA)_j x_j + πb, the maxima over each
    /// variable's bounds.
    ///
    /// `None` if they show none: there isn't one per row, a sign is wrong, or a variable that they leave in the objective has no
    /// bound on that side; and if the bounds of a variable exclude each other, so that there is nothing to be bounded.
    #[must_use]
    pub fn upper_bound(&self, multipliers: &[Rational]) -> Option<Rational> {
        match self.bound(multipliers, true)? {
            Bound::Finite(bound) => Some(bound),
            Bound::Empty => None,
        }
    }

    /// Multipliers that show that the objective is at most `limit`, from those that show that the program is infeasible
    /// ([`Solution::Infeasible`]): the same, often enough. A tree of branches then has multipliers at each of its leaves.
    ///
    /// `None` if they don't show it, or the objective has no bound without rows.
    ///
    /// ```
    /// use tvmd_lp::{Program, Rational, Relation, Solution};
    ///
    /// let number = |number: i64| Rational::from_integer(number.into());
    /// let mut program = Program::new();
    /// let x = program.variable(Some(number(0)), Some(number(1)), number(5));
    /// program.row([(x, number(1))], Relation::AtLeast, number(2))?;
    /// let Solution::Infeasible(farkas) = program.maximise() else { unreachable!() };
    /// let multipliers = program.at_most(&farkas, &number(3)).expect("x is at most 1, so 5 bounds the objective");
    /// assert_eq!(program.upper_bound(&multipliers), Some(number(3)));
    /// # Ok::<(), tvmd_lp::ProgramError>(())
    /// ```
    #[must_use]
    pub fn at_most(&self, infeasible: &[Rational], limit: &Rational) -> Option<Vec<Rational>> {
        let idle = vec![Rational::zero(); self.rows.len()];
        match (self.bound(infeasible, false)?, self.bound(&idle, true)?) {
            (Bound::Finite(below), Bound::Finite(most)) if below.is_negative() => {
                let times = ((limit - most) / below).max(Rational::zero());
                Some(infeasible.iter().map(|multiplier| multiplier * &times).collect())
            }
            _ => None,
        }
    }

    /// The bound that multipliers give on the objective, or on 0; `None` if their signs are wrong or they bound nothing.
    fn bound(&self, multipliers: &[Rational], with_objective: bool) -> Option<Bound> {
        if multipliers.len() != self.rows.len() {
            return None;
        }
        let priced = || self.rows.iter().zip(multipliers).filter(|(_, multiplier)| !multiplier.is_zero());
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
            && self.objective_at(ray).is_positive()
            && self.variables.iter().zip(ray).all(|(variable, step)| {
                (variable.upper.is_none() || !step.is_positive())
                    && (variable.lower.is_none() || !step.is_negative())
            })
            && self
                .rows
                .iter()
                .zip(self.activities(ray))
                .all(|(row, activity)| row.relation.admits(&activity, &zero))
    }
}

impl Variable {
    fn admits(&self, value: &Rational) -> bool {
        self.lower.as_ref().is_none_or(|lower| lower <= value)
            && self.upper.as_ref().is_none_or(|upper| value <= upper)
    }

    pub(crate) fn is_empty(&self) -> bool {
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
