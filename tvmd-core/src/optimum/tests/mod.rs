//! Random small programs, many of them degenerate, infeasible or unbounded, against brute force over vertices.

mod mechanisms;
#[cfg(feature = "lp")]
mod repair;

use super::{Optimum, Program, Relation, Solution, VariableId};
use crate::exact::{Rational, ratio};
use num_traits::{One, Zero};

struct Random(oorandom::Rand64);

impl Random {
    fn below(&mut self, end: i64) -> i64 {
        i64::try_from(self.0.rand_range(0..u64::try_from(end).unwrap())).unwrap()
    }

    fn number(&mut self) -> Rational {
        ratio(self.below(7) - 3, 1 + self.below(3) / 2)
    }

    /// `boxed` programs have finite bounds everywhere.
    fn program(&mut self, boxed: bool) -> Program {
        let mut program = Program::new();
        let columns = 1 + self.below(4);
        for _ in 0..columns {
            let bound = |random: &mut Self, value: Rational| (boxed || random.below(3) > 0).then_some(value);
            let lower = -ratio(self.below(3), 1);
            let upper = ratio(self.below(3), 1);
            let (lower, upper) = (bound(self, lower), bound(self, upper));
            let objective = self.number();
            program.variable(lower, upper, objective);
        }
        for _ in 0..self.below(5) {
            let form: Vec<_> =
                (0..usize::try_from(columns).unwrap()).map(|own| (VariableId(own), self.number())).collect();
            let relation = [Relation::AtMost, Relation::AtMost, Relation::Equal, Relation::AtLeast]
                [usize::try_from(self.below(4)).unwrap()];
            let right = self.number();
            program.row(form, relation, right);
        }
        program
    }
}

/// The best vertex: every choice of as many tight constraints as there are variables.
fn best_vertex(program: &Program) -> Option<Rational> {
    let columns = program.variables.len();
    let mut tight: Vec<(Vec<Rational>, Rational)> = Vec::new();
    for (position, variable) in program.variables.iter().enumerate() {
        for bound in variable.lower.iter().chain(&variable.upper) {
            let unit = |own| if own == position { Rational::one() } else { Rational::zero() };
            tight.push(((0..columns).map(unit).collect(), bound.clone()));
        }
    }
    for row in &program.rows {
        let mut form = vec![Rational::zero(); columns];
        for (variable, factor) in &row.coefficients {
            form[variable.0] += factor;
        }
        tight.push((form, row.right.clone()));
    }
    let choices = (0_u32..1 << tight.len()).filter(|choice| choice.count_ones() as usize == columns);
    choices
        .filter_map(|choice| {
            let system = tight.iter().enumerate().filter(|(own, _)| choice >> own & 1 == 1);
            solve(system.map(|(_, equation)| equation.clone()).collect())
        })
        .filter(|point| program.is_feasible(point))
        .map(|point| program.value(&point))
        .max()
}

/// The only solution of a square system.
fn solve(mut system: Vec<(Vec<Rational>, Rational)>) -> Option<Vec<Rational>> {
    let size = system.len();
    for column in 0..size {
        let pivot = (column..size).find(|row| !system[*row].0[column].is_zero())?;
        system.swap(column, pivot);
        let (form, right) = system[column].clone();
        for (row, own) in system.iter_mut().enumerate() {
            let factor = &own.0[column] / &form[column];
            if row != column && !factor.is_zero() {
                own.0.iter_mut().zip(&form).for_each(|(own, pivot)| *own -= &factor * pivot);
                own.1 -= &factor * &right;
            }
        }
    }
    Some(system.iter().enumerate().map(|(row, (form, right))| right / &form[row]).collect())
}

#[test]
fn finds_the_best_vertex_of_bounded_programs() {
    let mut random = Random(oorandom::Rand64::new(1));
    let mut infeasible = 0;
    for _ in 0..1_500 {
        let program = random.program(true);
        let found = program.maximise().optimum().map(|optimum| optimum.value);
        infeasible += usize::from(found.is_none());
        assert_eq!(found, best_vertex(&program), "{program:?}");
    }
    assert!((200..1_300).contains(&infeasible), "{infeasible}");
}

#[test]
fn answers_all_three_ways_and_numbers_of_any_size() {
    let mut random = Random(oorandom::Rand64::new(2));
    let mut kinds = [0; 3];
    for _ in 0..1_500 {
        let mut program = random.program(false);
        let stretch = Rational::new(num_traits::pow(crate::exact::BigInt::from(10), 25), 3.into());
        let plain = program.maximise();
        for row in &mut program.rows {
            row.right *= &stretch;
        }
        for variable in &mut program.variables {
            for bound in variable.lower.iter_mut().chain(&mut variable.upper) {
                *bound *= &stretch;
            }
        }
        let kind = match (plain, program.maximise()) {
            (Solution::Optimal(plain), Solution::Optimal(large)) => {
                assert_eq!(plain.value * &stretch, large.value);
                0
            }
            (Solution::Infeasible(_), Solution::Infeasible(_)) => 1,
            (Solution::Unbounded { .. }, Solution::Unbounded { .. }) => 2,
            (plain, large) => panic!("{plain:?} but {large:?}"),
        };
        kinds[kind] += 1;
    }
    assert!(kinds.iter().all(|count| *count > 100), "{kinds:?}");
}

#[test]
fn certificates_can_fail() {
    // Two items, one can be sold: max 2x + 3y with x + y <= 1.
    let mut program = Program::new();
    let unit = |objective| (Some(Rational::zero()), Some(Rational::one()), ratio(objective, 1));
    let (lower, upper, objective) = unit(2);
    let x = program.variable(lower, upper, objective);
    let (lower, upper, objective) = unit(3);
    let y = program.variable(lower, upper, objective);
    program.row([(x, ratio(1, 1)), (y, ratio(1, 1))], Relation::AtMost, ratio(1, 1));
    let optimum = program.maximise().optimum().unwrap();
    assert_eq!(optimum.value, ratio(3, 1));
    let broken = [
        Optimum { value: ratio(5, 2), ..optimum.clone() },
        Optimum { primal: vec![ratio(1, 1), ratio(1, 1)], ..optimum.clone() },
        Optimum { primal: vec![ratio(1, 2), ratio(1, 2)], value: ratio(5, 2), ..optimum.clone() },
        Optimum { dual: vec![ratio(1, 1)], ..optimum.clone() },
        Optimum { dual: vec![ratio(-1, 1)], ..optimum.clone() },
        Optimum { dual: vec![], ..optimum },
    ];
    for broken in broken {
        assert!(!Solution::Optimal(broken).certifies(&program));
    }
    assert!(!Solution::Infeasible(vec![ratio(1, 1)]).certifies(&program));
    let point = vec![Rational::zero(); 2];
    let ray = vec![Rational::one(), Rational::zero()];
    assert!(!Solution::Unbounded { point, ray }.certifies(&program));
}
