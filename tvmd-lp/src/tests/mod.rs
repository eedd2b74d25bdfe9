//! Random small programs, many of them degenerate, infeasible or unbounded, against a naive simplex method.

mod naive;
#[cfg(feature = "guess")]
mod repair;

use crate::{BigInt, Optimum, Program, ProgramError, Rational, Relation, RowId, Solution, VariableId};
use naive::Answer;
use num_traits::{One, Zero};

pub(crate) fn ratio(above: i64, below: i64) -> Rational {
    Rational::new(above.into(), below.into())
}

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
            let form: Vec<_> = (0..usize::try_from(columns).unwrap())
                .map(|position| (VariableId(position), self.number()))
                .collect();
            let relation = [Relation::AtMost, Relation::AtMost, Relation::Equal, Relation::AtLeast]
                [usize::try_from(self.below(4)).unwrap()];
            let right = self.number();
            program.row(form, relation, right).unwrap();
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
        let stretch = Rational::new(num_traits::pow(BigInt::from(10), 25), 3.into());
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
    program.row([(x, ratio(1, 1)), (y, ratio(1, 1))], Relation::AtMost, ratio(1, 1)).unwrap();
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

#[test]
fn what_isnt_of_the_program_is_refused_and_changes_nothing() {
    let mut program = Program::new();
    let one = || ratio(1, 1);
    let x = program.variable(None, Some(one()), one());
    let row = program.row([(x, one())], Relation::AtMost, one()).unwrap();
    let before = program.clone();
    let (foreign, no_row) = (VariableId(1), RowId(1));
    let unknown = ProgramError::Variable { variable: foreign, variables: 1 };
    let form = [(x, one()), (foreign, one())];
    assert_eq!(program.row(form, Relation::AtMost, one()), Err(unknown.clone()));
    assert_eq!(program.earn(foreign, &one()), Err(unknown.clone()));
    assert_eq!(program.set_bounds(foreign, None, None), Err(unknown));
    let missing = ProgramError::Row { row: no_row, rows: 1 };
    assert_eq!(program.set_relation(no_row, Relation::Equal), Err(missing));
    for unit in [0, -2] {
        let refused = program.integer_row(vec![(x, 1.into())], unit.into(), Relation::AtMost, one());
        assert_eq!(refused, Err(ProgramError::Denominator(unit.into())));
    }
    for given in [0, 2] {
        let numbers = vec![one(); given];
        assert_eq!(program.value(&numbers), Err(ProgramError::Point { given, variables: 1 }));
        assert_eq!(program.reduced_costs(&numbers), Err(ProgramError::Multipliers { given, rows: 1 }));
        assert_eq!(program.upper_bound(&numbers), None);
        assert!(!program.is_feasible(&numbers));
    }
    assert_eq!(program, before);
    program.set_relation(row, Relation::Equal).unwrap();
    program.set_bounds(x, None, Some(ratio(0, 1))).unwrap();
    assert!(matches!(program.maximise(), Solution::Infeasible(_)));
}

#[test]
fn a_row_reads_as_it_was_said() {
    let mut program = Program::new();
    let [x, y, z] = [1, 2, 3].map(|objective| program.variable(None, None, ratio(objective, 1)));
    let form = [(z, ratio(1, 2)), (x, ratio(1, 3)), (z, ratio(1, 6)), (y, ratio(5, 1)), (y, ratio(-5, 1))];
    program.row(form, Relation::AtLeast, ratio(7, 5)).unwrap();
    let [row] = program.rows() else { panic!("one row") };
    assert_eq!(row.coefficients().collect::<Vec<_>>(), [(x, ratio(1, 3)), (z, ratio(2, 3))]);
    assert_eq!((row.relation(), row.right()), (Relation::AtLeast, &ratio(7, 5)));
    // c - πA at π = -3.
    assert_eq!(program.reduced_costs(&[ratio(-3, 1)]).unwrap(), [ratio(2, 1), ratio(2, 1), ratio(5, 1)]);
    let whole = vec![(x, 2.into()), (z, 4.into())];
    program.integer_row(whole, 6.into(), Relation::AtLeast, ratio(7, 5)).unwrap();
    let [row, again] = program.rows() else { panic!("two rows") };
    assert!(row.coefficients().eq(again.coefficients()));
}
