//! The simplex method from a given basis, exact and sparse: repairs what a float solver got almost right.
//!
//! A basis is a set of rows that are tight and as many variables, which those rows determine once all other variables stand at
//! a bound. Each step solves with the matrix of these rows and variables by p-adic lifting, so a step costs about what a
//! certificate costs, and from a good basis there are few. While something is outside its bounds, a step makes the sum of all
//! violations smaller; then uphill. Where many steps in a row would have no length, bounds are relaxed at random by so little that
//! the best basis stays the best (A. Charnes, "Optimality and degeneracy in linear programming", 1952), and the last word is the
//! program's own. Should that not help, the rule of least index keeps either phase from cycling: the violations that are summed don't
//! change while nothing moves.

use crate::Progress;
use crate::certificate::{Optimum, Solution};
use crate::lifting::{Sparse, System};
use crate::program::{Program, Relation, Row, Variable};
use crate::whole::whole;
use crate::{BigInt, Rational};
use num_traits::{One, Signed, Zero};
use std::collections::HashMap;

/// Steps without progress after which the least index decides.
const PATIENCE: usize = 12;

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
enum Mover {
    Variable(usize),
    Activity(usize),
}

/// A lower and an upper bound.
type Range<'a> = (Option<&'a Rational>, Option<&'a Rational>);

/// Who is outside the bounds, and by which side: 1 if too low, -1 if too high.
struct Violations {
    variables: Vec<(usize, Rational)>,
    rows: Vec<(usize, Rational)>,
}

impl Program {
    /// The exact answer, with the number of steps to it, from the first of some bases that leads there without much ado, or else
    /// from the last; `None` if a basis on the way can't be solved with, which no one has seen.
    pub(crate) fn climb_from(
        &self,
        bases: impl IntoIterator<Item = Basis>,
        progress: &mut dyn FnMut(Progress),
    ) -> Option<(Solution, usize)> {
        let mut steps = 0;
        let mut step = || {
            steps += 1;
            progress(Progress::Pivots(steps));
        };
        let mut last = None;
        for mut basis in bases {
            if let Some(solution) = self.climb(&mut basis, &mut step, false)? {
                return Some((solution, steps));
            }
            last = Some(basis);
        }
        let mut basis = last?;
        let _ = self.relaxed(&basis).climb(&mut basis, &mut step, true)?;
        let solution = self.climb(&mut basis, &mut step, true)??;
        Some((solution, steps))
    }

    /// Goes on from a basis to the end, or, unless it is told to be `stubborn`, until nothing moves for a while. Tells of each step.
    fn climb(&self, basis: &mut Basis, tell: &mut dyn FnMut(), stubborn: bool) -> Option<Option<Solution>> {
        let mut idle = 0;
        while stubborn || idle <= PATIENCE {
            let vertex = Vertex::new(self, basis)?;
            let violations = self.violations(basis, &vertex);
            let objective = violations.objective(self);
            let (multipliers, reduced) = vertex.prices(basis, &objective)?;
            let Some((entering, up)) = self.entering(basis, &multipliers, &reduced, idle > PATIENCE) else {
                return Some(Some(violations.conclude(self, vertex.point, multipliers)));
            };
            let (step, activities) = vertex.direction(basis, entering, up)?;
            let Some((length, stop)) = self.stop(basis, &vertex, &step, &activities, entering) else {
                return Some(Some(Solution::Unbounded { point: vertex.point, ray: step }));
            };
            idle = if length.is_zero() { idle + 1 } else { 0 };
            basis.exchange(entering, stop);
            tell();
        }
        Some(None)
    }

