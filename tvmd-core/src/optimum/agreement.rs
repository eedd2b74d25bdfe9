//! Whether an objective is what its coefficients say.
//!
//! A function that is linear in lotteries and payments is known from what each allocation counts for, and each agent's payment alone; these
//! are looked at, at each profile. What only seems to be linear there mostly differs on a lottery over everything with a different payment by
//! each agent, which is looked at, too, and on the outcomes that it is used on.

use super::cell::allocations;
use super::error::{NotLinear, OptimumError};
use super::goal::{Goal, Linear};
use crate::exact::Rational;
use crate::mechanism::{Allocation, Outcome, Table};
use crate::setting::{AgentId, Profile, Setting};
use num_traits::Zero;

/// Compares what is maximised with its coefficients at every profile, where it is a user's.
pub(super) fn check(goal: &Goal<'_>, setting: &Setting) -> Result<(), OptimumError> {
    let Goal::Objective(objective) = goal else { return Ok(()) };
    setting.profiles().try_for_each(|types| {
        probes(setting, &types).iter().try_for_each(|outcome| compare(*objective, setting, &types, outcome))
    })
}

/// Compares what is maximised with its coefficients on the outcomes of a mechanism, where it is a user's: for theorems that compare a
/// mechanism with an optimum.
///
/// # Errors
/// The first profile at which they differ, with the outcome and both numbers.
pub fn check_on(goal: &Goal<'_>, table: &Table) -> Result<(), OptimumError> {
    let Goal::Objective(objective) = goal else { return Ok(()) };
    let setting = table.setting();
    let mut profiles = setting.profiles().enumerate();
    profiles.try_for_each(|(at, types)| compare(*objective, setting, &types, table.outcome_at(at)))
}

fn compare(
    objective: &dyn Linear,
    setting: &Setting,
    types: &Profile,
    outcome: &Outcome,
) -> Result<(), OptimumError> {
    let drawn = outcome.allocations().iter();
    let allocations: Rational =
        drawn.map(|(chance, allocation)| chance * objective.allocation(setting, types, allocation)).sum();
    let paid = |agent: usize| {
        let (agent, payment) = (AgentId(agent), outcome.payment(AgentId(agent)));
        if payment.is_zero() { payment } else { payment * objective.payment(setting, types, agent) }
    };
    let by_coefficients = (0..setting.agents().len()).map(paid).fold(allocations, |sum, paid| sum + paid);
    let value = objective.value(setting, types, outcome);
    if value == by_coefficients {
        return Ok(());
    }
    Err(OptimumError::NotLinear(Box::new(NotLinear {
        objective: objective.name().to_owned(),
        types: setting.profile_name(types),
        outcome: describe(setting, outcome),
        value,
        by_coefficients,
    })))
}

/// Each allocation for sure, each agent's paying H and -H alone, and all of that at once.
fn probes(setting: &Setting, types: &Profile) -> Vec<Outcome> {
    let agents = setting.agents().len();
    let present: Vec<usize> = (0..agents).filter(|agent| types.types()[*agent] > 0).collect();
    let nothing = || vec![Rational::zero(); agents];
    let possible = allocations(setting, &present).into_iter();
    let possible = possible.map(|bundles| Allocation::new(bundles).expect("each item is given to one agent"));
    let possible: Vec<Allocation> = possible.chain([Allocation::nothing(agents)]).collect();
    let sure = possible.iter().map(|allocation| Outcome::sure(allocation.clone(), nothing()));
    let alone = present.iter().flat_map(|agent| {
        [setting.bound().clone(), -setting.bound()].map(|payment| {
            let mut payments = nothing();
            payments[*agent] = payment;
            Outcome::sure(Allocation::nothing(agents), payments)
        })
    });
    let mut payments = nothing();
    for (position, agent) in present.iter().enumerate() {
        payments[*agent] = setting.bound() / Rational::from_integer((2 * position + 3).into());
    }
    let chance = Rational::new(1.into(), possible.len().into());
    let drawn = possible.iter().map(|allocation| (chance.clone(), allocation.clone()));
    let together = Outcome::lottery(drawn, payments).expect("equal chances add up to 1");
    sure.chain(alone).chain([together]).collect()
}

/// `First gets {Painting} and pays 1, Second gets nothing and pays 1/2`.
fn describe(setting: &Setting, outcome: &Outcome) -> String {
    let of_agent = |(position, agent): (usize, &crate::setting::Agent)| {
        let (gets, pays) = (outcome.describe(setting, AgentId(position)), outcome.payment(AgentId(position)));
        format!("{} gets {gets} and pays {pays}", agent.name())
    };
    setting.agents().iter().enumerate().map(of_agent).collect::<Vec<_>>().join(", ")
}
