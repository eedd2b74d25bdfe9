//! `menu { [A]: 1, lottery { A: 1/2, B: 1 }: 5/4 }`, of the only agent or per agent.

use super::prices::{bundle, is_per_agent, price};
use super::reader::Reader;
use super::words::{missing, opens};
use crate::spans::since;
use proc_macro2::Delimiter;
use syn::parse::ParseStream;
use syn::{Result, Token};
use tvmd_model::diagnostic::Place;
use tvmd_model::model::{BundleChance, Entries, MenuEntryDecl, Menus, Offered};

/// Reads menus from after the keyword.
pub(super) fn menus(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Menus> {
    let expected = "the entries on the menu in braces, as in `{ [Painting]: 1 }`";
    reader.group(Delimiter::Brace, input, expected, |reader, content| {
        Ok(if is_per_agent(content) {
            Menus::PerAgent(Entries(reader.list(content, place, |reader, input, position| {
                let read = |reader: &mut Reader, input: ParseStream<'_>, place: &Place| {
                    let expected = "the agent's menu in braces, as in `{ [Painting]: 1 }`";
                    reader.entries(Delimiter::Brace, input, place, expected, |reader, input, position| {
                        entry(reader, input, &place.index(position))
                    })
                };
                reader.named(input, place, position, "an agent's name", Vec::new(), read)
            })))
        } else {
            Menus::Single(
                reader.list(content, place, |reader, input, position| {
                    entry(reader, input, &place.index(position))
                }),
            )
        })
    })
}

/// `[A]: 1` or `lottery { … }: 1`
fn entry(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<MenuEntryDecl> {
    let start = input.cursor();
    let offered = if reader.eat_keyword(input, "lottery")? {
        lottery(reader, input, &place.field("lottery"))?
    } else if opens(Delimiter::Bracket, input) {
        Offered::Bundle(bundle(reader, input, place)?)
    } else {
        return Err(missing(input, "a bundle such as `[Painting]`, or `lottery { … }`"));
    };
    let price = price(reader, input, place);
    reader.mark(place.clone(), since(start, input));
    Ok(MenuEntryDecl { offered, price })
}

/// `{ A: 1/2, B: 1 }` or `{ [A]: 1/2, [A, B]: 1/4 }`
fn lottery(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<Offered> {
    let start = input.cursor();
    let expected = "the lottery in braces, as in `{ Painting: 1/2 }`";
    let offered = reader.group(Delimiter::Brace, input, expected, |reader, content| {
        Ok(if opens(Delimiter::Bracket, content) {
            Offered::Bundles(reader.list(content, place, |reader, input, position| {
                chance(reader, input, &place.index(position))
            }))
        } else {
            Offered::Items(reader.numbers_within(content, place, ["an item's name", "a probability"]))
        })
    })?;
    reader.mark(place.clone(), since(start, input));
    Ok(offered)
}

/// `[A, B]: 1/4`
fn chance(reader: &mut Reader, input: ParseStream<'_>, place: &Place) -> Result<BundleChance> {
    let start = input.cursor();
    let bundle = bundle(reader, input, place)?;
    let expected = ["`:` and a probability", "a probability"];
    let probability = reader.number_after::<Token![:]>(input, expected, place.field("probability"));
    reader.mark(place.clone(), since(start, input));
    Ok(BundleChance { bundle, probability })
}
