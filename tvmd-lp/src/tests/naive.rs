//! The simplex method as a textbook has it: two phases, a dense tableau of rationals, the rule of least index (R. G. Bland, "New finite
//! pivoting rules for the simplex method", 1977). Nothing of it is shared with what it is compared with.

use super::{Program, Rational, Relation};
use num_traits::{One, Signed, Zero};

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Optimal(Rational),
    Infeasible,
    Unbounded,
}

/// Rows `form · (y, slacks, helper) = right`, the last of them the objective's reduced costs with its negated value.
struct Tableau {
    rows: Vec<Vec<Rational>>,
    basic: Vec<usize>,
}

/// Each variable is a difference of two that are at least 0; bounds are rows like any other.
pub(super) fn maximise(program: &Program) -> Answer {
    let columns = program.variable_count();
    let mut limits: Vec<(Vec<Rational>, Rational)> = Vec::new();
    let mut at_most = |form: &[Rational], right: &Rational, sign: i64| {
        let sign = Rational::from_integer(sign.into());
        let one = form.iter().map(|factor| factor * &sign);
        let other = form.iter().map(|factor| -factor * &sign);
        limits.push((one.chain(other).collect(), right * &sign));
    };
    for (position, variable) in program.variables().iter().enumerate() {
        let mut unit = vec![Rational::zero(); columns];
        unit[position] = Rational::one();
        variable.upper.iter().for_each(|bound| at_most(&unit, bound, 1));
        variable.lower.iter().for_each(|bound| at_most(&unit, bound, -1));
    }
    for row in program.rows() {
        let mut form = vec![Rational::zero(); columns];
        row.coefficients().for_each(|(variable, coefficient)| form[variable.0] += coefficient);
        if row.relation() != Relation::AtLeast {
            at_most(&form, row.right(), 1);
        }
        if row.relation() != Relation::AtMost {
            at_most(&form, row.right(), -1);
        }
    }
    let costs: Vec<Rational> =
        program.variables().iter().map(|variable| variable.objective.clone()).collect();
    let negated = costs.iter().map(|cost| -cost);
    solve(&limits, &costs.iter().cloned().chain(negated).collect::<Vec<_>>())
}

/// Maximises `costs · y` over `y ≥ 0` with `form · y ≤ right` for each of the limits.
fn solve(limits: &[(Vec<Rational>, Rational)], costs: &[Rational]) -> Answer {
    let (columns, helper) = (costs.len(), costs.len() + limits.len());
    let mut tableau = Tableau { rows: Vec::new(), basic: (columns..helper).collect() };
    for (row, (form, right)) in limits.iter().enumerate() {
        let slacks =
            (0..limits.len()).map(|slack| if slack == row { Rational::one() } else { Rational::zero() });
        let rest = [-Rational::one(), right.clone()];
        tableau.rows.push(form.iter().cloned().chain(slacks).chain(rest).collect());
    }
    // First the helper, which relaxes all limits alike, is made as small as can be.
    let lowest =
        (0..limits.len()).min_by_key(|row| &limits[*row].1).filter(|row| limits[*row].1.is_negative());
    if let Some(lowest) = lowest {
        let mut costs = vec![Rational::zero(); helper + 2];
        costs[helper] = -Rational::one();
        tableau.rows.push(costs);
        tableau.pivot(lowest, helper);
        assert!(tableau.climb(helper + 1), "the helper is at least 0");
        if !tableau.rows.pop().unwrap()[helper + 1].is_zero() {
            return Answer::Infeasible;
        }
        if let Some(row) = tableau.basic.iter().position(|variable| *variable == helper) {
            let column = (0..helper).find(|column| !tableau.rows[row][*column].is_zero());
            tableau.pivot(row, column.expect("slacks make the rows independent"));
        }
    }
    let mut objective = costs.to_vec();
    objective.resize(helper + 2, Rational::zero());
    tableau.rows.push(objective);
    for row in 0..limits.len() {
        tableau.clear(row, limits.len(), tableau.basic[row]);
    }
    if tableau.climb(helper) {
        Answer::Optimal(-&tableau.rows[limits.len()][helper + 1])
    } else {
        Answer::Unbounded
    }
}

impl Tableau {
    /// Goes uphill with the first `columns` until none helps; whether there is a top.
    fn climb(&mut self, columns: usize) -> bool {
        let (objective, right) = (self.basic.len(), self.rows[0].len() - 1);
        while let Some(column) = (0..columns).find(|column| self.rows[objective][*column].is_positive()) {
            let stops = (0..objective).filter(|row| self.rows[*row][column].is_positive());
            let step = |row: &usize| (&self.rows[*row][right] / &self.rows[*row][column], self.basic[*row]);
            let Some(row) = stops.min_by_key(step) else { return false };
            self.pivot(row, column);
        }
        true
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let factor = self.rows[row][column].clone();
        self.rows[row].iter_mut().for_each(|entry| *entry /= &factor);
        (0..self.rows.len()).filter(|other| *other != row).for_each(|other| self.clear(row, other, column));
        self.basic[row] = column;
    }

    /// Takes as much of a row from another as makes its entry in a column 0; the row's own entry there is 1.
    fn clear(&mut self, row: usize, from: usize, column: usize) {
        let factor = self.rows[from][column].clone();
        let row = self.rows[row].clone();
        self.rows[from].iter_mut().zip(&row).for_each(|(entry, other)| *entry -= &factor * other);
    }
}
