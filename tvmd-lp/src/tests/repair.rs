//! The simplex method from bases of any quality: none at all, random ones, and those of spoilt guesses.

use super::{Random, ratio};
use crate::basis::{Basis, Side};
use crate::{Program, Progress, Relation, Solution, Variable};

/// No row is tight, and every variable is at a bound.
fn idle(program: &Program) -> Basis {
    let at = program.variables.iter().map(|variable| match (&variable.lower, &variable.upper) {
        (Some(_), _) => Side::Lower,
        (None, Some(_)) => Side::Upper,
        (None, None) => Side::Zero,
    });
    Basis { rows: Vec::new(), columns: Vec::new(), at: at.collect() }
}

/// Both answers are of one kind, and optima have one value.
fn agree(one: &Solution, other: &Solution) -> usize {
    match (one, other) {
        (Solution::Optimal(one), Solution::Optimal(other)) => {
            assert_eq!(one.value, other.value);
            0
        }
        (Solution::Infeasible(_), Solution::Infeasible(_)) => 1,
        (Solution::Unbounded { .. }, Solution::Unbounded { .. }) => 2,
        _ => panic!("{one:?} but {other:?}"),
    }
}

#[test]
fn any_basis_leads_to_the_answer_of_small_programs() {
    let mut random = Random(oorandom::Rand64::new(3));
    let mut kinds = [0; 3];
    for run in 0..1_500 {
        let program = random.program(run % 2 == 0);
        if program.variables.iter().any(Variable::is_empty) {
            continue;
        }
        let exact = program.climb_exactly();
        let mut noise =
            |count: usize| -> Vec<f64> { (0..count).map(|_| random.0.rand_float() * 4.0 - 2.0).collect() };
        let (point, multipliers) = (noise(program.variable_count()), noise(program.row_count()));
        for basis in [idle(&program), program.basis_near(&point, &multipliers)] {
            let (found, _) = program.climb_from([basis], &mut |_| ()).unwrap();
            assert!(found.certifies(&program), "{program:?} {found:?}");
            kinds[agree(&found, &exact)] += 1;
        }
    }
    assert!(kinds.iter().all(|count| *count > 200), "{kinds:?}");
}

/// One additive buyer of two items with values 1..=k each and weights from a fixed sequence.
fn two_items(k: i64) -> Program {
    let mut program = Program::new();
    let types: Vec<(i64, i64)> = (1..=k).flat_map(|one| (1..=k).map(move |other| (one, other))).collect();
    let number = |whole: i64| ratio(whole, 1);
    let variables: Vec<_> = (0..types.len())
        .map(|position| {
            let mut chance = || program.variable(Some(number(0)), Some(number(1)), number(0));
            let (one, other) = (chance(), chance());
            let weight = i64::try_from(position * position % 17).unwrap() + 1;
            (one, other, program.variable(Some(number(0)), Some(number(2 * k)), number(weight)))
        })
        .collect();
    for (truth, (one, other)) in types.iter().enumerate() {
        let utility = |at: usize, sign: i64| {
            let (first, second, pays) = variables[at];
            [(first, number(sign * one)), (second, number(sign * other)), (pays, number(-sign))]
        };
        program.row(utility(truth, 1), Relation::AtLeast, number(0)).unwrap();
        for report in (0..types.len()).filter(|report| *report != truth) {
            let gain = utility(truth, 1).into_iter().chain(utility(report, -1));
            program.row(gain, Relation::AtLeast, number(0)).unwrap();
        }
    }
    program
}

fn guess(program: &Program) -> (Vec<f64>, Vec<f64>) {
    let guess = program.guess().unwrap();
    (guess.point, guess.multipliers.or_else(|| program.guess_dual()).unwrap())
}

#[test]
fn a_guess_leads_to_a_vertex_that_is_optimal_as_it_stands() {
    for k in [2, 3, 4] {
        let program = two_items(k);
        let (point, multipliers) = guess(&program);
        let (found, steps) =
            program.climb_from([program.basis_near(&point, &multipliers)], &mut |_| ()).unwrap();
        assert!(found.certifies(&program));
        agree(&found, &program.climb_exactly());
        assert_eq!(steps, 0, "k = {k}");
    }
}

#[test]
fn a_spoilt_guess_is_repaired_by_exact_pivots() {
    let program = two_items(4);
    let exact = program.climb_exactly();
    let (point, multipliers) = guess(&program);
    let (mut spoilt_point, mut spoilt_multipliers) = (point.clone(), multipliers.clone());
    spoilt_point.iter_mut().step_by(3).for_each(|number| *number = 0.37);
    spoilt_multipliers.iter_mut().step_by(2).for_each(|number| *number += 0.25);
    for (point, multipliers) in
        [(&spoilt_point, &multipliers), (&point, &spoilt_multipliers), (&spoilt_point, &spoilt_multipliers)]
    {
        let mut told = 0;
        let mut tell = |step| told += usize::from(step == Progress::Pivots(told + 1));
        let (found, steps) = program.climb_from([program.basis_near(point, multipliers)], &mut tell).unwrap();
        assert!(steps > 0 && told == steps, "the guess is spoilt");
        assert!(found.certifies(&program));
        agree(&found, &exact);
    }
}

/// Rows were added since, or variables, or it is a guess at a larger program: the answer is the same.
#[test]
fn guesses_at_other_programs_do_no_harm() {
    let program = two_items(3);
    let exact = program.climb_exactly();
    let mut fewer = program.clone();
    fewer.rows.truncate(20);
    for other in [&fewer, &two_items(2), &two_items(4)] {
        let found = program.maximise_from(other.guess().unwrap(), &mut |_| ());
        assert!(found.certifies(&program));
        assert_eq!(agree(&found, &exact), 0);
    }
    let mut long = program.guess().unwrap();
    long.multipliers = Some(vec![1.0; program.row_count() + 1]);
    assert_eq!(agree(&program.maximise_from(long, &mut |_| ()), &exact), 0);
}