    /// The program with a little room, of random width, beyond each bound and inequality that the basis doesn't stand at: what
    /// was in the way of a step without length is now in the way of a short one.
    fn relaxed(&self, basis: &Basis) -> Self {
        let mut random = oorandom::Rand64::new(7);
        let mut room = || Rational::new(random.rand_range(1..1 << 20).into(), BigInt::one() << 160);
        let mut relaxed = self.clone();
        for own in &basis.columns {
            let variable = &mut relaxed.variables[*own];
            variable.lower.iter_mut().for_each(|bound| *bound -= room());
            variable.upper.iter_mut().for_each(|bound| *bound += room());
        }
        for (own, row) in relaxed.rows.iter_mut().enumerate() {
            if !basis.rows.contains(&own) {
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
        let variables = variables
            .filter_map(|own| Some((*own, side(self.variables[*own].range(), &vertex.point[*own])?)));
        let rows = self.rows.iter().enumerate().zip(&vertex.activities);
        let rows = rows.filter_map(|((own, row), activity)| Some((own, side(row.range(), activity)?)));
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
        basis.columns.iter().for_each(|own| basic[*own] = true);
        let variables = (0..reduced.len()).filter(|own| !basic[*own]).filter_map(|own| {
            let (bounds, cost) = (&self.variables[own], &reduced[own]);
            let moves = match basis.at[own] {
                _ if cost.is_zero() || bounds.lower.is_some() && bounds.lower == bounds.upper => false,
                Side::Lower => cost.is_positive(),
                Side::Upper => cost.is_negative(),
                Side::Zero => true,
            };
            moves.then_some((Mover::Variable(own), cost))
        });
        let activities = basis.rows.iter().filter_map(|own| {
            let cost = &multipliers[*own];
            let moves = match self.rows[*own].relation {
                Relation::AtMost => cost.is_negative(),
                Relation::Equal => false,
                Relation::AtLeast => cost.is_positive(),
            };
            moves.then_some((Mover::Activity(*own), cost))
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
                .is_none_or(|(own, (other, _))| length.cmp(own).then(mover.cmp(other)).is_lt());
            if closer {
                nearest = Some((length, (mover, side)));
            }
        };
        for own in basis.columns.iter().filter(|own| !step[**own].is_zero()) {
            meet(Mover::Variable(*own), self.variables[*own].range(), &vertex.point[*own], &step[*own]);
        }
        let mut tight = vec![false; self.row_count()];
        basis.rows.iter().for_each(|own| tight[*own] = true);
        let rows = self.rows.iter().zip(&vertex.activities).zip(activities).enumerate();
        for (own, ((row, value), step)) in rows.filter(|(own, (_, step))| !tight[*own] && !step.is_zero()) {
            meet(Mover::Activity(own), row.range(), value, step);
        }
        // What enters may come to its other bound; the activity of a row has none.
        if let Mover::Variable(own) = entering {
            meet(entering, self.variables[own].range(), &vertex.point[own], &step[own]);
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
        for (own, side) in &self.variables {
            objective[*own] += side;
        }
        for (own, side) in &self.rows {
            let row = &program.rows[*own];
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
        for (own, side) in self.rows {
            multipliers[own] -= side;
        }
        Solution::Infeasible(multipliers)
    }
}

/// The point that a basis determines, with what solves for others near it.
struct Vertex<'a> {
    program: &'a Program,
    point: Vec<Rational>,
    /// Of all rows.
    activities: Vec<Rational>,
    /// Tight rows times their units, in the variables they determine.
    system: System,
}

impl<'a> Vertex<'a> {
    fn new(program: &'a Program, basis: &Basis) -> Option<Self> {
        let place: HashMap<usize, usize> =
            basis.columns.iter().enumerate().map(|(place, own)| (*own, place)).collect();
        let mut point: Vec<Rational> =
            program.variables.iter().zip(&basis.at).map(|(own, side)| own.at(*side)).collect();
        basis.columns.iter().for_each(|own| point[*own].set_zero());
        let (known, common) = whole(&point);
        let right = basis.rows.iter().map(|own| {
            let row = &program.rows[*own];
            &row.right * &row.unit - Rational::new(row.sum(&known), common.clone())
        });
        let right: Vec<Rational> = right.collect();
        let placed = |own: &usize| program.rows[*own].placed(|own| place.get(&own).copied());
        let system = System::new(basis.rows.iter().map(placed).collect())?;
        for (own, value) in basis.columns.iter().zip(system.solve(&right)?) {
            point[*own] = value;
        }
        let activities = program.activities(&point);
        Some(Self { program, point, activities, system })
    }

    /// Multipliers of the rows, and reduced costs of the variables, for an objective.
    fn prices(&self, basis: &Basis, objective: &[Rational]) -> Option<(Vec<Rational>, Vec<Rational>)> {
        let wanted: Vec<Rational> = basis.columns.iter().map(|own| objective[*own].clone()).collect();
        let mut multipliers = vec![Rational::zero(); self.program.row_count()];
        for (own, price) in basis.rows.iter().zip(self.system.solve_transposed(&wanted)?) {
            multipliers[*own] = price * &self.program.rows[*own].unit;
        }
        let (reduced, common) = self.program.reduced(objective, &multipliers);
        // They are only compared, and needn't be in lowest terms.
        let over = |own| Rational::new_raw(own, common.clone());
        Some((multipliers, reduced.into_iter().map(over).collect()))
    }

    /// What moves, and by how much, per unit by which something leaves its bound: variables, and the activities of rows.
    fn direction(&self, basis: &Basis, entering: Mover, up: bool) -> Option<(Vec<Rational>, Vec<Rational>)> {
        let unit = if up { Rational::one() } else { -Rational::one() };
        let mut step = vec![Rational::zero(); self.program.variable_count()];
        if let Mover::Variable(own) = entering {
            step[own] = unit.clone();
        }
        let rows = basis.rows.iter().map(|own| (*own, &self.program.rows[*own]));
        let right = rows.map(|(position, row)| match entering {
            Mover::Variable(own) => -(row.coefficient(own) * &row.unit * &unit),
            Mover::Activity(own) if own == position => &unit * &row.unit,
            Mover::Activity(_) => Rational::zero(),
        });
        let right: Vec<Rational> = right.collect();
        for (own, change) in basis.columns.iter().zip(self.system.solve(&right)?) {
            step[*own] = change;
        }
        let activities = self.program.activities(&step);
        Some((step, activities))
    }
}

impl Basis {
    /// What entered is determined now, and what stopped it stands at a bound.
    fn exchange(&mut self, entering: Mover, (stop, side): (Mover, Side)) {
        if stop != entering {
            match entering {
                Mover::Variable(own) => self.columns.push(own),
                Mover::Activity(own) => self.rows.retain(|row| *row != own),
            }
            match stop {
                Mover::Variable(own) => self.columns.retain(|column| *column != own),
                Mover::Activity(own) => self.rows.push(own),
            }
        }
        if let Mover::Variable(own) = stop {
            self.at[own] = side;
        }
    }
}

impl Variable {
    fn at(&self, side: Side) -> Rational {
        let bound = match side {
            Side::Lower => self.lower.as_ref(),
            Side::Upper => self.upper.as_ref(),
            Side::Zero => None,
        };
        bound.cloned().unwrap_or_default()
    }

    fn range(&self) -> Range<'_> {
        (self.lower.as_ref(), self.upper.as_ref())
    }
}

impl Row {
    /// Bounds of the activity.
    fn range(&self) -> Range<'_> {
        match self.relation {
            Relation::AtMost => (None, Some(&self.right)),
            Relation::Equal => (Some(&self.right), Some(&self.right)),
            Relation::AtLeast => (Some(&self.right), None),
        }
    }

    /// The coefficient of a variable.
    fn coefficient(&self, variable: usize) -> Rational {
        let entry = self.entries.binary_search_by_key(&variable, |(own, _)| *own);
        entry.map_or_else(
            |_| Rational::zero(),
            |at| Rational::new(self.entries[at].1.clone(), self.unit.clone()),
        )
    }

    /// The entries at variables that have a place, in the order of places.
    pub(crate) fn placed(&self, place: impl Fn(usize) -> Option<usize>) -> Sparse {
        let entries = self.entries.iter().filter_map(|(own, entry)| Some((place(*own)?, entry.clone())));
        let mut entries: Sparse = entries.collect();
        entries.sort_by_key(|(place, _)| *place);
        entries
    }
}
