//! An independent checker of certificates of optimality: it reads a file and says yes or no, and shares no code with what wrote it.
//!
//! A certificate holds a setting, a prior, an objective, a mechanism (the primal) and multipliers of its constraints (the dual). From the
//! setting alone the checker derives what an optimal mechanism is: a lottery over allocations and payments in [-H, H] at each
//! profile, nothing for who reports ⊥, participation, and truthfulness. Then two things are checked, exactly:
//!
//! 1. The mechanism satisfies every constraint, and its expected objective is the value. So the optimum is at least the value.
//! 2. Multipliers that are at least 0, put on constraints `slack ≥ 0`, bound every mechanism: its objective is at most its objective plus
//!    the multipliers times its slacks, and that sum is at most what it is with the best allocation and payments at each profile
//!    separately. That bound is the value. So the optimum is at most the value.
//!
//! Where lotteries aren't allowed, a tree of decisions about who gets what at a profile covers all mechanisms, and step 2 is done for
//! each leaf, with allocations that respect its decisions; the largest bound is the value.
//!
//! Where only marginals are known, potentials, a number per type that add up to at most the objective at every profile, show in step 1
//! what the mechanism makes under every joint distribution; a worst one takes the prior's place in step 2.
//!
//! Truthfulness counts ⊥ as a report, with one exception: if truth is dominant and participation is interim, truth is dominant among the
//! types that take part (whatever the others report, ⊥ included), and what taking part costs is asked in expectation alone.
//!
//! What each field is to each kind of claim; every other field, a name that comes twice and whatever an instance is refused for is refused:
//!
//! | field | `optimum` | `deterministic` | `max-min` | `guarantee` |
//! |---|---|---|---|---|
//! | `tvmd` | 1 | 1 | 1 | 1 |
//! | `proves`, `objective`, `value` | verdict | verdict | verdict | verdict |
//! | `setting` | verdict, by its name | the same | the same | the same |
//! | `prior` | verdict | verdict | verdict: its marginals | verdict: its marginals |
//! | `truthfulness` | verdict: `dsic` or `bic` | the same | `dsic` | `dsic` |
//! | `epsilon` | verdict: with `bic`, at least 0 | the same | forbidden | forbidden |
//! | `participation` | verdict: `ex-post` or `interim` | the same | `ex-post` | `ex-post` |
//! | `primal.outcomes` | proof | proof, without lotteries | proof | verdict: `this mechanism` |
//! | `primal.potentials`, `worst_prior` | forbidden | forbidden | proof | proof |
//! | `dual` | proof: a leaf | proof: a tree | proof: a leaf | forbidden |

mod claim;
mod dual;
mod file;
mod limits;
mod names;
mod primal;
mod problem;

pub use claim::{Claim, Objective, Participation, Proves, Truthfulness};
pub use limits::BUDGET;
use num_rational::BigRational;
use problem::Problem;
use std::fmt;

/// What a certificate proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    /// What is claimed of the value.
    pub claim: Claim,
    /// An expected objective, exactly.
    pub value: BigRational,
}

/// Why nothing is proved, in words; what they repeat of the file is as it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The text is no certificate: no JSON, an instance, another version of the format, or not of its shape.
    NotACertificate(String),
    /// It is a certificate, and proves nothing.
    ProvesNothing(String),
    /// It is larger, or more work, than is possible.
    TooLarge(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotACertificate(reason) => write!(f, "not a certificate: {reason}"),
            Self::ProvesNothing(reason) | Self::TooLarge(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for Error {}

impl From<String> for Error {
    fn from(reason: String) -> Self {
        Self::ProvesNothing(reason)
    }
}

/// Checks a certificate, and returns what it proves.
///
/// # Errors
/// What is wrong with the file, or why it proves nothing.
pub fn verify(text: &str) -> Result<Proved, Error> {
    verify_within(text, BUDGET)
}

/// The same within a budget of steps.
///
/// # Errors
/// What is wrong with the file, or why it proves nothing.
pub fn verify_within(text: &str, budget: u128) -> Result<Proved, Error> {
    let file = file::Certificate::read(text)?;
    let claim = Claim::of(&file)?;
    let problem = Problem::read(&file, limits::check(&file, budget)?)?;
    problem.check_outcomes()?;
    problem.check_constraints()?;
    let worst = file.worst_prior.as_ref().map(|own| problem.worst(own)).transpose()?;
    let prior = worst.as_ref().unwrap_or(&problem.prior);
    let attained = match &file.primal.potentials {
        Some(potentials) => problem.guaranteed(potentials)?,
        None => problem.expected(prior),
    };
    let bound = match &file.dual {
        Some(tree) => problem.bound(prior, tree)?,
        None => Some(problem.expected(prior)),
    };
    let (value, unit) = (file.value.0.clone(), problem.unit.pow(3));
    let [attained, bound] =
        [Some(attained), bound].map(|own| own.map(|own| BigRational::new(own, unit.clone())));
    if attained.as_ref() != Some(&value) {
        let attained = attained.unwrap_or_default();
        Err(format!("the mechanism attains {attained} and not {value}").into())
    } else if bound.as_ref() != Some(&value) {
        let most = bound.map_or("none".to_owned(), |bound| bound.to_string());
        Err(format!("the upper bound is {most}, not {value}").into())
    } else {
        Ok(Proved { claim, value })
    }
}
