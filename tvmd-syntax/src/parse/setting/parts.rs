//! The parts of a setting, in any order, each as often as it may be there.

use super::super::number::number;
use super::super::reader::Reader;
use super::super::rust::Attribute;
use super::super::words::{keyword, name, spelt};
use super::super::{attributes, prior, types};
use crate::catalogue;
use crate::spans::since;
use proc_macro2::{Delimiter, Ident};
use syn::parse::ParseStream;
use syn::{Result, Token};
use tvmd_model::diagnostic::Place;
use tvmd_model::exact::Rational;
use tvmd_model::model::{AgentDecl, PriorDecl, SettingDecl, ValuationKind, Word as _};
use tvmd_model::names::nearest;

tvmd_model::words! {
    pub(super) enum Part {
        Items = "items",
        Bound = "bound",
        Agent = "agent",
        Prior = "prior",
    }
}

/// The place of the setting.
pub(super) fn place() -> Place {
    Place::default().field("setting")
}

/// The place of the prior.
pub(super) fn prior_place() -> Place {
    Place::default().field("prior")
}

/// A setting without a name or anything in it.
pub(in crate::parse) fn empty() -> SettingDecl {
    SettingDecl { name: String::new(), items: Vec::new(), bound: Default::default(), agents: Vec::new() }
}

/// `items { Painting, Vase }`, from after the keyword.
pub(super) fn items(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Vec<String>> {
    let start = input.cursor();
    let expected = "the items in braces, as in `{ Painting, Vase }`";
    let item = |reader: &mut Reader, input: ParseStream<'_>, position: usize| {
        let attributes = attributes::inner(reader, input)?;
        let ident = name(input, "an item")?;
        let place = place.index(position);
        reader.keep_attributes(place.clone(), attributes);
        reader.mark(place, &ident);
        Ok(spelt(&ident))
    };
    let items = reader.positions(Delimiter::Brace, input, place, expected, String::new, item)?;
    reader.mark(place.clone(), since(start, input));
    Ok(items)
}

