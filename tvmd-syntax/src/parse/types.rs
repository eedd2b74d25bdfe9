//! Agents' type spaces: `additive { Low = { Painting: 1 }, V = 0..=10 step 1/2 }`.

use super::attributes;
use super::number::{Number, number};
use super::prices::bundle;
use super::reader::Reader;
use super::words::{keyword, name, opens, required, spelt};
use crate::catalogue;
use crate::spans::since;
use proc_macro2::{Delimiter, Ident, TokenStream};
use quote::ToTokens;
use syn::parse::ParseStream;
use syn::{Result, Token};
use tvmd_model::diagnostic::Place;
use tvmd_model::exact::{Rational, text::Text};
use tvmd_model::model::{BundleValue, Entries, Grid, Space, TypeDecl, ValuationKind, Values};

/// Reads an agent's valuation and types from after her name. In a setting with one item its name may be left out; `items`
/// are unknown where they can't be read.
pub(super) fn space(
    reader: &mut Reader,
    input: ParseStream<'_>,
    agent: &Place,
    items: Option<&[String]>,
) -> Result<(ValuationKind, Vec<TypeDecl>)> {
    reader.expect::<Token![:]>(input, "`:` before the agent's valuation");
    let at = agent.field("valuation");
    let keyword = keyword(input, "the agent's valuation: `additive`, `unit_demand` or `bundles`");
    let valuation = keyword.and_then(|keyword| {
        reader.mark(at.clone(), &keyword);
        valuation(reader, &keyword)
    });
    let valuation = reader.or_lose(valuation, || at, ValuationKind::Additive);
    let (start, place) = (input.cursor(), agent.field("types"));
    let expected = "the agent's types in braces, as in `{ Low = { Painting: 1 } }`";
    let types = reader.entries(Delimiter::Brace, input, &place, expected, |reader, input, position| {
        type_decl(reader, input, &place.index(position), valuation, items)
    })?;
    reader.mark(place, since(start, input));
    Ok((valuation, types))
}

fn valuation(reader: &mut Reader, keyword: &Ident) -> Result<ValuationKind> {
    reader.meant(keyword, "valuation")
}

/// `Low = { Painting: 1 }` and all that may stand in place of the braces. A type whose values are wrong is still
/// declared, so that its name means something to the rest of the program.
fn type_decl(
    reader: &mut Reader,
    input: ParseStream<'_>,
    place: &Place,
    valuation: ValuationKind,
    items: Option<&[String]>,
) -> Result<TypeDecl> {
    let attributes = attributes::inner(reader, input)?;
    let ident = name(input, "a type's name")?;
    reader.keep_attributes(place.clone(), attributes);
    reader.mark(place.clone(), &ident);
    reader.mark(place.field("name"), &ident);
    reader.expect::<Token![=]>(input, "`=` and the type's values");
    let start = input.cursor();
    let space = if opens(Delimiter::Brace, input) {
        values_in_braces(reader, input, place, valuation).map(Some)
    } else {
        let value = value_of_item(reader, input, items);
        value.map(|value| value.map(|value| item_values(reader, place, vec![value])))
    };
    let space = reader.keep(space).flatten().unwrap_or_else(|| {
        reader.unread.extend(["values", "grid"].map(|field| place.field(field)));
        reader.skip_entry(input);
        Space::One(Values::Items(Entries::default()))
    });
    let field = if matches!(space, Space::One(_)) { "values" } else { "grid" };
    reader.mark(place.field(field), since(start, input));
    Ok(TypeDecl { name: spelt(&ident), space })
}

/// `{ Painting: 1, Vase: 1/2 }` or `{ [Painting, Vase]: 3 }`
fn values_in_braces(
    reader: &mut Reader,
    input: ParseStream<'_>,
    place: &Place,
    valuation: ValuationKind,
) -> Result<Space> {
    reader.group(Delimiter::Brace, input, "the type's values", |reader, content| {
        let nothing = content.is_empty() && valuation == ValuationKind::Bundles;
        Ok(if nothing || opens(Delimiter::Bracket, content) {
            Space::One(Values::Bundles(bundle_values(reader, content, &place.field("values"))))
        } else {
            let at = place.field("values");
            let values = reader.list(content, &at, |reader, input, _| value(reader, input));
            item_values(reader, place, values)
        })
    })
}

