//! Random small programs, many of them degenerate, infeasible or unbounded, against a naive simplex method.

mod mechanisms;
mod naive;
#[cfg(feature = "lp")]
mod repair;
mod size;

use super::{Optimum, Program, Relation, Solution, VariableId};
use crate::exact::{Rational, ratio};
use naive::Answer;
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
        let columns = 1 + self.below(6);
        for _ in 0..columns {
            let bound = |random: &mut Self, value: Rational| (boxed || random.below(3) > 0).then_some(value);
            let lower = -ratio(self.below(3), 1);
            let upper = ratio(self.below(3), 1);
            let (lower, upper) = (bound(self, lower), bound(self, upper));
            let objective = self.number();
            program.variable(lower, upper, objective);
        }
        for _ in 0..self.below(7) {
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

/// Which of the three answers, and the value of an optimum.
fn answer(solution: &Solution) -> Answer {
    match solution {
        Solution::Optimal(optimum) => Answer::Optimal(optimum.value.clone()),
        Solution::Infeasible(_) => Answer::Infeasible,
        Solution::Unbounded { .. } => Answer::Unbounded,
    }
}

#[test]
fn agrees_with_a_naive_simplex() {
    let mut random = Random(oorandom::Rand64::new(1));
    let mut kinds = [0; 3];
    for run in 0..2_000 {
        let program = random.program(run % 3 == 0);
        let found = answer(&program.maximise());
        assert_eq!(found, naive::maximise(&program), "{program:?}");
        kinds[match found {
            Answer::Optimal(_) => 0,
            Answer::Infeasible => 1,
            Answer::Unbounded => 2,
        }] += 1;
    }
    assert!(kinds.iter().all(|count| *count > 200), "{kinds:?}");
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