/// `bound 2;`, from after the keyword.
fn bound(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Rational> {
    let bound = number(&reader.constants, input, "the highest value")?;
    reader.mark(place.clone(), &bound);
    reader.expect::<Token![;]>(input, "`;` after the bound");
    Ok(bound.value)
}

/// What has been read of a setting.
pub(super) struct Parts {
    pub(super) setting: SettingDecl,
    prior: Option<PriorDecl>,
    /// Whether each of `setting.agents` is declared.
    declared: Vec<bool>,
    /// The agents in the angle brackets.
    listed: Vec<Ident>,
    /// Whether it is known who takes part, and in which order.
    in_order: bool,
    /// The keywords of the parts met, `agent` aside.
    given: Vec<Part>,
    /// Whether there is a part of which it isn't known what it was to be, or an agent of whom the name isn't.
    unknown: bool,
    nameless: bool,
}

impl Parts {
    /// Puts the agents in the order listed. Those that are listed and those that are declared are the same, and one that
    /// is spelt in two ways is one mistake.
    pub(super) fn new(listed: Option<(Vec<Ident>, bool)>, declared: &[Ident], reader: &mut Reader) -> Self {
        let in_order = listed.as_ref().is_some_and(|(_, all)| *all);
        let mut parts = Self {
            setting: empty(),
            prior: None,
            declared: Vec::new(),
            listed: Vec::new(),
            in_order,
            given: Vec::new(),
            unknown: false,
            nameless: false,
        };
        let Some((listed, all)) = listed else { return parts };
        for agent in &listed {
            if parts.position(agent).is_some() {
                parts.in_order = false;
                reader.complain(agent, catalogue::listed_twice(agent));
            } else {
                parts.add(agent, reader);
            }
        }
        for agent in declared {
            if parts.position(agent).is_none() {
                parts.add_unlisted(agent, &listed, declared, all, reader);
            }
        }
        parts.listed = listed;
        parts
    }

    /// Adds an agent who is declared and not listed, unless she is listed and misspelt.
    fn add_unlisted(
        &mut self,
        agent: &Ident,
        listed: &[Ident],
        declared: &[Ident],
        all: bool,
        reader: &mut Reader,
    ) {
        let missing =
            listed.iter().filter(|named| !declared.contains(named) && self.position(named).is_some());
        let missing: Vec<String> = missing.map(spelt).collect();
        let near = nearest(&spelt(agent), missing.iter().map(String::as_str));
        // Where not all that are listed could be read, she may be one of them.
        if all {
            reader.complain(agent, catalogue::not_listed(agent, near.as_deref()));
        }
        let position = self.setting.agents.iter().position(|declared| Some(&declared.name) == near.as_ref());
        match position {
            Some(position) => {
                // Where she comes is known, but not what she is called.
                self.setting.agents[position].name = spelt(agent);
                mark_agent(reader, position, agent);
                reader.unread.push(Self::at(position).field("name"));
            }
            None => {
                self.in_order = false;
                self.add(agent, reader);
            }
        }
    }

    /// The place of an agent.
    fn at(position: usize) -> Place {
        place().field("agents").index(position)
    }

    /// Adds an agent of whom the name is known, and returns her position.
    fn add(&mut self, agent: &Ident, reader: &mut Reader) -> usize {
        let position = self.setting.agents.len();
        let (name, valuation) = (spelt(agent), ValuationKind::Additive);
        self.setting.agents.push(AgentDecl { name, valuation, types: Vec::new() });
        self.declared.push(false);
        mark_agent(reader, position, agent);
        position
    }

    fn position(&self, agent: &Ident) -> Option<usize> {
        self.setting.agents.iter().position(|declared| declared.name == spelt(agent))
    }

    pub(super) fn part(
        &mut self,
        reader: &mut Reader,
        input: ParseStream<'_>,
        items: Option<&[String]>,
    ) -> Result<()> {
        let attributes = attributes::inner(reader, input)?;
        let is_part = !input.peek(Token![;]);
        let keyword = keyword(input, "`items`, `bound`, `agent` or `prior`");
        let part =
            keyword.and_then(|keyword| Ok((reader.meant::<Part>(&keyword, "part of a setting")?, keyword)));
        let (part, keyword) = part.inspect_err(|_| self.unknown |= is_part)?;
        let at = match part {
            Part::Agent => return self.agent(reader, input, items, attributes),
            Part::Prior => prior_place(),
            Part::Items | Part::Bound => place().field(part.written()),
        };
        let again = self.given.contains(&part);
        self.given.push(part);
        if again {
            reader.complain(&keyword, catalogue::part_twice(part.written()));
            // Which of them is meant isn't known.
            reader.unread.push(if part == Part::Bound {
                at.clone()
            } else {
                at.index(self.setting.items.len())
            });
            return reader.check_only(|reader| match part {
                Part::Items => self::items(reader, input, &at).map(drop),
                Part::Bound => bound(reader, input, &at).map(drop),
                Part::Prior | Part::Agent => prior::prior(reader, input).map(drop),
            });
        }
        let read = match part {
            Part::Items => self::items(reader, input, &at).map(|items| self.setting.items = items),
            Part::Bound => bound(reader, input, &at).map(|bound| self.setting.bound = bound),
            Part::Prior | Part::Agent => {
                // There is a prior, for the rest of the program, even if it can't be read.
                self.prior = Some(PriorDecl::Uniform);
                prior::prior(reader, input).map(|prior| self.prior = Some(prior))
            }
        };
        read.inspect_err(|_| reader.unread.push(at))
    }

    /// `agent First: additive { Low = …, High = … }`, from after the keyword.
    fn agent(
        &mut self,
        reader: &mut Reader,
        input: ParseStream<'_>,
        items: Option<&[String]>,
        attributes: Vec<Attribute>,
    ) -> Result<()> {
        let ident = name(input, "an agent's name").inspect_err(|_| self.nameless = true)?;
        let position = self.position(&ident).unwrap_or_else(|| self.add(&ident, reader));
        let at = Self::at(position);
        if std::mem::replace(&mut self.declared[position], true) {
            reader.complain(&ident, catalogue::agent_twice(&ident));
            // Which types are meant isn't known.
            let types = self.setting.agents[position].types.len();
            reader.unread.push(at.field("types").index(types));
            return reader.check_only(|reader| types::space(reader, input, &at, items).map(drop));
        }
        mark_agent(reader, position, &ident);
        reader.keep_attributes(at.clone(), attributes);
        let agent = &mut self.setting.agents[position];
        let space = types::space(reader, input, &at, items);
        (agent.valuation, agent.types) = space.inspect_err(|_| {
            reader.unread.extend(["valuation", "types"].map(|field| at.field(field)));
        })?;
        Ok(())
    }

    /// The setting and its prior, once all its parts are read.
    pub(super) fn finish(mut self, reader: &mut Reader, name: &Ident) -> (SettingDecl, Option<PriorDecl>) {
        for (part, message) in [(Part::Items, catalogue::no_items()), (Part::Bound, catalogue::no_bound())] {
            if self.given.contains(&part) {
                continue;
            }
            reader.unread.push(place().field(part.written()));
            if !self.unknown {
                reader.complain(name, message);
            }
        }
        for position in 0..self.setting.agents.len() {
            let agent = self.listed.iter().find(|agent| self.position(agent) == Some(position));
            if let (false, Some(agent)) = (self.declared[position], agent) {
                reader.unread.push(Self::at(position));
                if !self.unknown && !self.nameless {
                    reader.complain(agent, catalogue::not_declared(agent));
                }
            }
        }
        self.in_order &= !self.unknown && !self.nameless;
        if self.unknown && self.prior.is_none() {
            reader.unread.push(prior_place());
        }
        if !self.in_order {
            reader.unread.push(Self::at(self.setting.agents.len()));
        }
        (self.setting, self.prior)
    }
}

fn mark_agent(reader: &mut Reader, position: usize, agent: &Ident) {
    let place = Parts::at(position);
    reader.mark(place.field("name"), agent);
    reader.mark(place, agent);
}
