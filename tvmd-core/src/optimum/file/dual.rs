//! Why no mechanism is better: multipliers of constraints; without lotteries a tree of decisions, with multipliers at its leaves.

use crate::exact::{Rational, text};
use crate::optimum::constraint::Constraint;
use crate::optimum::decision::Decision;
use crate::optimum::deterministic::Branches;
use crate::prior::Prior;
use crate::setting::AgentId;
use num_traits::Zero as _;
use serde::Serialize;

/// A node of a tree of decisions.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Node {
    Split { profile: Vec<String>, agent: String, item: String },
    Bounded { multipliers: Vec<Multiplier> },
}

/// A multiplier with its constraint.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Multiplier {
    agent: String,
    #[serde(rename = "type")]
    own: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    misreport: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    others: Option<Vec<String>>,
    #[serde(with = "text")]
    multiplier: Rational,
}

impl Node {
    /// A leaf, with these multipliers.
    pub(super) fn bounded(multipliers: &[(Constraint, Rational)], prior: &Prior) -> Self {
        let written = multipliers.iter().map(|(constraint, worth)| Multiplier::new(constraint, worth, prior));
        Self::Bounded { multipliers: written.collect() }
    }

    /// Lists a tree.
    pub(super) fn list(tree: &Branches, prior: &Prior, listed: &mut Vec<Self>) {
        match tree {
            Branches::Bounded(multipliers) => listed.push(Self::bounded(multipliers, prior)),
            Branches::Split { decision: Decision { profile, agent, item }, given, withheld } => {
                let setting = prior.setting();
                let types = setting.profile_at(*profile);
                listed.push(Self::Split {
                    profile: setting.type_names(&types).into_iter().map(str::to_owned).collect(),
                    agent: setting.agents()[*agent].name().to_owned(),
                    item: setting.items()[*item].clone(),
                });
                Self::list(given, prior, listed);
                Self::list(withheld, prior, listed);
            }
        }
    }
}

impl Multiplier {
    fn new(constraint: &Constraint, multiplier: &Rational, prior: &Prior) -> Self {
        let setting = prior.setting();
        let Constraint { agent, own, misreport, at } = *constraint;
        let spec = &setting.agents()[agent];
        let name = |position: usize| spec.type_name(position).to_owned();
        let others = at.map(|at| {
            let profile = setting.profile_at(at);
            let mut names: Vec<String> =
                setting.type_names(&profile).into_iter().map(str::to_owned).collect();
            names.remove(agent);
            names
        });
        // Rows about expectations are conditional on the type.
        let weight = if at.is_some() { Rational::zero() } else { prior.marginal(AgentId(agent)).mass(own) };
        let multiplier = if weight.is_zero() { multiplier.clone() } else { multiplier / weight };
        Self {
            agent: spec.name().to_owned(),
            own: name(own),
            misreport: misreport.map(name),
            others,
            multiplier,
        }
    }
}
