//! Marginals that are only nearly known.

use super::ball::Ball;
use super::form::state;
use super::{Program, Relation, VariableId};
use crate::exact::Rational;
use crate::prior::{Distribution, PriorError};
use num_traits::{One, Zero};

/// How far each marginal may be from the one that is given.
///
/// ```
/// use tvmd::optimum::couplings::worst_joint_near;
/// use tvmd::optimum::{Ball, Noise};
/// use tvmd::prelude::*;
/// # tvmd::mechanism! {
/// #     setting Gallery<First, Second> {
/// #         items { Painting }
/// #         bound 2;
/// #         agent First:  additive { Low = 1, High = 2 }
/// #         agent Second: additive { Low = 1, High = 2 }
/// #         prior uniform;
/// #     }
/// #     mechanism Posted in Gallery { posted_prices { Painting: 2 } }
/// # }
///
/// let marginals = [AgentId(0), AgentId(1)].map(|agent| Gallery::prior().marginal(agent));
/// let revenue = Performance::new(&Revenue, &Posted.table())?;
/// // Both are High together at worst, as seldom as the likelier of them can be.
/// let noise = Noise { radii: vec![ratio!(1 / 10), ratio!(1 / 5)], ball: Ball::All };
/// let worst = worst_joint_near(Gallery::setting(), &marginals, &noise, revenue.values())?;
/// assert_eq!(worst.value, ratio!(4 / 5));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noise {
    /// By agent, a total variation distance; below 0 is none.
    pub radii: Vec<Rational>,
    /// Which marginals within it there are.
    pub ball: Ball,
}

/// By agent, which types have mass under some marginal that is near these, or is one of these.
pub(super) fn possible(marginals: &[Distribution], noise: Option<&Noise>) -> Vec<Vec<bool>> {
    let of_agent = |(agent, marginal): (usize, &Distribution)| {
        let has_mass = |report| !marginal.weight(report).is_zero();
        let reached = |report| {
            noise.map_or(has_mass(report), |noise| noise.ball.reaches(has_mass(report), &noise.radii[agent]))
        };
        (0..marginal.len()).map(reached).collect()
    };
    marginals.iter().enumerate().map(of_agent).collect()
}

impl Noise {
    /// Checks that there is a distance for each agent.
    pub(super) fn fits(&self, marginals: &[Distribution]) -> Result<(), PriorError> {
        let agents = [marginals.len(), self.radii.len()];
        if agents[0] == agents[1] { Ok(()) } else { Err(PriorError::Agents(agents[0], agents[1])) }
    }

    /// Each agent's potentials are between a lowest and a highest one, whose distance costs as much as the mass that may move.
    pub(super) fn spread(
        &self,
        program: &mut Program,
        variables: &[Vec<Option<VariableId>>],
        possible: &[Vec<bool>],
    ) {
        for ((variables, possible), radius) in variables.iter().zip(possible).zip(&self.radii) {
            let radius = radius.clone().max(Rational::zero());
            let (lowest, highest) =
                (program.variable(None, None, radius.clone()), program.variable(None, None, -radius));
            for (variable, _) in variables.iter().zip(possible).filter(|(_, possible)| **possible) {
                // The potential that has no variable is 0.
                let times = |factor: Rational| variable.map(|variable| (variable, factor));
                let above = times(Rational::one()).into_iter().chain([(highest, -Rational::one())]);
                state(program, above, Relation::AtMost, Rational::zero());
                let below = times(-Rational::one()).into_iter().chain([(lowest, Rational::one())]);
                state(program, below, Relation::AtMost, Rational::zero());
            }
        }
    }
}
