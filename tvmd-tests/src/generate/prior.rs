//! Priors: sparse joint ones, independent ones, uniform. ⊥ may have mass, other types may have none.

use super::Frame;
use super::number::{Weight, weights};
use super::setting::{AGENTS, PROFILES, TYPES};
use num_traits::Zero;
use proptest::collection::vec;
use proptest::prelude::*;
use tvmd_core::exact::text::Text;
use tvmd_core::model::{Atom, Marginal, PriorDecl};

/// A prior before the setting is known.
#[derive(Clone, Debug)]
pub(super) enum RawPrior {
    Uniform,
    /// By agent; without weights: uniform.
    Independent(Vec<Option<Vec<Weight>>>),
    Joint(Vec<Weight>),
}

/// Priors of any setting.
pub(super) fn priors() -> impl Strategy<Value = RawPrior> {
    let marginal = prop_oneof![1 => Just(None), 4 => weights(TYPES).prop_map(Some)];
    prop_oneof![
        1 => Just(RawPrior::Uniform),
        3 => vec(marginal, AGENTS).prop_map(RawPrior::Independent),
        4 => weights(PROFILES).prop_map(RawPrior::Joint),
    ]
}

impl RawPrior {
    /// The prior in a setting.
    pub(super) fn model(&self, frame: &Frame) -> PriorDecl {
        match self {
            Self::Uniform => PriorDecl::Uniform,
            Self::Independent(marginals) => {
                let agents = frame.setting.agents.iter().zip(marginals);
                let marginals = agents.map(|(agent, weights)| {
                    let weights = weights.as_ref();
                    let marginal = weights.map(|weights| masses(Frame::types(agent), weights, frame));
                    (agent.name.clone(), marginal.unwrap_or(Marginal::Uniform))
                });
                PriorDecl::Independent(marginals.collect())
            }
            Self::Joint(weights) => {
                let profiles = frame.profiles();
                let masses = frame.grain.masses(&weights[..profiles.len()]);
                let atoms =
                    profiles.into_iter().zip(masses).filter(|(_, probability)| !probability.is_zero());
                PriorDecl::Joint(atoms.map(|(profile, probability)| Atom { profile, probability }).collect())
            }
        }
    }
}

fn masses(types: Vec<String>, weights: &[Weight], frame: &Frame) -> Marginal {
    let masses = frame.grain.masses(&weights[..types.len()]).into_iter().map(Text);
    Marginal::Masses(types.into_iter().zip(masses).filter(|(_, mass)| !mass.0.is_zero()).collect())
}
