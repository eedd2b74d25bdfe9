//! `setting Gallery<First, Second> { … }`: its parts in any order, each as often as it may be there.
//!
//! The agents' types are read in [`types`](super::types), the prior in [`prior`].

mod parts;

pub(super) use parts::empty;

use super::lists::Unreadable;
use super::prior;
use super::reader::Reader;
use super::rust::Path;
use super::words::{keyword, missing, name, opens, path, required, skip_part, skip_until, spelt, word};
use crate::spans::since;
use parts::{Part, Parts, items, place, prior_place};
use proc_macro2::{Delimiter, Ident};
use syn::parse::ParseStream;
use syn::{Result, Token, token};
use tvmd_model::diagnostic::Place;
use tvmd_model::model::{PriorDecl, SettingDecl, Word as _};
use tvmd_model::names::nearest;

/// What is unread as long as no setting is.
pub(super) fn unread() -> Vec<Place> {
    vec![place(), prior_place()]
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
            &Unreadable::Entry,
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
