//! `setting Gallery<First, Second> { … }`: its parts in any order, each as often as it may be there.
//!
//! The agents' types are read in [`types`](super::types), the prior in [`prior`](super::prior).

use super::number::number;
use super::reader::{Lost, Reader};
use super::words::{keyword, missing, name, opens, path, required, skip_part, skip_until, spelt, word};
use super::{attributes, prior, types};
use crate::catalogue;
use crate::spans::since;
use proc_macro2::{Delimiter, Ident};
use syn::parse::ParseStream;
use syn::{Attribute, Path, Result, Token, token};
use tvmd_engine::diagnostic::Place;
use tvmd_engine::exact::Rational;
use tvmd_engine::model::{AgentDecl, PriorDecl, SettingDecl, ValuationKind, Word as _};
use tvmd_engine::names::nearest;

tvmd_engine::words! {
    enum Part {
        Items = "items",
        Bound = "bound",
        Agent = "agent",
        Prior = "prior",
    }
}

/// The place of the setting.
fn place() -> Place {
    Place::default().field("setting")
}

/// The place of the prior.
fn prior_place() -> Place {
    Place::default().field("prior")
}

/// What is unread as long as no setting is.
pub(super) fn unread() -> Vec<Place> {
    vec![place(), prior_place()]
}

/// A setting without a name or anything in it.
pub(super) fn empty() -> SettingDecl {
    SettingDecl { name: String::new(), items: Vec::new(), bound: Default::default(), agents: Vec::new() }
}

/// Reads a setting and its prior from after its name; `name` is the keyword where the name is missing.
pub(super) fn setting(
    reader: &mut Reader,
    input: ParseStream<'_>,
    name: &Ident,
) -> Result<(SettingDecl, Option<PriorDecl>)> {
    let place = place();
    for place in [Place::default(), place.clone(), place.field("name")] {
        reader.mark(place, name);
    }
    let listed = agents_listed(reader, input, &place.field("agents"));
    reader.group(Delimiter::Brace, input, "the setting's parts in braces", |reader, body| {
        let items = items_ahead(body);
        let mut parts = Parts::new(listed, &agents_ahead(body), reader);
        parts.setting.name = spelt(name);
        while !body.is_empty() {
            if let Err(error) = parts.part(reader, body, items.as_deref()) {
                reader.report(error);
                skip_part(body, Part::WRITTEN);
            }
        }
        Ok(parts.finish(reader, name))
    })
}

/// Reads `= Gallery with prior independent { … }`: the setting that is meant, and the prior.
pub(super) fn like_another(
    reader: &mut Reader,
    input: ParseStream<'_>,
    name: &Ident,
) -> Result<(Path, PriorDecl)> {
    for place in [Place::default(), place(), place().field("name")] {
        reader.mark(place, name);
    }
    input.parse::<Token![=]>()?;
    let base =
        path(input, "the setting that this one is like, as in `setting Moved = Gallery with prior …`")?;
    if !reader.eat_keyword(input, "with")? {
        return Err(missing(input, "`with prior` and the prior, as in `with prior uniform;`"));
    }
    if !reader.eat_keyword(input, "prior")? {
        return Err(missing(input, "`prior` and the kind of prior, as in `with prior uniform;`"));
    }
    let prior = prior::prior(reader, input).unwrap_or_else(|error| {
        reader.lose(prior_place(), error);
        skip_part(input, &[]);
        PriorDecl::Uniform
    });
    input.parse::<Option<Token![;]>>()?;
    Ok((base, prior))
}

/// The agents in the angle brackets, and whether that is all of them; `None` if they can't be read.
fn agents_listed(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Option<(Vec<Ident>, bool)> {
    let (start, unread) = (input.cursor(), reader.unread.len());
    let expected = "the agents in angle brackets, as in `Gallery<First, Second>`";
    let listed = required::<Token![<]>(input, expected).and_then(|_| {
        let listed = reader.list_until(
            input,
            &place.field("listed"),
            &Lost::Entry,
            |input| input.peek(Token![>]) || opens(Delimiter::Brace, input),
            |_, input, _| name(input, "an agent's name"),
        );
        required::<Token![>]>(input, "`>` after the agents")?;
        reader.mark(place.clone(), since(start, input));
        Ok((listed, reader.unread.len() == unread))
    });
    let listed = reader.keep(listed);
    skip_until(input, |input| opens(Delimiter::Brace, input));
    listed
}

/// The items, as far as they are known. Looked up ahead, because values written without their item may come before.
fn items_ahead(body: ParseStream<'_>) -> Option<Vec<String>> {
    let ahead = body.fork();
    let is_items = |word: String| nearest(&word, ["items"]).is_some();
    skip_until(&ahead, |input| word(input).is_some_and(is_items) && input.peek2(token::Brace));
    keyword(&ahead, "`items`").ok()?;
    // Mistakes are reported when the part is read in its turn.
    let mut other = Reader::default();
    let mut items = items(&mut other, &ahead, &Place::default()).ok()?;
    items.dedup();
    (!items.is_empty() && other.unread.is_empty()).then_some(items)
}

/// The agents that are declared. Looked up ahead, because the brackets say who comes where.
fn agents_ahead(body: ParseStream<'_>) -> Vec<Ident> {
    let ahead = body.fork();
    let mut agents = Vec::new();
    while !ahead.is_empty() {
        let is_agent = |word: String| nearest(&word, ["agent"]).is_some();
        skip_until(&ahead, |input| word(input).is_some_and(is_agent));
        agents.extend(keyword(&ahead, "`agent`").and_then(|_| name(&ahead, "an agent's name")));
    }
    agents
}

/// `items { Painting, Vase }`, from after the keyword.
fn items(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Vec<String>> {
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
struct Parts {
    setting: SettingDecl,
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
    fn new(listed: Option<(Vec<Ident>, bool)>, declared: &[Ident], reader: &mut Reader) -> Self {
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
        let missing = listed.iter().filter(|own| !declared.contains(own) && self.position(own).is_some());
        let missing: Vec<String> = missing.map(spelt).collect();
        let near = nearest(&spelt(agent), missing.iter().map(String::as_str));
        // Where not all that are listed could be read, she may be one of them.
        if all {
            reader.complain(agent, catalogue::not_listed(agent, near.as_deref()));
        }
        let position = self.setting.agents.iter().position(|own| Some(&own.name) == near.as_ref());
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
        self.setting.agents.iter().position(|own| own.name == spelt(agent))
    }

    fn part(&mut self, reader: &mut Reader, input: ParseStream<'_>, items: Option<&[String]>) -> Result<()> {
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
    fn finish(mut self, reader: &mut Reader, name: &Ident) -> (SettingDecl, Option<PriorDecl>) {
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
