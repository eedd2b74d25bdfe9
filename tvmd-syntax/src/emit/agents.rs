//! The agents of a setting, as Rust has them.

use crate::names::{self, IN_MODULE, ident};
use crate::spans::Spans;
use proc_macro2::{Ident, Span};
use std::collections::HashSet;
use tvmd_model::diagnostic::Place;
use tvmd_model::model::{AgentDecl, SettingDecl};

/// An agent as the module of the setting has her.
pub(super) struct Declared<'m> {
    pub(super) agent: &'m AgentDecl,
    pub(super) position: usize,
    /// The enum of her types, and her variant of `Agent`.
    pub(super) name: Ident,
    /// Her field of `Profile`.
    pub(super) field: Ident,
}

/// The agents whose names clash with nothing.
pub(super) fn declared<'m>(setting: &'m SettingDecl, spans: &Spans) -> Vec<Declared<'m>> {
    let (mut enums, mut fields): (HashSet<_>, HashSet<_>) =
        (IN_MODULE.map(str::to_owned).into(), HashSet::new());
    let agents = setting.agents.iter().enumerate().filter_map(|(position, agent)| {
        let place = Place::default().field("setting").field("agents").index(position).field("name");
        let span = span(spans, &place);
        let (name, field) = (ident(&agent.name, span)?, names::field(&agent.name, span)?);
        let is_new = enums.insert(agent.name.clone()) && fields.insert(field.clone());
        is_new.then_some(Declared { agent, position, name, field })
    });
    agents.collect()
}

/// What a place was read from.
pub(super) fn span(spans: &Spans, place: &Place) -> Span {
    spans.at(place).into_iter().next().map_or_else(Span::call_site, |tree| tree.span())
}
