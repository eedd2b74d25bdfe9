//! Models of good_lp, solved by `exact` and by good_lp's `microlp` on floats.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure in a test's helper is a failed test")]
#![allow(clippy::float_arithmetic, reason = "models of floats are what is read here")]

use good_lp::variable::UnsolvedProblem;
use good_lp::{
    Constraint, Expression, ProblemVariables, ResolutionError, Solution, SolverModel, Variable, constraint,
    microlp, variable, variables,
};
use num_traits::{Signed, ToPrimitive};
use tvmd_lp::good_lp::exact;
use tvmd_lp::{BigInt, Rational, Relation, Solution as Answer};

fn ratio(above: i64, below: i64) -> Rational {
    Rational::new(above.into(), below.into())
}

/// The fraction that a float is.
fn read(float: f64) -> Rational {
    Rational::from_float(float).unwrap()
}

/// What is wrong with a model.
fn mistakes(problem: UnsolvedProblem, constraints: impl IntoIterator<Item = Constraint>) -> String {
    match problem.using(exact).with_all(constraints).solve() {
        Err(ResolutionError::Str(mistakes)) => mistakes,
        answer => panic!("{answer:?}"),
    }
}

/// A random model, the same for the same seed: variables in boxes, decimals of floats, rows of each relation.
fn random(seed: u64) -> (ProblemVariables, Vec<Variable>, Expression, Vec<Constraint>) {
    let mut random = oorandom::Rand32::new(seed);
    let mut decimal =
        |end: u32| f64::from(random.rand_range(0..2 * end + 1)) / 100.0 - f64::from(end) / 100.0;
    let mut problem = ProblemVariables::new();
    let columns: Vec<Variable> = (0..2 + seed % 7)
        .map(|_| {
            let (one, other) = (decimal(500), decimal(500));
            problem.add(variable().clamp(one.min(other), one.max(other)))
        })
        .collect();
    let mut form = || columns.iter().map(|variable| decimal(300) * *variable).sum::<Expression>();
    let objective = form();
    let rows: Vec<Expression> = (0..1 + seed % 8).map(|_| form()).collect();
    let constraints = (0..).zip(rows).map(|(number, row)| match number % 5 {
        0..=2 => constraint!(row <= decimal(600)),
        3 => constraint!(row >= decimal(600)),
        _ => constraint!(row == decimal(100)),
    });
    let constraints = constraints.collect();
    (problem, columns, objective, constraints)
}

#[test]
fn floats_are_near_what_is_exact() {
    let (mut optima, mut infeasible) = (0, 0);
    for seed in 0..200 {
        let optimise = |problem: ProblemVariables, objective: &Expression| {
            if seed % 3 > 0 { problem.maximise(objective) } else { problem.minimise(objective) }
        };
        let (problem, columns, objective, constraints) = random(seed);
        let proved = optimise(problem, &objective).using(exact).with_all(constraints.clone()).solve();
        let (problem, ..) = random(seed);
        let guessed = optimise(problem, &objective).using(microlp).with_all(constraints).solve();
        match (proved, guessed) {
            (Ok(proved), Ok(guessed)) => {
                assert!(proved.certifies());
                let value = proved.exact_eval(&objective).unwrap();
                // microlp takes up to 1e-8 for 0, in rows and in reduced costs.
                let gap = read(guessed.eval(&objective)) - &value;
                assert!(
                    gap.abs() <= ratio(1, 1_000_000) * (value.abs() + ratio(1, 1)),
                    "{seed}: off by {gap}"
                );
                for variable in columns {
                    let exact = proved.exact_value(variable).unwrap();
                    assert_eq!(proved.value(variable), exact.to_f64().unwrap());
                }
                optima += 1;
            }
            (Err(ResolutionError::Infeasible), Err(ResolutionError::Infeasible)) => infeasible += 1,
            (proved, guessed) => panic!("{seed}: {:?}, floats {:?}", proved.err(), guessed.err()),
        }
    }
    assert!(optima > 60 && infeasible > 60, "{optima} optima, {infeasible} infeasible");
}

