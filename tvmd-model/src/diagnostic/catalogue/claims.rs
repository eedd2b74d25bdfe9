//! Claims: those that make no sense, and those that are false.

use super::Message;
use crate::exact::Rational;
use crate::names::brief;
use std::fmt::Display;

// Claims that make no sense.

pub(crate) fn claim_without_prior(claim: impl Display) -> Message {
    Message::new(format!("`{claim}` is about a prior, and the setting declares none"))
        .help("declare a prior, or claim `dsic`, which needs none")
}

pub(crate) fn claim_twice(claim: impl Display) -> Message {
    Message::new(format!("`{claim}` is already there"))
}

pub(crate) fn negative_gain(epsilon: &Rational) -> Message {
    Message::new(format!("the gain {epsilon} that is allowed must be at least 0"))
}

pub(crate) fn q_no_probability(q: &Rational) -> Message {
    Message::new(format!("q is a probability, and {q} isn't in [0, 1]"))
}

// Claims that are false, or too much work.

pub fn too_much_work(mechanism: &str, over: impl Display) -> Message {
    Message::new(format!("the claims of `{}` are too much to verify in a build: {over}", brief(mechanism)))
        .help("end the claims with `at test` to have them verified by a generated test")
}

/// The mechanism has the property that the `claim` denies.
pub fn denied(mechanism: &str, property: impl Display, claim: impl Display) -> Message {
    Message::new(format!("`{}` is {property}, so `{claim}` is false", brief(mechanism)))
}

/// With the payment at this place that would make the claim true, and the properties that hold `instead`.
pub fn refuted(
    mechanism: &str,
    property: impl Display,
    witness: impl Display,
    payment: Option<&Rational>,
    instead: &[impl Display],
) -> Message {
    let payment = payment.map(|payment| format!("with a payment of {payment} here it would be"));
    let instead: Vec<String> = instead.iter().map(|property| format!("`{property}`")).collect();
    let instead = (!instead.is_empty()).then(|| format!("as it stands, {} holds", instead.join(" or ")));
    let ways_out: Vec<String> = payment.into_iter().chain(instead).collect();
    let message = Message::new(format!("`{}` is not {property}\n{witness}", brief(mechanism)));
    if ways_out.is_empty() { message } else { message.help(ways_out.join("; ")) }
}

/// What the generated test of a false claim fails with.
pub fn failed_at_test(mechanism: &str, claim: impl Display, witness: Option<impl Display>) -> String {
    let witness = witness.map_or_else(String::new, |witness| format!("\n{witness}"));
    format!("{mechanism}: `{claim}` is false{witness}")
}

/// What it fails with if nothing can be verified: `error` says at which reports what is impossible.
pub fn impossible_at_test(mechanism: &str, error: impl Display) -> String {
    format!("{mechanism} is impossible {error}")
}
