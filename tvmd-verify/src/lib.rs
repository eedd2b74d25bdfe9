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

mod dual;
mod file;
mod primal;
mod problem;

use file::Certificate;
pub use file::Proves;
use num_rational::BigRational;
use problem::Problem;

/// What is wrong with a certificate, in words.
pub type Reason = String;

/// What a certificate proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    /// What the value is.
    pub proves: Proves,
    /// An expected objective, exactly.
    pub value: BigRational,
}

/// Checks a certificate, and returns what it proves.
///
/// # Errors
/// What is wrong with the file, or why it proves nothing.
pub fn verify(text: &str) -> Result<Proved, Reason> {
    let file: Certificate =
        serde_json::from_str(text).map_err(|error| format!("not a certificate: {error}"))?;
    let problem = Problem::read(&file)?;
    problem.check_outcomes()?;
    problem.check_constraints()?;
    let (attained, worst) = match (file.proves, &file.primal.potentials, &file.worst_prior) {
        (Proves::Optimum | Proves::Deterministic, None, None) => (problem.expected(&problem.prior), None),
        (Proves::MaxMin | Proves::Guarantee, Some(potentials), Some(worst)) => {
            (problem.guaranteed(potentials)?, Some(problem.worst(worst)?))
        }
        _ => return Err("`potentials` and a `worst_prior` belong to guarantees, and only there".to_owned()),
    };
    let prior = worst.as_ref().unwrap_or(&problem.prior);
    let mut nodes = file.dual.iter();
    let bound = match file.proves {
        Proves::Guarantee => Some(problem.expected(prior)),
        _ => problem.bound(prior, &mut nodes, &mut Vec::new())?,
    };
    let value = file.value.0;
    if nodes.next().is_some() {
        Err("a branch too many".to_owned())
    } else if attained != value {
        Err(format!("the mechanism attains {attained} and not {value}"))
    } else if bound.as_ref() != Some(&value) {
        let most = bound.map_or("none".to_owned(), |bound| bound.to_string());
        Err(format!("the upper bound is {most}, not {value}"))
    } else {
        Ok(Proved { proves: file.proves, value })
    }
}
