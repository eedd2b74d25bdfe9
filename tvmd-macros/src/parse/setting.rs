//! `setting Gallery<First, Second> { … }`: its parts in any order, each as often as it may be there.
//!
//! The agents' types are read in [`types`](super::types), the prior in [`prior`](super::prior).

use super::number::number;
use super::reader::Reader;
use super::words::{eat, name, opens, required, skip_part, skip_until, spelt, unknown, word};
use super::{prior, types};
use proc_macro2::{Delimiter, Ident};
use syn::parse::ParseStream;
use syn::{Result, Token, token};
use tvmd_core::diagnostic::Place;
use tvmd_core::model::{Agent, Prior, Setting, ValuationKind};

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
    let listed = agents_listed(reader, input);
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
fn agents_listed(reader: &mut Reader, input: ParseStream<'_>) -> Option<Vec<Ident>> {
    let expected = "the agents in angle brackets, as in `Gallery<First, Second>`";
    let listed = required::<Token![<]>(input, expected).and_then(|_| {
        let listed = reader.list_until(
            input,
            |input| input.peek(Token![>]) || opens(Delimiter::Brace, input),
            |_, input, _| name(input, "an agent's name"),
        );
        required::<Token![>]>(input, "`>` after the agents")?;
        Ok(listed)
    });
    let listed = reader.keep(listed);
    skip_until(input, |input| opens(Delimiter::Brace, input));
    listed
}

/// The item, if there is just one. Looked up ahead, because values written without it may come before `items`.
fn only_item(body: ParseStream<'_>) -> Option<String> {
    let ahead = body.fork();
    skip_until(&ahead, |input| word(input).as_deref() == Some("items") && input.peek2(token::Brace));
    eat(&ahead, "items").ok().filter(|found| *found)?;
    // Mistakes are reported when the part is read in its turn.
    let items = items(&mut Reader::default(), &ahead, &Place::default()).ok()?;
    <[String; 1]>::try_from(items).ok().map(|[item]| item)
}

/// `items { Painting, Vase }`, from after the keyword.
fn items(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Vec<String>> {
    reader.names(
        Delimiter::Brace,
        input,
        place,
        ["the items in braces, as in `{ Painting, Vase }`", "an item"],
    )
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
    given: Vec<String>,
    place: Place,
}

impl Parts {
    fn part(&mut self, reader: &mut Reader, input: ParseStream<'_>, only_item: Option<&str>) -> Result<()> {
        let keyword = name(input, "`items`, `bound`, `agent` or `prior`")?;
        let part = spelt(&keyword);
        if self.given.contains(&part) {
            reader.complain(&keyword, format!("`{part}` is already given for this setting"));
        }
        match part.as_str() {
            "items" => self.setting.items = items(reader, input, &self.place.field("items"))?,
            "bound" => {
                let bound = number(input, "the highest value")?;
                reader.mark(self.place.field("bound"), &bound);
                self.setting.bound = bound.value;
                reader.expect::<Token![;]>(input, "`;` after the bound");
            }
            "prior" => self.prior = Some(prior::prior(reader, input)?),
            "agent" => return self.agent(reader, input, only_item),
            _ => return Err(unknown(&keyword, "part of a setting", &PARTS)),
        }
        self.given.push(part);
        Ok(())
    }

    /// `agent First: additive { Low = …, High = … }`, from after the keyword.
    fn agent(&mut self, reader: &mut Reader, input: ParseStream<'_>, only_item: Option<&str>) -> Result<()> {
        let ident = name(input, "an agent's name")?;
        let place = self.place.field("agents").index(self.position(reader, &ident));
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
    fn position(&self, reader: &mut Reader, ident: &Ident) -> usize {
        if self.declared.contains(ident) {
            reader.complain(ident, format!("agent `{ident}` is already declared"));
        }
        let unlisted = self.declared.len();
        let Some(listed) = &self.listed else { return unlisted };
        listed.iter().position(|other| other == ident).unwrap_or_else(|| {
            let message =
                format!("agent `{ident}` is missing in the angle brackets after the setting's name");
            reader.complain(ident, message);
            unlisted
        })
    }

    fn check_required(&self, reader: &mut Reader, name: &Ident) {
        for (part, message) in [
            ("items", "this setting has no items\nhelp: say what is sold: `items { Painting }`"),
            ("bound", "this setting has no bound on values\nhelp: say the highest value: `bound 2;`"),
        ] {
            if !self.given.iter().any(|given| given == part) {
                reader.complain(name, message);
            }
        }
    }

    fn check_listed(&self, reader: &mut Reader) {
        let listed = self.listed.as_deref().unwrap_or_default();
        for (position, agent) in listed.iter().enumerate() {
            if listed.iter().take(position).any(|other| other == agent) {
                reader.complain(agent, format!("agent `{agent}` is listed twice"));
            } else if !self.declared.contains(agent) {
                let help = format!("declare her types: `agent {agent}: additive {{ … }}`");
                reader.complain(agent, format!("agent `{agent}` is not declared\nhelp: {help}"));
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
