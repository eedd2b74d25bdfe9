//! Reading a problem that good_lp hands to a solver.

use crate::{Program, Rational};
use ::good_lp::solvers::lp_solvers::{LpSolver, Solution as Answer, SolverTrait, Status};
use ::good_lp::variable::UnsolvedProblem;
use ::good_lp::{ResolutionError, SolverModel as _};
use lp_solvers::lp_format::{AsVariable as _, LpObjective, LpProblem, WriteToLpFileFormat};
use num_traits::Zero as _;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// What is wrong with a model, each with its place and the way out.
#[derive(Debug, Default)]
pub(super) struct Mistakes(Vec<String>);

impl Mistakes {
    pub(super) fn add(&mut self, mistake: String) {
        self.0.push(mistake);
    }

    /// The error that lists them, if there are any.
    pub(super) fn none(&self) -> Result<(), ResolutionError> {
        if self.0.is_empty() { Ok(()) } else { Err(ResolutionError::Str(self.0.join("; "))) }
    }

    /// The fraction that a number is.
    pub(super) fn number(&mut self, value: f64, place: impl FnOnce() -> String) -> Rational {
        Rational::from_float(value).unwrap_or_else(|| {
            let what = if value.is_nan() { "not a number" } else { "infinite" };
            self.add(format!("{} is {what}; give a finite number", place()));
            Rational::zero()
        })
    }
}

/// A problem without its constraints.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) program: Program,
    pub(super) minimised: bool,
    pub(super) mistakes: Mistakes,
}

/// Takes in what good_lp passes on to solvers of others.
#[derive(Clone, Default)]
pub(super) struct Reader(Arc<OnceLock<Read>>);

impl Reader {
    pub(super) fn read(problem: UnsolvedProblem) -> Read {
        let reader = Self::default();
        // Solving is what hands the problem over; that a reader solves nothing is known.
        let _ = problem.using(LpSolver(reader.clone())).solve();
        Arc::into_inner(reader.0).and_then(OnceLock::into_inner).expect("good_lp runs its solvers")
    }
}

impl SolverTrait for Reader {
    fn run<'a, P: LpProblem<'a>>(&self, problem: &'a P) -> Result<Answer, String> {
        let (mut program, mut mistakes) = (Program::new(), Mistakes::default());
        let minimised = problem.sense() == LpObjective::Minimize;
        let mut columns = HashMap::new();
        for (number, variable) in (1..).zip(problem.variables()) {
            let name = format!("variable number {number} (`{}`)", variable.name());
            if variable.is_integer() {
                mistakes.add(format!(
                    "{name} is an integer, and fractions are all that is solved for here; leave `integer` and `binary` out, or \
                     take a solver that branches"
                ));
            }
            let (lower, upper) = (variable.lower_bound(), variable.upper_bound());
            let lower = (lower != f64::NEG_INFINITY)
                .then(|| mistakes.number(lower, || format!("the lower bound of {name}")));
            let upper = (upper != f64::INFINITY)
                .then(|| mistakes.number(upper, || format!("the upper bound of {name}")));
            columns
                .insert(variable.name().to_owned(), (program.variable(lower, upper, Rational::zero()), name));
        }
        let text = Text(problem.objective()).to_string();
        // `+0.5 x -2 y`
        let words: Vec<&str> = text.split_whitespace().collect();
        for term in words.chunks(2) {
            let read = match term {
                [number, name] => number.parse().ok().zip(columns.get(*name)),
                _ => None,
            };
            let Some((number, (column, name))) = read else {
                mistakes.add(format!("`{}` in the objective isn't a number and a variable", term.join(" ")));
                continue;
            };
            let worth = mistakes.number(number, || format!("the coefficient of {name} in the objective"));
            program.earn(*column, &if minimised { -worth } else { worth }).expect("it was just added");
        }
        let _ = self.0.set(Read { program, minimised, mistakes });
        Ok(Answer::new(Status::NotSolved, HashMap::new()))
    }
}

/// An expression as good_lp writes it.
struct Text<E>(E);

impl<E: WriteToLpFileFormat> fmt::Display for Text<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.to_lp_file_format(f)
    }
}
