//! Agents' type spaces: `additive { Low = { Painting: 1 }, V = 0..=10 step 1/2 }`.

use super::number::{Number, number};
use super::reader::Reader;
use super::rules::bundle;
use super::words::{eat_keyword, keyword, name, opens, required, skip_until, spelt};
use crate::catalogue;
use crate::spans::since;
use proc_macro2::{Delimiter, Ident, TokenStream};
use quote::ToTokens;
use syn::parse::ParseStream;
use syn::{Result, Token};
use tvmd_core::diagnostic::Place;
use tvmd_core::exact::Rational;
use tvmd_core::model::{BundleValue, Entries, Grid, Space, TypeDecl, ValuationKind, Values};

const VALUATIONS: [ValuationKind; 3] =
    [ValuationKind::Additive, ValuationKind::UnitDemand, ValuationKind::Bundles];

/// Reads an agent's valuation and types from after her name. In a setting with an `only_item` its name may be
/// left out.
pub(super) fn space(
    reader: &mut Reader,
    input: ParseStream<'_>,
    agent: &Place,
    only_item: Option<&str>,
) -> Result<(ValuationKind, Vec<TypeDecl>)> {
    reader.expect::<Token![:]>(input, "`:` before the agent's valuation");
    let keyword = keyword(input, "the agent's valuation: `additive`, `unit_demand` or `bundles`")?;
    reader.mark(agent.field("valuation"), &keyword);
    let valuation = valuation(reader, &keyword);
    let (start, place) = (input.cursor(), agent.field("types"));
    let expected = "the agent's types in braces, as in `{ Low = { Painting: 1 } }`";
    let types = reader.entries(Delimiter::Brace, input, expected, |reader, input, position| {
        type_decl(reader, input, &place.index(position), valuation, only_item)
    })?;
    reader.mark(place, since(start, input));
    Ok((valuation, types))
}

fn valuation(reader: &mut Reader, keyword: &Ident) -> ValuationKind {
    let word = reader.meant(keyword, "valuation", &VALUATIONS.map(ValuationKind::keyword));
    let word = reader.keep(word);
    let named = VALUATIONS.into_iter().find(|valuation| Some(valuation.keyword()) == word);
    named.unwrap_or(ValuationKind::Additive)
}

/// `Low = { Painting: 1 }` and all that may stand in place of the braces. A type whose values are wrong is still
/// declared, so that its name means something to the rest of the program.
fn type_decl(
    reader: &mut Reader,
    input: ParseStream<'_>,
    place: &Place,
    valuation: ValuationKind,
    only_item: Option<&str>,
) -> Result<TypeDecl> {
    let ident = name(input, "a type's name")?;
    reader.mark(place.clone(), &ident);
    reader.mark(place.field("name"), &ident);
    reader.expect::<Token![=]>(input, "`=` and the type's values");
    let start = input.cursor();
    let space = if opens(Delimiter::Brace, input) {
        values_in_braces(reader, input, place, valuation)
    } else {
        value_of_item(input, only_item).map(|value| item_values(reader, place, vec![value]))
    };
    let space = reader.keep(space).unwrap_or_else(|| {
        skip_until(input, |input| input.peek(Token![,]));
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
            let values = reader.list(content, |_, input, _| value(input));
            item_values(reader, place, values)
        })
    })
}

/// `3/2` or `0..=10`, where there is only one item that could be worth it.
fn value_of_item(input: ParseStream<'_>, only_item: Option<&str>) -> Result<Value> {
    let start = input.cursor();
    let worth = worth(input)?;
    let tokens = since(start, input);
    match only_item {
        Some(item) => Ok(Value { item: item.to_owned(), key: tokens.clone(), worth, tokens }),
        None => Err(syn::Error::new_spanned(tokens, catalogue::value_of_which_item())),
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

/// A number, or a range of them.
enum Worth {
    Exactly(Number),
    Range { from: Number, to: Number, step: Option<Number> },
}

/// `Painting: 1` or `Painting: 0..=2 step 1/2`
fn value(input: ParseStream<'_>) -> Result<Value> {
    let ident = name(input, "an item's name, as in `Painting: 1`")?;
    required::<Token![:]>(input, "`:` and the item's value")?;
    let start = input.cursor();
    let worth = worth(input)?;
    let tokens = since(start, input);
    Ok(Value { item: spelt(&ident), key: ident.into_token_stream(), worth, tokens })
}

fn worth(input: ParseStream<'_>) -> Result<Worth> {
    let from = number(input, "a value")?;
    if input.peek(Token![..]) && !input.peek(Token![..=]) {
        let dots: Token![..] = input.parse()?;
        return Err(syn::Error::new_spanned(dots, catalogue::half_open_grid()));
    }
    if input.parse::<Option<Token![..=]>>()?.is_none() {
        return Ok(Worth::Exactly(from));
    }
    let to = number(input, "the last value")?;
    let step = if eat_keyword(input, "step")? { Some(number(input, "a step")?) } else { None };
    Ok(Worth::Range { from, to, step })
}

/// One type, or a grid as soon as one of the values is a range.
fn item_values(reader: &mut Reader, place: &Place, values: Vec<Value>) -> Space {
    let is_grid = values.iter().any(|value| matches!(value.worth, Worth::Range { .. }));
    let place = place.field(if is_grid { "grid" } else { "values" });
    let (mut grid, mut plain) = (Entries::default(), Entries::default());
    for (position, Value { item, key, worth, tokens }) in values.into_iter().enumerate() {
        let place = place.entry(position, &item);
        reader.mark(place.key(), key);
        reader.mark(place.clone(), tokens);
        match worth {
            Worth::Exactly(number) if !is_grid => plain.0.push((item, number.text())),
            worth => grid.0.push((item, axis(reader, &place, worth))),
        }
    }
    if is_grid { Space::Grid(grid) } else { Space::One(Values::Items(plain)) }
}

fn axis(reader: &mut Reader, place: &Place, worth: Worth) -> Grid {
    let one = Rational::from_integer(1.into());
    match worth {
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
    reader.list(content, |reader, input, position| {
        let (start, place) = (input.cursor(), place.index(position));
        let bundle = bundle(reader, input, &place)?;
        required::<Token![:]>(input, "`:` and the bundle's value")?;
        let value = number(input, "a value")?;
        reader.mark(place.field("value"), &value);
        reader.mark(place, since(start, input));
        Ok(BundleValue { bundle, value: value.value })
    })
}
