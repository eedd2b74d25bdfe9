//! `setting Gallery<First, Second> { … }`: its parts in any order, each as often as it may be there.
//!
//! The agents' types are read in [`types`](super::types), the prior in [`prior`](super::prior).

use super::number::number;
use super::reader::Reader;
use super::words::{keyword, name, opens, required, skip_part, skip_until, spelt, word};
use super::{prior, types};
use crate::catalogue;
use crate::spans::since;
use proc_macro2::{Delimiter, Ident};
use syn::parse::ParseStream;
use syn::{Result, Token, token};
use tvmd_core::diagnostic::Place;
use tvmd_core::model::{Agent, Prior, Setting, ValuationKind};
use tvmd_core::names::nearest;

const PARTS: [&str; 4] = ["items", "bound", "agent", "prior"];

/// Reads a setting and its prior from after its name.
pub(super) fn setting(
    reader: &mut Reader,
    input: ParseStream<'_>,
    name: &Ident,
) -> Result<(Setting, Option<Prior>)> {
    let place = Place::default().field("setting");
    for place in [Place::default(), place.clone(), place.field("name")] {
        reader.mark(place, name);
    }
    let listed = agents_listed(reader, input, &place.field("agents"));
    let mut parts = Parts {
        setting: Setting { name: spelt(name), ..empty() },
        prior: None,
        listed,
        declared: Vec::new(),
        given: Vec::new(),
        place,
    };
    reader.group(Delimiter::Brace, input, "the setting's parts in braces", |reader, body| {
        let only_item = only_item(body);
        while !body.is_empty() {
            if let Err(error) = parts.part(reader, body, only_item.as_deref()) {
                reader.report(error);
                skip_part(body, &PARTS);
            }
        }
        Ok(())
    })?;
    parts.check_required(reader, name);
    parts.check_listed(reader);
    Ok(parts.finish())
}

/// A setting without a name or anything in it.
pub(super) fn empty() -> Setting {
    Setting { name: String::new(), items: Vec::new(), bound: Default::default(), agents: Vec::new() }
}