/// The twin of closeness: 0.1 + 0.2, as an `f64`, exceeds 0.3 by 2⁻⁵⁴, and floats don't tell.
#[test]
fn floats_find_a_point_where_there_is_none() {
    let model = || {
        variables! { problem: x; }
        let constraints = [constraint!(x >= 0.1 + 0.2), constraint!(x <= 0.3)];
        (problem.maximise(x), x, constraints)
    };
    let (problem, x, constraints) = model();
    assert_eq!(problem.using(microlp).with_all(constraints).solve().unwrap().value(x), 0.3);

    let (problem, _, constraints) = model();
    let model = problem.using(exact).with_all(constraints);
    let program = model.program().unwrap().clone();
    let answer = program.maximise();
    assert!(matches!(answer, Answer::Infeasible(_)) && answer.certifies(&program));
    let rights = program.rows().iter().map(|row| row.right().clone()).sum::<Rational>();
    assert_eq!(rights, -Rational::new(1.into(), BigInt::from(2).pow(54)));
    assert_eq!(model.solve().err(), Some(ResolutionError::Infeasible));
}

/// The greatest last variable of Hilbert's matrix times x = the sums of its rows, where all are near 1.
fn hilbert(size: u8) -> (UnsolvedProblem, Variable, Vec<Constraint>) {
    let mut problem = ProblemVariables::new();
    let columns = problem.add_vector(variable().clamp(-1e9, 1e9), size.into());
    let row = |row: u8| {
        let entries = (1..=size).map(|column| 1.0 / f64::from(row + column));
        let form = columns.iter().zip(entries.clone()).map(|(variable, entry)| entry * *variable);
        form.sum::<Expression>().eq(entries.sum::<f64>())
    };
    let (last, constraints) = (columns[columns.len() - 1], (0..size).map(row).collect());
    (problem.maximise(last), last, constraints)
}

/// The other twin: equations so close to each other that what floats take for 0 decides.
#[test]
fn floats_lose_the_optimum_of_close_rows() {
    for (size, found) in [(8, true), (10, false)] {
        let (problem, last, constraints) = hilbert(size);
        let proved = problem.using(exact).with_all(constraints).solve().unwrap();
        assert!(proved.certifies());
        let value = proved.exact_value(last).unwrap();
        assert!((value - ratio(1, 1)).abs() < ratio(1, 1000), "{value}");

        let (problem, last, constraints) = hilbert(size);
        let guessed = problem.using(microlp).with_all(constraints).solve();
        assert_eq!(guessed.is_ok(), found, "{:?}", guessed.err());
        if let Ok(guessed) = guessed {
            assert!((read(guessed.value(last)) - value).abs() > ratio(10, 1), "{}", guessed.value(last));
        }
    }
}

#[test]
fn every_finite_number_is_read_as_what_it_is() {
    let mut random = oorandom::Rand64::new(7);
    let extremes = [f64::MIN_POSITIVE, 5e-324, f64::MAX, f64::MIN, -0.0, 0.1, 1e23];
    let bits =
        std::iter::repeat_with(|| f64::from_bits(random.rand_u64())).filter(|number| number.is_finite());
    let numbers: Vec<f64> = extremes.into_iter().chain(bits.take(60)).collect();
    let mut problem = ProblemVariables::new();
    // good_lp drops digits from names on the way, and numbers what is then the same.
    let names = ["x", "x2", "x", "", "v2", "2"];
    let add = |(number, name): (&f64, &&str)| {
        problem.add(variable().name(*name).bounds(number.min(0.5)..=number.max(0.5)))
    };
    let columns: Vec<Variable> = numbers.iter().zip(names.iter().cycle()).map(add).collect();
    let form = || numbers.iter().zip(&columns).map(|(number, column)| *number * *column).sum::<Expression>();
    let mut model = problem.maximise(form()).using(exact);
    for number in &numbers {
        model.add_constraint(form().leq(*number));
    }
    model.add_constraint(form().eq(0.1));
    let program = model.program().unwrap();
    for ((variable, number), row) in program.variables().iter().zip(&numbers).zip(program.rows()) {
        assert_eq!(variable.objective, read(*number));
        assert_eq!(variable.lower, Some(read(number.min(0.5))));
        assert_eq!(variable.upper, Some(read(number.max(0.5))));
        assert_eq!((row.relation(), row.right()), (Relation::AtMost, &read(*number)));
        let given = numbers.iter().enumerate().filter(|(_, number)| **number != 0.0);
        let given: Vec<_> = given.map(|(column, number)| (column, read(*number))).collect();
        let taken: Vec<_> = row.coefficients().map(|(variable, number)| (variable.0, number)).collect();
        assert_eq!(taken, given);
    }
    assert_eq!(program.rows()[numbers.len()].relation(), Relation::Equal);
}

