//! The simplex method from bases of any quality: none at all, and those of guesses, at the program itself, at others, and spoilt.

use super::{Random, ratio};
use crate::basis::{Basis, Side};
use crate::revised::Climb;
use crate::{BigInt, Program, Progress, Rational, Relation, Solution, Variable};
use std::ops::ControlFlow;

/// The answer from a basis, and how many steps there are to it.
fn climbed(program: &Program, basis: Basis) -> (Solution, usize) {
    let mut told = 0;
    let mut tell = |step| {
        told += usize::from(step == Progress::Pivots(told + 1));
        ControlFlow::Continue(())
    };
    let Climb::Over(solution) = program.climb_from(basis, &mut tell) else { panic!("{program:?}") };
    assert!(solution.certifies(program), "{program:?} {solution:?}");
    (solution, told)
}

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
    let (mut kinds, mut right, mut wide_right) = ([0; 3], 0, 0);
    for run in 0..1_500 {
        let program = random.program(run % 2 == 0);
        if program.variables.iter().any(Variable::is_empty) {
            continue;
        }
        let exact = program.climb_exactly();
        // What floats make of another objective and other right sides.
        let mut other = program.clone();
        other.variables.iter_mut().for_each(|variable| variable.objective = random.number());
        other.rows.iter_mut().for_each(|row| row.right = random.number());
        let plain = climbed(&program, program.guess().basis);
        let wide = climbed(&program, program.wide_guess().basis);
        right += usize::from(plain.1 == 0);
        wide_right += usize::from(wide.1 == 0);
        for (found, _) in
            [plain, wide, climbed(&program, idle(&program)), climbed(&program, other.guess().basis)]
        {
            kinds[agree(&found, &exact)] += 1;
        }
    }
    // Of programs with an optimum, nearly all guesses are right.
    for right in [right, wide_right] {
        assert!(right * 4 > kinds[0] - kinds[0] / 20, "{right} {kinds:?}");
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

#[test]
fn a_guess_leads_to_a_vertex_that_is_optimal_as_it_stands() {
    for k in [2, 3, 4] {
        let program = two_items(k);
        let guess = program.guess();
        assert!(guess.is_optimal());
        let (found, steps) = climbed(&program, guess.basis);
        agree(&found, &program.climb_exactly());
        assert_eq!(steps, 0, "k = {k}");
    }
}

#[test]
fn a_spoilt_guess_is_repaired_by_exact_pivots() {
    let program = two_items(4);
    let exact = program.climb_exactly();
    let guess = program.guess();
    let mut turned = guess.basis.clone();
    for side in turned.at.iter_mut().step_by(3) {
        *side = if *side == Side::Lower { Side::Upper } else { Side::Lower };
    }
    let mut otherwise = program.clone();
    otherwise.variables.iter_mut().step_by(2).for_each(|variable| variable.objective += ratio(1, 1));
    for basis in [turned, otherwise.guess().basis] {
        let (found, steps) = climbed(&program, basis);
        assert!(steps > 0, "the guess is spoilt");
        agree(&found, &exact);
    }
}

/// Values over 36 decades: one item, and types whose values grow by 10 each, so that each makes about as much as the next. Types are compared
/// with those near them.
#[test]
fn numbers_over_36_decades_need_few_exact_pivots() {
    let types: u32 = 36;
    let value = |power: u32| Rational::from_integer(BigInt::from(10).pow(power));
    let number = |whole: i64| ratio(whole, 1);
    let mut program = Program::new();
    let variables: Vec<_> = (0..types)
        .map(|power| {
            let chance = program.variable(Some(number(0)), Some(number(1)), number(0));
            let mass = ratio(i64::from(power % 5) + 1, 7) / value(power);
            (chance, program.variable(Some(number(0)), Some(value(types)), mass))
        })
        .collect();
    for truth in 0..types {
        let at = |report: u32, sign: i64| {
            let (chance, pays) = variables[usize::try_from(report).unwrap()];
            [(chance, number(sign) * value(truth)), (pays, number(-sign))]
        };
        program.row(at(truth, 1), Relation::AtLeast, number(0)).unwrap();
        for report in (0..types).filter(|report| [1, 2, 3].contains(&truth.abs_diff(*report))) {
            program
                .row(at(truth, 1).into_iter().chain(at(report, -1)), Relation::AtLeast, number(0))
                .unwrap();
        }
    }
    let (found, steps) = climbed(&program, program.guess().basis);
    assert!(matches!(found, Solution::Optimal(_)));
    assert!(steps <= 2 * usize::try_from(types).unwrap(), "{steps}");
}

/// An additive buyer of two items whose values are over 36 decades at random: the machine's floats take a basis for optimal, or lose their way, that
/// is far from it, and numbers are long at those on the way from there.
#[test]
fn values_over_36_decades_at_random_need_hardly_a_pivot() {
    let types = 14;
    for seed in 0..6 {
        let mut random = Random(oorandom::Rand64::new(seed));
        let mut value = || {
            let decade = u32::try_from(random.below(35)).unwrap();
            ratio(1 + random.below(99), 1) * Rational::from_integer(BigInt::from(10).pow(decade))
        };
        let values: Vec<[Rational; 2]> = (0..types).map(|_| [value(), value()]).collect();
        let most = values.iter().map(|[one, other]| one + other).max().unwrap();
        let number = |whole: i64| ratio(whole, 1);
        let mut program = Program::new();
        let variables: Vec<_> = (0..types)
            .map(|position| {
                let mut chance = || program.variable(Some(number(0)), Some(number(1)), number(0));
                let chances = [chance(), chance()];
                let weight = i64::try_from(position * position % 17).unwrap() + 1;
                (chances, program.variable(Some(number(0)), Some(most.clone()), number(weight)))
            })
            .collect();
        for (truth, worth) in values.iter().enumerate() {
            let utility = |at: usize, sign: i64| {
                let (chances, pays) = variables[at];
                let gets =
                    chances.into_iter().zip(worth).map(move |(chance, worth)| (chance, worth * number(sign)));
                gets.chain([(pays, number(-sign))])
            };
            program.row(utility(truth, 1), Relation::AtLeast, number(0)).unwrap();
            for report in (0..types).filter(|report| *report != truth) {
                program
                    .row(utility(truth, 1).chain(utility(report, -1)), Relation::AtLeast, number(0))
                    .unwrap();
            }
        }
        let guess = program.guess();
        assert!(guess.is_optimal());
        let (found, steps) = climbed(&program, guess.basis);
        assert!(matches!(found, Solution::Optimal(_)) && steps <= 2, "seed {seed}: {steps}");
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
        let again = program.guess_from(Some(&other.guess()), &mut |_| ControlFlow::Continue(()));
        for guess in [other.guess(), again] {
            let found = program.maximise_from(guess, &mut |_| ControlFlow::Continue(())).unwrap();
            assert!(found.certifies(&program));
            assert_eq!(agree(&found, &exact), 0);
        }
    }
}

#[test]
fn a_guess_goes_on_from_the_last_one() {
    let mut fewer = two_items(7);
    // Every tenth row comes later.
    let (late, early): (Vec<_>, Vec<_>) = fewer.rows.drain(..).enumerate().partition(|(at, _)| at % 10 == 0);
    fewer.rows = early.into_iter().map(|(_, row)| row).collect();
    let mut program = fewer.clone();
    program.rows.extend(late.into_iter().map(|(_, row)| row));
    let count = |program: &Program, before| {
        let mut steps = 0;
        let guess = program.guess_from(before, &mut |step| {
            let Progress::Steps(done) = step else { panic!("{step}") };
            steps = done;
            ControlFlow::Continue(())
        });
        (guess, steps)
    };
    assert!(fewer.row_count() < program.row_count());
    let (first, _) = count(&fewer, None);
    let ((_, cold), (found, warm)) = (count(&program, None), count(&program, Some(&first)));
    assert!(found.is_optimal() && 2 * warm < cold, "{warm} {cold}");
}

/// Whoever stops is told nothing false: no answer, and a bound that holds.
#[test]
fn what_is_stopped_leaves_a_bound() {
    let program = two_items(6);
    let optimum = program.maximise().optimum().unwrap().value;
    assert!(program.maximise_telling(&mut |_| ControlFlow::Break(())).is_none());
    let stopped = program.guess_from(None, &mut |_| ControlFlow::Break(()));
    assert!(!stopped.is_optimal());
    let (loose, tight) =
        (program.upper_bound_of(&stopped).unwrap(), program.upper_bound_of(&program.guess()).unwrap());
    assert!(loose > tight && tight >= optimum, "{loose} {tight} {optimum}");
    assert!(tight < optimum * ratio(1_001, 1_000));
}
