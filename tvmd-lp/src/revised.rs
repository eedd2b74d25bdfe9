//! The simplex method from a given basis, exact and sparse: repairs what a float solver got almost right.
//!
//! A basis is a set of rows that are tight and as many variables, which those rows determine once all other variables stand at
//! a bound. Each step solves with the matrix of these rows and variables by p-adic lifting, so a step costs about what a
//! certificate costs, and from a good basis there are few. While something is outside its bounds, a step makes the sum of all
//! violations smaller; then uphill. Where many steps in a row would have no length, bounds are relaxed at random by so little that
//! the best basis stays the best (A. Charnes, "Optimality and degeneracy in linear programming", 1952), and the last word is the
//! program's own. Should that not help, the rule of least index keeps either phase from cycling: the violations that are summed don't
//! change while nothing moves.

use crate::basis::{Basis, Mover, Side};
use crate::vertex::{Range, Vertex};
use crate::{BigInt, Optimum, Program, Progress, Rational, Relation, Solution};
use num_traits::{One, Signed, Zero};
use std::ops::ControlFlow;

/// Steps without progress after which the least index decides.
const PATIENCE: usize = 12;

/// Who is outside the bounds, and by which side: 1 if too low, -1 if too high.
struct Violations {
    variables: Vec<(usize, Rational)>,
    rows: Vec<(usize, Rational)>,
}

/// How the exact method ended.
#[derive(Debug)]
pub(crate) enum Climb {
    /// With an answer.
    Over(Solution),
    /// It was told to stop.
    Stopped,
    /// At a basis that can't be solved with, which no one has seen.
    Stuck,
}

/// Why a climb isn't over.
enum Halt {
    /// Nothing moved for a while.
    Idle,
    Stopped,
    Stuck,
}

impl Program {
    /// The exact answer from a basis.
    pub(crate) fn climb_from(
        &self,
        mut basis: Basis,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Climb {
        let mut steps = 0;
        let mut step = || {
            steps += 1;
            progress(Progress::Pivots(steps))
        };
        let mut found = self.climb(&mut basis, &mut step, false);
        if matches!(found, Err(Halt::Idle)) {
            found = self.relaxed(&basis).climb(&mut basis, &mut step, true);
            if found.is_ok() {
                found = self.climb(&mut basis, &mut step, true);
            }
        }
        match found {
            Ok(solution) => Climb::Over(solution),
            Err(Halt::Stopped) => Climb::Stopped,
            Err(Halt::Idle | Halt::Stuck) => Climb::Stuck,
        }
    }

    /// Goes on from a basis to the end, or, unless it is told to be `stubborn`, until nothing moves for a while. Tells of each step.
    fn climb(
        &self,
        basis: &mut Basis,
        tell: &mut dyn FnMut() -> ControlFlow<()>,
        stubborn: bool,
    ) -> Result<Solution, Halt> {
        let mut idle = 0;
        while stubborn || idle <= PATIENCE {
            let vertex = Vertex::new(self, basis).ok_or(Halt::Stuck)?;
            let violations = self.violations(basis, &vertex);
            let objective = violations.objective(self);
            let (multipliers, reduced) = vertex.prices(basis, &objective).ok_or(Halt::Stuck)?;
            let Some((entering, up)) = self.entering(basis, &multipliers, &reduced, idle > PATIENCE) else {
                return Ok(violations.conclude(self, vertex.point, multipliers));
            };
            let (step, activities) = vertex.direction(basis, entering, up).ok_or(Halt::Stuck)?;
            let Some((length, stop)) = self.stop(basis, &vertex, &step, &activities, entering) else {
                return Ok(Solution::Unbounded { point: vertex.point, ray: step });
            };
            idle = if length.is_zero() { idle + 1 } else { 0 };
            basis.exchange(entering, stop);
            if tell().is_break() {
                return Err(Halt::Stopped);
            }
        }
        Err(Halt::Idle)
    }

    /// The program with a little room, of random width, beyond each bound and inequality that the basis doesn't stand at: what
    /// was in the way of a step without length is now in the way of a short one.
    fn relaxed(&self, basis: &Basis) -> Self {
        let mut random = oorandom::Rand64::new(7);
        let mut room = || Rational::new(random.rand_range(1..1 << 20).into(), BigInt::one() << 160);
        let mut relaxed = self.clone();
        for column in &basis.columns {
            let variable = &mut relaxed.variables[*column];
            variable.lower.iter_mut().for_each(|bound| *bound -= room());
            variable.upper.iter_mut().for_each(|bound| *bound += room());
        }
        for (position, row) in relaxed.rows.iter_mut().enumerate() {
            if !basis.rows.contains(&position) {
                match row.relation {
                    Relation::AtMost => row.right += room(),
                    Relation::Equal => {}
                    Relation::AtLeast => row.right -= room(),
                }
            }
        }
        relaxed
    }

    fn violations(&self, basis: &Basis, vertex: &Vertex<'_>) -> Violations {
        let side = |range: Range<'_>, value: &Rational| {
            if range.0.is_some_and(|lower| value < lower) {
                Some(Rational::one())
            } else if range.1.is_some_and(|upper| value > upper) {
                Some(-Rational::one())
            } else {
                None
            }
        };
        let variables = basis.columns.iter();
        let variables = variables.filter_map(|column| {
            Some((*column, side(self.variables[*column].range(), &vertex.point[*column])?))
        });
        let rows = self.rows.iter().enumerate().zip(&vertex.activities);
        let rows =
            rows.filter_map(|((position, row), activity)| Some((position, side(row.range(), activity)?)));
        Violations { variables: variables.collect(), rows: rows.collect() }
    }

