#![doc = include_str!("../README.md")]

mod dual;
mod file;
mod limits;
mod names;
mod near;
mod place;
mod primal;
mod problem;

use file::Certificate;
pub use file::{Ball, MAX_BYTES, Objective, Participation, Proves, Truthfulness};
pub use limits::BUDGET;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed as _;
pub use place::Place;
use place::{At as _, Wrong};
use problem::Problem;
use std::fmt;

/// What a certificate proves: all that it says, but the numbers of its setting and its prior.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    /// What the value is.
    pub proves: Proves,
    /// The expected objective, exactly.
    pub value: BigRational,
    /// The setting's name.
    pub setting: String,
    /// What is maximised or guaranteed.
    pub objective: Objective,
    /// What is asked of incentives.
    pub truthfulness: Truthfulness,
    /// What a type may gain by a misreport, in expectation: at least 0, and only under BIC.
    pub epsilon: Option<BigRational>,
    /// What is asked of participation.
    pub participation: Participation,
    /// How far the prior may be from the given one, in total variation; and by agent, how far her marginal.
    pub within: Option<BigRational>,
    /// The same by agent, of her marginal.
    pub marginals_within: Option<Vec<(String, BigRational)>>,
    /// Which distributions within that there are.
    pub ball: Ball,
}

/// Why nothing is proved, in words; what they repeat of the file is as it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The text is no certificate: no JSON, an instance, another version of the format, or not of its shape.
    /// Where that is known, with the line and the column at which it was found, counted from 1.
    NotACertificate(String, Option<(usize, usize)>),
    /// It is a certificate, and proves nothing: with the part of it that shows that, where it is one.
    ProvesNothing(String, Option<Place>),
    /// Something in it is larger than is possible, or it takes more steps to check than the budget.
    TooMuch(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::NotACertificate(reason, _) | Self::ProvesNothing(reason, _) | Self::TooMuch(reason)) =
            self;
        f.write_str(reason)?;
        match self {
            Self::NotACertificate(_, Some((line, column)))
            | Self::ProvesNothing(_, Some(Place { line, column, .. })) => {
                write!(f, " at line {line} column {column}")
            }
            _ => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

/// A result, or what is wrong with a certificate.
type Checked<T> = Result<T, Wrong>;

/// Checks a certificate within [`BUDGET`].
///
/// # Errors
/// What is wrong with the file, or why it proves nothing.
pub fn verify(text: &str) -> Result<Proved, Error> {
    verify_within(text, BUDGET)
}

/// Checks a certificate within a budget of steps, and returns what it proves.
///
/// # Errors
/// What is wrong with the file, or why it proves nothing.
pub fn verify_within(text: &str, budget: u128) -> Result<Proved, Error> {
    let file = Certificate::read(text)?;
    let nothing = |wrong: Wrong| {
        let place = wrong.place(text);
        Error::ProvesNothing(wrong.reason, place)
    };
    check_fields(&file).map_err(nothing)?;
    let unit = limits::check(&file, budget)?;
    proved(&file, unit).map_err(nothing)
}

/// What a file proves, with a common denominator of its numbers.
fn proved(file: &Certificate, unit: BigInt) -> Checked<Proved> {
    let problem = Problem::read(file, unit)?;
    problem.check_constraints().at("outcomes").at("primal")?;
    let worst = file.worst_prior.as_ref().map(|prior| problem.masses(prior).at("worst_prior")).transpose()?;
    let prior = worst.as_ref().unwrap_or(&problem.prior);
    problem.check_worst(prior)?;
    let attained = match (&file.primal.potentials, &file.primal.cap) {
        (Some(potentials), _) => problem.guaranteed(potentials)?,
        (None, Some(cap)) => problem.capped(cap)?,
        (None, None) => problem.expected(prior),
    };
    let bound = match &file.dual {
        Some(tree) => problem.bound(prior, tree).at("dual")?,
        None => Some(problem.expected(prior)),
    };
    let whole = |number| BigRational::new(number, problem.unit.pow(3));
    let (attained, bound, value) = (whole(attained), bound.map(whole), file.value.0.clone());
    if attained != value || bound.as_ref() != Some(&value) {
        let most = bound.map_or("none".to_owned(), |bound| bound.to_string());
        let reason = format!("the mechanism attains {attained}, the upper bound is {most}, not {value}");
        return Err(Wrong::from(reason).behind("value"));
    }
    let Certificate { proves, objective, truthfulness, participation, .. } = *file;
    let (setting, epsilon) =
        (file.setting.name.clone(), file.epsilon.as_ref().map(|epsilon| epsilon.0.clone()));
    let (within, ball) = (file.within.as_ref().map(|radius| radius.0.clone()), problem.ball());
    let radii = |named: &file::Named<file::Number>| {
        named.0.iter().map(|(name, radius)| (name.clone(), radius.0.clone())).collect()
    };
    let marginals_within = file.marginals_within.as_ref().map(radii);
    Ok(Proved {
        proves,
        value,
        setting,
        objective,
        truthfulness,
        epsilon,
        participation,
        within,
        marginals_within,
        ball,
    })
}

/// Whether a file has the fields that belong to its kind of claim and no others; see the table.
fn check_fields(file: &Certificate) -> Checked<()> {
    let marginals = matches!(file.proves, Proves::MaxMin | Proves::Guarantee);
    let strict = (file.truthfulness, file.participation) == (Truthfulness::Dsic, Participation::ExPost);
    let (robust, epsilon) = (file.proves == Proves::RobustOptimum, file.epsilon.as_ref());
    let noisy = file.marginals_within.is_some();
    let rules = [
        (
            file.worst_prior.is_some() == (marginals || robust),
            "worst_prior",
            "`worst_prior` belongs to guarantees and robust optima, and only there",
        ),
        (file.within.is_some() == robust, "within", "`within` belongs to robust optima, and only there"),
        (file.primal.cap.is_some() == robust, "primal", "`cap` belongs to robust optima, and only there"),
        (marginals || !noisy, "marginals_within", "`marginals_within` belongs to guarantees"),
        (robust || noisy || file.ball.is_none(), "ball", "`ball` belongs to a distance"),
        (
            file.primal.potentials.is_some() == marginals,
            "primal",
            "`potentials` belong to guarantees, and only there",
        ),
        (
            file.dual.is_some() == (file.proves != Proves::Guarantee),
            "dual",
            "`dual` belongs to all but `guarantee`",
        ),
        (!marginals || strict, "truthfulness", "guarantees are about `dsic` and `ex-post` mechanisms"),
        (
            epsilon.is_none() || file.truthfulness == Truthfulness::Bic,
            "epsilon",
            "`epsilon` belongs to `bic`, and only there",
        ),
        (epsilon.is_none_or(|number| !number.0.is_negative()), "epsilon", "`epsilon` is negative"),
    ];
    let broken = rules.into_iter().find(|(holds, ..)| !holds);
    broken.map_or(Ok(()), |(_, field, rule)| Err(Wrong::from(rule).behind(field)))
}
