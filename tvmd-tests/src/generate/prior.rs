//! Priors: sparse joint ones, independent ones, uniform. ⊥ may have mass, other types may have none.

use super::Frame;
use super::number::weights;
use num_traits::Zero;
use proptest::prelude::*;
use tvmd_core::exact::text::Text;
use tvmd_core::model::{Atom, Marginal, Prior};

/// Priors of a setting.
pub(super) fn priors(frame: &Frame) -> BoxedStrategy<Prior> {
    prop_oneof![1 => Just(Prior::Uniform), 3 => independent(frame), 4 => joint(frame)].boxed()
}

fn independent(frame: &Frame) -> impl Strategy<Value = Prior> + use<> {
    let grain = frame.grain;
    let marginals: Vec<BoxedStrategy<(String, Marginal)>> = frame
        .setting
        .agents
        .iter()
        .map(|agent| {
            let (name, types) = (agent.name.clone(), Frame::types(agent));
            let masses = weights(types.len()).prop_map(move |weights| {
                let masses = types.iter().cloned().zip(grain.masses(&weights).into_iter().map(Text));
                Marginal::Masses(masses.filter(|(_, mass)| !mass.0.is_zero()).collect())
            });
            let marginal = prop_oneof![1 => Just(Marginal::Uniform), 4 => masses];
            marginal.prop_map(move |marginal| (name.clone(), marginal)).boxed()
        })
        .collect();
    marginals.prop_map(|marginals| Prior::Independent(marginals.into_iter().collect()))
}

fn joint(frame: &Frame) -> impl Strategy<Value = Prior> + use<> {
    let (grain, profiles) = (frame.grain, frame.profiles());
    weights(profiles.len()).prop_map(move |weights| {
        let masses = profiles.iter().cloned().zip(grain.masses(&weights));
        let atoms = masses.filter(|(_, probability)| !probability.is_zero());
        Prior::Joint(atoms.map(|(profile, probability)| Atom { profile, probability }).collect())
    })
}