    /// What makes the objective grow by leaving its bound, and whether upwards.
    fn entering(
        &self,
        basis: &Basis,
        multipliers: &[Rational],
        reduced: &[Rational],
        least_index: bool,
    ) -> Option<(Mover, bool)> {
        let mut basic = vec![false; self.variable_count()];
        basis.columns.iter().for_each(|column| basic[*column] = true);
        let variables = (0..reduced.len()).filter(|column| !basic[*column]).filter_map(|column| {
            let (bounds, cost) = (&self.variables[column], &reduced[column]);
            let moves = match basis.at[column] {
                _ if cost.is_zero() || bounds.lower.is_some() && bounds.lower == bounds.upper => false,
                Side::Lower => cost.is_positive(),
                Side::Upper => cost.is_negative(),
                Side::Zero => true,
            };
            moves.then_some((Mover::Variable(column), cost))
        });
        let activities = basis.rows.iter().filter_map(|row| {
            let cost = &multipliers[*row];
            let moves = match self.rows[*row].relation {
                Relation::AtMost => cost.is_negative(),
                Relation::Equal => false,
                Relation::AtLeast => cost.is_positive(),
            };
            moves.then_some((Mover::Activity(*row), cost))
        });
        let improving = variables.chain(activities);
        let best = if least_index {
            improving.min_by_key(|(mover, _)| *mover)
        } else {
            improving.max_by(|one, other| one.1.abs().cmp(&other.1.abs()).then(other.0.cmp(&one.0)))
        };
        best.map(|(mover, cost)| (mover, cost.is_positive()))
    }

    /// How far a direction leads, and what stops it there; ties go to the least index. Who is outside the bounds stops at the
    /// bound that it comes back to.
    fn stop(
        &self,
        basis: &Basis,
        vertex: &Vertex<'_>,
        step: &[Rational],
        activities: &[Rational],
        entering: Mover,
    ) -> Option<(Rational, (Mover, Side))> {
        let mut nearest: Option<(Rational, (Mover, Side))> = None;
        let mut meet = |mover: Mover, range: Range<'_>, value: &Rational, step: &Rational| {
            let (lower, upper) = ((range.0, Side::Lower), (range.1, Side::Upper));
            let (near, far) = if step.is_positive() { (lower, upper) } else { (upper, lower) };
            let beyond = |bound: &&Rational| if step.is_positive() { value < *bound } else { value > *bound };
            let passed = |bound: &Rational| if step.is_positive() { value > bound } else { value < bound };
            let (bound, side) = match (near.0.filter(beyond), far.0) {
                (Some(bound), _) => (bound, near.1),
                (None, Some(bound)) if !passed(bound) => (bound, far.1),
                _ => return,
            };
            let length = (bound - value) / step;
            let closer = nearest
                .as_ref()
                .is_none_or(|(least, (other, _))| length.cmp(least).then(mover.cmp(other)).is_lt());
            if closer {
                nearest = Some((length, (mover, side)));
            }
        };
        for column in basis.columns.iter().filter(|column| !step[**column].is_zero()) {
            meet(
                Mover::Variable(*column),
                self.variables[*column].range(),
                &vertex.point[*column],
                &step[*column],
            );
        }
        let mut tight = vec![false; self.row_count()];
        basis.rows.iter().for_each(|row| tight[*row] = true);
        let rows = self.rows.iter().zip(&vertex.activities).zip(activities).enumerate();
        for (position, ((row, value), step)) in
            rows.filter(|(position, (_, step))| !tight[*position] && !step.is_zero())
        {
            meet(Mover::Activity(position), row.range(), value, step);
        }
        // What enters may come to its other bound; the activity of a row has none.
        if let Mover::Variable(variable) = entering {
            meet(entering, self.variables[variable].range(), &vertex.point[variable], &step[variable]);
        }
        nearest
    }
}

impl Violations {
    fn is_empty(&self) -> bool {
        self.variables.is_empty() && self.rows.is_empty()
    }

    /// What is to grow, per variable: the objective, or minus the sum of violations while there are some.
    fn objective(&self, program: &Program) -> Vec<Rational> {
        if self.is_empty() {
            return program.costs();
        }
        let mut objective = vec![Rational::zero(); program.variable_count()];
        for (variable, side) in &self.variables {
            objective[*variable] += side;
        }
        for (row, side) in &self.rows {
            let row = &program.rows[*row];
            let each = side / &row.unit;
            row.entries.iter().for_each(|(variable, entry)| objective[*variable] += &each * entry);
        }
        objective
    }

    /// The answer, where nothing improves what is to grow.
    fn conclude(self, program: &Program, point: Vec<Rational>, mut multipliers: Vec<Rational>) -> Solution {
        if self.is_empty() {
            let value = program.objective_at(&point);
            return Solution::Optimal(Optimum { value, primal: point, dual: multipliers });
        }
        for (row, side) in self.rows {
            multipliers[row] -= side;
        }
        Solution::Infeasible(multipliers)
    }
}
