//! Situations in which a type of an agent decides what to report.

use super::constraint::Constraint;
use crate::exact::scaled::whole;
use crate::exact::{BigInt, Rational};
use crate::prior::Prior;
use crate::setting::{AgentId, Setting};
use num_traits::One;

/// Where a type of an agent decides what to report: against known reports of the others, or against a draw of them.
#[derive(Clone, Debug)]
pub(super) struct Situation {
    pub(super) agent: usize,
    /// Her type.
    pub(super) truth: usize,
    /// The number of the profile in which she tells the truth, if the others' reports are known.
    pub(super) at: Option<usize>,
    /// The others' reports, by number, and their probabilities over `unit`.
    pub(super) others: Vec<(usize, BigInt)>,
    pub(super) unit: BigInt,
}

impl Situation {
    /// What she would report instead of the truth; who knows that ⊥ is worth 0 needn't look at it.
    pub(super) fn misreports(&self, setting: &Setting) -> impl Iterator<Item = usize> + use<> {
        let (truth, first) = (self.truth, usize::from(self.at.is_some()));
        (first..setting.agents()[self.agent].types().len()).filter(move |report| *report != truth)
    }

    pub(super) fn constraint(&self, misreport: Option<usize>) -> Constraint {
        Constraint { agent: self.agent, own: self.truth, misreport, at: self.at }
    }
}

/// Known reports of the others at the profiles in play, for every agent who takes part.
pub(super) fn known(setting: &Setting, in_play: &[bool]) -> Vec<Situation> {
    let profiles = setting.profiles().enumerate().filter(|(index, _)| in_play[*index]);
    let situations = profiles.flat_map(|(index, profile)| {
        let present = profile.types().iter().enumerate().filter(|(_, report)| **report > 0);
        let situation = |(agent, truth): (usize, &usize)| {
            let others = setting.numbering().others_at(agent, index);
            let others = vec![(others, BigInt::one())];
            Situation { agent, truth: *truth, at: Some(index), others, unit: BigInt::one() }
        };
        present.map(situation).collect::<Vec<_>>()
    });
    situations.collect()
}

/// A draw of the others' reports given each type of positive probability.
pub(super) fn drawn(prior: &Prior) -> Vec<Situation> {
    let agents = prior.setting().agents().iter().enumerate();
    let types = agents.flat_map(|(agent, spec)| (0..spec.types().len()).map(move |truth| (agent, truth)));
    let situations = types.filter_map(|(agent, truth)| {
        let others = prior.conditional(AgentId(agent), truth)?;
        let masses: Vec<Rational> = others.support().map(|rest| others.mass(rest)).collect();
        let (weights, unit) = whole(&masses);
        let others = others.support().zip(weights).collect();
        Some(Situation { agent, truth, at: None, others, unit })
    });
    situations.collect()
}