#[test]
fn duals_are_what_loosening_is_worth() {
    for maximised in [true, false] {
        variables! { problem: 0 <= x; 0 <= y; }
        let objective = if maximised { 5 - 3 * x - 2 * y } else { 3 * x + 2 * y - 5 };
        let problem = if maximised { problem.maximise(&objective) } else { problem.minimise(&objective) };
        let mut model = problem.using(exact);
        let least = model.add_constraint(constraint!(x + y >= 4));
        let most = model.add_constraint(constraint!(y <= 1));
        let idle = model.add_constraint(constraint!(y <= 2));
        let sum = model.add_constraint(constraint!(3 * y == 3));
        let program = model.program().unwrap().clone();
        let solution = model.solve().unwrap();
        let sign = if maximised { ratio(1, 1) } else { ratio(-1, 1) };
        assert_eq!(solution.exact_eval(&objective), Some(&sign * ratio(-6, 1)));
        assert_eq!(solution.eval(&objective), (&sign * ratio(-6, 1)).to_f64().unwrap());
        let dual = |constraint| &sign * solution.exact_dual(constraint).unwrap();
        // A unit less to be had saves an x. A unit more y, by whichever row holds it, saves an x for a y.
        assert_eq!((dual(&least), dual(&idle)), (ratio(3, 1), ratio(0, 1)));
        assert_eq!(dual(&most) + ratio(3, 1) * dual(&sum), ratio(1, 1));
        assert_eq!((solution.program(), &solution.optimum().value), (&program, &ratio(-11, 1)));
        assert!(solution.certifies());
    }
}

#[test]
fn what_grows_for_ever_is_unbounded() {
    variables! { problem: x; y <= 3; }
    let model = problem.minimise(x - y).using(exact).with(constraint!(x + y <= 1));
    let program = model.program().unwrap().clone();
    let answer = program.maximise();
    assert!(matches!(answer, Answer::Unbounded { .. }) && answer.certifies(&program));
    assert_eq!(model.solve().err(), Some(ResolutionError::Unbounded));
}

#[test]
fn each_mistake_is_named() {
    let mut problem = ProblemVariables::new();
    let x = problem.add(variable().name("x").min(f64::NAN).max(f64::NEG_INFINITY));
    let y = problem.add(variable().name("y").binary());
    let stranger = ProblemVariables::new().add_vector(variable(), 3)[2];
    let constraints = [
        (f64::INFINITY * x - y).leq(f64::INFINITY).set_name("hours".to_owned()),
        constraint!(x + stranger >= 1),
    ];
    assert_eq!(
        mistakes(problem.minimise(f64::NEG_INFINITY * x + y), constraints).split("; ").collect::<Vec<_>>(),
        [
            "the lower bound of variable number 1 (`x`) is not a number",
            "give a finite number",
            "the upper bound of variable number 1 (`x`) is infinite",
            "give a finite number",
            "variable number 2 (`y`) is an integer, and fractions are all that is solved for here",
            "leave `integer` and `binary` out, or take a solver that branches",
            "the coefficient of variable number 1 (`x`) in the objective is infinite",
            "give a finite number",
            "the number on the right of constraint `hours` is infinite",
            "give a finite number",
            "the coefficient of variable number 1 in constraint `hours` is infinite",
            "give a finite number",
            "constraint number 2 has a variable of another problem",
            "use those that this problem's `add` gave",
        ]
    );
}

#[test]
fn nothing_is_said_of_other_problems() {
    variables! { problem: x <= 1; }
    let solution = problem.maximise(x).using(exact).solve().unwrap();
    let stranger = ProblemVariables::new().add_vector(variable(), 2)[1];
    assert_eq!(solution.exact_value(stranger), None);
    assert_eq!(solution.exact_eval(x + stranger), None);
    assert_eq!(solution.exact_eval(f64::NAN * x), None);
    assert_eq!(solution.exact_eval(x + 0.5), Some(ratio(3, 2)));
    variables! { other: y <= 1; }
    let constraint = other.maximise(y).using(exact).add_constraint(constraint!(y <= 2));
    assert_eq!(solution.exact_dual(&constraint), None);
}
