//! The constraints of a designer's problem: participation and truthfulness, with what relaxing them is worth.

use super::form::Whole;
use super::{Program, Relation, RowId, VariableId};
use crate::exact::Rational;
use crate::setting::{AgentId, Setting};
use num_traits::{Signed, Zero};

/// A type of an agent doesn't lose by taking part, or doesn't gain by a misreport.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Constraint {
    /// The agent's position.
    pub agent: usize,
    /// Her type.
    pub own: usize,
    /// The misreport; none where it is about participation.
    pub misreport: Option<usize>,
    /// The number of the profile in which she tells the truth; none where it is about an expectation over the others.
    pub at: Option<usize>,
}

/// Constraints with their rows in a program.
#[derive(Debug, Default)]
pub(super) struct Constraints(Vec<(RowId, Constraint)>);

impl Constraints {
    /// Adds the row `form ≥ right`, unless it says nothing.
    pub(super) fn add(
        &mut self,
        program: &mut Program,
        constraint: Constraint,
        (entries, unit): Whole,
        right: Rational,
    ) {
        if !entries.is_empty() || right.is_positive() {
            let row = program.integer_row(entries, unit, Relation::AtLeast, right);
            self.0.push((row.expect("a plan's forms are over its unit, in its variables"), constraint));
        }
    }

    /// The multipliers that aren't 0, all positive.
    pub(super) fn multipliers(&self, dual: &[Rational]) -> Vec<(Constraint, Rational)> {
        let worth = self.0.iter().map(|(row, constraint)| (*constraint, -&dual[row.0]));
        worth.filter(|(_, multiplier)| !multiplier.is_zero()).collect()
    }
}

/// What a program in which ⊥ is a report says by keeping payments at least 0: that ⊥ doesn't gain by reporting a type at a known
/// profile of the others. The multipliers are the reduced costs of payments that would rather be negative.
pub(super) fn of_bottom(
    setting: &Setting,
    program: &Program,
    dual: &[Rational],
    payment: impl Fn(usize, usize) -> Option<VariableId>,
) -> Vec<(Constraint, Rational)> {
    let reduced = program.reduced_costs(dual).expect("multipliers are one per row");
    let mut found = Vec::new();
    for (index, profile) in setting.profiles().enumerate() {
        for agent in 0..setting.agents().len() {
            let cost = payment(index, agent).map(|variable| &reduced[variable.0]);
            let truth = setting.index_of(&profile.with(AgentId(agent), 0));
            if let Some((cost, at)) = cost.filter(|cost| cost.is_negative()).zip(truth) {
                let misreport = Some(profile.of(AgentId(agent)));
                found.push((Constraint { agent, own: 0, misreport, at: Some(at) }, -cost));
            }
        }
    }
    found
}
