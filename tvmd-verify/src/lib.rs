//! An independent checker of certificates of optimality: it reads a file and says yes or no, and shares no code with what wrote it.
//!
//! A certificate holds a setting, a prior, an objective, a mechanism (the primal) and multipliers of its constraints (the dual). From the
//! setting alone the checker derives what an optimal mechanism is: a lottery over allocations and payments in [-H, H] at each
//! profile, nothing for who reports ⊥, participation, and truthfulness. Then two things are checked, all in rationals:
//!
//! 1. The mechanism satisfies every constraint, and its expected objective is the value. So the optimum is at least the value.
//! 2. Multipliers that are at least 0, put on constraints `slack ≥ 0`, bound every mechanism: its objective is at most its objective plus
//!    the multipliers times its slacks, and that sum is at most what it is with the best allocation and payments at each profile
//!    separately. That bound is the value. So the optimum is at most the value.
//!
//! For a max-min certificate the objective is guaranteed over all joint distributions with the prior's marginals: the primal also has
//! potentials, a number per type, that add up to at most the objective at every profile, and whose expectations add up to the
//! value; the dual also has a joint distribution with those marginals, and the bound is taken under it.

mod bound;
mod constraints;
mod read;

pub use read::Certificate;

use num_rational::BigRational;
use read::Problem;

/// What is wrong with a certificate, in words.
pub type Reason = String;

/// Checks a certificate, and returns the value that it certifies.
///
/// # Errors
/// What is wrong with the file, or why it certifies nothing.
pub fn verify(text: &str) -> Result<BigRational, Reason> {
    let certificate: Certificate =
        serde_json::from_str(text).map_err(|error| format!("not a certificate: {error}"))?;
    let problem = Problem::read(&certificate)?;
    let value = problem.attained()?;
    if value != problem.value {
        return Err(format!("the mechanism attains {value} and not {}", problem.value));
    }
    let bound = problem.bound()?;
    if bound != problem.value {
        return Err(format!("the multipliers bound the optimum by {bound}, not by {}", problem.value));
    }
    Ok(value)
}