/// The agents in the angle brackets; `None` if they can't be read.
fn agents_listed(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Option<Vec<Ident>> {
    let start = input.cursor();
    let expected = "the agents in angle brackets, as in `Gallery<First, Second>`";
    let listed = required::<Token![<]>(input, expected).and_then(|_| {
        let listed = reader.list_until(
            input,
            |input| input.peek(Token![>]) || opens(Delimiter::Brace, input),
            |_, input, _| name(input, "an agent's name"),
        );
        required::<Token![>]>(input, "`>` after the agents")?;
        reader.mark(place.clone(), since(start, input));
        Ok(listed)
    });
    let listed = reader.keep(listed);
    skip_until(input, |input| opens(Delimiter::Brace, input));
    listed
}

/// The item, if there is just one. Looked up ahead, because values written without it may come before `items`.
fn only_item(body: ParseStream<'_>) -> Option<String> {
    let ahead = body.fork();
    let is_items = |word: String| nearest(&word, ["items"]).is_some();
    skip_until(&ahead, |input| word(input).is_some_and(is_items) && input.peek2(token::Brace));
    keyword(&ahead, "`items`").ok()?;
    // Mistakes are reported when the part is read in its turn.
    let items = items(&mut Reader::default(), &ahead, &Place::default()).ok()?;
    <[String; 1]>::try_from(items).ok().map(|[item]| item)
}

/// `items { Painting, Vase }`, from after the keyword.
fn items(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Vec<String>> {
    let start = input.cursor();
    let expected = ["the items in braces, as in `{ Painting, Vase }`", "an item"];
    let items = reader.names(Delimiter::Brace, input, place, expected)?;
    reader.mark(place.clone(), since(start, input));
    Ok(items)
}

/// What has been read of a setting.
struct Parts {
    setting: Setting,
    prior: Option<Prior>,
    /// The agents in the angle brackets.
    listed: Option<Vec<Ident>>,
    /// The agents of `setting.agents`.
    declared: Vec<Ident>,
    /// The keywords of the parts met, `agent` aside.
    given: Vec<&'static str>,
    place: Place,
}

impl Parts {
    fn part(&mut self, reader: &mut Reader, input: ParseStream<'_>, only_item: Option<&str>) -> Result<()> {
        let keyword = keyword(input, "`items`, `bound`, `agent` or `prior`")?;
        let part = reader.meant(&keyword, "part of a setting", &PARTS)?;
        if part == "agent" {
            return self.agent(reader, input, only_item);
        }
        if self.given.contains(&part) {
            reader.complain(&keyword, catalogue::part_twice(part));
        }
        self.given.push(part);
        match part {
            "items" => self.setting.items = items(reader, input, &self.place.field("items"))?,
            "bound" => {
                let bound = number(input, "the highest value")?;
                reader.mark(self.place.field("bound"), &bound);
                self.setting.bound = bound.value;
                reader.expect::<Token![;]>(input, "`;` after the bound");
            }
            _ => {
                // There is a prior, for the rest of the program, even if it can't be read.
                self.prior = Some(Prior::Uniform);
                self.prior = Some(prior::prior(reader, input)?);
            }
        }
        Ok(())
    }

    /// `agent First: additive { Low = …, High = … }`, from after the keyword.
    fn agent(&mut self, reader: &mut Reader, input: ParseStream<'_>, only_item: Option<&str>) -> Result<()> {
        let ident = name(input, "an agent's name")?;
        if self.declared.contains(&ident) {
            reader.complain(&ident, catalogue::agent_twice(&ident));
        }
        let place = self.place.field("agents").index(self.position(&ident));
        reader.mark(place.clone(), &ident);
        reader.mark(place.field("name"), &ident);
        let agent = Agent { name: spelt(&ident), valuation: ValuationKind::Additive, types: Vec::new() };
        self.declared.push(ident);
        self.setting.agents.push(agent);
        let space = types::space(reader, input, &place, only_item)?;
        if let Some(agent) = self.setting.agents.last_mut() {
            (agent.valuation, agent.types) = space;
        }
        Ok(())
    }

    /// Where in the setting's order the agent called `ident` comes.
    fn position(&self, ident: &Ident) -> usize {
        let listed = self.listed.iter().flatten().position(|other| other == ident);
        listed.unwrap_or(self.declared.len())
    }

    fn check_required(&self, reader: &mut Reader, name: &Ident) {
        for (part, message) in [("items", catalogue::no_items()), ("bound", catalogue::no_bound())] {
            if !self.given.contains(&part) {
                reader.complain(name, message);
            }
        }
    }

    /// The agents in the angle brackets are those that are declared. One that is spelt in two ways is one mistake.
    fn check_listed(&self, reader: &mut Reader) {
        let Some(listed) = &self.listed else { return };
        let mut missing: Vec<String> =
            listed.iter().filter(|agent| !self.declared.contains(agent)).map(spelt).collect();
        for agent in self.declared.iter().filter(|agent| !listed.contains(agent)) {
            let near = nearest(&spelt(agent), missing.iter().map(String::as_str));
            reader.complain(agent, catalogue::not_listed(agent, near.as_deref()));
            missing.retain(|agent| Some(agent) != near.as_ref());
        }
        for (position, agent) in listed.iter().enumerate() {
            if listed.iter().take(position).any(|other| other == agent) {
                reader.complain(agent, catalogue::listed_twice(agent));
            } else if missing.contains(&spelt(agent)) {
                reader.complain(agent, catalogue::not_declared(agent));
            }
        }
    }

    /// The setting with its agents in the order listed.
    fn finish(mut self) -> (Setting, Option<Prior>) {
        if let Some(listed) = self.listed {
            let names: Vec<String> = listed.iter().map(spelt).collect();
            self.setting.agents.sort_by_key(|agent| {
                names.iter().position(|name| *name == agent.name).unwrap_or(names.len())
            });
        }
        (self.setting, self.prior)
    }
}
