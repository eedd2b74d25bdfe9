//! The mechanism that is best, and with it what it guarantees.

use crate::exact::{Rational, text::Text};
use crate::mechanism::Table;
use crate::model;
use crate::setting::Agent;
use serde::Serialize;
use std::collections::BTreeMap;

/// The mechanism, with potentials or a cap where it is best against the worst distribution.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Primal {
    #[serde(flatten)]
    mechanism: model::MechanismDecl,
    /// By agent and type.
    #[serde(skip_serializing_if = "Option::is_none")]
    potentials: Option<BTreeMap<String, BTreeMap<String, Text>>>,
    /// What is made above it doesn't count.
    #[serde(skip_serializing_if = "Option::is_none")]
    cap: Option<Text>,
}

impl Primal {
    /// This one, with the potentials by agent and type if it has some.
    pub(super) fn new(table: &Table, potentials: Option<&Vec<Vec<Rational>>>) -> Self {
        let agents = table.setting().agents().iter();
        let named = |potentials: &Vec<Vec<Rational>>| {
            let of_agent = |(agent, potentials): (&Agent, &Vec<Rational>)| {
                let types = potentials.iter().enumerate();
                let types = types
                    .map(|(report, potential)| (agent.type_name(report).to_owned(), Text(potential.clone())));
                (agent.name().to_owned(), types.collect())
            };
            agents.zip(potentials).map(of_agent).collect()
        };
        let mechanism = model::MechanismDecl { rule: table.to_model(), claims: Vec::new() };
        Self { mechanism, potentials: potentials.map(named), cap: None }
    }
    /// The same where nothing above a cap counts.
    pub(super) fn capped(self, cap: &Rational) -> Self {
        Self { cap: Some(Text(cap.clone())), ..self }
    }
}