/// `3/2` or `0..=10`, where there is only one item that could be worth it; `None` if it isn't known which.
fn value_of_item(
    reader: &mut Reader,
    input: ParseStream<'_>,
    items: Option<&[String]>,
) -> Result<Option<Value>> {
    let start = input.cursor();
    let worth = worth(reader, input)?;
    let tokens = since(start, input);
    match items {
        Some([item]) => Ok(Some(Value { item: item.clone(), key: tokens.clone(), worth, tokens })),
        None => Ok(None),
        Some(_) => Err(syn::Error::new_spanned(tokens, catalogue::value_of_which_item())),
    }
}

/// What one item is worth, as it is written.
struct Value {
    item: String,
    /// The item's name, or the value itself where the name is left out.
    key: TokenStream,
    worth: Worth,
    tokens: TokenStream,
}

/// A number, or a range of them; or what can't be read.
enum Worth {
    Exactly(Number),
    Range { from: Number, to: Number, step: Option<Number> },
    Unread,
}

/// `Painting: 1` or `Painting: 0..=2 step 1/2`
fn value(reader: &mut Reader, input: ParseStream<'_>) -> Result<Value> {
    let ident = name(input, "an item's name, as in `Painting: 1`")?;
    let colon = required::<Token![:]>(input, "`:` and the item's value");
    let start = input.cursor();
    let worth = colon.and_then(|_| worth(reader, input)).unwrap_or_else(|error| {
        reader.report(error);
        reader.skip_entry(input);
        Worth::Unread
    });
    let tokens = since(start, input);
    Ok(Value { item: spelt(&ident), key: ident.into_token_stream(), worth, tokens })
}

fn worth(reader: &mut Reader, input: ParseStream<'_>) -> Result<Worth> {
    let from = number(&reader.constants, input, "a value")?;
    if input.peek(Token![..]) && !input.peek(Token![..=]) {
        let dots: Token![..] = input.parse()?;
        return Err(syn::Error::new_spanned(dots, catalogue::half_open_grid()));
    }
    if input.parse::<Option<Token![..=]>>()?.is_none() {
        return Ok(Worth::Exactly(from));
    }
    let to = number(&reader.constants, input, "the last value")?;
    let step = if reader.eat_keyword(input, "step")? {
        Some(number(&reader.constants, input, "a step")?)
    } else {
        None
    };
    Ok(Worth::Range { from, to, step })
}

/// One type, or a grid as soon as one of the values is a range.
fn item_values(reader: &mut Reader, place: &Place, values: Vec<Value>) -> Space {
    let is_grid = values.iter().any(|value| matches!(value.worth, Worth::Range { .. }));
    if values.iter().any(|value| matches!(value.worth, Worth::Unread)) {
        // It may have been a range.
        reader.unread.push(place.field("grid").index(values.len()));
    }
    let place = place.field(if is_grid { "grid" } else { "values" });
    let (mut grid, mut plain) = (Entries::default(), Entries::default());
    for (position, Value { item, key, worth, tokens }) in values.into_iter().enumerate() {
        let place = place.entry(position, &item);
        reader.mark(place.key(), key);
        reader.mark(place.clone(), tokens);
        match worth {
            Worth::Exactly(number) if !is_grid => plain.0.push((item, number.text())),
            Worth::Unread if !is_grid => {
                reader.unread.push(place);
                plain.0.push((item, Text(Rational::default())));
            }
            worth => grid.0.push((item, axis(reader, &place, worth))),
        }
    }
    if is_grid { Space::Grid(grid) } else { Space::One(Values::Items(plain)) }
}

fn axis(reader: &mut Reader, place: &Place, worth: Worth) -> Grid {
    let one = Rational::from_integer(1.into());
    match worth {
        Worth::Unread => {
            reader.unread.push(place.clone());
            Grid { from: one.clone(), to: one.clone(), step: one }
        }
        Worth::Exactly(number) => Grid { from: number.value.clone(), to: number.value, step: one },
        Worth::Range { from, to, step } => {
            reader.mark(place.field("from"), &from);
            reader.mark(place.field("to"), &to);
            if let Some(step) = &step {
                reader.mark(place.field("step"), step);
            }
            Grid { from: from.value, to: to.value, step: step.map_or(one, |step| step.value) }
        }
    }
}

/// `[Painting]: 1, [Painting, Vase]: 3`
fn bundle_values(reader: &mut Reader, content: ParseStream<'_>, place: &Place) -> Vec<BundleValue> {
    reader.list(content, place, |reader, input, position| {
        let (start, place) = (input.cursor(), place.index(position));
        let bundle = bundle(reader, input, &place)?;
        let expected = ["`:` and the bundle's value", "a value"];
        let value = reader.number_after::<Token![:]>(input, expected, place.field("value"));
        reader.mark(place, since(start, input));
        Ok(BundleValue { bundle, value })
    })
}
